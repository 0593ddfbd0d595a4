"""Components that have something to decide: tables that sort, health, gauges, fields, files that were built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, RequestContext, engines
from django.test import RequestFactory
from django.utils import translation
from tests.web.look.guide.writing import names, page

from rechterhand.text import LANGUAGES, Language
from rechterhand.web.look import built
from rechterhand.web.look.health import Health
from rechterhand.web.look.shell import Link, Shell
from rechterhand.web.look.small_charts import Trend, trend_line
from rechterhand.web.look.table import columns


def drawn(template: str, language: str = "en", request: Any = None, **values: Any) -> str:
    context = RequestContext(request, values) if request else Context(values)
    with translation.override(language):
        return str(engines["django"].from_string(template).template.render(context))


def test_head_sorts_keeps_other_parameters_and_turns_round() -> None:
    request = RequestFactory().get("/list", {"sort": "price", "q": "x", "page": "3"})
    heads = columns(request.GET, ("Name", "", "name"), ("Price", "digits", "price"), ("Trend", "", ""))

    page = drawn('{% table heads "Projects" %}{% endtable %}', heads=heads, request=request)

    assert 'href="?sort=name&amp;q=x"' in page
    assert 'href="?sort=-price&amp;q=x"' in page
    assert 'class="digits" aria-sort="ascending"' in page
    assert page.count("<a ") == 2


def test_column_that_sorts_by_nothing_is_never_ordered() -> None:
    assert [one.order for one in columns(QueryDict(""), ("Trend", "", ""))] == [""]


def test_declared_health_stands_beside_the_computed_one_only_when_it_differs() -> None:
    same = drawn("{% health one %}", one=Health("fine", "fine", "all well"))
    other = drawn("{% health one %}", one=Health("late", "fine", "<b>", by="J. Bakker"))

    assert "declared" not in same
    assert other.index("Late") < other.index("declared") < other.index("On course") < other.index("J. Bakker")
    assert "&lt;b&gt;" in other


def test_trend_of_one_version_is_no_line() -> None:
    assert trend_line(Trend((3.0,), "told")) == ""
    assert trend_line(Trend((3.0, 3.0), "told", promised=3.0)).count("<") > 3


def test_field_is_described_by_its_hint_and_its_errors() -> None:
    class Form(forms.Form):
        name = forms.CharField(help_text="short")

    page = drawn("{% field form.name %}", form=Form({"name": ""}))

    assert 'aria-describedby="id_name_hint id_name_wrong"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_wrong"' in page


def test_picture_takes_nothing_but_a_picture() -> None:
    with pytest.raises(ValueError, match="picture"):
        drawn("{{ words|picture }}", words="<script>")


def test_palette_has_lines_by_group() -> None:
    shell = Shell(palette=(("Pages", (Link("Portfolio", "/portfolio", hint="all"),)),), person="Anke van der Wit")

    assert shell.palette_items == [{"name": "Portfolio", "url": "/portfolio", "group": "Pages", "hint": "all"}]
    assert shell.initials == "AW"


def test_missing_build_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built.manifest.cache_clear()
    monkeypatch.setattr(built, "FOLDER", tmp_path)

    with pytest.raises(built.NotBuilt, match="make setup"):
        built.built("look.css")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_pages_of_the_guide_bring_no_style_and_no_script_of_their_own(name: str, language: Language) -> None:
    html = page(name, language)

    assert f'<html lang="{language}"' in html
    assert "style=" not in html
    assert "onclick" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('type="module"') + html.count(
        'type="application/json"'
    )
