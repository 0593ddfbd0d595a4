"""Several people who begin something of one name at the same moment all get theirs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from rechterhand.web.actions.guests import add_guest
from rechterhand.web.actions.inviting import arrive, invite, token_of
from rechterhand.web.actions.programmes import ProgrammeForm, create_programme
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.data.models import Person


@pytest.mark.django_db(transaction=True)
def test_eight_projects_and_programmes_of_one_name() -> None:
    people = [Person.objects.create_user(f"person-{number}") for number in range(8)]
    together = threading.Barrier(len(people), timeout=30)

    def begin(person: Person) -> tuple[str, str]:
        try:
            together.wait()
            return create_project(person, ProjectForm("Haven")).slug, create_programme(
                person, ProgrammeForm("Haven"), pmo=person
            ).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        projects, programmes = zip(*pool.map(begin, people), strict=True)

    wanted = ["haven", *(f"haven-{number}" for number in range(2, 9))]
    assert (sorted(projects), sorted(programmes)) == (wanted, wanted)


@pytest.mark.parametrize("who", ["invited", "guest"])
@pytest.mark.django_db(transaction=True)
def test_a_name_that_somebody_takes_meanwhile_is_told_beside_its_field(who: str) -> None:
    client = Client(headers={"accept-language": "en"})
    path = f"/account/invited/{token_of(invite(name='Bert'))}/"
    if who == "guest":
        client.force_login(add_guest("Guest", "en"), backend="django.contrib.auth.backends.ModelBackend")
        path = "/keep/"
    taken, asked = threading.Event(), threading.Event()

    def take() -> None:
        try:
            with transaction.atomic():
                Person.objects.create_user("bert")
                taken.set()
                asked.wait(2)
        finally:
            connection.close()

    told = {"username": "Bert", "name": "Bert Bos", "password": "a sentence to remember"}
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(take)
        taken.wait(30)
        answer = client.post(path, told)
        other.result()

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"username"}
    assert not Person.objects.filter(username="Bert").exists()


@pytest.mark.django_db
def test_who_comes_by_the_identity_provider_gets_a_name_that_nobody_has() -> None:
    for username in ("bert", "bert@example.org"):
        Person.objects.create_user(username)
    bert, carla = invite(email="bert@example.org"), invite(name="Carla")

    arrive(bert.pk, ["Bert", "bert@example.org"], "Bert Bos")
    arrive(carla.pk, ["no/name", "carla"], "Somebody else")

    bert.refresh_from_db()
    carla.refresh_from_db()
    assert (bert.username, bert.name, bert.is_invited) == (f"person-{bert.pk}", "Bert Bos", False)
    assert (carla.username, carla.name, carla.is_invited) == ("carla", "Carla", False)
