"""The site on one page: areas, their addresses and their place in the navigation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """One area of pages: an app with templates (``rechterhand.web.pages.<name>``) and addresses of its own."""

    name: str
    prefix: str

    @property
    def app(self) -> str:
        """The package of the area."""
        return f"rechterhand.web.pages.{self.name}"


AREAS: tuple[Area, ...] = (
    Area("account", "account/"),
    Area("work", "work/"),
    Area("plans", "projects/<slug:project>/plan/"),
    Area("start", ""),
    Area("portfolio", "portfolio/"),
    Area("projects", ""),
    Area("administration", "administration/"),
)
