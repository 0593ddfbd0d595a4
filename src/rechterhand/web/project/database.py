"""Which database: the one that ``DATABASE_URL`` names, else the embedded one of the data folder."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.embedded.place import Place
from rechterhand.web.project.environment import data_folder, number_of, text_of
from rechterhand.web.project.secret_key import secret_key

NAME = "rechterhand"
"""The database within the embedded server."""
OWN = secrets.token_hex(4)
"""What tells this process from others."""
WAIT = 1.0
"""Seconds to wait for a connection before the database itself is tried."""
SOON = {"connect_timeout": "2", "tcp_user_timeout": "10000"}
"""A server that doesn't answer at all is noticed: seconds for a new connection, milliseconds for one in use."""


def called() -> str:
    """How the connections of this process are called in the database: each has a name, with the mark of its secret."""
    return f"{NAME} {OWN} {mark()}"


@cache
def mark() -> str:
    """What is the same for all who sign with one secret, and tells nothing of it."""
    return hmac.new(secret_key().encode(), b"which secret", hashlib.sha256).hexdigest()[:6]


def is_embedded() -> bool:
    """Whether this installation has its own database in the data folder."""
    return not text_of("DATABASE_URL")


def connection() -> dict[str, Any]:
    """Django's settings of the database. Raises BadInput when the URL isn't one."""
    url = text_of("DATABASE_URL")
    return _settings(parsed(url) if url else Place(data_folder() / "database").parameters(NAME))


def parsed(url: str) -> dict[str, Any]:
    """The parts of a database's address. Raises BadInput when it isn't one of PostgreSQL."""
    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise ProgrammingError
        return dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise BadInput(Message.of("settings.database_url"), where={"setting": "DATABASE_URL"}) from None


def _settings(parts: dict[str, Any]) -> dict[str, Any]:
    rest = dict(parts) | {"application_name": called()}
    return {
        "ENGINE": "rechterhand.web.project.postgresql",
        "NAME": str(rest.pop("dbname", NAME)),
        "USER": str(rest.pop("user", "")),
        "PASSWORD": str(rest.pop("password", "")),
        "HOST": str(rest.pop("host", "")),
        "PORT": str(rest.pop("port", "")),
        "OPTIONS": {
            **SOON,
            **rest,
            "pool": {"min_size": 1, "max_size": number_of("RECHTERHAND_CONNECTIONS"), "timeout": WAIT},
        },
    }


def reason(error: BaseException) -> str:
    """Why it can't be reached, in the words of whoever refused."""
    return " ".join(str(error).split())[:300]
