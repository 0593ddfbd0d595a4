"""An installation to work on: settings checked, folder made, database running, Django set up."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import django
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from rechterhand import kernels
from rechterhand.text import Message
from rechterhand.web.project import database
from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.embedded.server import EmbeddedServer
from rechterhand.web.project.environment import data_folder, validated
from rechterhand.web.project.errors_of_serving import NotReachable
from rechterhand.web.project.folder import held, prepared


def set_up() -> None:
    """Load Django with our settings. Raises BadInput when a setting doesn't fit."""
    validated()
    kernels.keep_in(data_folder() / "kernels")
    os.environ["DJANGO_SETTINGS_MODULE"] = "rechterhand.web.project.settings"
    django.setup()


def embedded_server() -> EmbeddedServer:
    """The embedded database of the data folder."""
    return EmbeddedServer(Place(data_folder() / "database"))


@contextlib.contextmanager
def installation() -> Iterator[None]:
    """Everything that a command needs; an embedded database that doesn't run is started for as long as it takes."""
    validated()
    folder = prepared()
    with contextlib.ExitStack() as stack:
        if database.is_embedded():
            server = embedded_server()
            if not server.answers():
                stack.enter_context(held(folder))
                stack.callback(server.stop)
                server.start(database.NAME)
        set_up()
        reach()
        stack.callback(close)
        yield


def reach() -> None:
    """Connect to the database. Raises NotReachable when it doesn't answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise NotReachable(
            Message.of("workbench.unreachable", said=database.reason(error)),
            hint=Message.of("workbench.unreachable.hint"),
        ) from error


def close() -> None:
    """Leave the database, so that it can stop."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def waiting() -> list[str]:
    """The migrations that aren't applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
