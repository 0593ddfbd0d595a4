"""The data folder of an installation: made with the right permissions, and used by one ``serve`` at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.embedded.system_user import system_user
from rechterhand.web.project.environment import data_folder
from rechterhand.web.project.errors_of_serving import AlreadyServed
from rechterhand.web.project.secret_key import keep_secret

LOCK = "in-use"


def prepared() -> Path:
    """Make the data folder with its secret. Raises BadInput when that isn't possible."""
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o711 if system_user().switch else 0o700)
        keep_secret(folder)
    except OSError as error:
        raise BadInput(
            Message.of("workbench.no_folder", reason=error.strerror or str(error)),
            where={"folder": str(folder)},
            hint=Message.of("workbench.no_folder.hint"),
        ) from error
    return folder


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the data folder for this process. Raises AlreadyServed when another one does."""
    with (folder / LOCK).open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            raise AlreadyServed(
                Message.of("workbench.already_served", folder=str(folder), process=stream.read().strip() or "?"),
                hint=Message.of("workbench.already_served.hint"),
            ) from None
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield
