"""Profiles as people write them: the packaged ones, own ones that build on others, and everything that can be wrong."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.source import literals

from rechterhand.errors import BadInput
from rechterhand.findings.check import Severity
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile, without_people
from rechterhand.findings.profiles import chosen
from rechterhand.findings.profiles.document import LARGEST
from rechterhand.findings.profiles.read import packaged, read_profile
from rechterhand.text import LANGUAGES, Language, render
from rechterhand.text.catalogue import texts

Writes = Callable[..., Path]
"""Writes a text as a profile and gives its path."""

EXCUSE = """
  - check: leads
    activity: 24
    reason: agreed in the board
    owner: project leader
    expires: 2027-03-31
"""


@pytest.fixture
def write(tmp_path: Path) -> Writes:
    def written(text: str, name: str = "own.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def refused(path: Path | str, language: Language = "en", **options: Path) -> list[str]:
    """What is told of a profile that can't be used."""
    with pytest.raises(BadInput) as caught:
        read_profile(path, **options)
    return [render(one, language) for one in caught.value.problems]


def test_the_promised_profiles_come_along() -> None:
    assert packaged() == ("agile", "dcma", "default", "gao", "pmo-light")


@pytest.mark.parametrize("name", packaged())
def test_packaged_profile_reads_without_a_problem_in_both_languages(name: str) -> None:
    profile = read_profile(name)

    assert profile.checks
    assert set(profile.titles) == set(LANGUAGES)
    assert profile.excuses == ()


def test_default_is_every_check_with_its_own_limit() -> None:
    profile = read_profile("default")

    assert profile.checks == set(chosen.checks())
    assert not profile.limits
    assert [one.id for one in examine(build({}), None, profile=profile)] == [one.id for one in examine(build({}), None)]


def test_dcma_has_its_points_and_nothing_else() -> None:
    checks = chosen.checks()
    profile = read_profile("dcma")

    assert profile.checks == {key for key, one in checks.items() if any(code.startswith("DC") for code in one.codes)}
    assert profile.limits["open_ends.allow_one"] == 0


def test_own_profile_builds_on_a_packaged_one_and_changes_it(write: Writes) -> None:
    path = write(
        """
        extends: dcma
        title: {nl: Ons huis, en: Our house}
        also: [SC36]
        without: leads
        limits: {lags: 10 %, long_activities.days: 30, DC05: 0.1}
        severities: {lags: tidiness}
        """
    )

    profile = read_profile(path)

    assert profile.checks == (read_profile("dcma").checks | {"missing_baseline"}) - {"leads"}
    assert (profile.limits["lags"], profile.limits["long_activities.days"]) == (0.1, 30)
    assert (profile.limits["hard_constraints"], profile.limits["open_ends"]) == (0.1, 0.05)
    assert profile.severities == {"lags": Severity.TIDINESS}
    assert (profile.title("nl"), profile.lineage) == ("Ons huis", ("own", "dcma"))


def test_profiles_inherit_over_files_and_excuses_add_up(write: Writes) -> None:
    write(f"extends: ../house.yaml\nexcused:{EXCUSE}", "a/own.yaml")
    write(f"extends: gao\nlimits: {{open_ends: 0.2}}\nexcused:{EXCUSE}", "house.yaml")
    more = write(f"excused:{EXCUSE}", "more.yaml")

    profile = read_profile(more.parent / "a" / "own.yaml", excuses=more)

    assert profile.lineage == ("own", "house", "gao")
    assert profile.limits["open_ends"] == 0.2
    assert len(profile.excuses) == 3
    assert profile.excuses[0].expires == date(2027, 3, 31)


def test_profile_without_anything_to_build_on_has_all_checks(write: Writes) -> None:
    assert read_profile(write("title: mine")).checks == set(chosen.checks())


