"""Instances of the scheduling literature: what is read, and the makespan that precedence alone asks."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tarfile
from pathlib import Path

import networkx as nx
import pytest
from tests.cases.real import FOLDER, needs_data

from rechterhand import errors
from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Intake
from rechterhand.record.plan import Plan
from rechterhand.record.resource import ResourceKind

DATA = FOLDER / "psplib"
STARS = "*" * 72

SINGLE = f"""{STARS}
file with basedata            : SELF.BAS
initial value random generator: 7
{STARS}
projects                      :  1
jobs (incl. supersource/sink ):  6
horizon                       :  20
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
{STARS}
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      4      0       12        3       11
{STARS}
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          2           4   5
   4        1          1           6
   5        1          1           6
   6        1          0
{STARS}
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
{"-" * 72}
  1      1     0       0    0
  2      1     4       3    0
  3      1     6       2    1
  4      1     5       0    2
  5      1     2       1    1
  6      1     0       0    0
{STARS}
RESOURCEAVAILABILITIES:
  R 1  R 2
    4    2
{STARS}
"""

SEVERAL = f"""{STARS}
file with basedata            : SELF.BAS
initial value random generator: 7
{STARS}
projects                      :  1
jobs (incl. supersource/sink ):  4
horizon                       :  20
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  1   N
  - doubly constrained        :  0   D
{STARS}
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      2      0        9        1        7
{STARS}
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          1           2
   2        2          1           3
   3        3          1           4
   4        1          0
{STARS}
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
{"-" * 72}
  1      1     0       0    0
  2      1     3       5    9
         2     8       2    0
  3      1     4       4    7
         2     4       9    1
         3    10       1    0
  4      1     0       0    0
{STARS}
RESOURCEAVAILABILITIES:
  R 1  N 1
   10   12
{STARS}
"""

PATTERSON = """6 2
4 2
0 0 0 2 2 3
4 3 0 1 4
6 2 1 2 4 5
5 0 2 1 6
2 1 1 1 6
0 0 0 0
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, newline="")
    return path


def makespan(plan: Plan) -> int:
    """Periods from the start to the finish that precedence asks."""
    assert plan.start is not None
    return (schedule(plan).project_finish - plan.start) // dt.timedelta(days=1)


