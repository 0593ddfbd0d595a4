"""Invitations: by link and by mail, straight to a role, sent again, withdrawn, and the pages of links that are over."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from tests.served import free_port
from tests.web.queries.scenery import programme, project

from rechterhand.web.actions.inviting import DAYS
from rechterhand.web.data.models import Membership, Person, Project, Role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "http://localhost:8000"
CHOSEN = {"name": "Bert Bos", "username": "bert", "password": "a sentence to remember"}


class Postbox:
    """What a mail server does with what it gets: keep it, or refuse."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses = False
        self.knows_nobody = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.knows_nobody:
            return f"550 no {address} here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return "554 not today"
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A mail server on this machine, by which the workbench sends."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Rechterhand <pmo@example.org>"
    yield box
    controller.stop()


def body(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def of(person: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(person, backend=BACKEND)
    return found


@pytest.fixture
def root() -> Person:
    return Person.objects.create_user("root", is_administrator=True, name="Ruth Root", language="nl")


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", name="Anna de Wit", language="nl")


@pytest.fixture
def haven(anna: Person) -> Project:
    return project("Haven", anna)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def link_in(page: str) -> str:
    """The path of the invitation that a page or a letter shows."""
    found = re.search(rf"{HERE}(/account/invited/[\w:.~-]+/)", page)
    assert found is not None, page
    return found[1]


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Ruth Root invites you to Rechterhand", "Choose a name and a password"),
        ("nl", "Ruth Root nodigt je uit voor Rechterhand", "Kies een naam en een wachtwoord"),
    ],
)
def test_a_letter_goes_in_the_language_of_who_is_invited(
    root: Person, postbox: Postbox, language: str, subject: str, words: str
) -> None:
    told = {"name": "Bert Bos", "email": "bert@example.org", "language": language}
    shown = text(of(root).post("/administration/invite/", told, follow=True))

    (letter,) = postbox.letters
    plain, page = body(letter), body(letter, "html")
    assert "kreeg een uitnodiging per mail op bert@example.org" in shown
    assert (letter["Subject"], letter["To"]) == (subject, "bert@example.org")
    assert letter["From"] == "Rechterhand <pmo@example.org>"
    assert words in plain
    assert words in page
    assert link_in(plain) == link_in(page)
    newcomer = Client()
    assert newcomer.get(link_in(plain)).status_code == 200
    assert newcomer.post(link_in(plain), CHOSEN).status_code == 302


def test_without_mail_the_link_is_there_to_copy(root: Person) -> None:
    told = {"name": "Bert Bos", "email": "bert@example.org"}
    shown = text(of(root).post("/administration/invite/", told, follow=True))

    assert "Geef de link zelf door" in shown
    assert Client().get(link_in(shown)).status_code == 200


def test_a_mail_server_that_refuses_costs_no_invitation(root: Person, postbox: Postbox) -> None:
    postbox.refuses = True
    told = {"name": "Bert Bos", "email": "bert@example.org"}
    shown = text(of(root).post("/administration/invite/", told, follow=True))

    assert "Geef de link zelf door" in shown
    assert Client().get(link_in(shown)).status_code == 200


