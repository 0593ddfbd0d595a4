"""What the lint of templates refuses and what it lets be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.templates import breaches, components_of, main, numeric_fields

COMPONENTS = frozenset({"text", "number", "sheet", "icon"})
NUMERIC = frozenset({"days", "chance"})


def wrong(template: str) -> list[str]:
    return [words for _, words in breaches(template, COMPONENTS, NUMERIC)]


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ('<p style="color: red"></p>', "style attribute"),
        ("<style>p { color: red }</style>", "style element"),
        ("<script>go()</script>", "script in the page"),
        ('<button onclick="go()"></button>', "onclick"),
        ('<button hx-on:click="go()"></button>', "hx-on:click"),
        ('<a href="javascript:go()"></a>', "script as an address"),
        ("<p>Save</p>", "'Save'"),
        ('<input placeholder="Name">', "placeholder"),
        ('<img alt="A chart">', "alt"),
        ("{{ one.days }}", "bare number"),
        ("{{ row.inner.chance|floatformat:1 }}", "bare number"),
        ("{{ words|safe }}", "marked as safe"),
        ("{% marquee %}", "no component"),
        ("{% blocktranslate %}x{% endblocktranslate %}", "no component"),
        ("\n" * 151, "151 lines"),
    ],
)
def test_what_breaks_a_promise_is_refused(template: str, told: str) -> None:
    found = wrong(template)

    assert found
    assert told in " ".join(found)


@pytest.mark.parametrize(
    "template",
    [
        "{% sheet %}{% number one.days %}{% endsheet %}",
        '<p>{% text "look.close" %}: {{ one.days|count }} · {{ one.name }}</p>',
        '<input placeholder="{% text "look.close" %}" value="{{ one.name }}">',
        '{% if one.days %}<a href="{% url "plans:list" one.id %}">{{ one.name }}</a>{% endif %}',
        "{# a remark with words #}{% comment %}more <script>words</script>{% endcomment %}",
        '<script type="application/json">{"a": 1}</script><script src="x.js"></script>',
        "<kbd>Esc</kbd> Rechterhand",
    ],
)
def test_what_keeps_the_promises_passes(template: str) -> None:
    assert wrong(template) == []


def test_lines_are_told_as_they_stand_in_the_file() -> None:
    template = '{% comment %}\none\n{% endcomment %}\n{% text\n"look.close" %}\n<p>Save</p>\n{{ one.days }}'

    assert [line for line, _ in breaches(template, COMPONENTS, NUMERIC)] == [6, 7]


def test_components_and_numbers_are_read_from_the_code(tmp_path: Path) -> None:
    (tmp_path / "templatetags").mkdir()
    (tmp_path / "templatetags" / "look.py").write_text(
        '@register.simple_tag(name="number")\ndef number_tag(): ...\n@register.filter\ndef count(): ...\n'
        "@register.simple_block_tag\ndef sheet(): ...\n"
    )
    (tmp_path / "rows.py").write_text(
        "@dataclass(frozen=True)\nclass Row:\n    name: str\n    days: float | None\n    late: Explained\n"
        "class Other:\n    weeks: int\n"
    )

    assert components_of(tmp_path) == {"number", "sheet"}
    assert numeric_fields(tmp_path) == {"days"}


def test_our_own_templates_keep_the_promises(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
