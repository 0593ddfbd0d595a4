"""The build of what browsers get: runs when an input changed, with a Node that is new enough."""

from __future__ import annotations

import json
from pathlib import Path

from tools import frontend

LOCK = frontend.FRONTEND / "package-lock.json"


def test_digest_changes_with_every_input_but_not_with_installed_packages(tmp_path: Path) -> None:
    (tmp_path / "look.css").write_text("a {}")
    before = frontend.digest(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("1")

    assert frontend.digest(tmp_path) == before
    (tmp_path / "look.css").write_text("b {}")
    assert frontend.digest(tmp_path) != before


def test_lock_names_no_place_where_packages_come_from() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]

    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def test_versions_of_node_are_compared_as_numbers() -> None:
    assert frontend.version("/nowhere/node") == ()
    assert (20, 9, 1) < frontend.LEAST < (20, 19, 4) < (22,)
