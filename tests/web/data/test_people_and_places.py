"""People, programmes, projects, and who is what in them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from rechterhand.web.data.models import Membership, Person, Programme, Project, Role

pytestmark = pytest.mark.django_db


def test_a_name_belongs_to_one_person_whatever_the_capitals() -> None:
    Person.objects.create_user("Anna", "a long password")

    with pytest.raises(IntegrityError):
        Person.objects.create_user("anna")


def test_an_address_belongs_to_one_person_and_none_to_many() -> None:
    Person.objects.create_user("anna", email="anna@example.org")
    Person.objects.create_user("bert")
    Person.objects.create_user("carla")

    with pytest.raises(IntegrityError):
        Person.objects.create_user("dirk", email="Anna@example.org")


def test_a_person_is_shown_by_name() -> None:
    assert str(Person.objects.create_user("anna", name="Anna de Wit")) == "Anna de Wit"
    assert str(Person.objects.create_user("bert")) == "bert"


def test_somebody_without_a_password_cannot_sign_in_with_one() -> None:
    assert not Person.objects.create_user("anna").has_usable_password()


def test_a_membership_is_of_a_project_or_a_programme() -> None:
    anna = Person.objects.create_user("anna")
    programme = Programme.objects.create(slug="nova", name="Nova")
    project = Project.objects.create(slug="nova-1", name="Nova 1", programme=programme)
    Membership.objects.create(person=anna, project=project, role=Role.PMO)

    with pytest.raises(IntegrityError):
        Membership.objects.create(person=anna, project=project, programme=programme, role=Role.READER)


def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "rechterhand", check=True, dry_run=True, stdout=StringIO())