def test_profile_judges_by_its_own_limits_and_severities(write: Writes) -> None:
    form = {"tasks": [{"id": one, "days": 50} for one in (1, 2)], "links": ["1 FS 2"]}
    strict = read_profile(write("checks: [long_activities, lags]"))
    mild = read_profile(
        write("checks: DC08\nlimits: {long_activities.days: 60}\nseverities: {DC08: dates}", "mild.yaml")
    )

    failed, passed = (
        {one.id: one for one in examine(build(form), None, profile=profile)} for profile in (strict, mild)
    )

    assert set(failed) == {"long_activities", "lags"}
    assert set(passed) == {"long_activities"}
    assert failed["long_activities"].finding.verdict == "fail"
    assert passed["long_activities"].finding.verdict == "pass"
    assert passed["long_activities"].check.severity is Severity.DATES


def test_every_problem_is_told_at_once_with_file_line_and_what_to_do(write: Writes) -> None:
    path = write(
        """\
extends: dcma
titel: x
checks: [DC, lagz, SC99]
limits: {lags: 200 %, leads: .nan, open_ends.alow: 1, missing_baseline.x: 1, missing_baseline: maybe}
severities: {lags: heavy}
excused:
  - check: leads
    activity: 24
    expires: 2026-13-45
  - just a text
"""
    )

    told = refused(path)

    wanted = (
        ("line 2, titel", "Did you mean ‘title’?"),
        ("line 3, checks", "Did you mean ‘lags’?"),
        ("line 3, checks", "no check ‘SC99’"),
        ("line 4, limits.lags", "write 5 % or 0.05"),
        ("line 4, limits.leads", "can't be a limit"),
        ("line 4, limits.open_ends.alow", "Did you mean ‘open_ends.allow_one’?"),
        ("line 4, limits.missing_baseline.x", "no choices"),
        ("line 4, limits.missing_baseline", "is no number"),
        ("line 5, severities.lags", "dates, steering, tidiness"),
        ("line 7, excused[1]", "reason, owner are missing"),
        ("line 9, excused[1].expires", "2027-03-31"),
        ("line 10, excused[2]", "Here stand keys"),
    )
    for where, what in wanted:
        assert any(where in one and what in one for one in told), (where, what, told)
    assert len(told) == len(wanted)
    assert all(str(path) in one for one in told)


HARMFUL = {
    "bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "alias": "title: *x",
    "object": "title: !!python/object/apply:os.system [id]",
    "tag": "title: !text x",
    "merge": "<<: {title: x}",
    "deep": "title: " + "[" * 5_000,
    "deep blocks": "\n".join(" " * place + "a:" for place in range(200)),
    "many": "checks: [" + "a," * 50_000 + "]",
    "two documents": "title: x\n---\ntitle: y",
    "twice": "title: x\ntitle: y",
    "empty": "",
    "comment alone": "# nothing",
    "list": "- x",
    "text": "just words",
    "tab": "title:\n\t- x",
    "open quote": 'title: "x',
    "control": "title: \x07x",
    "list as key": "? [a, b]\n: c",
    "no checks left": "checks: leads\nwithout: all",
    "huge number": "limits: {lags: " + "9" * 5_000 + "}",
    "text too long": "title: " + "x" * 600,
    "infinite": "limits: {lags: .inf}",
    "negative": "limits: {lags: -1}",
    "limit of a bool": "limits: {lags: yes}",
    "excuses as text": "excused: none",
    "excuse from everything": "excused:\n  - {check: all, activity: 1, reason: r, owner: o, expires: 2027-01-01}",
    "excuse from many": "excused:\n  - {check: DC, activity: 1, reason: r, owner: o, expires: 2027-01-01}",
    "no day": "excused:\n  - {check: leads, activity: 1, reason: r, owner: o, expires: soon}",
    "empty reason": "excused:\n  - {check: leads, activity: 1, reason: '', owner: o, expires: 2027-01-01}",
    "parent absent": "extends: ../elsewhere.yaml",
    "parent unknown": "extends: dcme",
    "parent by its full path": "extends: /etc/passwd.yaml",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HARMFUL)
