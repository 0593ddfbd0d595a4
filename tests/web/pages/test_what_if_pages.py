"""What if: chosen on the page, tried in the background, read beside the choice, and kept as a scenario."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from tests.cases.programme import programme
from tests.cases.verdicts import moved, ordinary
from tests.web.queries.scenery import project, promise, version

from rechterhand.intake import reading_of
from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.actions.trying import Trial, queue_trial
from rechterhand.web.bridge import canonical, page_documents, storage, verdicts
from rechterhand.web.data.models import (
    Job,
    JobKind,
    LatestActivity,
    Membership,
    Person,
    PlanVersion,
    Project,
    Role,
    Scenario,
)
from rechterhand.web.jobs import trying
from rechterhand.web.jobs.trying import try_scenario
from rechterhand.web.queries.figures import Basis
from rechterhand.web.queries.trial import choices

pytestmark = pytest.mark.django_db
PLAN = "/projects/haven/plan/"
HERE = f"{PLAN}what-if/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def as_many_futures_as_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "ITERATIONS", 2_000)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="nl")


@pytest.fixture
def haven(client: Client, anna: Person) -> Project:
    """A project whose plan was reviewed."""
    client.force_login(anna, backend=BACKEND)
    row = project("Haven", anna)
    planned(row)
    return row


def planned(row: Project) -> PlanVersion:
    upload = uuid.uuid4()
    kept = storage.keep(upload, "plan", canonical.packed(reading_of(programme())))
    # It came on its status date: the verdict proposes nothing that should have begun before.
    made = version(row, reviewed_at=None, upload=upload, plan=kept, created_at=datetime(2026, 10, 5, 9, tzinfo=UTC))
    return keep_verdict(made.pk, ordinary())


def sent(*ways: str, **durations: str) -> dict[str, Any]:
    """A form as a browser sends it; ``durations`` by activity: ``a10='5'``."""
    told: dict[str, Any] = {"way": list(ways), "lasting-TOTAL_FORMS": "2", "lasting-INITIAL_FORMS": "0"}
    for place, (key, days) in enumerate(durations.items()):
        told |= {f"lasting-{place}-activity": key.removeprefix("a"), f"lasting-{place}-days": days}
    return told


def tried(client: Client, *ways: str, **durations: str) -> str:
    """The address of the page that shows what came of it."""
    answer = client.post(HERE, sent(*ways, **durations))
    assert answer.status_code == 302, answer.content.decode()
    try_scenario(job_id=str(Job.objects.filter(kind=JobKind.TRY).first().pk))  # type: ignore[union-attr] - it is there
    return str(answer.url)


def text_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


class TestTrying:
    def test_it_runs_in_the_background_and_shows_both_curves(self, client: Client, haven: Project) -> None:
        best = ordinary().ways.ways[0]
        address = client.post(HERE, sent(best.key)).url
        waiting = text_of(client.get(address))
        assert "Wacht op zijn beurt" in waiting
        assert 'hx-select="#tried"' in waiting

        try_scenario(job_id=str(Job.objects.get(kind=JobKind.TRY).pk))

        page = text_of(client.get(address))
        assert page.count('class="picture wide"') == 1
        for words in ("Werkdagen eerder", "Voor en na", "Bewaren als scenario", "80 % zeker"):
            assert words in page
        assert 'hx-select="#tried"' not in page

    def test_one_way_out_is_worth_what_the_verdict_says(self, client: Client, haven: Project) -> None:
        best = ordinary().ways.ways[0]

        page = client.get(tried(client, best.key)).context["page"]

        assert page.days.value == pytest.approx(best.days, abs=0.001)
        assert page.days.error == pytest.approx(best.standard_error_days, abs=0.001)
        assert (page.cost.value is None) == (best.cost is None)
        assert len(page.ways) == 1

    def test_a_combination_is_worth_what_the_verdict_says(self, client: Client, haven: Project) -> None:
        best = ordinary().ways.combinations[0]

        page = client.get(tried(client, *best.members)).context["page"]

        assert page.days.value == pytest.approx(best.days, abs=0.001)
        assert len(page.ways) == len(best.members)

    def test_a_duration_moves_the_futures(self, client: Client, haven: Project) -> None:
        page = client.get(tried(client, a14="60")).context["page"]

        (changed,) = page.durations
        assert (changed.activity.activity_id, changed.days.value) == (14, 60)
        assert page.days.value < 0

    def test_the_choice_stays_as_it_was_made(self, client: Client, haven: Project) -> None:
        key = ordinary().ways.ways[0].key

        page = text_of(client.get(tried(client, key, a14="12")))

        assert f'value="{escape(key)}" checked' in page
        assert 'value="12"' in page

    def test_the_same_choice_is_tried_once_for_a_verdict(self, client: Client, haven: Project) -> None:
        key = ordinary().ways.ways[0].key
        first = tried(client, key)

        assert client.post(HERE, sent(key, key)).url == first
        planned(haven)
        assert client.post(HERE, sent(key)).url != first

    def test_the_chance_is_that_of_the_date_promised_here(self, client: Client, haven: Project) -> None:
        address = tried(client, ordinary().ways.ways[0].key)
        promise(haven, date(2030, 1, 1))

        page = client.get(address).context["page"]

        chance = next(one for one in page.standing if one.key == "chance")
        assert (chance.before.value, chance.after.value) == (1.0, 1.0)

    def test_the_chance_now_is_that_of_the_verdict(self, client: Client, haven: Project) -> None:
        judged = haven.versions.get()
        assert judged.committed is not None
        promise(haven, judged.committed)

        page = client.get(tried(client, ordinary().ways.ways[0].key)).context["page"]

        chance = next(one for one in page.standing if one.key == "chance")
        assert not page.with_people
        assert chance.before.value == judged.committed_chance
        assert chance.after.value == pytest.approx(ordinary().ways.ways[0].chance)

    def test_ways_that_do_not_go_together_are_told_by_name(self, client: Client, haven: Project) -> None:
        keys = [one.key for one in ordinary().ways.ways if one.remedy == "work_saturdays"]
        assert len(keys) > 1

        page = text_of(client.post(HERE, sent(*keys[:2])), 422)

        assert "kunnen dus niet samen" in page
        assert page.count(" checked") == 2
        assert not Job.objects.filter(kind=JobKind.TRY).exists()

    def test_a_program_that_chooses_such_ways_is_told_by_name(
        self, client: Client, haven: Project, anna: Person
    ) -> None:
        keys = [one.key for one in ordinary().ways.ways if one.remedy == "work_saturdays"]
        job = queue_trial(anna, haven.versions.get().pk, Trial(tuple(keys[:2])))
        try_scenario(job_id=str(job.pk))

        page = text_of(client.get(HERE, {"tried": str(job.pk)}))

        assert "kunnen dus niet samen" in page

    def test_what_does_not_go_together_stands_beside_each_choice(self, client: Client, haven: Project) -> None:
        ways = ordinary().ways
        key, others = next(
            (key, others) for key, others in ways.clashes.items() if key in {one.key for one in ways.ways}
        )

        page = client.get(HERE)

        choice = next(one for one in page.context["choices"] if one.key == key)
        assert set(choice.clashes) == set(others)
        told = text_of(page)
        assert "Gaat niet samen met" in told
        assert all(escape(title) in told for title in choice.clashes.values())
        assert "disabled" not in told.partition('class="priced"')[2].partition("</ul>")[0]

    def test_a_verdict_of_before_clashes_were_told_is_chosen_from_as_well(self, client: Client, haven: Project) -> None:
        document = page_documents.load(haven.versions.get().verdict_nl)
        del document["remedies"]["clashes"]

        assert all(not one.clashes for one in choices(document, Basis.of(haven.versions.get())))

    def test_what_is_gone_is_told(self, client: Client, haven: Project) -> None:
        page = text_of(client.get(tried(client, "crash:999")))

        assert "1 uitweg of taak bestaat niet meer" in page
        assert "1 gekozen uitweg staat niet meer in het oordeel" in page

    def test_trying_disturbs_no_verdict(self, client: Client, haven: Project) -> None:
        client.post(HERE, sent("crash:999"))

        assert client.get(f"{PLAN}versions/").context["work"].is_quiet


class TestChoosing:
    def test_every_way_out_of_the_verdict_leads_to_it(self, client: Client, haven: Project) -> None:
        page = text_of(client.get(PLAN))
        best = ordinary().ways.combinations[0]

        told = ordinary().ways
        assert page.count(f'action="{HERE}" hx-target="#panel"') == len(told.ways) + len(told.combinations[:3])
        chosen = text_of(client.get(HERE, {"way": list(best.members)}))
        assert chosen.count(" checked") == len(best.members)

    def test_trying_shows_what_it_brings_beside_the_verdict(self, client: Client, haven: Project) -> None:
        best = ordinary().ways.ways[0]
        shown = text_of(client.get(PLAN))
        form = next(one for one in shown.split("<form")[1:] if f'name="way" value="{escape(best.key)}"' in one)
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        given = {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}

        answer = client.post(HERE, given, headers={"HX-Target": "panel"})
        runs = text_of(client.get(answer.url, headers={"HX-Target": "panel"}))
        assert runs.lstrip().startswith("<aside")
        assert "Wacht op zijn beurt" in runs
        try_scenario(job_id=str(Job.objects.get(kind=JobKind.TRY).pk))

        panel = client.get(answer.url, headers={"HX-Target": "panel"})
        assert panel.context["page"].days.value == pytest.approx(best.days, abs=0.001)
        assert text_of(panel).count('class="picture wide"') == 1
        assert "Bewaren als scenario" in text_of(panel)
        assert "<html" in text_of(client.get(answer.url)), "without a script it is a page of its own"

    def test_the_first_ways_are_of_different_bottlenecks(self, client: Client, haven: Project) -> None:
        shown = client.get(PLAN).context["page"]

        assert [one.key for one in shown.leading] == [one.key for one in ordinary().ways.leading(6)]
        assert {one.key for one in (*shown.leading, *shown.further)} == {one.key for one in ordinary().ways.ways}
        first = [one.answers[0] for one in shown.leading if one.answers]
        assert len(set(first)) > 1

    def test_nothing_chosen_is_said(self, client: Client, haven: Project) -> None:
        assert "Kies een uitweg of geef een andere duur." in text_of(client.post(HERE, sent()), 422)
        assert not Job.objects.exists()

    @pytest.mark.parametrize(
        ("activity", "days", "words"),
        [
            ("999", "5", "999’ is geen taak waarvan nog iets te doen is."),
            ("bouwerij", "5", "bouwerij’ is geen taak waarvan nog iets te doen is."),
            ("14", "", "Dit mag niet ontbreken."),
            ("", "5", "Dit mag niet ontbreken."),
            ("14", "-1", 'aria-invalid="true"'),
            ("14", "veel", 'aria-invalid="true"'),
        ],
    )
    def test_a_line_that_makes_no_sense_is_said(
        self, client: Client, haven: Project, activity: str, days: str, words: str
    ) -> None:
        key = ordinary().ways.ways[0].key
        line = {"lasting-0-activity": activity, "lasting-0-days": days}

        page = text_of(client.post(HERE, sent(key) | line), 422)

        assert words in page
        assert " checked" in page
        assert not Job.objects.exists()

    def test_an_activity_is_known_by_a_name_that_only_it_has(self, client: Client, haven: Project) -> None:
        LatestActivity.objects.filter(activity_id=14).update(name="Oude kantoor herstellen")
        LatestActivity.objects.filter(activity_id__in=(15, 16)).update(name="Bouwen")

        for told in ("oude KANTOOR herstellen", "14", "14 · Oude kantoor herstellen", "14 · iets"):
            answer = client.post(HERE, sent() | {"lasting-0-activity": told, "lasting-0-days": "5"})
            assert answer.status_code == 302, told
        several = client.post(HERE, sent() | {"lasting-0-activity": "bouwen", "lasting-0-days": "5"})

        assert Job.objects.get(kind=JobKind.TRY).work["durations"] == {"14": 5.0}
        assert "Meerdere taken heten ‘bouwen’: 15, 16." in text_of(several, 422)

    def test_ways_that_are_titled_alike_are_told_apart(self, haven: Project) -> None:
        version = haven.versions.get()
        document = {"remedies": {"ways_out": [
            {"key": key, "title": "Sneller", "effect": effect, "side_effect": "", "days": days,
             "standard_error_days": 0.1, "cost": None}
            for key, effect, days in (("a", "half", 3.0), ("b", "kwart", 5.0), ("c", "heel", 5.0))
        ], "combinations": []}}  # fmt: skip

        titles = [one.title for one in choices(document, Basis.of(version))]

        assert len(set(titles)) == 3
        assert titles[0].startswith("Sneller (3")
        assert titles[1:] == ["Sneller (kwart)", "Sneller (heel)"]

    def test_what_is_done_can_not_be_changed(self, client: Client, haven: Project) -> None:
        done = LatestActivity.objects.filter(actual_finish__isnull=False, is_summary=False).first()
        assert done is not None

        assert "waarvan nog iets te doen is" in text_of(client.post(HERE, sent(**{f"a{done.activity_id}": "5"})), 422)

    def test_without_a_verdict_there_is_nothing_to_try(self, client: Client, anna: Person) -> None:
        client.force_login(anna, backend=BACKEND)
        version(project("Haven", anna), reviewed_at=None)

        assert "Er is nog geen oordeel" in text_of(client.get(HERE))


class TestScenarios:
    def kept(self, client: Client, name: str = "Snel", *ways: str) -> Scenario:
        address = tried(client, *(ways or (ordinary().ways.ways[0].key,)))
        job = address.partition("tried=")[2]
        answer = client.post(f"{HERE}tried/{job}/", {"name": name})
        assert answer.status_code == 302, answer.content.decode()
        return Scenario.objects.get(name=name)

    def test_it_is_kept_with_what_came_of_it_and_opened_again(self, client: Client, haven: Project) -> None:
        best = ordinary().ways.ways[0]
        row = self.kept(client)

        page = client.get(f"{HERE}{row.pk}/")

        assert page.context["page"].days.value == pytest.approx(best.days, abs=0.001)
        assert f'value="{escape(best.key)}" checked' in text_of(page)
        assert "Snel" in text_of(client.get(HERE))
        assert client.get(HERE).context["kept"][0].days.value == pytest.approx(best.days, abs=0.001)

    def test_a_name_is_given_once(self, client: Client, haven: Project) -> None:
        self.kept(client)
        job = Job.objects.get(kind=JobKind.TRY)

        answer = client.post(f"{HERE}tried/{job.pk}/", {"name": "Snel"})

        assert 'class="wrong-summary"' in text_of(answer, 422)
        assert text_of(client.post(f"{HERE}tried/{job.pk}/", {"name": ""}), 422)
        assert Scenario.objects.count() == 1

    def test_what_is_not_done_is_not_kept(self, client: Client, haven: Project) -> None:
        job = client.post(HERE, sent("crash:999")).url.partition("tried=")[2]

        assert client.post(f"{HERE}tried/{job}/", {"name": "Snel"}).status_code == 409
        assert client.post(f"{HERE}tried/{uuid.uuid4()}/", {"name": "Snel"}).status_code == 404

    def test_it_gets_another_name(self, client: Client, haven: Project) -> None:
        row = self.kept(client)

        client.post(f"{HERE}{row.pk}/", {"name": "Met zaterdagen", "revision": row.revision})

        row.refresh_from_db()
        assert (row.name, row.revision) == ("Met zaterdagen", 2)

    def test_two_people_at_once_see_both_names(self, client: Client, haven: Project) -> None:
        row = self.kept(client)
        client.post(f"{HERE}{row.pk}/", {"name": "Eerst", "revision": row.revision})

        answer = client.post(f"{HERE}{row.pk}/", {"name": "Later", "revision": row.revision})

        page = text_of(answer, 409)
        assert "Eerst" in page
        assert "Later" in page
        row.refresh_from_db()
        assert row.name == "Eerst"

    def test_it_is_removed_as_it_was_seen(self, client: Client, haven: Project) -> None:
        row = self.kept(client)
        client.post(f"{HERE}{row.pk}/", {"name": "Eerst", "revision": row.revision})

        assert client.post(f"{HERE}{row.pk}/remove/?revision={row.revision}").status_code == 409
        assert client.post(f"{HERE}{row.pk}/remove/").status_code == 409
        assert Scenario.objects.exists()
        assert client.post(f"{HERE}{row.pk}/remove/?revision={row.revision + 1}").url == HERE
        assert not Scenario.objects.exists()

    def test_it_says_that_the_verdict_is_another_since(self, client: Client, haven: Project) -> None:
        row = self.kept(client)
        told = text_of(client.get(f"{HERE}{row.pk}/"))
        assert "Doorgerekend op de toekomsten van het oordeel." in told
        assert "eerder oordeel" not in told

        keep_verdict(row.version.pk, moved())

        page = text_of(client.get(f"{HERE}{row.pk}/"))
        assert "eerder oordeel over versie 1" in page
        assert "Doorgerekend op de toekomsten van het oordeel." not in page
        assert "op een eerder oordeel" in text_of(client.get(HERE)), "the list says so too"
        again = next(one for one in page.split("<form")[1:] if "Opnieuw doorrekenen" in one)
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', again)
        client.post(HERE, {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"})
        assert list(Job.objects.filter(kind=JobKind.TRY).first().work["ways"]) == row.ways  # type: ignore[union-attr] - it is there
        assert Job.objects.filter(kind=JobKind.TRY).count() == 2

    def test_one_that_was_kept_before_it_was_known_goes_by_the_clock(self, client: Client, haven: Project) -> None:
        row = self.kept(client)
        row.outcome.pop("verdict")
        row.save()
        assert not client.get(HERE).context["kept"][0].is_earlier

        keep_verdict(row.version.pk, ordinary())

        assert client.get(HERE).context["kept"][0].is_earlier

    def test_it_says_of_which_version_it_is(self, client: Client, haven: Project) -> None:
        row = self.kept(client)
        planned(haven)

        assert "Dit is doorgerekend op versie 1." in text_of(client.get(f"{HERE}{row.pk}/"))

    def test_that_of_another_project_is_not_there(self, client: Client, haven: Project, anna: Person) -> None:
        row = self.kept(client)
        job = Job.objects.get(kind=JobKind.TRY)
        planned(project("Kade", anna))

        assert client.get(f"/projects/kade/plan/what-if/{row.pk}/").status_code == 404
        assert client.get(f"/projects/kade/plan/what-if/?tried={job.pk}").status_code == 404
        assert client.post(f"/projects/kade/plan/what-if/tried/{job.pk}/", {"name": "x"}).status_code == 404
        assert client.get(f"{HERE}?tried=nonsense").status_code == 404

    def test_the_pages_take_as_many_statements_for_any_plan(
        self, client: Client, haven: Project, django_assert_num_queries: Any
    ) -> None:
        row = self.kept(client)
        client.get(f"{HERE}{row.pk}/")
        with django_assert_num_queries(STATEMENTS):
            client.get(f"{HERE}{row.pk}/")

        for name in ("Twee", "Drie", "Vier"):
            job = Job.objects.get(kind=JobKind.TRY)
            client.post(f"{HERE}tried/{job.pk}/", {"name": name})
        with django_assert_num_queries(STATEMENTS):
            client.get(f"{HERE}{row.pk}/")


STATEMENTS = 11
"""One of them asks which parts of the plan the person may see."""


def test_who_may_not_is_not_led_to_it(client: Client, haven: Project) -> None:
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)
    client.force_login(bert, backend=BACKEND)

    assert HERE not in text_of(client.get(PLAN))
    assert client.get(HERE).status_code == 403


def test_a_scenario_without_an_outcome_says_so(client: Client, haven: Project) -> None:
    row = Scenario.objects.create(project=haven, version=haven.versions.get(), name="Los", ways=["crash:14"])

    page = text_of(client.get(f"{HERE}{row.pk}/"))

    assert "Nog niets geprobeerd" in page
    assert "Naam wijzigen" in page
    assert client.get(HERE).context["kept"][0].days.value is None


def test_ways_known_only_beside_others_can_be_chosen(client: Client, haven: Project) -> None:
    made = haven.versions.get()
    document = verdicts.load(made.verdict_nl)
    beside = {key for one in document["remedies"]["combinations"] for key in one["members"]}

    offered = {one.key for one in client.get(HERE).context["choices"]}

    assert beside <= offered
    assert {one["key"] for one in document["remedies"]["ways_out"]} <= offered
