"""Rows to columns and back to records: nothing may be mixed up between rows, and a misspelt field is an error."""

from __future__ import annotations

import gc
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rechterhand.intake.mpxj.columns import Columns, assembled
from rechterhand.intake.mpxj.uncollected import uncollected
from rechterhand.intake.mpxj.values import minutes, moment
from rechterhand.record.link import Link, LinkType

ROWS = some.lists(
    some.fixed_dictionaries(
        {},
        optional={
            "lag": some.integers(-(10**6), 10**6),
            "type": some.sampled_from(list(LinkType)),
            "start": some.one_of(some.datetimes().map(datetime.isoformat), some.just("soon")),
        },
    ),
    max_size=20,
)


@given(ROWS)
def test_columns_say_what_the_rows_say(rows: list[dict[str, object]]) -> None:
    columns = Columns(rows)
    assert columns.of("lag", minutes, otherwise=0) == [minutes(row.get("lag", 0)) for row in rows]
    assert columns.of("type") == [row.get("type") for row in rows]
    assert columns.moments("start") == [moment(row.get("start")) for row in rows]
    assert columns.has("lag") == any("lag" in row for row in rows)


def test_a_field_that_is_left_out_takes_its_default() -> None:
    assert assembled(Link, 2, {"predecessor_id": [1, 2], "successor_id": [3, 4]}) == [Link(1, 3), Link(2, 4)]


@pytest.mark.parametrize(
    "columns", [{"predecessor_id": [1]}, {"predecessor_id": [1], "successor_id": [2], "lagg": [0]}]
)
def test_a_field_without_default_and_a_misspelt_one_are_errors(columns: dict[str, list[int]]) -> None:
    with pytest.raises(KeyError):
        assembled(Link, 1, columns)


def test_the_search_for_cycles_is_on_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        minutes(1 / 0)
    assert gc.isenabled()
