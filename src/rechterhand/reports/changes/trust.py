"""What the comparison rests on: how rows were matched, which with a doubt, and assumptions."""

from __future__ import annotations

from collections import Counter

from rechterhand.lineage import Certainty
from rechterhand.reports.charts.svg import clean
from rechterhand.reports.markup import bullets, details, table
from rechterhand.reports.saying import Sayer
from rechterhand.versions.compare import Comparison

SHOWN = 100


def trust(made: Comparison, say: Sayer) -> str:
    """Matching by kind and certainty, doubtful pairs to open, assumptions."""
    counts = Counter((one.by, one.certainty) for one in made.lineage.pairs)
    rows = [
        (say(f"compare.by.{by.value}"), say(f"compare.certainty.{sure.value}"), str(count))
        for (by, sure), count in sorted(counts.items(), key=lambda one: -one[1])
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("by", "certainty", "count"))
    told = bullets(say.message(one.text) for one in made.assumptions)
    matched = details(say("compare.matched"), table(heads, rows, short=(2,)))
    return f"<section><h2>{say('compare.rests_on')}</h2>{told}{matched}{_doubtful(made, say)}</section>"


def _doubtful(made: Comparison, say: Sayer) -> str:
    old = {one.id: one.name for one in made.old.plan.activities}
    new = {one.id: one.name for one in made.new.plan.activities}
    found = [one for one in made.lineage.pairs if one.certainty is Certainty.POSSIBLE]
    if not found:
        return ""
    rows = [
        (clean(old[one.old_id]), clean(new[one.new_id]), say(f"compare.by.{one.by.value}")) for one in found[:SHOWN]
    ]
    heads = tuple(say(f"compare.column.{key}") for key in ("old", "new", "by"))
    return details(say("compare.uncertain"), table(heads, rows))
