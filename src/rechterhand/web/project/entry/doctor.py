"""``rechterhand doctor``: each examination looks at one thing and says how to mend what is wrong."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from smtplib import SMTPException

from rechterhand import kernels
from rechterhand.errors import RechterhandError
from rechterhand.sandbox.process import Worker
from rechterhand.web.project.address import address
from rechterhand.web.project.environment import data_folder, text_of, validated
from rechterhand.web.project.installation import installation, waiting
from rechterhand.web.project.looking import files, provider, variables
from rechterhand.web.project.looking.findings import Finding, bad, good, words
from rechterhand.web.project.secret_key import FILE

OLDEST = 15
"""The oldest major version of PostgreSQL that is known to work."""
LEAST_FREE = 1_000_000_000
DIFFERENT = "≠"
"""Said of what comes back otherwise than it was kept."""
SILENT_AFTER = 60
"""Seconds after which a worker that doesn't tell of itself counts as gone."""


def examined() -> list[Finding]:
    """Look at everything. What can't be looked at since something else is wrong is left out."""
    try:
        validated()
        mistakes = list(variables.looked_at())
        found = [*(mistakes or [good("settings")]), *_address()]
    except RechterhandError as error:
        return [Finding("wrong", error.message, error.hint)]
    for look in (_folder, _space, _reader, _writer, _kernels):
        found += look()
    try:
        with installation():
            for look in (_database, _locale, _migrations, _storage, _files, _mail, provider.looked_at, _workers):
                found += look()
    except RechterhandError as error:
        found.append(Finding("wrong", error.message, error.hint))
    return found


def from_within() -> list[Finding]:
    """What a process that serves can look at, quickly and without starting anything."""
    quick = (
        _address,
        _folder,
        _space,
        _kernels,
        _database,
        _locale,
        _migrations,
        _storage,
        files.newest_there,
        _workers,
    )
    return [one for look in (variables.looked_at, *quick, files.one_secret) for one in look()]


def _address() -> Iterator[Finding]:
    where = address()
    if where.is_local:
        yield good("local")
    elif where.is_secure:
        yield good("secure", address=where.url)
    else:
        yield bad("insecure", address=where.url)


def _folder() -> Iterator[Finding]:
    folder = data_folder()
    if not folder.is_dir():
        yield bad("no_folder", "warning", folder=str(folder))
        return
    secret = folder / FILE
    open_to_others = folder.stat().st_mode & 0o066 or (secret.exists() and secret.stat().st_mode & 0o077)
    writable = os.access(folder, os.W_OK | os.X_OK)
    if not writable:
        yield bad("folder_closed", folder=str(folder))
    elif open_to_others:
        yield bad("folder_open", folder=str(folder))
    else:
        yield good("folder", folder=str(folder))


def _space() -> Iterator[Finding]:
    place = next(each for each in (data_folder(), *data_folder().parents) if each.exists())
    free = shutil.disk_usage(place).free
    gigabytes = f"{free / 1e9:.1f}"
    yield good("space", free=gigabytes) if free > LEAST_FREE else bad("no_space", free=gigabytes)


def _reader() -> Iterator[Finding]:
    """Start the reader of plan files as it starts for an upload: Java, and what confines it."""
    try:
        with Worker() as worker:
            worker.call("ready")
            network = worker.network
    except RechterhandError as error:
        yield Finding("wrong", error.message, error.hint)
        return
    yield good("java")
    if network in {None, "open"}:
        yield bad("no_sandbox", "warning" if address().is_local else "wrong")
    else:
        yield good("sandbox")


def _writer() -> Iterator[Finding]:
    yield good("typst") if _typst() else bad("no_typst")


def _typst() -> bool:
    with contextlib.suppress(Exception):
        import typst  # noqa: PLC0415 - a compiled module, which may not load here

        return bool(typst.compile(b"= Rechterhand", format="pdf"))
    return False


def _kernels() -> Iterator[Finding]:
    """Load what computes, as a page and a job do."""
    kernels.keep_in(data_folder() / "kernels")
    try:
        import_module("rechterhand.verdict")
    except Exception as error:  # whatever a compiler raises that can't work here
        yield bad("no_kernels", said=words(error))
        return
    yield good("kernels") if kernels.are_compiled() else bad("kernels_missing", "warning", folder=str(kernels.place()))


def _database() -> Iterator[Finding]:
    from django.db import connection  # noqa: PLC0415 - needs settings

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        row = cursor.fetchone()
    major = int(row[0]) // 10_000 if row else 0
    yield good("database", version=str(major)) if major >= OLDEST else bad("old_database", version=str(major))


def _locale() -> Iterator[Finding]:
    """Whether the database knows capitals and accents: searching people and projects goes by it."""
    from django.db import connection  # noqa: PLC0415 - needs settings

    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÉÑØ') = 'éñø', datcollate FROM pg_database WHERE datname = current_database()")
        knows, name = cursor.fetchone() or (False, "?")
    yield good("locale") if knows else bad("poor_locale", name=str(name))


def _migrations() -> Iterator[Finding]:
    count = len(waiting())
    yield bad("migrations", count=count) if count else good("migrated")


def _storage() -> Iterator[Finding]:
    said = _kept_and_read()
    bucket = text_of("RECHTERHAND_S3_BUCKET")
    if bucket:
        yield bad("no_bucket", bucket=bucket, said=said) if said else good("bucket", bucket=bucket)
    else:
        yield bad("no_storage") if said else good("storage")


def _files() -> Iterator[Finding]:
    if not waiting():
        yield from files.all_there()
    yield from files.one_secret()


def _kept_and_read() -> str:
    """Keep a file, find it, read it and remove it; what went wrong, in the words of the storage."""
    from django.core.files.base import ContentFile  # noqa: PLC0415 - needs settings
    from django.core.files.storage import default_storage  # noqa: PLC0415 - needs settings

    try:
        name = default_storage.save("doctor/try", ContentFile(b"try"))
        with default_storage.open(name) as stream:
            same = bool(stream.read() == b"try")
        there = PurePosixPath(name).name in default_storage.listdir("doctor")[1]
        default_storage.delete(name)
    except Exception as error:  # whatever the storage of this installation raises
        return words(error)
    return "" if same and there else DIFFERENT


def _mail() -> Iterator[Finding]:
    """Greet the mail server, and sign in there."""
    from django.conf import settings  # noqa: PLC0415 - needs settings
    from django.core.mail import get_connection  # noqa: PLC0415 - needs settings

    from rechterhand.web.actions.mailing import sends_mail  # noqa: PLC0415 - needs settings

    if not sends_mail():
        yield good("without_mail")
        return
    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except (OSError, SMTPException) as error:
        yield bad("no_mail", "warning", host=settings.EMAIL_HOST, said=words(error))
    else:
        yield good("mail", host=settings.EMAIL_HOST)


def _workers() -> Iterator[Finding]:
    from django.db import connection  # noqa: PLC0415 - needs settings

    if waiting():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [SILENT_AFTER],
        )
        row = cursor.fetchone()
    alive = int(row[0]) if row else 0
    yield good("workers", count=alive) if alive else bad("no_workers", "warning")
