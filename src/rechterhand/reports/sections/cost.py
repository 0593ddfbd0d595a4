"""What it will cost: percentiles, and cost and finish together."""

from __future__ import annotations

from rechterhand.engine.simulate.bills import amount
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.reports.charts.scatter import scatter
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import as_table, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.text.writing import number
from rechterhand.verdict import Review


def cost(review: Review, say: Sayer) -> str:
    """Nothing for a plan without money."""
    found = review.simulation.cost
    if found is None or float(found.costs.max() - found.costs.min()) < 0.01:
        return ""

    def money(amount: float) -> str:
        return number(amount, say.language, 0)

    p80 = amount(found.percentiles["p80"].amount, found.currency)
    if found.planned is None:
        asked, told = "report.cost.risks", say("report.cost.risks.told", p80=p80, correlation=found.correlation)
    else:
        values = {"planned": found.planned, "spent": found.spent, "correlation": found.correlation}
        asked, told = "report.cost", say("report.cost.told", p80=p80, **values)
    title = say("report.scatter.title")
    pictures = "".join(scatter(review.simulation, found, say.language, look) for look in ("wide", "narrow"))
    rows = [
        (key.upper(), money(one.amount), f"{money(one.low)} – {money(one.high)}")
        for key, one in found.percentiles.items()
    ]
    heads = (say("report.column.percentile"), clean(say(column_of(found))), say("report.column.interval"))
    how = "".join(f"<p>{say.message(one.text)}</p>" for one in found.assumptions)
    how = details(say("report.how"), how) if how else ""
    return (
        f"<section><h2>{say(asked)}</h2><p>{told}</p><p class='quiet'>{title}</p>{pictures}"
        f"{as_table(title, table(heads, rows, short=(1, 2)), say)}{how}</section>"
    )


def column_of(found: CostResult) -> str:
    """The key of the head above amounts: of all the work, or of risks alone."""
    return "report.column.amount.risks" if found.only_risks else "report.column.amount"
