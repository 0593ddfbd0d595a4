"""Work on the path that sets the finish can have float: it waits for work with another calendar."""

from __future__ import annotations

from functools import cache

from rechterhand.demo.plan import demonstration
from rechterhand.reports.changed import changed_page
from rechterhand.versions.compare import Comparison, compare
from rechterhand.versions.naming import names_of
from rechterhand.versions.series import of_steps
from rechterhand.versions.slack import slack_on_path


@cache
def made() -> Comparison:
    return compare(demonstration(version=5), demonstration(version=6), futures=False)


def test_float_on_the_path_is_that_of_the_schedule_and_names_what_it_waits_for() -> None:
    result, joined, names = made().schedules[1], made().joined, names_of(made())

    found = slack_on_path(joined, result)

    told = {names[key]: (one.days, one.before_id and names[one.before_id]) for key, one in found.items()}
    assert told["Acceptatie burgerzaken getekend"] == (4.5, "Go/no-go golf 1")
    keys = {shown: key for key, shown in joined.shown.items() if key in joined.new_rows}
    for shown, one in found.items():
        row = result.position[keys[shown]]
        assert result.on_longest_path[row]
        assert one.days == result.total_float[row] / result.minutes_per_day[row] > 0
        if one.before_id is not None:
            own, other = (joined.new_rows[key] for key in (keys[shown], keys[one.before_id]))
            assert joined.calendar_of(own, new=True) != joined.calendar_of(other, new=True)


def test_page_explains_float_on_the_critical_path() -> None:
    page = changed_page(of_steps((made(),)), "en")

    assert "Acceptatie burgerzaken getekend’: 4.5 working days of float, for ‘Go/no-go golf 1’" in page
    assert "Work on it can have float all the same" in page


def test_nothing_is_explained_where_the_path_has_no_float() -> None:
    first = demonstration(version=1)
    plain = compare(first, first, futures=False)
    critical = slack_on_path(plain.joined, plain.schedules[1])

    assert ("Work on it can have float" in changed_page(of_steps((plain,)), "en")) is bool(critical)
