"""The people of the generated portfolio and what they are in its programmes and projects."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from random import Random

from benchmarks.web.sizes import PEOPLE, ROLES
from rechterhand.web.actions.memberships import add_membership
from rechterhand.web.data.models import Person, Programme, Project, Role

FIRST = ("Anna", "Bert", "Carla", "Daan", "Esra", "Fleur", "Gijs", "Hanna", "Imre", "Joris", "Karim", "Lotte", "Mees")
LAST = ("Aalders", "Bos", "Cornelis", "de Vries", "Erkens", "Faber", "Groen", "Hendriks", "Idema", "Jansen", "Kuipers")
LANGUAGES = ("nl", "nl", "nl", "en")


def everybody() -> dict[str, list[Person]]:
    """Everybody by what they mostly are; signs in by no password but a session that the benchmark makes."""
    names = itertools.cycle(itertools.product(FIRST, LAST))
    languages = itertools.cycle(LANGUAGES)
    found: dict[str, list[Person]] = {}
    for role, count in {"administrator": PEOPLE - sum(ROLES.values()), **ROLES}.items():
        found[role] = [
            Person.objects.create_user(
                f"{role}-{number}",
                name=" ".join(next(names)),
                email=f"{role}-{number}@example.org",
                language=next(languages),
                is_administrator=role == "administrator",
            )
            for number in range(count)
        ]
    return found


def at_work(
    people: dict[str, list[Person]], programmes: Sequence[Programme], projects: Sequence[Project], random: Random
) -> None:
    """Give everybody the roles that such an organisation would."""
    loose = [one for one in projects if one.programme_id is None]
    for person in people["overseer"]:
        for place in (*programmes, *loose):
            add_membership(None, place, person, Role.PMO)
    for role, at_once in (("pmo", 3), ("pmo_lead", 6), ("programme_manager", 1)):
        for number, person in enumerate(people[role]):
            for step in range(at_once):
                add_membership(None, programmes[(number + step * 7) % len(programmes)], person, Role(role))
    for role, each in (("project_leader", 1), ("team_member", 2), ("steering", 1), ("chair", 1)):
        for place in projects:
            for person in random.sample(people[role], each):
                add_membership(None, place, person, Role(role))
    for person in people["reader"]:
        for place in random.sample(projects, 5):
            add_membership(None, place, person, Role.READER)