def test_an_address_that_is_refused_is_not_logged(
    root: Person, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.knows_nobody = True
    of(root).post("/administration/invite/", {"name": "Bert Bos", "email": "bert@example.org"}, follow=True)

    logged = [one.getMessage() for one in caplog.records if one.name != "mail.log"]  # which is that of the server here
    assert any("mail refused" in one and "550" in one for one in logged)
    assert not any("bert@example.org" in one for one in logged)


def test_open_invitations_are_listed_sent_again_and_withdrawn(root: Person, postbox: Postbox) -> None:
    client = of(root)
    client.post("/administration/invite/", {"name": "Bert Bos", "email": "bert@example.org"})
    person = Person.objects.get(name="Bert Bos")
    first = link_in(body(postbox.letters[0]))
    Person.objects.filter(pk=person.pk).update(invited_at=timezone.now() - timedelta(days=DAYS, hours=1))

    listed = text(client.get("/administration/"))
    assert "Open uitnodigingen" in listed
    assert "verlopen" in listed
    client.post("/administration/renew/", {"person": person.pk})
    second = link_in(body(postbox.letters[1]))
    assert "Er kwam een nieuwere uitnodiging" in text(Client(headers={"accept-language": "nl"}).get(first))
    assert Client().get(second).status_code == 200
    shown = text(client.post("/administration/withdraw/", {"person": person.pk}, follow=True))
    assert "ingetrokken" in shown
    assert "Open uitnodigingen" not in shown
    assert client.post("/administration/withdraw/", {"person": person.pk}).status_code == 404
    assert Client().get(second).status_code == 410


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("used", "It was used already"),
        ("expired", "It is older than a week"),
        ("withdrawn", "It was withdrawn"),
        ("broken", "isn&#x27;t whole"),
    ],
)
def test_a_link_that_is_over_says_why(root: Person, end: str, told: str) -> None:
    client = of(root)
    link = link_in(text(client.post("/administration/invite/", {"name": "Bert Bos"}, follow=True)))
    person = Person.objects.get(name="Bert Bos")
    if end == "used":
        Client().post(link, CHOSEN)
    elif end == "expired":
        Person.objects.filter(pk=person.pk).update(invited_at=timezone.now() - timedelta(days=DAYS, hours=1))
        from rechterhand.web.actions.inviting import link_of

        link = link_of(person.pk).removeprefix(HERE)
    elif end == "withdrawn":
        client.post("/administration/withdraw/", {"person": person.pk})
    else:
        link = link[:-3] + "/"

    answer = Client(headers={"accept-language": "en"}).get(link)

    assert answer.status_code == 410
    assert told in text(answer)


def test_who_manages_members_invites_straight_to_a_role(anna: Person, haven: Project, postbox: Postbox) -> None:
    client = of(anna)
    told = {"name": "Bert Bos", "email": "bert@example.org", "language": "nl", "role": "team_member"}

    shown = text(client.post("/projects/haven/people/invite/", told, follow=True))

    letter = body(postbox.letters[0])
    assert "om mee te doen aan Haven" in letter
    assert "Open uitnodigingen" in shown
    newcomer = Client()
    # A link tells the second in which it was made, so that two of them aren't the same: both lead to the invitation.
    for link in (link_in(shown), link_in(letter)):
        assert "Bert Bos" in text(newcomer.get(link))
    newcomer.post(link_in(letter), CHOSEN)
    assert newcomer.get("/projects/haven/").status_code == 200
    assert "Open uitnodigingen" not in text(client.get("/projects/haven/people/"))


def test_the_link_is_for_who_sent_it(anna: Person, haven: Project) -> None:
    client, carla = of(anna), Person.objects.create_user("carla", language="nl")
    Membership.objects.create(person=carla, project=haven, role=Role.PROJECT_LEADER)
    client.post("/projects/haven/people/invite/", {"name": "Bert Bos", "role": "reader"})
    person = Person.objects.get(name="Bert Bos")

    shown = text(of(carla).get("/projects/haven/people/"))

    assert "Open uitnodigingen" in shown
    assert "/account/invited/" not in shown
    again = "/projects/haven/people/invite/again/"
    assert of(carla).post(again, {"person": person.pk}).status_code == 404
    assert "/account/invited/" in text(client.post(again, {"person": person.pk}, follow=True))


def test_who_has_an_account_gets_the_role_and_no_letter(anna: Person, haven: Project, postbox: Postbox) -> None:
    bert = Person.objects.create_user("bert", email="bert@example.org", name="Bert Bos")
    told = {"name": "B.", "email": "Bert@example.org", "role": "reader"}

    shown = text(of(anna).post("/projects/haven/people/invite/", told, follow=True))

    assert "heeft al een account, en kreeg de rol" in shown
    assert bert.memberships.get().project == haven
    assert not postbox.letters
    again = of(anna).post("/projects/haven/people/invite/", told)
    assert again.status_code == 422


