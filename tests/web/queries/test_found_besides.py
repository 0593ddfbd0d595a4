"""Search finds all that a project holds, for who may see it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.queries.scenery import programme, project, promise, reviewed, version

from rechterhand.web.data.models import Membership, Person, PlanVersion, Project, Role, Scenario, UncertaintyTable
from rechterhand.web.queries.search import Hit, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit")


@pytest.fixture
def haven(anna: Person) -> Project:
    return filled("Haven", anna)


def filled(name: str, member: Person | None = None) -> Project:
    """A project with one of each."""
    row = project(name, member, tags=["schaarste", "Kade 4"])
    promise(row, date(2027, 6, 1))
    found = version(row, file_name=f"oeverbouw-{name}.xml")
    Scenario.objects.create(project=row, version=found, name="Eerder beslissen over vergunningen")
    risks = [{"title": "Stormen op zee", "key": "a"}, {"title": "Vondst in de bodem", "key": "b"}]
    UncertaintyTable.objects.create(project=row, risks=risks)
    pia = Person.objects.create_user(f"pia-{name}", name=f"Pia Osei {name}")
    Membership.objects.create(person=pia, project=row, role=Role.TEAM_MEMBER)
    return row


def kinds(person: Person, text: str) -> list[tuple[str, str]]:
    return [(one.what, one.name) for one in search(person, text).hits]


def test_each_kind_is_found_in_any_form_of_its_words(anna: Person, haven: Project) -> None:
    wanted = {
        "opleveringen": [("promise", "Oplevering")],
        "storm zee": [("risk", "Stormen op zee")],
        "vergunning": [("scenario", "Eerder beslissen over vergunningen")],
        "oeverbouw": [("version", "oeverbouw-Haven.xml")],
        "osei": [("person", "Pia Osei Haven")],
        "SCHAARSTE": [("project", "Haven")],
        "kade 4": [("project", "Haven")],
        "niets van dit alles": [],
    }

    assert {text: kinds(anna, text) for text in wanted} == wanted
    one = search(anna, "oeverbouw").hits[0]
    assert one == Hit("version", "oeverbouw-Haven.xml", "haven", "Haven", which=1)


def test_nothing_is_found_of_what_one_may_not_see(anna: Person, haven: Project) -> None:
    filled("Geheim")

    for text in ("oplevering", "storm", "vergunning", "oeverbouw", "osei", "schaarste"):
        assert [one.slug for one in search(anna, text).hits] == ["haven"], text


def test_a_reader_finds_no_scenarios_and_risks_whose_page_would_refuse_them(haven: Project) -> None:
    bert = Person.objects.create_user("bert")
    Membership.objects.create(person=bert, project=haven, role=Role.READER)

    assert kinds(bert, "vergunning") == []
    assert kinds(bert, "storm") == []


def test_statements_do_not_grow_with_projects(anna: Person, haven: Project, django_assert_num_queries: Any) -> None:
    nova = programme("Nova")
    Membership.objects.create(person=anna, programme=nova, role=Role.PMO)
    for number in range(5):
        row = filled(f"Kade{number}")
        Project.objects.filter(pk=row.pk).update(programme=nova)

    with django_assert_num_queries(6):
        found = search(anna, "storm", most=3)

    assert (len(found.hits), found.is_more) == (3, True)


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", "\\", "a & | !", "(((", "\0", "😀"])
def test_odd_words_harm_nothing(anna: Person, haven: Project, text: str) -> None:
    assert isinstance(search(anna, text).hits, tuple)


def test_every_line_of_the_page_leads_somewhere(client: Client, anna: Person, haven: Project) -> None:
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    PlanVersion.objects.update(reviewed_at=None)  # made up without a verdict to look at
    Scenario.objects.update(version=reviewed(haven))

    for text in ("oplevering", "storm", "vergunning", "oeverbouw", "osei", "schaarste"):
        page = client.get("/projects/search/", {"q": text}, headers={"accept-language": "en"})
        assert page.status_code == 200
        links = re.findall(r'<ul class="found"><li><a href="([^"]+)"', page.content.decode())
        assert len(links) == 1, text
        assert client.get(links[0]).status_code == 200, links
