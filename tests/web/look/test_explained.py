"""Numbers that say where they come from: how they are written, and what stands in a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import Context, engines
from django.utils import translation

from rechterhand.text import Message
from rechterhand.web.look.explained import Explained, Unit


def of(value: Any, unit: Unit = "", digits: int = 0, **more: Any) -> Explained:
    known: dict[str, Any] = {"source": "plan.mpp", "as_of": date(2026, 11, 3), "formula": "P80 − committed"}
    return Explained(value, unit, digits, **(known | more))


def drawn(*numbers: Explained, how: str = "long", language: str = "nl", **values: Any) -> str:
    with translation.override(language):
        template = engines["django"].from_string("{% for one in numbers %}{% number one how %}{% endfor %}")
        return str(template.template.render(Context({"numbers": numbers, "how": how, **values})))


@pytest.mark.parametrize(
    ("one", "dutch", "english"),
    [
        (of(1234.5, "working_days", 1), "1.234,5", "1,234.5"),
        (of(-3, "working_days", signed=True), "−3", "−3"),
        (of(3, "working_days", signed=True), "+3", "+3"),
        (of(0.123, "percent", 1), "12,3\u00a0%", "12.3\u00a0%"),
        (of(0.999, "chance"), "> 99\u00a0%", "> 99\u00a0%"),
        (of(1250, "euro"), "€\u00a01.250", "€1,250"),
        (of(date(2027, 3, 14), "date"), "14 maart 2027", "14 March 2027"),
        (of(None, "working_days"), "–", "–"),
    ],
)
def test_value_is_written_as_the_language_does(one: Explained, dutch: str, english: str) -> None:
    assert (one.written("nl"), one.written("en")) == (dutch, english)


def test_error_stands_smaller_behind_with_the_unit_beside() -> None:
    page = drawn(of(11, "working_days", 1, error=0.4))

    assert '11,0 <small>± 0,4</small> <span class="unit">werkdagen</span>' in page


def test_unit_agrees_with_the_number_and_can_be_short_or_left_to_the_head() -> None:
    assert '<span class="unit">werkdag</span>' in drawn(of(1, "working_days"))
    assert '<span class="unit">d</span>' in drawn(of(5, "working_days"), how="short")
    assert 'class="unit"' not in drawn(of(5, "working_days"), how="none")


def test_numbers_with_the_same_explanation_carry_it_once() -> None:
    page = drawn(of(1), of(2), of(3, formula="another"), bases_in_page=set())

    assert page.count("<template") == 2
    assert page.count("<button") == 3


def test_price_says_in_words_what_its_shape_says() -> None:
    costs, brings = drawn(of(5, kind="costs")), drawn(of(5, kind="brings"), language="en")

    assert 'class="price"' in costs
    assert "Kost" in costs
    assert 'class="price brings"' in brings
    assert "Brings" in brings


def test_explanation_tells_source_date_formula_and_assumptions_in_the_language() -> None:
    one = of(5, assumptions=(Message.of("look.how.title"), "<b>"), formula=Message.of("look.how.formula"))

    page = drawn(one)

    assert "plan.mpp" in page
    assert "3 november 2026" in page
    assert page.count("Hoe het berekend is") == 2
    assert "Hoe weet je dat?" in page
    assert "&lt;b&gt;" in page


def test_bare_number_is_refused() -> None:
    with pytest.raises(TypeError, match="Explained"):
        drawn(5)  # type: ignore[arg-type]  # that is what is refused
