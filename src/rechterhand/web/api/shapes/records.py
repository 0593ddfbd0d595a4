"""What happened to records, what is found by searching, and the installation itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from rechterhand.web.api.shapes.base import Answer, known
from rechterhand.web.look.say import told
from rechterhand.web.queries.history import Event
from rechterhand.web.queries.installation import Installation
from rechterhand.web.queries.search import Found, Hit

Value = str | int | float | bool | list[str] | dict[str, str | int | float | list[int] | None] | None
Kind = Literal[
    "project", "programme", "committed_date", "membership", "uncertainty", "scenario", "version", "taken_back", "link"
]  # fmt: skip


class ChangeAnswer(Answer):
    """One field before and after; an estimate, a risk or a changed duration as a line, which ``about`` names."""

    about: str

    field: str
    before: Value
    after: Value


class EventAnswer(Answer):
    """One change of one record: who, when, what. ``id`` and ``kind`` name the state to go back to, where there is a way
    back; ``about`` says which record of its kind it was. Projects come into a programme, leave it, and are gone.
    """

    id: int
    kind: Kind
    about: str
    label: Literal["insert", "update", "delete", "came", "left", "gone"]
    at: datetime
    by: str
    action: str
    changes: list[ChangeAnswer]


class HitAnswer(Answer):
    """Something that was found; ``slug`` is that of the project, or of the programme itself, ``which`` the number of a
    version or the key of a scenario or person.
    """

    kind: Found
    slug: str
    name: str
    place: str
    activity_id: int | None
    code: str
    which: int | None


class HitsAnswer(Answer):
    """What was found, best first within each kind; ``more`` when there are further ones."""

    items: list[HitAnswer]
    more: bool


class SettingAnswer(Answer):
    """A setting in force; of a secret one only whether it is set."""

    name: str
    value: str
    meaning: str
    set: bool
    secret: bool


class FindingAnswer(Answer):
    """What was looked at, and how to mend it where something is wrong."""

    state: Literal["good", "warning", "wrong"]
    told: str
    mend: str


class InstallationAnswer(Answer):
    """The installation as it runs."""

    version: str
    address: str
    has_demonstration: bool
    settings: list[SettingAnswer]
    findings: list[FindingAnswer]


def event(one: Event) -> EventAnswer:
    """A change."""
    return EventAnswer(
        id=one.pk,
        kind=known(one.kind),
        about=one.about,
        label=known(one.label),
        at=one.at,
        by=one.by,
        action=one.action,
        changes=[
            ChangeAnswer(field=each.field, about=each.about, before=_value(each.before), after=_value(each.after))
            for each in one.changes
        ],
    )


def hit(one: Hit) -> HitAnswer:
    """Something that was found."""
    return HitAnswer(
        kind=one.what,
        slug=one.slug,
        name=one.name,
        place=one.place,
        activity_id=one.activity_id,
        code=one.code,
        which=one.which,
    )


def installation(one: Installation) -> InstallationAnswer:
    """The installation."""
    return InstallationAnswer(
        version=one.version,
        address=one.address,
        has_demonstration=one.has_demonstration,
        settings=[
            SettingAnswer(
                name=each.name,
                value=each.value,
                meaning=told(each.meaning),
                set=each.is_set,
                secret=each.is_secret,
            )
            for each in one.settings
        ],
        findings=[
            FindingAnswer(state=each.state, told=told(each.told), mend=told(each.mend) if each.mend else "")
            for each in one.findings
        ],
    )


def _value(value: object) -> Value:
    """A column's value as JSON has it."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return float(value) if isinstance(value, Decimal) else str(value)
