"""What a plan becomes in another tool: its file is read back and scheduled by that tool's rules."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import read
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.ending import ending_day


@dataclass(frozen=True, slots=True)
class Ends:
    """When all work is done: of the plan itself, and of the file that was written of it."""

    here: datetime
    there: datetime

    @property
    def told(self) -> Message | None:
        """That the end moves by the day or more; None while it doesn't."""
        here, there = ending_day(self.here), ending_day(self.there)
        return None if here == there else Message.of("export.moves", here=here, there=there)


def ends(plan: Plan, data: bytes, suffix: str) -> Ends:
    """Both ends; ``data`` is a file of this suffix that was written of the plan.

    Raises
    ------
    RechterhandError
        The plan has a loop, or the file can't be read.
    """
    with tempfile.TemporaryDirectory(prefix="rechterhand-") as folder:
        file = Path(folder, f"plan{suffix}")
        file.write_bytes(data)
        again = read(file).plan
    return Ends(schedule(plan).project_finish, schedule(again).project_finish)