class TestWhoHasNotComeYet:
    """Whoever invited somebody has a link that opens every role which that person has."""

    @pytest.fixture
    def mol(self, anna: Person, haven: Project) -> Person:
        """Invited by an outsider, to a project of hers."""
        outsider = Person.objects.create_user("outsider", name="Otto Out")
        project("Solo", outsider)
        told = {"name": "Mol", "email": "mol@example.org", "role": "reader"}
        of(outsider).post("/projects/solo/people/invite/", told)
        return Person.objects.get(name="Mol")

    def test_gets_no_role_from_others(self, anna: Person, haven: Project, mol: Person) -> None:
        client = of(anna)

        found = text(client.get("/projects/haven/people/?find=mol"))
        added = client.post("/projects/haven/people/add/", {"person": mol.pk, "role": "reader"})
        told = {"name": "Mol", "email": "mol@example.org", "role": "reader"}
        invited = client.post("/projects/haven/people/invite/", told)

        assert f'<option value="{mol.pk}">' not in found
        assert (added.status_code, invited.status_code) == (422, 422)
        for answer in (added, invited):
            assert "Iemand anders nodigde deze persoon uit" in text(answer)
        assert set(mol.memberships.values_list("project__slug", flat=True)) == {"solo"}

    def test_gets_no_higher_role_from_others(self, anna: Person, mol: Person) -> None:
        solo, row = Project.objects.get(slug="solo"), mol.memberships.get()
        Membership.objects.create(person=anna, project=solo, role=Role.PMO)
        told = {"membership": row.pk, "seen": "reader", "role": "pmo"}

        assert of(anna).post("/projects/solo/people/change/", told).status_code == 422
        row.refresh_from_db()
        assert row.role == Role.READER
        assert of(anna).post("/projects/solo/people/remove/", {"membership": row.pk}).status_code == 302

    def test_gets_one_once_an_administrator_sent_the_invitation_again(
        self, root: Person, anna: Person, haven: Project, mol: Person
    ) -> None:
        outsider = of(Person.objects.get(username="outsider"))
        first = link_in(text(outsider.get("/projects/solo/people/")))

        of(root).post("/administration/renew/", {"person": mol.pk})
        shown = text(of(anna).get("/projects/haven/people/?find=mol"))
        of(anna).post("/projects/haven/people/add/", {"person": mol.pk, "role": "reader"})

        assert "Mol (uitgenodigd, nog niet gekomen)" in shown
        assert mol.memberships.filter(project=haven).exists()
        assert "/account/invited/" not in text(outsider.get("/projects/solo/people/"))
        assert Client().get(first).status_code == 410

    def test_gets_more_roles_from_who_invited(self, mol: Person) -> None:
        outsider = Person.objects.get(username="outsider")
        project("Other", outsider)

        of(outsider).post("/projects/other/people/add/", {"person": mol.pk, "role": "reader"})

        assert mol.memberships.count() == 2


@pytest.mark.parametrize("changes", [{"name": ""}, {"email": "x"}, {"role": "king"}])
def test_an_invitation_that_does_not_fit_is_refused(anna: Person, haven: Project, changes: dict[str, str]) -> None:
    told = {"name": "Bert", "role": "reader"} | changes

    assert of(anna).post("/projects/haven/people/invite/", told).status_code == 422
    assert Person.objects.count() == 1


