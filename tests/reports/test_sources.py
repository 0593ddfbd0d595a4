"""Sources of checks: words in the reader's language, names of publications as they are."""

from __future__ import annotations

import pytest

from rechterhand.findings.check import Check
from rechterhand.registry import members
from rechterhand.reports.saying import Sayer
from rechterhand.reports.sources import source
from rechterhand.text.plain import plain

CHECKS = members("rechterhand.findings.checks", "check", Check)
ENGLISH = {"own", "convention", "after", "point", "practice", "best", "transitive", "leads", "lags", "and", "glossary"}


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_no_english_word_is_left_in_dutch(key: str) -> None:
    reference = CHECKS[key].reference
    told = source(reference, Sayer("nl", plain))
    words = told.replace("NDIA, Planning and", "").replace("NDIA Planning and", "").replace("(", "").replace(")", "")

    assert not ENGLISH & set(words.replace(",", " ").lower().split()), told
    assert ("GAO-16-89G" in told) == ("GAO-16-89G" in reference)
    assert ("DCMA" in told) == ("DCMA" in reference)
