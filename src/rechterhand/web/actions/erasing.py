"""Erasing a person: a pseudonym takes the place of the name, in every row and in history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from rechterhand.web.actions.acting import acting, found
from rechterhand.web.actions.naming import pattern_of
from rechterhand.web.actions.slugs import free_slug
from rechterhand.web.actions.traces import end_sessions
from rechterhand.web.data.erasure_role import make_role
from rechterhand.web.data.history import ERASURE_ROLE
from rechterhand.web.data.models import AccessToken, Membership, Person, Programme, Project

TEXTS = {"text", "varchar", "jsonb", "_text", "_varchar"}
"""Types of columns that may hold a name."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with its columns of text and their types."""

    name: str
    columns: tuple[tuple[str, str], ...]


def erase_person(person: Person | None, pk: int) -> Person:
    """Replace a person's name and address by a pseudonym, for good.

    Roles and ways to sign in go; rows keep that somebody did something, no longer who. In every text, slugs and history
    too, whatever the person was ever known by is replaced (``naming``). What stands in files that were uploaded, and in
    results made of them, stays as it came. Raises NotThere.
    """
    make_role(connection)
    with acting(person, "person.erase"):
        return pseudonymised(found(Person, pk=pk))


def pseudonymised(erased: Person) -> Person:
    """The same within an action, of a person that is held, once the role of erasure is there (``make_role``)."""
    pseudonym = f"erased-{erased.pk}"
    pattern = pattern_of(erased)
    _sign_out_for_ever(erased)
    erased.username = erased.name = pseudonym
    erased.email = erased.language = ""
    erased.is_active = erased.is_administrator = erased.is_invited = False
    erased.erased_at = timezone.now()
    erased.set_unusable_password()
    erased.revision += 1
    erased.save()
    _rename_slugs(pattern, pseudonym)
    with_history = {one._meta.db_table for one in _tracked()}
    tables = list(_tables())
    _replace([one for one in tables if one.name in with_history], pattern, pseudonym)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ERASURE_ROLE}")
    _replace([one for one in tables if one.name not in with_history], pattern, pseudonym)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rechterhand_personevent SET username = %s, name = %s, email = '', "
            "pgh_context = pgh_context - 'address' WHERE pgh_obj_id = %s",
            (pseudonym, pseudonym, erased.pk),
        )
        cursor.execute("RESET ROLE")
    return erased


def _rename_slugs(pattern: str, pseudonym: str) -> None:
    """Addresses in which a name stands become others, each still its own."""
    for model in (Project, Programme) if pattern else ():
        for row in model._default_manager.select_for_update().filter(slug__iregex=pattern).order_by("pk"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT regexp_replace(%s, %s, %s, 'gi')", [row.slug, pattern, pseudonym])
                row.slug = free_slug(model, str(cursor.fetchone()[0]))
            row.save(update_fields=["slug"])


def _sign_out_for_ever(person: Person) -> None:
    """Remove sessions, roles and tokens, and whatever other apps keep of an account (addresses, sign-ins elsewhere)."""
    end_sessions({person.pk})
    Membership.objects.filter(person=person).delete()
    AccessToken.objects.filter(person=person).delete()
    for one in Person._meta.related_objects:
        if one.related_model._meta.app_label != "rechterhand" and one.on_delete is models.CASCADE:
            one.related_model._default_manager.filter(**{one.field.name: person}).delete()


def _tracked() -> Iterator[type[models.Model]]:
    for one in apps.get_app_config("rechterhand").get_models():
        tracked = getattr(one, "pgh_tracked_model", None)
        if tracked is not None:
            yield tracked


def _tables() -> Iterator[_Table]:
    """Every table with text in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, array_agg(c.column_name::text), array_agg(c.udt_name || "
            "coalesce('(' || c.character_maximum_length || ')', '')) "
            "FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
            "AND c.udt_name = ANY(%s) AND c.is_generated = 'NEVER' GROUP BY c.table_name ORDER BY c.table_name",
            [sorted(TEXTS)],
        )
        for name, columns, types in cursor.fetchall():
            yield _Table(name, tuple(zip(columns, types, strict=True)))


def _replace(tables: Sequence[_Table], pattern: str, pseudonym: str) -> None:
    if not pattern:
        return
    with connection.cursor() as cursor:
        for one in tables:
            cursor.execute(_statement(one).as_string(), {"pattern": pattern, "as": pseudonym})


REPLACED = {
    "text": "regexp_replace({column}::text, %(pattern)s, %(as)s, 'gi')::{kind}",
    "array": (
        "CASE WHEN {column} IS NULL THEN NULL ELSE ARRAY(SELECT regexp_replace(one::text, %(pattern)s, %(as)s, 'gi') "
        "FROM unnest({column}) WITH ORDINALITY AS each(one, place) ORDER BY place)::{kind} END"
    ),
    "jsonb": "rechterhand_renamed({column}, %(pattern)s, %(as)s)",
}
"""How a name is replaced in a column: each text by itself, so that none runs on into the next."""
WRITTEN = {
    "text": "{column}::text ~* %(pattern)s",
    "array": "EXISTS (SELECT FROM unnest({column}) AS each(one) WHERE one::text ~* %(pattern)s)",
    "jsonb": r"""replace(replace({column}::text, '\"', '"'), '\\', '\') ~* %(pattern)s""",
}
"""Whether it may stand there; JSON puts a stroke before some signs."""


def _form(kind: str) -> str:
    return "array" if kind.startswith("_") else "jsonb" if kind == "jsonb" else "text"


def _statement(table: _Table) -> sql.Composed:
    """One statement for a table: only rows in which the name stands are touched."""
    changes = sql.SQL(", ").join(
        sql.SQL("{column} = " + REPLACED[_form(kind)]).format(
            column=sql.Identifier(column), kind=sql.SQL(f"{kind[1:]}[]" if kind.startswith("_") else kind)
        )
        for column, kind in table.columns
    )
    where = sql.SQL(" OR ").join(
        sql.SQL(WRITTEN[_form(kind)]).format(column=sql.Identifier(column)) for column, kind in table.columns
    )
    return sql.SQL("UPDATE {table} SET {changes} WHERE {where}").format(
        table=sql.Identifier(table.name), changes=changes, where=where
    )
