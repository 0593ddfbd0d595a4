"""What is wrong with a file, told in the workbench: nobody there has a command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rechterhand.errors import PasswordNeeded, RechterhandError
from rechterhand.intake import read
from rechterhand.text import LANGUAGES, Language, Message
from rechterhand.web.bridge import problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_without_known_columns_says_which_names_to_give_them(tmp_path: Path, language: Language) -> None:
    table = tmp_path / "lijst.csv"
    table.write_text("Boodschap;Prijs\nMelk;2\nBrood;3\n", encoding="utf-8")
    with pytest.raises(RechterhandError) as caught:
        read(table)

    told = problems.told(problems.as_data(caught.value), language)

    assert {"nl": "Voorgangers", "en": "Predecessors"}[language] in told.hint
    assert not re.search(r"--|`", told.hint)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_file_says_how_to_go_on(language: Language) -> None:
    error = PasswordNeeded(Message.of("intake.password_needed"), hint=Message.of("intake.password_needed_hint"))

    told = problems.told(problems.as_data(error), language)

    assert {"nl": "zonder wachtwoord", "en": "without a password"}[language] in told.hint
    assert "--" not in told.hint
