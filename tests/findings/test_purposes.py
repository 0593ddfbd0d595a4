"""What a name says that work is for: terms that the law sets, which nobody can be asked to shorten."""

from __future__ import annotations

import pytest

from rechterhand.findings.purposes import waits_on_law


@pytest.mark.parametrize(
    "name",
    [
        "Einde bezwaartermijn",
        "Bezwaar- en beroepstermijn",
        "Ontwerpbesluit ter inzage leggen",
        "Terinzagelegging",
        "Zienswijzen verwerken",
        "Opschortende termijn van 20 kalenderdagen",
        "Alcateltermijn",
        "Wettelijke termijn",
        "Standstill period",
        "Period for objections",
        "Appeal period",
    ],
)
def test_terms_of_the_law_are_known_by_name(name: str) -> None:
    assert waits_on_law(name)


@pytest.mark.parametrize(
    "name",
    [
        "Beton uitharden",
        "Levertijd glas",
        "Beroepsgroep raadplegen",
        "Inzage in het dossier",
        "Inschrijftermijn",
        "Review",
    ],
)
def test_other_waiting_is_no_term_of_the_law(name: str) -> None:
    assert not waits_on_law(name)
