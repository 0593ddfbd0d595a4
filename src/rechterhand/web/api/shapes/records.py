"""What is found by searching, and the installation itself."""

from __future__ import annotations

from typing import Literal

from rechterhand.web.api.shapes.base import Answer
from rechterhand.web.look.say import told
from rechterhand.web.queries.installation import Installation
from rechterhand.web.queries.search import Found, Hit


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
