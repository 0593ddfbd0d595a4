"""How uncertain a plan is, as people give it: ranges, estimates and risks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import project, reviewed

from rechterhand.web.bridge.uncertain import of_row
from rechterhand.web.data.models import (
    Job,
    JobKind,
    LatestActivity,
    Membership,
    Person,
    Project,
    Role,
    UncertaintyTable,
)

pytestmark = pytest.mark.django_db
HERE = "/projects/haven/plan/uncertainty/"


@pytest.fixture
def haven(client: Client) -> Project:
    anna = Person.objects.create_user("anna", language="nl")
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    row = project("Haven", anna)
    reviewed(row)
    return row


def sent(**fields: Any) -> dict[str, Any]:
    """A form as a browser sends it: the usual range, one line of each kind."""
    told = {
        "revision": "0", "shorter": "10", "likely": "0", "longer": "30", "together": "30",
        "estimates-TOTAL_FORMS": "1", "estimates-INITIAL_FORMS": "0", "risks-TOTAL_FORMS": "1",
        "risks-INITIAL_FORMS": "0", "risks-0-unit": "days",
    }  # fmt: skip
    return told | {name.replace("__", "-"): value for name, value in fields.items()}


def estimate(activity: str, low: str, likely: str, high: str) -> dict[str, str]:
    names = ("activity", "low", "between", "high")
    return {f"estimates__0__{name}": value for name, value in zip(names, (activity, low, likely, high), strict=True)}


def risk(**fields: str) -> dict[str, str]:
    told = {"title": "Leverancier valt uit", "chance": "25", "activities": "10"}
    points = {"low": "5", "between": "10", "high": "20"}
    return {f"risks__0__{name}": value for name, value in (told | points | fields).items()}


def test_what_is_given_is_kept_shown_again_and_reviewed(client: Client, haven: Project) -> None:
    given = sent(**estimate("10 · Inschrijvingen beoordelen", "8", "10", "25"), **risk(), longer="50")

    answer = client.post(HERE, given)

    assert (answer.status_code, answer.url) == (302, "/projects/haven/plan/")
    table = of_row(UncertaintyTable.objects.get())
    assert table.high == pytest.approx(1.5)
    assert [(one.activity_id, one.high_days) for one in table.estimates] == [(10, 25)]
    assert [(one.key, one.probability, one.high_days) for one in table.risks] == [("R1", 0.25, 20)]
    assert Job.objects.filter(kind=JobKind.REVIEW).count() == 1
    page = client.get(HERE).content.decode()
    for words in ("Inschrijvingen beoordelen", "Leverancier valt uit", 'value="50"', 'value="25"'):
        assert words in page


def test_a_risk_may_stretch_work_in_percent(client: Client, haven: Project) -> None:
    client.post(HERE, sent(**risk(unit="percent", low="0", between="20", high="50")))

    (one,) = of_row(UncertaintyTable.objects.get()).risks
    assert (one.low_factor, one.likely_factor, one.high_factor) == pytest.approx((1.0, 1.2, 1.5))
    assert client.get(HERE).context["risks"].initial[0]["high"] == 50


def test_an_emptied_line_is_dropped(client: Client, haven: Project) -> None:
    client.post(HERE, sent(**estimate("10", "8", "10", "25")))
    client.post(HERE, sent(revision="1", **estimate("", "", "", "")))

    assert of_row(UncertaintyTable.objects.get()).estimates == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (estimate("10", "12", "10", "25"), "Van laag via waarschijnlijk naar hoog."),
        (estimate("999", "1", "2", "3"), "999 is geen taak van deze planning."),
        (estimate("bouwen", "1", "2", "3"), "bouwen is geen taak van deze planning."),
        (estimate("10", "1", "", "3"), "Dit mag niet ontbreken."),
        (estimate("", "1", "2", "3"), "Kies één taak."),
        (estimate("10", "-1", "2", "3"), "Een duur ligt niet onder nul."),
        (risk(chance="125"), "100"),
        (risk(activities=""), "Dit mag niet ontbreken."),
        (risk(low="30"), "Van laag via waarschijnlijk naar hoog."),
        ({"shorter": "10", "likely": "40", "longer": "30"}, "loopt van laag via waarschijnlijk naar hoog"),
        ({"shorter": "niks"}, 'aria-invalid="true"'),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_kept(
    client: Client, haven: Project, fields: dict[str, str], words: str
) -> None:
    answer = client.post(HERE, sent(**fields))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not UncertaintyTable.objects.exists()
    assert not Job.objects.exists()


def test_two_people_at_once_see_both_versions(client: Client, haven: Project) -> None:
    client.post(HERE, sent(longer="40"))

    answer = client.post(HERE, sent(longer="60"))

    assert answer.status_code == 409
    assert "1,40" in answer.content.decode()
    assert UncertaintyTable.objects.get().high == pytest.approx(1.4)
    again = client.post(HERE, sent(longer="60", revision="1"))
    assert again.status_code == 302
    assert UncertaintyTable.objects.get().high == pytest.approx(1.6)


def test_lines_about_work_that_is_gone_are_told(client: Client, haven: Project) -> None:
    client.post(HERE, sent(**estimate("10", "8", "10", "25")))
    LatestActivity.objects.filter(activity_id=10).delete()

    assert "staat niet meer in de planning" in client.get(HERE).content.decode()


def test_who_may_not_change_it_isnt_led_to_it(client: Client, haven: Project) -> None:
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    client.force_login(bert, backend="django.contrib.auth.backends.ModelBackend")

    assert HERE not in client.get("/projects/haven/plan/").content.decode()
    assert client.get(HERE).status_code == 403


def test_every_open_activity_can_be_chosen(client: Client, haven: Project) -> None:
    page = client.get(HERE).content.decode()

    chosen = [one for one in ordinary().plan.activities if not one.type.is_summary and one.actual_finish is None]
    assert page.count('<option value="') >= len(chosen)
