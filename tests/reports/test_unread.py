"""Fields that have no place in the plan are named so that a reader knows what they are."""

from __future__ import annotations

import pytest

from rechterhand.intake import NotUnderstood
from rechterhand.reports.unread import shown_field
from rechterhand.text import Message


@pytest.mark.parametrize(
    ("field", "dutch", "english"),
    [
        ("assignment.actual_material", "toewijzing: verbruikt materiaal", "assignment: material used"),
        ("task.odd_new_thing", "taak: odd new thing", "activity: odd new thing"),
        ("resource.cost_rate_tables.3", "resource: verdere tarieftabel", "resource: further rate table"),
        ("XER.RISKTYPE", "tabel RISKTYPE", "table RISKTYPE"),
    ],
)
def test_a_key_has_a_readable_name_beside_it(field: str, dutch: str, english: str) -> None:
    one = NotUnderstood(field, 3, "x")

    assert shown_field(one, "nl") == f"{dutch} ({field})"
    assert shown_field(one, "en") == f"{english} ({field})"


def test_a_column_of_a_table_keeps_its_own_title() -> None:
    one = NotUnderstood("task.vak", 1, "x", "Blad1!C4", Message.of("tables.unknown_column"))

    assert shown_field(one, "nl") == "task.vak"
