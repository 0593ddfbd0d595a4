"""``rechterhand backup``: everything in one file, while the workbench is in use.

The database is dumped first, from one snapshot. Files are written before their rows, and none is removed while a backup
is made, so those of every row are there.
"""

from __future__ import annotations

import contextlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rechterhand import __version__
from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.installation import installation, waiting
from rechterhand.web.project.keeping.archive import ABOUT, DATABASE, FILES, FORM, put

PASSING = ("django_session", "usersessions_usersession", "rechterhand_cache", "rechterhand_requestcount")
"""Tables whose rows are of the moment."""


def backup(file: Path, *, force: bool) -> int:
    """Write a backup; how many files it holds. Raises BadInput for a file that exists or can't be written."""
    if file.exists() and not force:
        raise BadInput(Message.of("workbench.backup_exists"), where={"file": str(file)})
    with installation():
        if waiting():
            raise BadInput(Message.of("workbench.not_migrated"), hint=Message.of("workbench.not_migrated.hint"))
        try:
            with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
                made = Path(folder) / "backup"
                count = _written(made, Path(folder))
                made.chmod(0o600)
                made.replace(file)
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadInput(Message.of("workbench.not_written", reason=reason), where={"file": str(file)}) from error
    return count


def _written(made: Path, folder: Path) -> int:
    from rechterhand.web.data.turns import Turn, having  # noqa: PLC0415 - needs settings
    from rechterhand.web.project.keeping.programs import run  # noqa: PLC0415 - needs settings

    dump, count = folder / DATABASE, 0
    without = [f"--exclude-table-data={table}" for table in PASSING]
    with having(Turn.FILES):
        run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", *without)
        with tarfile.open(made, "w") as archive:
            put(archive, ABOUT, json.dumps(_about()).encode())
            archive.add(dump, DATABASE)
            for name in _names(""):
                count += _added(archive, name)
    return count


def _about() -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415 - needs settings
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 - needs settings

    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return {"schema": FORM, "release": __version__, "made": made, "migrations": applied}


def _names(folder: str) -> Iterator[str]:
    """Every file of the storage."""
    from django.core.files.storage import default_storage  # noqa: PLC0415 - needs settings

    with contextlib.suppress(FileNotFoundError):
        folders, files = default_storage.listdir(folder)
        yield from (os.path.join(folder, each) for each in sorted(files))
        for each in sorted(folders):
            yield from _names(os.path.join(folder, each))


def _added(archive: tarfile.TarFile, name: str) -> int:
    """Add a file; one that was removed meanwhile is none."""
    from django.core.files.storage import default_storage  # noqa: PLC0415 - needs settings

    with contextlib.suppress(FileNotFoundError), default_storage.open(name) as stream:
        member = tarfile.TarInfo(FILES + name)
        member.size, member.mode = stream.size, 0o600
        archive.addfile(member, stream)
        return 1
    return 0
