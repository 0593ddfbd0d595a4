"""The tables on the pages for users can be used as they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cases.register_plans import plan

import rechterhand as rh

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"docs/en/uncertainty-and-risks.md": "Build", "docs/nl/onzekerheid-en-risicos.md": "Bouw"}


@pytest.mark.parametrize("page", PAGES)
def test_examples_are_read_wholly(page: str, tmp_path: Path) -> None:
    renamed = {"P.1": "1", "P.2": "2", "P.2.1": "2.1", "A100": "A1020", "A110": "A1030"}
    made = plan()
    rows = tuple(
        replace(
            one,
            code=renamed.get(one.code or "", one.code),
            wbs=renamed.get(one.wbs or "", one.wbs),
            codes={"Discipline": PAGES[page]} if one.id == 25 else {},
        )
        for one in made.activities
    )
    _, ranges, _, risks = re.findall(r"```text\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    (tmp_path / "ranges.csv").write_text(ranges, encoding="utf-8")
    (tmp_path / "risks.csv").write_text(risks, encoding="utf-8")

    made = replace(made, activities=rows)
    found = rh.read_risks(tmp_path / "risks.csv", made, rh.read_uncertainty(tmp_path / "ranges.csv", made))

    assert found.ranges[10].low == 1.5
    assert found.ranges[11].shape is rh.Shape.FIXED
    assert found.ranges[20].shape is rh.Shape.PERT
    assert found.ranges[25].shape is rh.Shape.LOGNORMAL
    assert found.ranges[24].high == pytest.approx(1.3)
    assert [(one.key, one.impact.probability, one.residual is None) for one in found.risks] == [
        ("R1", 0.3, False),
        ("R2", 0.5, True),
    ]
    assert not {"unread_columns", "uncertainty_idle"} & {one.key for one in found.assumptions}
