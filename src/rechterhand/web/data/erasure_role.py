"""The database role of the erasure action."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.data.history import ERASURE_ROLE
from rechterhand.web.data.turns import Turn

NOT_ALLOWED = "42501"
"""What PostgreSQL calls that somebody may not do something."""

MADE = f"""
DO $$
DECLARE
    history text;
BEGIN
    PERFORM pg_advisory_xact_lock({Turn.ROLES.value});
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ERASURE_ROLE}') THEN
        BEGIN
            CREATE ROLE {ERASURE_ROLE} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END IF;
    IF NOT pg_has_role(current_user, '{ERASURE_ROLE}', 'MEMBER') THEN
        EXECUTE format('GRANT {ERASURE_ROLE} TO %I', current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO {ERASURE_ROLE}', current_schema());
    EXECUTE format('GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA %I TO {ERASURE_ROLE}', current_schema());
    FOR history IN
        SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'rechterhand\\_%event'
    LOOP
        EXECUTE format('GRANT DELETE ON %I.%I TO {ERASURE_ROLE}', current_schema(), history);
    END LOOP;
END
$$
"""  # noqa: S608 - a name of ours


def make_role(connection: Any) -> None:
    """See that the role exists and may alter what erasure alters, and remove what removal removes.

    Doing it again changes nothing; two who do so at once do it one after the other.

    Raises
    ------
    BadInput
        The role isn't there, and this one may make none.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute(MADE)
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") != NOT_ALLOWED:
                raise
            told = {"role": ERASURE_ROLE, "own": connection.settings_dict["USER"]}
            raise BadInput(
                Message.of("workbench.erasure_role", **told), hint=Message.of("workbench.erasure_role.hint", **told)
            ) from error
