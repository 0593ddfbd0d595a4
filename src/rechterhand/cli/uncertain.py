"""What is uncertain in plans, as the options told: own history, an uncertainty table, a risk register."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rechterhand.cli.language import say
from rechterhand.cli.plans import Asked, files, read_asking
from rechterhand.errors import BadInput, RechterhandError
from rechterhand.text import Message
from rechterhand.text.plain import plain


@dataclass
class Told:
    """The files of ``--uncertainty``, ``--risks`` and ``--history``; earlier plans are read once, whatever follows."""

    ranges: Path | None = None
    risks: Path | None = None
    history: Sequence[Path] = ()
    _earlier: list[Any] | None = field(default=None, repr=False)

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them, which nothing may be written over."""
        told = tuple(one for one in (self.ranges, self.risks) if one is not None)
        return (*told, *(path for path, known in files(self.history) if known)) if self.history else told

    def uncertainty(self, plan: Any, intake: Any, asked: Asked) -> Any:
        """What they say is uncertain in a plan that was read with its names; None when none was given.

        History goes before the default, the table before history. Raises what ``read_history``, ``read_uncertainty``
        and ``read_risks`` do.
        """
        found = None
        if self.ranges is not None:
            from rechterhand.registers.estimates import read_uncertainty  # noqa: PLC0415 - only when asked

            found = read_uncertainty(self.ranges, plan, intake=intake)
        if self.history:
            from rechterhand.registers.history import read_history  # noqa: PLC0415 - only when asked

            found = read_history(self._read(intake, asked), plan, found)
        if self.risks is not None:
            from rechterhand.registers.risks import read_risks  # noqa: PLC0415 - only when asked

            found = read_risks(self.risks, plan, found, intake=intake)
        return found

    def _read(self, intake: Any, asked: Asked) -> list[Any]:
        """Earlier plans; in a folder what can't be read is skipped and said, a file named by itself is refused."""
        if self._earlier is None:
            known = []
            for path, ours in files(self.history):
                try:
                    if not ours:
                        raise BadInput(Message.of("cli.no_plans"), where={"file": str(path)})
                    known.append(read_asking(intake, path, asked))
                except RechterhandError as error:
                    if path in self.history:
                        error.where = {**error.where, "file": str(path)}
                        raise
                    sys.stderr.write(plain(say("cli.skipped", file=str(path))) + "\n")
            self._earlier = known
        return self._earlier