def longest_path(plan: Plan) -> int:
    """The same by a longest path through the graph."""
    graph = nx.DiGraph()
    length = {one.id: (one.duration_minutes or 0) // 1440 for one in plan.activities}
    graph.add_nodes_from(length)
    graph.add_weighted_edges_from(
        (one.predecessor_id, one.successor_id, length[one.predecessor_id]) for one in plan.links
    )
    return int(nx.dag_longest_path_length(graph)) + length[max(length)]


@pytest.mark.parametrize(("name", "text"), [("self.sm", SINGLE), ("self.rcp", PATTERSON)])
def test_both_forms_give_the_same_jobs_and_the_makespan_that_the_file_names(
    intake: Intake, tmp_path: Path, name: str, text: str
) -> None:
    reading = intake.read(write(tmp_path / name, text))
    plan = reading.plan

    assert plan.source.format == "PSPLIB"
    assert [(one.id, (one.duration_minutes or 0) // 1440) for one in plan.activities] == [
        (1, 0), (2, 4), (3, 6), (4, 5), (5, 2), (6, 0),
    ]  # fmt: skip
    assert [(one.predecessor_id, one.successor_id) for one in plan.links] == [
        (1, 2), (1, 3), (2, 4), (3, 4), (3, 5), (4, 6), (5, 6),
    ]  # fmt: skip
    assert [(one.name, one.max_units) for one in plan.resources] == [("R 1", 4.0), ("R 2", 2.0)]
    assert [(one.activity_id, one.resource_id, one.units) for one in plan.assignments][:3] == [
        (2, 1, 3),
        (3, 1, 2),
        (3, 2, 1),
    ]
    assert makespan(plan) == 11
    assert reading.not_understood == ()


def test_what_the_file_tells_of_itself_is_kept(intake: Intake, tmp_path: Path) -> None:
    told = intake.read(write(tmp_path / "self.sm", SINGLE)).plan.properties

    assert (told["mpm_time"], told["due_date"], told["horizon"]) == (11, 12, "20")


def test_of_several_modes_the_shortest_counts_and_all_are_kept(intake: Intake, tmp_path: Path) -> None:
    reading = intake.read(write(tmp_path / "self.mm", SEVERAL))
    plan = reading.plan

    assert makespan(plan) == 7
    assert plan.activities[2].fields["modes"] == ((4, (4, 7)), (4, (9, 1)), (10, (1, 0)))
    assert [one.kind for one in plan.resources] == [ResourceKind.EQUIPMENT, ResourceKind.MATERIAL]
    assert [one.units for one in plan.assignments] == [5.0, 9.0, 4.0, 7.0]
    assert [one.text.values.get("count") for one in reading.assumptions if one.key == "shortest_mode"] == [2]


def test_the_other_spelling_of_its_last_section_is_known(intake: Intake, tmp_path: Path) -> None:
    text = SINGLE.replace("RESOURCEAVAILABILITIES:", "RESOURCE AVAILABILITIES")

    assert makespan(intake.read(write(tmp_path / "self.sm", text)).plan) == 11


def test_line_ends_of_windows_make_no_difference(intake: Intake, tmp_path: Path) -> None:
    assert makespan(intake.read(write(tmp_path / "self.sm", SINGLE.replace("\n", "\r\n"))).plan) == 11


BROKEN = [
    ("cut.sm", SINGLE[: SINGLE.index("RESOURCEAVAIL")]),
    ("short.sm", SINGLE.replace("   6        1          0\n", "")),
    ("letters.sm", SINGLE.replace("4       3    0", "x       3    0")),
    ("negative.sm", SINGLE.replace("4       3    0", "-4       3    0")),
    ("twice.sm", SINGLE.replace("  3      1     6", "  2      1     6")),
    ("beyond.sm", SINGLE.replace("   2        1          1           4", "   2        1          1           9")),
    ("none.sm", SINGLE.replace(":  6\n", ":  0\n")),
    ("huge.sm", SINGLE.replace(":  6\n", ":  999999999\n")),
    ("text.sm", "geen instantie"),
    ("cut.rcp", PATTERSON[:30]),
    ("letters.rcp", PATTERSON.replace("6 2 1", "6 b 1")),
    ("beyond.rcp", PATTERSON.replace("1 1 6", "1 1 7")),
    ("none.rcp", "0 0"),
    ("huge.rcp", "999999999 999999999"),
    ("binary.rcp", "\x00\xff" * 50),
]


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_a_broken_instance_is_refused_with_the_row_where_known(
    intake: Intake, tmp_path: Path, name: str, text: str
) -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        intake.read(write(tmp_path / name, text))

    assert caught.value.where["file"] == name
    if name.startswith("letters"):
        wrong = next(row for row, line in enumerate(text.splitlines(), 1) if "x       3" in line or "6 b 1" in line)
        assert caught.value.where["row"] == wrong


def test_a_loop_is_refused_when_it_is_scheduled(intake: Intake, tmp_path: Path) -> None:
    plan = intake.read(write(tmp_path / "loop.rcp", PATTERSON.replace("5 0 2 1 6", "5 0 2 1 2"))).plan

    with pytest.raises(errors.BadPlan):
        schedule(plan)


@pytest.mark.data
@needs_data
@pytest.mark.parametrize("name", ["j30", "j60"])
def test_published_instances_give_their_longest_path_and_no_more_than_the_best_known(
    intake: Intake, tmp_path: Path, name: str
) -> None:
    with (DATA / "best_known.csv").open() as file:
        best = {row["file"]: int(row["best_known_makespan"]) for row in csv.DictReader(file)}
    with tarfile.open(DATA / f"{name}.tar.xz") as archive:
        members = sorted((one for one in archive if one.name.endswith(".rcp")), key=lambda one: one.name)[::16]
        texts = {Path(one.name).name: _text(archive, one) for one in members}
    for file_name, text in texts.items():
        plan = intake.read(write(tmp_path / file_name, text)).plan
        found = makespan(plan)
        assert found == longest_path(plan), file_name
        assert found <= best[file_name], file_name


def _text(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    stream = archive.extractfile(member)
    assert stream is not None
    return io.TextIOWrapper(stream, "ascii").read()
