"""What the Gantt island is told."""

from __future__ import annotations

from django.utils import translation

from rechterhand.text import Message
from rechterhand.web.look.gantt import Gantt, GanttLink, GanttRow


def test_rows_are_short_and_findings_are_told_in_the_language() -> None:
    rows = [
        GanttRow(1, "1", "Build", 0, 0, 480, summary=True),
        GanttRow(2, "1.1", "Part", 1, 0, 480, price=1.5, findings=(Message.of("look.close"), "own words")),
    ]
    with translation.override("nl"):
        told = Gantt(rows, (GanttLink(1, 2, critical=True),), today=60, title=Message.of("look.close")).as_json()

    assert told == {
        "title": "Sluiten",
        "today": 60,
        "status": None,
        "committed": None,
        "rows": [
            {"id": 1, "wbs": "1", "name": "Build", "level": 0, "start": 0, "finish": 480, "summary": True},
            {
                "id": 2,
                "wbs": "1.1",
                "name": "Part",
                "level": 1,
                "start": 0,
                "finish": 480,
                "price": 1.5,
                "findings": ["Sluiten", "own words"],
            },
        ],
        "links": [[1, 2, "FS", 1]],
    }