class TestLettingInAgain:
    @pytest.fixture
    def bert(self) -> Person:
        return Person.objects.create_user("bert", "a sentence to remember", email="bert@example.org", language="en")

    def test_a_link_to_hand_over_works_once(self, root: Person, bert: Person) -> None:
        shown = text(of(root).post("/administration/let-in/", {"person": bert.pk}))
        link = re.search(rf"{HERE}(/account/recover/[\w:.~-]+/)", shown)
        assert link is not None
        newcomer = Client()

        assert "You sign in as bert" in text(newcomer.get(link[1], headers={"accept-language": "en"}))
        assert newcomer.post(link[1], {"password": "short"}).status_code == 422
        assert newcomer.post(link[1], {"password": "another long sentence"}).status_code == 302
        bert.refresh_from_db()
        assert bert.check_password("another long sentence")
        assert newcomer.get("/account/").status_code == 200
        assert Client().get(link[1]).status_code == 410

    def test_it_ends_the_second_factor_and_every_session(self, root: Person, bert: Person, postbox: Postbox) -> None:
        Authenticator.objects.create(user=bert, type=Authenticator.Type.TOTP, data={"secret": "x"})
        elsewhere = Client()
        elsewhere.force_login(bert, backend=BACKEND)

        shown = text(of(root).post("/administration/let-in/", {"person": bert.pk}, follow=True))

        letter = body(postbox.letters[0])
        link = re.search(rf"{HERE}(/account/recover/\S+/)", letter)
        assert link is not None
        assert link[1] not in shown
        Client().post(link[1], {"password": "another long sentence"})
        assert not Authenticator.objects.exists()
        assert elsewhere.get("/account/").status_code == 302


def test_to_a_programme_too_and_by_programs(anna: Person) -> None:
    row = programme("Kust")
    Membership.objects.create(person=anna, programme=row, role=Role.PMO)
    client = of(anna)

    client.post("/programmes/kust/people/invite/", {"name": "Bert Bos", "role": "reader"})
    client.get("/account/")
    told = {"name": "Carla", "role": "steering"}
    token = client.cookies["rechterhand_csrf"].value
    answer = client.post(
        "/api/v1/programmes/kust/invitations", told, content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert answer.status_code == 201, answer.content
    assert (answer.json()["days"], answer.json()["sent"]) == (DAYS, False)
    assert Client().get(answer.json()["link"].removeprefix(HERE)).status_code == 200
    assert set(row.memberships.values_list("role", flat=True)) == {"pmo", "reader", "steering"}


def test_who_is_called_like_an_invitation_is_not_one(root: Person) -> None:
    taken = Person.objects.create_user("invited-anna", "a sentence to remember", name="Anna")
    browser = Client()
    browser.force_login(root, backend=BACKEND)

    shown = browser.get(f"/administration/?person={taken.pk}")
    again = browser.post("/administration/renew/", {"person": taken.pk})

    assert (shown.context["invitation"], again.status_code) == (None, 404)
    assert shown.context["chosen"].state == "active"
    taken.refresh_from_db()
    assert taken.check_password("a sentence to remember")
    for _ in range(2):
        browser.post("/administration/invite/", {"name": "Bert Bos", "language": "nl"})
    first, second = Person.objects.filter(is_invited=True)
    assert first.username.split("-")[1] not in {str(first.pk), second.username.split("-")[1]}


def test_who_invited_somebody_to_a_role_withdraws_it(anna: Person, haven: Project) -> None:
    browser = Client()
    browser.force_login(anna, backend=BACKEND)
    browser.post("/projects/haven/people/invite/", {"name": "Bert Bos", "language": "nl", "role": "reader"})
    bert = Person.objects.get(name="Bert Bos")
    shown = browser.get("/projects/haven/people/").content.decode()

    assert "/projects/haven/people/invite/withdraw/" in shown
    assert browser.post("/projects/haven/people/invite/withdraw/", {"person": anna.pk}).status_code == 404
    assert browser.post("/projects/haven/people/invite/withdraw/", {"person": bert.pk}).status_code == 302
    bert.refresh_from_db()
    assert not bert.is_active
    assert not bert.memberships.exists()
