"""``rechterhand restore``: a backup into an empty installation, wholly or not at all."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project import database
from rechterhand.web.project.folder import held, prepared
from rechterhand.web.project.installation import embedded_server, installation
from rechterhand.web.project.keeping.archive import DATABASE, FILES, about

SHOWN = 5
"""Names of other tables that are told."""
_RELATIONS = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
_RUNNING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE %s AND application_name NOT LIKE %s
"""


def restore(file: Path) -> int:
    """Put a backup back; how many files it held.

    Raises BadInput for an installation that isn't empty, a database with other things in it or in use, or a backup of a
    later release; AlreadyServed for a data folder that is in use, UnreadableFile for what is no backup.
    """
    told = about(file)
    if database.is_embedded() and embedded_server().answers():
        with held(prepared()):
            pass
    with installation():
        from rechterhand.web.project.migrating import migrated  # noqa: PLC0415 - needs settings

        _refuse_if_shared()
        _refuse_if_running()
        migrated()  # the roles that the dump gives rights to exist after this
        _refuse_if_used()
        _refuse_if_later(told)
        try:
            return _put_back(file)
        except BaseException:
            _emptied()
            migrated()
            raise


def _put_back(file: Path) -> int:
    from rechterhand.web.project.keeping.programs import run  # noqa: PLC0415 - needs settings
    from rechterhand.web.project.migrating import migrated  # noqa: PLC0415 - needs settings

    count = 0
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file) as archive:
        dump = Path(folder) / DATABASE
        _copied(archive, DATABASE, dump)
        _emptied()
        run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_name()}", str(dump))
        for member in archive:
            if member.isfile() and member.name.startswith(FILES):
                _kept(archive, member)
                count += 1
    migrated()
    return count


def _copied(archive: tarfile.TarFile, name: str, to: Path) -> None:
    stream = archive.extractfile(name)
    if stream is None:
        raise BadInput(Message.of("workbench.no_backup"))
    with to.open("wb") as out:
        shutil.copyfileobj(stream, out)


def _kept(archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    """Store a file under its name, which the storage refuses when it leads elsewhere."""
    from django.core.files import File  # noqa: PLC0415 - needs settings
    from django.core.files.storage import default_storage  # noqa: PLC0415 - needs settings

    name, stream = member.name.removeprefix(FILES), archive.extractfile(member)
    default_storage.delete(name)
    default_storage.save(name, File(stream))


def _refuse_if_used() -> None:
    from rechterhand.web.data.models import Person, Programme, Project  # noqa: PLC0415 - models need settings

    if any(model.objects.exists() for model in (Person, Programme, Project)):
        raise BadInput(Message.of("workbench.not_empty"), hint=Message.of("workbench.not_empty.hint"))


def _refuse_if_shared() -> None:
    """What is in the database goes: there may be nothing in it but tables of ours."""
    from django.db import connection  # noqa: PLC0415 - needs settings

    ours = {*connection.introspection.django_table_names(include_views=True), "django_migrations", *_caches()}
    with connection.cursor() as cursor:
        cursor.execute(_RELATIONS)
        others = [name for (name,) in cursor.fetchall() if name not in ours and not name.startswith("procrastinate_")]
    if others:
        shown = ", ".join(others[:SHOWN]) + (" …" if len(others) > SHOWN else "")
        raise BadInput(Message.of("workbench.shared", names=shown), hint=Message.of("workbench.shared.hint"))


def _caches() -> list[str]:
    from django.conf import settings  # noqa: PLC0415 - needs settings

    return [str(one.get("LOCATION", "")) for one in settings.CACHES.values()]


def _refuse_if_running() -> None:
    from django.db import connection  # noqa: PLC0415 - needs settings

    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, [f"{database.NAME} %", f"{database.NAME} {database.OWN} %"])
        if cursor.fetchone() != (0,):
            raise BadInput(Message.of("workbench.running"), hint=Message.of("workbench.running.hint"))


def _refuse_if_later(told: dict[str, Any]) -> None:
    from django.db import connection  # noqa: PLC0415 - needs settings
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - needs settings

    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).graph.nodes}
    replaced = {
        f"{app}.{name}" for each in MigrationLoader(connection).disk_migrations.values() for app, name in each.replaces
    }
    if set(told.get("migrations", ())) - known - replaced:
        raise BadInput(
            Message.of("workbench.later_release", version=str(told.get("release", "?"))),
            hint=Message.of("workbench.later_release.hint"),
        )


def _emptied() -> None:
    """Drop all tables: what is restored brings its own."""
    from django.db import connection  # noqa: PLC0415 - needs settings

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _name() -> str:
    from django.conf import settings  # noqa: PLC0415 - needs settings

    return str(settings.DATABASES["default"]["NAME"])
