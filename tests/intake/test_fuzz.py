"""The readers' door under damaged files: each is read or refused by an error of the family, within the time limit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.mutations import Damage, damaged, damaged_inside, damages
from tests.cases.programme import mspdi, programme
from tests.cases.real import FOLDER, needs_data
from tests.cases.sheets import SMALL, open_document, separated, workbook
from tests.intake.test_psplib import PATTERSON, SEVERAL, SINGLE

from rechterhand import errors
from rechterhand.export.choose import written
from rechterhand.intake import Intake, Reading
from rechterhand.sandbox import Limits, Worker
from rechterhand.text import LANGUAGES, render

pytestmark = pytest.mark.fuzz

SECONDS = 60.0
OURS = {".xlsx", ".ods", ".csv", ".sm", ".mm", ".rcp"}
"""Kinds that this project reads by itself: nothing may come unforeseen there."""

fuzzed = settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Intake]:
    with Intake(Limits(seconds=SECONDS)) as made:
        yield made


class Good(dict[str, bytes]):
    """Good files by suffix; shown short, since hypothesis prints its arguments."""

    def __repr__(self) -> str:
        return "good files"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    """A good file of each kind, by suffix."""
    folder = tmp_path_factory.mktemp("good")
    rows = [
        (*SMALL[0], "% gereed", "Wie", "Min", "Max"),
        *((*row, 0.5, "Tester[50%]; Bouwer", "3d", "9d") for row in SMALL[1:]),
    ]
    plan = programme()
    with Worker() as worker:
        xer = written(plan, "plan.xer", worker=worker).data
    return Good(
        {
            ".xlsx": workbook(folder / "a.xlsx", rows, indents={3: 1}).read_bytes(),
            ".ods": open_document(folder / "a.ods", rows).read_bytes(),
            ".csv": separated(folder / "a.csv", rows).read_bytes(),
            ".xml": mspdi(plan).encode(),
            ".xer": xer,
            ".sm": SINGLE.encode(),
            ".mm": SEVERAL.encode(),
            ".rcp": PATTERSON.encode(),
        }
    )


def survives(reader: Intake, path: Path, data: bytes) -> None:
    """Read the bytes: a plan that holds together, or an error that says where; never late, never anything else."""
    path.write_bytes(data)
    started = time.perf_counter()
    refusal = None
    try:
        holds_together(reader.read(path))
    except errors.RechterhandError as error:
        refusal = error
    if refusal is not None:
        assert Path(str(refusal.where["file"])).name == path.name
        assert not isinstance(refusal, errors.TookTooLong)
        assert refusal.message.key != "sandbox.failed" or path.suffix not in OURS, str(refusal)
        assert all(render(refusal.message, language) for language in LANGUAGES)
    assert time.perf_counter() - started < SECONDS


def holds_together(reading: Reading) -> None:
    """Ids are unique, links and parents lead to rows of the plan, and nothing was counted below nought."""
    plan = reading.plan
    ids = [one.id for one in plan.activities]
    known = set(ids)
    assert len(known) == len(ids)
    assert all(one.predecessor_id in known and one.successor_id in known for one in plan.links)
    assert all(one.parent_id is None or one.parent_id in known for one in plan.activities)
    assert all(one.count > 0 for one in reading.not_understood)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".xml", ".xer", ".sm", ".mm", ".rcp"])
@fuzzed
@given(changes=damages)
def test_damaged_files(reader: Intake, good: Good, tmp_path: Path, suffix: str, changes: list[Damage]) -> None:
    survives(reader, tmp_path / f"plan{suffix}", damaged(good[suffix], changes))


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@fuzzed
@given(changes=damages, member=st.integers(0, 20))
def test_archives_with_a_damaged_member(
    reader: Intake, good: Good, tmp_path: Path, suffix: str, changes: list[Damage], member: int
) -> None:
    survives(reader, tmp_path / f"plan{suffix}", damaged_inside(good[suffix], changes, member))


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(max_size=30),
    st.from_regex(r"\A[0-9.,;:/\- +%?a-zA-Z]{0,20}\Z"),
    st.sampled_from(
        ("12BE+3d", "1;2;3", "5-10", "31-12-9999", "29-2-2026", "-", "1.1", "99999999d", "1e9", "=1+1", "wk 54 2026")
    ),
)


@fuzzed
@given(rows=st.lists(st.lists(CELLS, min_size=12, max_size=12), min_size=1, max_size=12))
def test_tables_of_any_cells(reader: Intake, tmp_path: Path, rows: list[list[object]]) -> None:
    header = (
        *(
            "Nr",
            "WBS",
            "Taak",
            "Duur",
            "Begin",
            "Einde",
            "Voorgangers",
            "% gereed",
            "Wie",
            "Min",
            "Max",
            "Werkelijk einde",
        ),
    )
    clean = [[str(one).replace("\0", "") if isinstance(one, str) else one for one in row] for row in rows]
    path = separated(tmp_path / "plan.csv", [header, *clean], encoding="utf-16")
    survives(reader, path, path.read_bytes())


REAL = (
    "DurationTest9.mpp",
    "ProjectDefaultCalendar.xer",
    "ProjectDefaultCalendar.xml",
    "legacy/sample.mpx",
    "sample.mpx",
)


@pytest.mark.data
@needs_data
@pytest.mark.parametrize("name", REAL)
@settings(fuzzed, max_examples=100)
@given(changes=damages)
def test_damaged_real_files(reader: Intake, tmp_path: Path, name: str, changes: list[Damage]) -> None:
    path = FOLDER / "plans" / "mpxj" / name
    if not path.is_file():
        pytest.skip(f"no {name} among the real files")
    survives(reader, tmp_path / f"plan{path.suffix}", damaged(path.read_bytes(), changes))
