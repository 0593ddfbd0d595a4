"""Rows that are written apart say what MPXJ's own writer says of the whole project, field by field."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases.real import FOLDER, needs_data
from tests.oracles import whole_json

from rechterhand.demo.plan import demonstration
from rechterhand.export import written

REAL = (
    "mpxj/assignment-assignments/assignment-assignments-project2010-mpp14.mpp",
    "mpxj/enterprise.xml",
    "mpxj/legacy/sample.mpp",
    "mpxj/planner-resource.planner",
    "mpxj/splits9a.mpp",
    "mpxj/task-flags/task-flags-project2019-mpp14.mpp",
    "mpxj/task-links/task-links-project2019-mspdi.xml",
    "mpxj/timephased-multi-rate.mpp",
    "primavera/sp10_cost_loaded.xer",
)


def compared(*files: Path) -> str:
    """What the comparison tells; it starts Java, so in a process of its own."""
    command = [sys.executable, whole_json.__file__, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize("suffix", [".xer", ".xml"])
def test_the_demonstration_is_told_in_full(suffix: str, tmp_path: Path) -> None:
    plan = demonstration()
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(written(plan, path).data)
    assert f"equal ({len(plan.activities)} tasks" in compared(path)


@needs_data
@pytest.mark.data
def test_real_files_are_told_in_full() -> None:
    told = compared(*(FOLDER / "plans" / name for name in REAL))
    assert told.count(": equal (") == len(REAL)
