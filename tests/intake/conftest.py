"""One warm reader for all tests of the intake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rechterhand.intake import Intake


@pytest.fixture(scope="session")
def intake() -> Iterator[Intake]:
    with Intake() as made:
        yield made
