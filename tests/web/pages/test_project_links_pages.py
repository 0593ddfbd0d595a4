"""Links between projects of a programme, and the projects looked at together: actions, work, pages, who sees what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.test import Client
from openpyxl import load_workbook
from tests.web.jobs.working_off import work_off
from tests.web.projects_tied import GROUND, HOUSE, number, plan, upload
from tests.web.queries.scenery import programme, project

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.web.actions.errors import Conflict, NotThere, Taken, Unfit
from rechterhand.web.actions.links import Ends, Hold, add_link, change_link, remove_link
from rechterhand.web.actions.removing import remove_project
from rechterhand.web.data.models import (
    CommittedDate,
    Job,
    JobKind,
    JobState,
    JointReview,
    Membership,
    Person,
    Programme,
    Project,
    ProjectLink,
    Role,
)
from rechterhand.web.jobs import joining, reviewing
from rechterhand.web.queries.history import history_of_programme
from rechterhand.web.queries.portfolio import Filters, portfolio

pytestmark = pytest.mark.django_db
STATEMENTS = 29
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "ITERATIONS", 400)
    monkeypatch.setattr(joining, "ITERATIONS", 400)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


@pytest.fixture
def town(anna: Person) -> Programme:
    row = programme("Town")
    Membership.objects.create(person=anna, programme=row, role=Role.PMO)
    return row


@pytest.fixture
def ground(town: Programme) -> Project:
    return project("Ground works", programme=town)


@pytest.fixture
def house(town: Programme) -> Project:
    return project("House", programme=town)


@pytest.fixture
def planned(ground: Project, house: Project) -> None:
    upload(ground, GROUND)
    upload(house, HOUSE)
    work_off()


def of(person: Person, language: str = "en") -> Client:
    found = Client(headers={"accept-language": language})
    found.force_login(person, backend=BACKEND)
    return found


@pytest.fixture
def client(anna: Person) -> Client:
    return of(anna)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def tie(person: Person | None, ground: Project, house: Project, **hold: Any) -> ProjectLink:
    """The house is built once the ground has hardened."""
    ends = Ends(ground.pk, number(ground, "Harden"), house.pk, number(house, "Build"))
    return add_link(person, ground.programme_id or 0, ends, Hold(**hold))


def replace_id(one: Activity, number: int) -> Activity:
    return replace(one, id=number, row=number)


def with_rows(found: Plan, rows: Sequence[Activity], ids: dict[int, int]) -> Plan:
    links = (
        replace(one, predecessor_id=ids[one.predecessor_id], successor_id=ids[one.successor_id]) for one in found.links
    )
    return replace(found, activities=tuple(rows), links=tuple(links))


@pytest.mark.usefixtures("planned")
class TestLoops:
    """A link by which an activity would wait for itself is refused when it is made."""

    def back(self, ground: Project, house: Project, before: str, after: str) -> Ends:
        return Ends(house.pk, number(house, before), ground.pk, number(ground, after))

    def test_the_chain_that_it_closes_is_told(
        self, client: Client, anna: Person, ground: Project, house: Project
    ) -> None:
        tie(anna, ground, house)
        with pytest.raises(Unfit) as caught:
            add_link(anna, ground.programme_id or 0, self.back(ground, house, "Build", "Dig"), Hold())

        told = caught.value.fields["successor_activity"][0]
        assert told.values["names"] == (
            "House: Build → Ground works: Dig → Ground works: Pour → Ground works: Harden → House: Build"
        )
        assert ProjectLink.objects.count() == 1

    def test_projects_may_wait_for_each_other_without_one(self, anna: Person, ground: Project, house: Project) -> None:
        tie(anna, ground, house)

        add_link(anna, ground.programme_id or 0, self.back(ground, house, "Draw", "Pour"), Hold())

        assert ProjectLink.objects.count() == 2

    def test_what_somebody_may_not_see_has_no_name_in_it(self, anna: Person, ground: Project, house: Project) -> None:
        third = project("Secret", programme=ground.programme)
        upload(third, plan("third", [(1, "Hide", 3)], []))
        add_link(None, ground.programme_id or 0, Ends(ground.pk, 3, third.pk, 1), Hold())
        add_link(None, ground.programme_id or 0, Ends(third.pk, 1, house.pk, number(house, "Build")), Hold())
        bert = Person.objects.create_user("bert")
        for one in (ground, house):
            Membership.objects.create(person=bert, project=one, role=Role.PMO)

        with pytest.raises(Unfit) as caught:
            add_link(bert, ground.programme_id or 0, self.back(ground, house, "Build", "Dig"), Hold())

        names = str(caught.value.fields["successor_activity"][0].values["names"])
        assert "Hide" not in names
        assert "Secret" not in names
        assert "Harden → … → House: Build" in names

    def test_it_stands_at_the_field_of_the_page(
        self, client: Client, anna: Person, ground: Project, house: Project
    ) -> None:
        tie(anna, ground, house)
        sent = {
            "predecessor": house.pk, "predecessor_activity": "Build", "successor": ground.pk,
            "successor_activity": "Dig", "type": "FS", "lag_days": "0",
        }  # fmt: skip

        answer = client.post("/programmes/town/links/add/", sent)

        assert answer.status_code == 422
        assert "Like this an activity waits for itself: House: Build → Ground works: Dig" in text(answer)


@pytest.mark.usefixtures("planned")
class TestActions:
    """Links are kept as other records are."""

    def test_a_link_is_kept_with_its_history_and_the_projects_are_looked_at(
        self, anna: Person, ground: Project, house: Project
    ) -> None:
        row = tie(anna, ground, house, lag_days=2.0)
        row = change_link(anna, row.pk, row.revision, Hold("SS", 3.0))
        job = Job.objects.get(kind=JobKind.JOINT)
        assert (job.state, job.programme, job.project, job.owner) == ("waiting", ground.programme, None, anna)

        with pytest.raises(Conflict) as caught:
            change_link(anna, row.pk, 1, Hold("FF", 0.0))
        remove_link(anna, row.pk, row.revision)

        assert (caught.value.yours, caught.value.theirs["type"]) == ({"type": "FF", "lag_days": 0.0}, "SS")
        told = history_of_programme(anna, Programme.objects.get())
        assert [(one.label, one.action, one.by) for one in told if one.kind == "link"] == [
            ("delete", "link.remove", "Anna de Wit"),
            ("update", "link.change", "Anna de Wit"),
            ("insert", "link.add", "Anna de Wit"),
        ]

    def test_what_is_no_link_is_refused(self, anna: Person, ground: Project, house: Project) -> None:
        tie(anna, ground, house)
        with pytest.raises(Taken):
            tie(anna, ground, house)
        with pytest.raises(Unfit):
            add_link(anna, house.programme_id or 0, Ends(ground.pk, 1, ground.pk, 2), Hold())
        with pytest.raises(Unfit):
            add_link(anna, house.programme_id or 0, Ends(ground.pk, 99, house.pk, 2), Hold())
        with pytest.raises(Unfit):
            add_link(anna, house.programme_id or 0, Ends(ground.pk, 1, house.pk, 2), Hold("XX"))
        with pytest.raises(Unfit):
            add_link(anna, house.programme_id or 0, Ends(ground.pk, 1, house.pk, 2), Hold("FS", 1e9))
        other = project("Elsewhere")
        with pytest.raises(NotThere):
            add_link(anna, house.programme_id or 0, Ends(ground.pk, 1, other.pk, 2), Hold())

    def test_only_who_may_change_both_projects_may_tie_them(self, ground: Project, house: Project) -> None:
        bert, cas = Person.objects.create_user("bert"), Person.objects.create_user("cas")
        Membership.objects.create(person=bert, project=ground, role=Role.PROJECT_LEADER)
        with pytest.raises(NotThere):
            tie(bert, ground, house)
        Membership.objects.create(person=bert, project=house, role=Role.READER)
        with pytest.raises(PermissionDenied):
            tie(bert, ground, house)
        for place in (ground, house):
            Membership.objects.create(person=cas, project=place, role=Role.PROJECT_LEADER)
        row = tie(cas, ground, house)
        with pytest.raises(PermissionDenied):
            remove_link(bert, row.pk, row.revision)


@pytest.mark.usefixtures("planned")
class TestTogether:
    """The job, and what is kept of it."""

    def test_projects_are_looked_at_together_once_for_several_changes(
        self, anna: Person, ground: Project, house: Project
    ) -> None:
        row = tie(anna, ground, house)
        change_link(anna, row.pk, row.revision, Hold("FS", 5.0))
        assert Job.objects.filter(kind=JobKind.JOINT).count() == 1

        (job,) = work_off()

        assert (job.state, job.result) == (JobState.DONE, {"projects": 2, "links": 1})
        found = JointReview.objects.get()
        told = found.projects[str(house.pk)]
        assert told["later_days"] > 20
        assert (told["version"], found.projects[str(ground.pk)]["later_days"]) == (1, 0.0)
        line = next(one for one in portfolio(anna, Filters(), "en").lines if one.name == "House")
        assert line.apart is not None
        assert line.apart.later.value == told["later_days"]
        assert line.p80.value.isoformat() == told["p80_alone"], "the same draws as the verdict's"

    def test_a_new_verdict_is_looked_at_and_a_link_finds_its_activity_again(
        self, anna: Person, ground: Project, house: Project
    ) -> None:
        tie(anna, ground, house)
        work_off()
        # rows of the ground are renumbered, their codes stay; the house keeps its numbers and renames a task
        moved = [replace_id(one, 40 + one.id) for one in GROUND.activities]
        upload(ground, with_rows(GROUND, moved, {1: 41, 2: 42, 3: 43}))
        work_off()

        found = JointReview.objects.get()
        assert found.projects[str(ground.pk)]["version"] == 2
        assert (found.left_out, found.projects[str(house.pk)]["later_days"] > 0) == ({}, True)

        upload(ground, plan("ground", [(1, "Dig", 10)], [], codes=True))
        work_off()

        row = ProjectLink.objects.get()
        assert JointReview.objects.get().left_out == {str(row.pk): "gone"}
        page = text(of(anna).get("/programmes/town/"))
        assert "no longer in the newest version of the plan" in page
        assert "G3 Harden no longer in the plan" in page

    def test_a_circle_is_told_to_who_sees_all(self, anna: Person, ground: Project, house: Project) -> None:
        tie(anna, ground, house)
        first = {"predecessor_number": number(house, "Build"), "successor_number": number(ground, "Dig")}
        # a link that was fine until a new version of a plan, which nobody could refuse
        ProjectLink.objects.create(predecessor=house, successor=ground, type="FS", lag_days=0, **first)
        (job,) = work_off()
        bert = Person.objects.create_user("bert")
        Membership.objects.create(person=bert, project=house, role=Role.READER)

        assert job.state == JobState.FAILED
        assert "House: 2 Build → Ground" in text(of(anna).get("/programmes/town/"))
        assert "Harden" not in text(of(bert).get("/programmes/town/"))

    def test_without_a_link_nothing_is_left(
        self, anna: Person, ground: Project, house: Project, django_capture_on_commit_callbacks: Any
    ) -> None:
        row = tie(anna, ground, house)
        work_off()
        kept = JointReview.objects.get().document_nl
        assert default_storage.exists(kept)

        with django_capture_on_commit_callbacks(execute=True):
            remove_link(anna, row.pk, row.revision)

        assert not JointReview.objects.exists()
        assert not default_storage.exists(kept)

    def test_what_was_seen_of_a_removed_project_goes(self, anna: Person, ground: Project, house: Project) -> None:
        tie(anna, ground, house)
        work_off()

        remove_project(anna, ground.pk, ground.revision)

        assert not JointReview.objects.exists()
        assert not ProjectLink.objects.exists()


@pytest.mark.usefixtures("planned")
class TestPages:
    """What people see and do."""

    def test_a_link_is_added_changed_and_removed(self, client: Client, ground: Project, house: Project) -> None:
        options = client.get(
            "/programmes/town/links/activities/",
            {"side": "predecessor", "predecessor": ground.pk, "predecessor_activity": "hard"},
        )
        assert 'value="G3 · Harden"' in options.content.decode()
        form = {
            "predecessor": ground.pk,
            "predecessor_activity": "G3 · Harden",
            "type": "FS",
            "lag_days": "2",
            "successor": house.pk,
            "successor_activity": "Build",
        }
        wrong = client.post("/programmes/town/links/add/", form | {"successor_activity": "Fly"})
        assert wrong.status_code == 422
        assert "No activity of the newest version is called Fly" in text(wrong)
        assert client.post("/programmes/town/links/add/", form | {"successor": ground.pk}).status_code == 422
        assert client.post("/programmes/town/links/add/", form).url == "/programmes/town/"
        row = ProjectLink.objects.get()
        at = f"/programmes/town/links/{row.pk}"
        page = text(client.get("/programmes/town/"))
        assert "Not looked at yet." in page
        assert "after 2.0 working days" in page

        change = {"type": "SS", "lag_days": "1", "revision": 1}
        assert client.post(f"{at}/change/", change).status_code == 302
        assert client.post(f"{at}/change/", change | {"type": "FF"}).status_code == 409
        assert client.post(f"{at}/remove/?revision=1").status_code == 409
        assert client.post(f"{at}/remove/?revision=2").status_code == 302
        assert not ProjectLink.objects.exists()

    def test_the_page_tells_what_waiting_costs_and_prices_for_all(
        self, client: Client, anna: Person, ground: Project, house: Project
    ) -> None:
        tie(anna, ground, house)
        work_off()

        page = text(client.get("/programmes/town/"))
        assert "P80 alone" in page
        assert "What costs the projects together most" in page
        assert "All projects finished with 80 % certainty" in page
        picture = client.get("/programmes/town/").content.decode()
        assert "Which project waits for which" in picture
        overview = text(client.get(f"/projects/{house.slug}/"))
        assert "Among other projects" in overview
        assert "holds up Build" in overview
        assert "waits for Harden" in text(client.get(f"/projects/{ground.slug}/"))
        assert "Together" in text(client.get("/portfolio/"))
        assert client.get("/portfolio/?show=timeline").content.decode().count("held-up") == 4, "in both pictures"
        sheet = load_workbook(BytesIO(client.get("/portfolio/workbook/").content)).active
        heads, *rows = sheet.iter_rows(values_only=True)
        of = {one[heads.index("Project")]: one[heads.index("Later by together")] for one in rows}
        assert of["House"] > 20
        assert of["Ground works"] is None
        assert client.post("/programmes/town/together/").status_code == 302
        assert Job.objects.filter(kind=JobKind.JOINT, state=JobState.WAITING).count() == 1

    def test_a_project_that_is_only_late_together_says_so(
        self, client: Client, anna: Person, ground: Project, house: Project
    ) -> None:
        alone = house.versions.get()
        assert alone.p80 is not None
        CommittedDate.objects.create(project=house, what="Key", date=alone.p80, is_whole=True)
        house.time_tolerance_days = 5
        house.save()
        assert "Together with the projects" not in text(client.get("/projects/house/"))
        tie(anna, ground, house)
        work_off()

        line = next(one for one in client.get("/portfolio/").context["rows"] if one.line.slug == "house").line
        assert (line.health.computed, line.apart.state) == ("fine", "late")
        assert line.reasons[-1].values["count"] > 5
        for address in ("/portfolio/", "/programmes/town/", "/projects/house/"):
            assert "together with the others" in text(client.get(address)), address
        assert "That is this project alone. Together with the projects" in text(client.get("/projects/house/"))
        assert "The sampling error is large where few futures end near P80." in text(client.get("/portfolio/"))

    def test_a_lead_sees_the_total_and_no_rows_of_what_is_unseen(
        self, anna: Person, town: Programme, ground: Project, house: Project
    ) -> None:
        tie(anna, ground, house)
        project("Third", programme=town)
        work_off()
        lead = Person.objects.create_user("lead")
        Membership.objects.create(person=lead, programme=town, role=Role.PMO_LEAD)

        page = text(of(lead).get("/programmes/town/"))

        assert "All projects finished with 80 % certainty" in page
        assert "without the links" in page
        assert "1 link between projects that you can&#x27;t see." in page
        assert "a project that you can&#x27;t see" not in page
        for secret in ("Ground works", "House", "Harden", "Build"):
            assert secret not in page, secret

    def test_a_verdict_says_which_of_its_bottlenecks_wait_for_another_project(
        self, client: Client, anna: Person, ground: Project, house: Project, planned: None
    ) -> None:
        address = "/projects/house/plan/"
        before = text(client.get(address))
        assert "Build" in before
        assert "as well: the real limit lies there" not in before

        tie(anna, ground, house)

        assert "Waits for ‘Harden’ of Ground works as well: the real limit lies there." in text(client.get(address))
        bert = Person.objects.create_user("bert")
        Membership.objects.create(person=bert, project=house, role=Role.READER)
        alone = text(of(bert).get(address))
        assert "Waits for an activity of another project as well: the real limit lies there." in alone
        assert "Harden" not in alone

    def test_who_sees_one_project_sees_that_there_is_a_link_and_nothing_of_the_other(
        self, anna: Person, ground: Project, house: Project
    ) -> None:
        row = tie(anna, ground, house)
        work_off()
        bert = Person.objects.create_user("bert")
        Membership.objects.create(person=bert, project=house, role=Role.PROJECT_LEADER)
        client = of(bert)

        for address in ("/programmes/town/", f"/projects/{house.slug}/"):
            # Without tokens, whose letters fall as they may.
            page = re.sub(r"\b\w{64}\b", "", client.get(address).content.decode())
            assert "a project that you can&#x27;t see" in page
            for secret in ("Ground works", "Harden", "Pour", "Dig", "G3", ground.slug):
                assert secret not in page, (address, secret)
        page = text(client.get("/programmes/town/"))
        assert "All projects finished" not in page
        assert "Something in a project that you can&#x27;t see" in page
        assert client.get(f"/programmes/town/links/{row.pk}/change/").status_code == 404
        assert client.post(f"/programmes/town/links/{row.pk}/remove/?revision=1").status_code == 404
        assert client.post("/programmes/town/together/").status_code == 403
        Membership.objects.create(person=bert, project=ground, role=Role.READER)
        assert client.get(f"/programmes/town/links/{row.pk}/change/").status_code == 403
        dora = Person.objects.create_user("dora")
        assert of(dora).get("/programmes/town/links/add/").status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_takes_as_many_statements_for_any_number_of_links(
        self,
        client: Client,
        anna: Person,
        ground: Project,
        house: Project,
        count: int,
        django_assert_num_queries: Any,
    ) -> None:
        for kind in ("FS", "SS", "FF")[:count]:
            tie(anna, ground, house, type=kind)
        work_off()

        with django_assert_num_queries(STATEMENTS):
            client.get("/programmes/town/")
