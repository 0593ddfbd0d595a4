"""A made-up plan of any size for the Gantt and the grid."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

from rechterhand.text import Language
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.gantt import Gantt, GanttLink, GanttRow

DAY = 1440
FIRST = int((datetime(2026, 9, 7) - datetime(1970, 1, 1)).total_seconds() // 60)
NAMES = {
    "nl": ("Ontwerp", "Bouw", "Koppeling met basisregistratie", "Acceptatietest", "Opleiding", "Besluit stuurgroep"),
    "en": ("Design", "Build", "Link with the base register", "Acceptance test", "Training", "Decision of the board"),
}
FORMULA = {
    "nl": "Verschil van P80 met en zonder deze taak.",
    "en": "Difference of P80 with and without this task.",
}
FINDINGS = {"nl": "Los einde", "en": "Open end"}


def plan(language: Language, stages: int, tasks: int) -> dict[str, Any]:
    """Stages one after the other, each with tasks in a row; the last one of each is a milestone."""
    draw, rows, links = Random(7), list[GanttRow](), list[GanttLink]()
    start, number = FIRST, 0
    for stage in range(1, stages + 1):
        first, place = start, len(rows)
        for task in range(1, tasks + 1):
            number += 1
            name = f"{NAMES[language][number % 6]} {stage}.{task}"
            finish = start if task == tasks else start + draw.randint(2, 12) * DAY
            rows.append(_row(draw, number, name, (stage, task), (start, finish), language))
            if task > 1:
                links.append(GanttLink(number - 1, number, critical=stage % 2 == 1))
            start = finish if draw.random() < 0.6 else start + DAY
        end = max(one.finish for one in rows[place:])
        name = f"{NAMES[language][stage % 6]} {stage}"
        rows.insert(place, GanttRow(100_000 + stage, str(stage), name, 0, first, end, summary=True))
        start = first + (end - first) // 2
    title = {"nl": "Planning", "en": "Plan"}[language]
    price = Explained(0.0, "working_days", source=title, as_of=date(2026, 11, 3), formula=FORMULA[language])
    days = {"today": FIRST + 60 * DAY, "status": FIRST + 56 * DAY, "committed": FIRST + 90 * DAY}
    return Gantt(rows, links, title=title, price=price, **days).as_json()


def _row(
    draw: Random, number: int, name: str, place: tuple[int, int], span: tuple[int, int], language: Language
) -> GanttRow:
    (stage, task), (start, finish) = place, span
    return GanttRow(
        id=number,
        wbs=f"{stage}.{task}",
        name=name,
        level=1,
        start=start,
        finish=finish,
        milestone=start == finish,
        critical=stage % 2 == 1,
        done=1.0 if finish < FIRST + 50 * DAY else 0.4 if start < FIRST + 56 * DAY else 0.0,
        baseline=(start - 2 * DAY, finish - 3 * DAY) if start != finish else None,
        spread=(finish - DAY, finish + draw.randint(2, 9) * DAY),
        price=round(draw.uniform(0.5, 11), 1) if number % 9 == 4 else None,
        error=0.3 if number % 9 == 4 else None,
        findings=(FINDINGS[language],) if number % 7 == 3 else (),
        url="verdict.html",
    )
