"""What the documentation says is what there is: generated pages are fresh, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools import reference

from rechterhand.findings.check import Check
from rechterhand.findings.profiles.read import packaged, read_profile
from rechterhand.registry import members

ROOT = Path(reference.ROOT)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/*.md")])
CHECKING = ("docs/en/checking-a-plan.md", "docs/nl/een-planning-controleren.md")
_NAMED = re.compile(r"`((?:tests|benchmarks|tools|docs|cli|intake|export|findings|reports|engine)/[\w./-]+)`")
CHOICE = re.compile(r"`[^`]+`")
"""A setting of a check, as its manual writes it."""
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_generated_pages_are_fresh() -> None:
    for path, text in reference.pages():
        assert path.exists(), f"{path.relative_to(ROOT)} is missing: run make docs"
        assert path.read_text(encoding="utf-8") == text, f"{path.relative_to(ROOT)} is out of date: run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("https:", "http:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


@pytest.mark.parametrize("page", CHECKING)
def test_examples_of_profiles_can_be_used_as_they_stand(page: str, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text("\n".join(blocks), encoding="utf-8")

    profile = read_profile(path)

    assert profile.lineage == ("example", "dcma")
    assert len(profile.excuses) == 1


@pytest.mark.parametrize("page", CHECKING)
def test_every_profile_that_comes_along_is_described(page: str) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert sorted(rows) == sorted(packaged())


@pytest.mark.parametrize("key", sorted(members("rechterhand.findings.checks", "check", Check)))
def test_every_check_has_a_dutch_manual_that_names_the_same_choices(key: str) -> None:
    english, dutch = reference.manual(key), reference.translated(key, "nl")
    page = (ROOT / "docs/reference/nl/checks.md").read_text(encoding="utf-8")

    for part, told, original in zip(reference.MANUAL, dutch, english, strict=True):
        assert told != f"checks.{key}.{part}"
        assert told != original
        assert told in page
        assert sorted(CHOICE.findall(told)) == sorted(CHOICE.findall(original)), part


def test_reference_of_checks_has_every_check_with_its_manual() -> None:
    text = (ROOT / "docs/reference/en/checks.md").read_text(encoding="utf-8")

    for key in members("rechterhand.findings.checks", "check", Check):
        assert f"(#{key})" in text
        assert all(part and part in text for part in reference.manual(key))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_folders_and_files_that_are_named_exist(page: Path) -> None:
    for named in _NAMED.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / named).exists() or (ROOT / "src" / "rechterhand" / named).exists(), f"{page.name} names {named}"
