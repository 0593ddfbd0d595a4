"""The earlier version that plans are held against: read once, refused under its own name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rechterhand.cli.plans import Asked, read_asking
from rechterhand.errors import BadInput, RechterhandError
from rechterhand.text import Message


class Earlier:
    """A version of before; ``path`` is None when none was asked for."""

    def __init__(self, path: Path | None, asked: Asked) -> None:
        self._path = path
        self._asked = asked
        self._reading: Any = None

    def read(self, intake: Any, plan: Path) -> Any:
        """What was read of it, None without one.

        Raises BadInput when it is the plan itself, and what ``read`` raises when it can't be read, under its own name.
        """
        if self._path is None:
            return None
        refuse_itself(self._path, plan)
        if self._reading is None:
            try:
                self._reading = read_asking(intake, self._path, self._asked)
            except RechterhandError as error:
                error.where = {**error.where, "file": self._apart(plan)}
                raise
        return self._reading

    def named(self, document: dict[str, Any]) -> dict[str, Any]:
        """A document with this version under the name that it was given by."""
        if document["against"] is not None:
            document["against"]["compare"]["versions"][0]["file"] = str(self._path)
        return document

    def blamed(self, error: RechterhandError, plan: Path) -> RechterhandError:
        """An error with this version under the name that it was given by, where it is the one that is wrong."""
        told, version = error.where.get("file"), error.where.pop("version", None)
        if self._path is not None and told == self._path.name and (told != plan.name or version == 1):
            error.where["file"] = self._apart(plan)
        return error

    def _apart(self, plan: Path) -> str:
        """Its name as given; whole where the plan has the same in another folder."""
        path = self._path or Path()
        return str(path.absolute() if str(path) == plan.name else path)


def refuse_itself(earlier: Path, plan: Path) -> None:
    """Raise BadInput when a plan is to be held against its own file."""
    if earlier.resolve() == plan.resolve():
        hint = Message.of("since.itself_hint")
        raise BadInput(Message.of("since.itself"), where={"file": str(plan)}, hint=hint)
