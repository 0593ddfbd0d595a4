"""The guard lets through who may, and tells the others no more than they may know."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.access.furnished import Furnished, WithVerdicts
from tests.web.access.walking import World, all_routes, expected, names_things, wrong

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.access.matrix import MATRIX, PROGRAMME, PROJECT, SCOPES
from rechterhand.web.access.permissions import allowed
from rechterhand.web.access.roles import programmes_where, projects_where, roles_in
from rechterhand.web.access.routes import Route
from rechterhand.web.data.models import Membership, Person, Project, Role

pytestmark = pytest.mark.django_db
ELSEWHERE = ("openid_connect_login", "openid_connect_callback")
"""What the identity provider answers: see test_single_sign_on.py."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world() -> World:
    return World.made()


def pages_of_things() -> dict[str, Route]:
    """Pages that name more than a place; those of the API are walked beside its other tests."""
    found = (one for one in all_routes() if names_things(one) and not one.name.startswith(("api:", *ELSEWHERE)))
    return {one.name: one for one in found}


@pytest.mark.urls("tests.web.access.guarded_urls")
@pytest.mark.parametrize("name", ["free", "own", "people", "project", "change", "programme", "archive"])
def test_answers_as_the_matrix_says(world: World, name: str) -> None:
    assert wrong(next(route for route in all_routes() if route.name == name), world) == []


def test_every_route_declares_what_it_does() -> None:
    assert [route.pattern for route in all_routes() if route.action not in {*SCOPES, OPEN}] == []


def test_every_route_of_places_answers_every_role_as_the_matrix_says(world: World) -> None:
    walked = [route for route in all_routes() if not names_things(route)]

    assert [line for route in walked for line in wrong(route, world)] == []


@pytest.mark.parametrize("name", sorted(pages_of_things()))
def test_a_page_of_things_answers_every_role_as_the_matrix_says(name: str) -> None:
    assert wrong(pages_of_things()[name], WithVerdicts.made()) == []


def test_every_route_is_walked_with_something_in_reach_and_something_out_of_it(world: World) -> None:
    """But for what needs no object; a new parameter of an address needs one in ``furnished.py``."""
    unknown = {
        (route.name, name)
        for route in all_routes()
        for name in names_things(route) - {"link"}
        if not hasattr(Furnished, f"_{name}") and not route.name.startswith(ELSEWHERE)
    }
    assert unknown == set()
    assert {route.name for route in all_routes() if route.name.startswith(ELSEWHERE)} == set(ELSEWHERE)


def test_an_unknown_action_is_a_mistake_at_start() -> None:
    with pytest.raises(KeyError, match=r"plan\.burn"):
        guard("plan.burn")


@pytest.mark.urls("tests.web.access.guarded_urls")
@pytest.mark.usefixtures("world")
def test_nobody_is_sent_to_sign_in_and_back() -> None:
    Person.objects.create_user("anna")  # without any account the way leads to the first page
    assert Client().get("/projects/in-near?tab=2").url.endswith("?next=/projects/in-near%3Ftab%3D2")


@pytest.mark.urls("tests.web.access.guarded_urls")
def test_an_administrator_runs_the_installation_and_sees_no_content(world: World) -> None:
    client = Client()
    client.force_login(Person.objects.create_user("admin", is_administrator=True), backend=BACKEND)

    assert client.get("/people").status_code == 200
    assert client.get("/projects/in-near").status_code == 404


def test_a_role_in_a_programme_holds_in_its_projects(world: World) -> None:
    anna = Person.objects.create_user("anna")
    Membership.objects.create(person=anna, programme=world.programme, role=Role.PROGRAMME_MANAGER)

    assert roles_in(anna, world.project) == {Role.PROGRAMME_MANAGER}
    assert roles_in(anna, world.far_project) == frozenset()
    assert anna.has_perm("project.change", world.project)
    assert not anna.has_perm("project.change", world.far_project)


def test_a_role_in_a_project_shows_its_programme_and_no_more(world: World) -> None:
    anna = Person.objects.create_user("anna")
    Membership.objects.create(person=anna, project=world.project, role=Role.PMO)

    assert allowed(anna, "programme.see", world.programme)
    assert not allowed(anna, "programme.change", world.programme)
    assert not allowed(anna, "programme.see", world.far_programme)


def test_somebody_who_left_may_nothing(world: World) -> None:
    anna = Person.objects.create_user("anna", is_active=False, is_administrator=True)
    Membership.objects.create(person=anna, project=world.project, role=Role.PMO)

    assert not any(allowed(anna, action, world.project) for action in SCOPES)
    assert not projects_where(anna, "project.see").exists()


@pytest.mark.parametrize("action", sorted(PROJECT))
def test_lists_of_projects_agree_with_the_matrix(world: World, action: str) -> None:
    for role in Role:
        person = Person.objects.create_user(f"{role}")
        Membership.objects.create(person=person, project=world.project, role=role)
        other = Person.objects.create_user(f"{role}-2")
        Membership.objects.create(person=other, programme=world.programme, role=role)

        wanted = {world.project} if role in MATRIX[action] else set()
        assert set(projects_where(person, action)) == set(projects_where(other, action)) == wanted


@pytest.mark.parametrize("action", sorted(PROGRAMME))
def test_lists_of_programmes_agree_with_what_is_allowed(world: World, action: str) -> None:
    for role in Role:
        for place in ({"project": world.project}, {"programme": world.programme}):
            person = Person.objects.create_user(f"{role}-{next(iter(place))}")
            Membership.objects.create(person=person, role=role, **place)

            wanted = {world.programme} if allowed(person, action, world.programme) else set()
            assert set(programmes_where(person, action)) == wanted


def test_a_list_takes_one_query_for_any_number_of_projects(
    world: World, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    anna = Person.objects.create_user("anna")
    for number in range(20):
        project = Project.objects.create(slug=f"p{number}", name=f"P{number}")
        Membership.objects.create(person=anna, project=project, role=Role.READER)

    with django_assert_num_queries(1):
        assert len(projects_where(anna, "project.see")) == 20


def test_what_may_not_be_seen_does_not_exist() -> None:
    assert expected("project.change", None, reachable=True) == 404
    assert expected("project.change", Role.READER, reachable=True) == 403
    assert expected("project.change", Role.PMO, reachable=True) is None
    assert expected("project.change", Role.PMO, reachable=False) == 404
