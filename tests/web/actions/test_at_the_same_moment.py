"""Several people who begin something of one name at the same moment all get theirs."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

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
