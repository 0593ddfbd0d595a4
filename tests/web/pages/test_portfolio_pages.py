"""The portfolio in a browser's words: what stands in it, what it is filtered by, and what one takes along."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.queries.scenery import programme, project, promise, version

from rechterhand.web.data.models import Membership, Person, Programme, Role, SavedView

pytestmark = pytest.mark.django_db
STATEMENTS = 11
"""Session, person, what can be filtered by, the portfolio, what is only counted, views, and what every page asks."""


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna", language="nl")


@pytest.fixture
def client(anna: Person) -> Client:
    found = Client(headers={"accept-language": "nl"})
    found.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    return found


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def late(anna: Person, name: str = "Haven", **fields: Any) -> Any:
    row = project(name, anna, **fields)
    promise(row, date(2027, 2, 1))
    version(row, date(2027, 3, 1))
    version(row)
    return row


def test_without_projects_the_page_teaches(client: Client) -> None:
    shown = text(client.get("/portfolio/"))

    assert "Nog geen projecten" in shown
    assert "/projects/new/" in shown
    assert "<table" not in shown


def test_a_line_says_what_threatens_what_it_costs_and_what_to_do(client: Client, anna: Person) -> None:
    late(anna, programme=programme("Nova"), number="P-7")

    shown = text(client.get("/portfolio/"))

    for words in ("Te laat", "15 maart 2027", "1 februari 2027", "Wachten op Haven", "Uitweg: Besluit nu", "P-7"):
        assert words in shown
    assert 'href="/projects/haven/"' in shown
    assert 'href="/programmes/nova/"' in shown
    assert "In de oordelen over de laatste 2 versies schoof P80 10 werkdagen naar achteren." in shown


def test_colours_are_counted_and_filter(client: Client, anna: Person) -> None:
    late(anna)
    project("Leeg", anna)

    shown = text(client.get("/portfolio/?health=none&phase="))

    assert "Leeg" in shown
    assert "Haven" not in shown
    assert 'class="late" href="?phase=&amp;health=late"' in shown
    assert 'class="none" href="?phase=" aria-current="true"' in shown


def test_what_nothing_fits_says_so_and_leads_back(client: Client, anna: Person) -> None:
    late(anna)

    shown = text(client.get("/portfolio/?q=zeppelin"))

    assert "Geen project past hierbij" in shown


@pytest.mark.parametrize("query", ["page=x&sort=zz&health=purple", "page=99999999", "q=%01&archived=maybe", "show=pie"])
def test_an_address_that_makes_no_sense_is_harmless(client: Client, anna: Person, query: str) -> None:
    late(anna)

    assert client.get(f"/portfolio/?{query}").status_code == 200


def test_sorted_by_the_head_of_a_column(client: Client, anna: Person) -> None:
    project("Aa", anna)
    project("Bb", anna)

    shown = text(client.get("/portfolio/?sort=-name"))

    assert shown.index(">Bb<") < shown.index(">Aa<")
    assert 'aria-sort="descending"' in shown


def test_one_timeline_has_every_project(client: Client, anna: Person) -> None:
    late(anna)
    late(anna, "Kade")

    shown = text(client.get("/portfolio/?show=timeline"))

    assert shown.count('class="band late"') == 4  # a wide and a narrow picture
    assert shown.count('class="promised"') == 4
    assert "style=" not in shown
    picture = shown.partition("<svg")[2]
    assert picture.count('<a href="/projects/kade/" aria-label="Kade">') == 2
    assert picture.count('<a href="/projects/kade/plan/" aria-label="Kade: Wachten op Kade, 11,0 d">') == 2


def test_above_the_timeline_stand_the_three_dearest(client: Client, anna: Person) -> None:
    for name in ("Haven", "Kade", "Dijk", "Sluis"):
        late(anna, name)

    above = text(client.get("/portfolio/?show=timeline")).partition("portfolio-timeline")[0]
    assert above.count("Wachten op") == 3
    assert "Besluit nu" in above


def test_a_view_is_kept_shown_and_removed(client: Client, anna: Person) -> None:
    late(anna, phase="delivery")
    other = Person.objects.create_user("bert")
    theirs = SavedView.objects.create(person=other, area="portfolio", name="Van Bert", query="")

    kept = client.post("/portfolio/views/keep/", {"name": "Uitvoering", "query": "phase=delivery&page=3&evil=1"})
    shown = text(client.get(kept.url))
    view = SavedView.objects.get(person=anna)

    assert (kept.url, view.query) == ("/portfolio/?phase=delivery", "phase=delivery")
    assert "Uitvoering" in shown
    assert "Weergave weghalen" in shown
    assert "Van Bert" not in shown
    assert client.post("/portfolio/views/remove/", {"view": theirs.pk}).status_code == 404
    assert client.post("/portfolio/views/remove/", {"view": view.pk}).status_code == 302
    assert not SavedView.objects.filter(person=anna).exists()


def test_a_view_without_a_name_is_refused(client: Client, anna: Person) -> None:
    late(anna)
    answer = client.post("/portfolio/views/keep/", {"name": "n" * 121, "query": "q=a"})

    assert answer.status_code == 422
    assert f'value="{"n" * 121}" aria-invalid="true"' in text(answer)
    assert 'name="query" value="q=a"' in text(answer)
    assert answer.headers["HX-Push-Url"] == "/portfolio/?q=a"
    assert client.post("/portfolio/views/keep/", {"name": " ", "query": "q=a"}).status_code == 422


def test_the_workbook_has_what_is_shown_as_dates_and_numbers(client: Client, anna: Person) -> None:
    late(anna, "=1+1", phase="delivery")
    late(anna, "Kade")

    answer = client.get("/portfolio/workbook/?phase=delivery")
    sheet = load_workbook(BytesIO(answer.content)).active

    assert answer["Content-Disposition"].startswith('attachment; filename="Portfolio ')
    rows = list(sheet.iter_rows(values_only=True))
    heads = rows[0]
    assert len(rows) == 2
    assert rows[1][heads.index("Project")] == "=1+1"
    assert sheet.cell(2, heads.index("Project") + 1).data_type == "s"
    assert rows[1][heads.index("P80")].date() == date(2027, 3, 15)
    assert rows[1][heads.index("Werkdagen te laat")] == 30
    assert rows[1][heads.index("Fase")] == "Uitvoering"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_statements_for_any_number_of_projects(
    client: Client, anna: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        late(anna, f"P{number}", programme=programme(f"Nova-{number}"))

    with django_assert_num_queries(STATEMENTS):
        client.get("/portfolio/")


def test_a_view_that_was_removed_is_had_back_at_a_press(client: Client, anna: Person) -> None:
    late(anna)
    client.post("/portfolio/views/keep/", {"name": "Kade & meer", "query": "phase=delivery"})
    view = SavedView.objects.get()

    shown = client.post("/portfolio/views/remove/", {"view": view.pk}, follow=True)

    assert 'action="/portfolio/views/keep/"' in text(shown)
    assert 'name="name" value="Kade &amp; meer"' in text(shown)
    assert 'name="query" value="phase=delivery"' in text(shown)
    assert not SavedView.objects.exists()


def counted(anna: Person, nova: Programme, *names: str) -> None:
    """Projects of a programme that Anna leads the office of, and doesn't see."""
    Membership.objects.get_or_create(person=anna, programme=nova, role=Role.PMO_LEAD)
    for name in names:
        late(None, name, programme=nova, phase="delivery", method="prince2")  # type: ignore[arg-type]  # nobody's own


