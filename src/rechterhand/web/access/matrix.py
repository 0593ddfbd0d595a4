"""Who may do what: one table. Everything that pages and the API do is one of these actions.

A column is a role in a project or programme, in the order of ``COLUMNS``: ``X`` may, ``.`` may not. A role in a
programme holds in each of its projects as well. What is not of a project or programme is allowed to everybody who has
signed in, or to administrators of the installation alone; being one gives no sight of any content.
"""

from __future__ import annotations

from enum import Enum

from rechterhand.web.data.roles import Role


class Scope(Enum):
    """To what an action is done."""

    PROJECT = "project"
    PROGRAMME = "programme"
    LINK = "link"
    SIGNED_IN = "signed_in"
    INSTALLATION = "installation"


COLUMNS = (
    Role.PMO,
    Role.PMO_LEAD,
    Role.PROJECT_LEADER,
    Role.PROGRAMME_MANAGER,
    Role.TEAM_MEMBER,
    Role.STEERING,
    Role.CHAIR,
    Role.READER,
)

# project.aggregate: to be counted in totals, which is all that a PMO lead sees of a project
# project.link: to tie its activities to those of another project, in which one must be allowed the same
# columns:                 pmo  lead  leader  programme  member  steering  chair  reader
PROJECT = {
    "project.aggregate":  "X     X     X       X          X       X         X      X",
    "project.see":        "X     .     X       X          X       X         X      X",
    "project.change":     "X     .     X       X          .       .         .      .",
    "project.archive":    "X     .     .       X          .       .         .      .",
    "project.remove":     "X     .     .       .          .       .         .      .",
    "project.members":    "X     .     X       X          .       .         .      .",
    "project.tolerances": "X     .     .       X          .       .         X      .",
    "project.health":     "X     .     X       X          .       .         .      .",
    "project.link":       "X     .     X       X          .       .         .      .",
    "plan.upload":        "X     .     X       .          .       .         .      .",
    "plan.take_back":     "X     .     X       .          .       .         .      .",
    "plan.see":           "X     .     X       X          X       X         X      X",
    "plan.download":      "X     .     X       X          .       .         .      .",
    "plan.review":        "X     .     X       X          .       .         .      .",
    "plan.export":        "X     .     X       X          X       X         X      X",
    "plan.scenario":      "X     .     X       X          .       .         .      .",
    "plan.uncertainty":   "X     .     X       .          .       .         .      .",
}  # fmt: skip
PROGRAMME = {
    "programme.see":      "X     X     X       X          X       X         X      X",
    "programme.change":   "X     .     .       X          .       .         .      .",
    "programme.archive":  "X     .     .       X          .       .         .      .",
    "programme.remove":   "X     .     .       X          .       .         .      .",
    "programme.review":   "X     .     .       X          .       .         .      .",
    "project.create":     "X     .     .       X          .       .         .      .",
}  # fmt: skip
LINK = {
    "link.see":           "X     .     X       X          X       X         X      X",
    "link.change":        "X     .     X       X          .       .         .      .",
}  # fmt: skip
"""Of a link between two projects: what one may do in both of them."""
SIGNED_IN = ("portfolio.see", "search", "account.own")
INSTALLATION = ("installation.run", "people.manage", "audit.see", "place.hand_over", "programme.create")
FREE = ("project.start",)
"""A project outside any programme: whoever starts it becomes its PMO'er."""


def _row(marks: str) -> frozenset[Role]:
    return frozenset(role for role, mark in zip(COLUMNS, marks.split(), strict=True) if mark == "X")


MATRIX: dict[str, frozenset[Role]] = {action: _row(marks) for action, marks in (PROJECT | PROGRAMME | LINK).items()}
SCOPES: dict[str, Scope] = {
    **dict.fromkeys(PROJECT, Scope.PROJECT),
    **dict.fromkeys(PROGRAMME, Scope.PROGRAMME),
    **dict.fromkeys(LINK, Scope.LINK),
    **dict.fromkeys(SIGNED_IN + FREE, Scope.SIGNED_IN),
    **dict.fromkeys(INSTALLATION, Scope.INSTALLATION),
}
SIGHT: dict[Scope, str] = {Scope.PROJECT: "project.see", Scope.PROGRAMME: "programme.see", Scope.LINK: "link.see"}
"""Who may not even do this is told that there is no such thing."""


def may(action: str, roles: frozenset[Role], *, administrator: bool = False) -> bool:
    """Whether somebody who has signed in, with these roles in the place that it is about, may do something."""
    scope = SCOPES[action]
    if scope is Scope.SIGNED_IN:
        return True
    return administrator if scope is Scope.INSTALLATION else bool(MATRIX[action] & roles)
