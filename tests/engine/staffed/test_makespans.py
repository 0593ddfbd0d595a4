"""Against instances whose best known makespans are published (PSPLIB; Kolisch and Sprecher 1997)."""

from __future__ import annotations

import csv
import tarfile
from pathlib import Path

import pytest
from tests.cases.real import FOLDER, needs_data

import rechterhand as rh
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.staffed.arrays import staff_of
from rechterhand.engine.staffed.order import lists_of
from rechterhand.engine.staffed.solve import finishes_with

DAY = 1440
SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)


@needs_data
@pytest.mark.parametrize(("name", "every", "within"), [("j30", 6, 0.045), ("j60", 8, 0.055)])
def test_makespans_lie_between_the_best_known_and_a_few_percent_more(
    name: str, every: int, within: float, tmp_path: Path
) -> None:
    with (FOLDER / "psplib" / "best_known.csv").open() as file:
        best = {one["file"]: int(one["best_known_makespan"]) for one in csv.DictReader(file) if one["set"] == name}
    chosen = sorted(best)[::every]
    more = []
    with tarfile.open(FOLDER / "psplib" / f"{name}.tar.xz") as archive:
        for member in archive:
            file_name = Path(member.name).name
            source = archive.extractfile(member) if file_name in chosen else None
            if source is None:
                continue
            (tmp_path / file_name).write_bytes(source.read())
            least, found = _days(tmp_path / file_name)
            assert least <= best[file_name] <= found
            more.append(found / best[file_name] - 1)
    assert len(more) == len(chosen)
    assert sum(more) / len(more) < within


def _days(path: Path) -> tuple[float, float]:
    """The makespan by logic, and the best of the rules with the resources."""
    network = compile_plan(rh.read(path).plan, honest=True)
    spreads, staff, one = spreads_of(network, SURE), staff_of(network), Run(1, 1, 1)
    assert staff is not None
    lists = lists_of(network, schedule(network.plan, network=network))
    least = int(finishes_of(network, spreads, one)[0])
    found = min(int(finishes_with(staff, spreads, one, order)[0]) for order in lists.values())
    return (least - network.project_start) / DAY, (found - network.project_start) / DAY