def test_what_is_no_profile_is_refused_calmly_and_fast(write: Writes, kind: str, language: Language) -> None:
    started = time.perf_counter()

    told = refused(write(HARMFUL[kind]), language)

    assert told
    assert all(len(one) < 12_000 for one in told)
    assert time.perf_counter() - started < 20


def test_large_and_odd_files_are_refused(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_bytes(b"# " + b"x" * LARGEST)
    binary.write_bytes(b"title: \xff\xfe\x00")

    assert "larger than 256 kB" in refused(large)[0]
    assert "UTF-8" in refused(binary)[0]
    assert "can't be read" in refused(tmp_path / "absent.yaml")[0]
    assert "can't be read" in refused(tmp_path.with_suffix(".yaml"))[0]


def test_profiles_in_a_circle_are_refused(write: Writes) -> None:
    write("extends: c.yaml", "b.yaml")
    write("extends: own.yaml", "c.yaml")

    told = refused(write("extends: b.yaml"))

    assert len(told) == 1
    assert "c.yaml" in told[0]
    assert "builds on this profile again" in told[0]
    assert "builds on this profile again" in refused(write("extends: self.yaml", "self.yaml"))[0]


def test_problems_of_a_parent_name_the_parent(write: Writes) -> None:
    write("checks: lagz", "house.yaml")

    told = refused(write("extends: house.yaml\nlimits: {lagz: 1}"))

    assert len(told) == 2
    assert "house.yaml, line 1" in told[0]
    assert "own.yaml, line 2" in told[1]


def test_unknown_profile_suggests_the_one_that_was_meant() -> None:
    assert "Did you mean ‘dcma’?" in refused("dmca")[0]
    assert "agile, dcma" in refused("something")[0]


def test_file_of_excuses_holds_excuses_alone(write: Writes) -> None:
    assert "no key ‘checks’" in refused("dcma", excuses=write("checks: all"))[0]


def test_codes_that_look_like_numbers_stay_as_written(write: Writes) -> None:
    rows = "".join(EXCUSE.replace("24", one) for one in ("24", "0010", "'24'", "A1020", "1.50"))

    profile = read_profile(write("excused:" + rows))

    assert [one.activity for one in profile.excuses] == [24, "0010", "24", "A1020", "1.50"]


def test_owners_who_are_people_are_left_out_unless_names_are_shown(write: Writes) -> None:
    name = "Annemiek van der Velde"
    text = EXCUSE.replace("project leader", name).replace("the board", f"talk with {name}")

    profile = without_people(read_profile(write("excused:" + text + EXCUSE)))

    assert [one.owner for one in profile.excuses] == [None, "project leader"]
    assert "Annemiek" not in profile.excuses[0].reason


def test_error_keeps_its_problems_on_the_way_to_another_process(write: Writes) -> None:
    with pytest.raises(BadInput) as caught:
        read_profile(write("titel: x"))

    again = pickle.loads(pickle.dumps(caught.value))

    assert again.problems == caught.value.problems
    assert "Did you mean ‘title’?" in str(again)


def test_every_problem_has_its_words() -> None:
    used = literals("rechterhand.findings.profiles", "add") | literals("rechterhand.findings.profiles", "unknown")

    assert {f"profiles.{one}{end}" for one in used for end in ("", "_todo")} <= set(texts("profiles", "en"))


@pytest.mark.parametrize("key", sorted(chosen.checks()))
def test_manual_of_a_check_names_every_choice_that_it_asks_for(key: str) -> None:
    asked = {one for one in literals(f"rechterhand.findings.checks.{key}", "limit") if "." in one}

    assert asked <= chosen.choices(key)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab: \n-[]{}&*!|>'\"%#,?.012extendscheckslimits\t"), max_size=120))
def test_whatever_is_written_gives_a_profile_or_problems(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.yaml"
    path.write_text(text, encoding="utf-8")

    try:
        told: object = read_profile(path)
    except BadInput as error:
        told = [render(one, "nl") for one in error.problems]

    assert told
    assert isinstance(told, Profile | list)
