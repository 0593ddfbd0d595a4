"""What surrounds a page: handed to ``base.html`` as one object named ``shell``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from rechterhand.web.look.say import Words, told


class PaletteItem(TypedDict):
    """One line of the command palette, as scripts read it."""

    name: str
    url: str
    group: str
    hint: str


@dataclass(frozen=True)
class Link:
    """A place to go to. Without ``url`` it is where one is."""

    name: Words
    url: str = ""
    hint: Words = ""
    icon: str = ""

    def __str__(self) -> str:
        return told(self.name)

    def as_item(self, group: str) -> PaletteItem:
        """The same for the command palette."""
        return PaletteItem(name=str(self), url=self.url, group=group, hint=told(self.hint))


@dataclass(frozen=True)
class Shell:
    """Navigation, palette, the person and the addresses that the shell itself asks.

    ``places`` is the one navigation; ``area`` the url of the place where the page belongs. ``palette`` gives lines by
    group. ``language_url`` takes a posted ``language`` and ``next``; ``sign_out_url`` a post without anything.
    Of a guest, ``keep_url`` leads to an account and ``throw_away_url`` takes a post. In the demonstration ``other_url``
    leads to who else one may be, ``remove_url`` takes a post, and ``role`` is the part that one plays.
    """

    places: tuple[Link, ...] = ()
    area: str = ""
    home: str = "/"
    palette: tuple[tuple[Words, tuple[Link, ...]], ...] = ()
    palette_url: str = ""
    events_url: str = ""
    person: str = ""
    menu: tuple[Link, ...] = ()
    language_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    foot: tuple[Link, ...] = ()
    keep_url: str = ""
    throw_away_url: str = ""
    role: Words = ""
    other_url: str = ""
    remove_url: str = ""

    @property
    def palette_items(self) -> list[PaletteItem]:
        """All lines of the palette."""
        return [one.as_item(told(group)) for group, links in self.palette for one in links]

    @property
    def role_name(self) -> str:
        """The part that one plays, in words."""
        return told(self.role)

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        names = self.person.split()
        return "".join(one[0] for one in (names[:1] + names[1:][-1:])).upper()