def test_projects_that_are_only_counted_stand_in_totals(client: Client, anna: Person) -> None:
    counted(anna, programme("Nova"), "Haven", "Kade", "Sluis")

    shown = text(client.get("/portfolio/"))

    for words in ("In totalen", "3 projecten.", "Te laat", "Uitvoering", "PRINCE2", "Twee tot twaalf weken later"):
        assert words in shown
    assert ">90 <" in shown, "thirty working days each"
    for word in ("Haven", "Kade", "Sluis", "Wachten op", "Nog geen projecten"):
        assert word not in shown
    rows = load_workbook(BytesIO(client.get("/portfolio/workbook/").content)).active
    assert rows is not None
    assert rows.max_row == 1


def test_of_one_or_two_projects_no_total_is_told(client: Client, anna: Person) -> None:
    counted(anna, programme("Nova"), "Haven", "Kade")

    shown = text(client.get("/portfolio/"))

    assert "Van minder dan 3 projecten samen komt hier geen totaal" in shown
    for word in ("Te laat", "Uitvoering", "Haven", "<strong>2</strong>"):
        assert word not in shown.partition("<main")[2].partition("</section>")[0]


def test_who_sees_all_that_they_count_gets_no_totals(client: Client, anna: Person) -> None:
    late(anna)

    assert "In totalen" not in text(client.get("/portfolio/"))
