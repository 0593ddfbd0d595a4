"""How uncertain a plan is, as people give it: ranges, estimates and risks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.cases.verdicts import ordinary
from tests.web.queries.scenery import project, reviewed, version

from rechterhand.intake import reading_of
from rechterhand.record.activity import ThreePoint
from rechterhand.web.bridge import canonical, storage
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
        (estimate("bouwerij", "1", "2", "3"), "bouwerij is geen taak van deze planning."),
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
    assert "<td>60 %</td><td>40 %</td>" in answer.content.decode()
    assert "<strong>anna</strong>, <time" in answer.content.decode()
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


def test_an_activity_is_known_by_its_name_and_several_of_one_name_are_told_apart(
    client: Client, haven: Project
) -> None:
    client.post(HERE, sent(**estimate("inschrijvingen BEOORDELEN", "8", "10", "25")))
    assert of_row(UncertaintyTable.objects.get()).estimates[0].activity_id == 10

    LatestActivity.objects.filter(activity_id__in=(14, 15)).update(name="Bouwen, fase 2")
    answer = client.post(HERE, sent(revision="1", **estimate("Bouwen, fase 2", "1", "2", "3")))
    assert answer.status_code == 422
    assert "Meerdere taken heten ‘Bouwen, fase 2’: 14, 15." in answer.content.decode()
    client.post(HERE, sent(revision="1", **estimate("15 · Bouwen, fase 2", "1", "2", "3")))
    assert of_row(UncertaintyTable.objects.get()).estimates[0].activity_id == 15


def test_a_risk_takes_activities_from_the_list_one_by_one(client: Client, haven: Project) -> None:
    LatestActivity.objects.filter(activity_id=14).update(name="Bouwen; en meer, fase 2")
    client.post(HERE, sent(**risk(activities="10", more="14 · Bouwen, en meer, fase 2")))
    assert of_row(UncertaintyTable.objects.get()).risks[0].activity_ids == (10, 14)

    shown = client.get(HERE).context["risks"].initial[0]["activities"]
    assert shown == "10 · Inschrijvingen beoordelen; 14 · Bouwen, en meer, fase 2"
    client.post(HERE, sent(revision="1", **risk(activities=f"{shown}; 10, 15")))
    assert of_row(UncertaintyTable.objects.get()).risks[0].activity_ids == (10, 14, 15)


def test_rows_of_a_spreadsheet_are_pasted(client: Client, haven: Project) -> None:
    client.post(HERE, sent(**estimate("10", "8", "10", "25")))
    rows = "Taak\tLaag\tWaarschijnlijk\tHoog\n10\tInschrijvingen beoordelen\t7,5\t9\t12\n14\t1\t2\t3 d\n"

    told = sent(revision="1", **estimate("10", "8", "10", "25"), pasted=rows)
    assert client.post(HERE, told).status_code == 302

    kept = of_row(UncertaintyTable.objects.get()).estimates
    assert [(one.activity_id, one.low_days, one.high_days) for one in kept] == [(10, 7.5, 12), (14, 1, 3)]


def test_a_pasted_row_that_isnt_right_is_named_and_nothing_is_kept(client: Client, haven: Project) -> None:
    rows = "10;1;2;3\nzeppelin;1;2;3\n14;3;2;1\n10;1;2;3\n15;1"
    answer = client.post(HERE, sent(pasted=rows))

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Regel 2: zeppelin is geen taak", "Regel 3: Van laag", "Regel 4: Deze taak staat in twee regels",
        "Regel 5: Nodig zijn een taak en drie getallen",
    ):  # fmt: skip
        assert words in page
    assert not UncertaintyTable.objects.exists()


def test_five_hundred_estimates_are_saved_and_shown(client: Client, haven: Project) -> None:
    version = haven.versions.get()
    LatestActivity.objects.bulk_create(
        LatestActivity(
            project=haven, version=version, position=key, activity_id=key, name=f"Deel {key}", type="task",
        )
        for key in range(10_000, 10_500)
    )  # fmt: skip
    lines = {"estimates-TOTAL_FORMS": "500"}
    for place in range(500):
        lines |= {
            f"estimates-{place}-activity": f"{10_000 + place}", f"estimates-{place}-low": "1",
            f"estimates-{place}-between": "2", f"estimates-{place}-high": "3",
        }  # fmt: skip

    assert client.post(HERE, sent() | lines).status_code == 302
    assert len(of_row(UncertaintyTable.objects.get()).estimates) == 500
    page = client.get(HERE)
    assert page.content.decode().count("Deel ") >= 500
    assert len(page.templates) < 60, "fields and controls are written without a template each"


def test_a_table_too_large_for_the_page_is_never_cut(client: Client, haven: Project) -> None:
    lines = [{"activity_id": key, "low_days": 1, "likely_days": 2, "high_days": 3} for key in range(600)]
    UncertaintyTable.objects.create(project=haven, estimates=lines)

    page = client.get(HERE).content.decode()
    answer = client.post(HERE, sent(revision="1", longer="40"))

    assert "hooguit 500 schattingen" in page
    assert answer.status_code == 422
    assert len(UncertaintyTable.objects.get().estimates) == 600


class TestEstimatesOfTheFile:
    """The plan's own three points, by which its futures are drawn."""

    @pytest.fixture
    def told(self, client: Client, haven: Project) -> Project:
        reading = reading_of(ordinary().plan)
        points = ThreePoint(480 * 8, 480 * 10, 480 * 20)
        activities = tuple(replace(one, three_point=points) if one.id == 14 else one for one in reading.plan.activities)
        packed = canonical.packed(replace(reading, plan=replace(reading.plan, activities=activities)))
        version(haven, plan=storage.keep(uuid4(), "plan", packed), upload=uuid4())
        return haven

    def test_they_are_shown_as_the_files_own(self, client: Client, told: Project) -> None:
        page = client.get(HERE).content.decode()

        assert "Schattingen in het bestand" in page
        (row,) = (one for one in client.get(HERE).context["of_file"] if one["key"] == "14")
        assert [one.value for one in row["figures"]] == [8, 10, 20]

    def test_one_is_changed_here_and_is_then_ours(self, client: Client, told: Project) -> None:
        shown = client.get(f"{HERE}?change=14").context["estimates"].initial[0]
        assert (shown["low"], shown["high"]) == (8, 20)

        client.post(HERE, sent(**estimate(shown["activity"], "8", "9", "40")))
        assert of_row(UncertaintyTable.objects.get()).estimates[0].high_days == 40
        assert "14" not in {one["key"] for one in client.get(HERE).context["of_file"]}


def test_it_is_a_part_of_the_plan_for_who_may_change_it(client: Client, haven: Project) -> None:
    assert f'href="{HERE}"' in client.get("/projects/haven/plan/gantt/").content.decode()
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    client.force_login(bert, backend="django.contrib.auth.backends.ModelBackend")
    assert HERE not in client.get("/projects/haven/plan/gantt/").content.decode()
