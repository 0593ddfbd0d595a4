"""What the generated portfolio holds: how many of what."""

from __future__ import annotations

from dataclasses import dataclass

PROJECTS = 500
ACTIVITIES = 200_000
"""Of the latest versions together, at least."""
PEOPLE = 300
PROGRAMMES = 25
LARGEST_PROGRAMME = 60
"""Projects of the first programme; the others share the rest, but for those without any."""
LOOSE = 50
"""Projects without a programme."""
VERSIONS = (2, 6)
"""Versions of a project, at least and at most."""


@dataclass(frozen=True)
class Kind:
    """Plans of one size: so many of them are made and reviewed, with so many futures; each stands under some projects.

    ``people`` is how many resources their work asks for.
    """

    size: int
    different: int
    projects: int
    futures: int
    people: int = 0


KINDS = (
    Kind(10_000, 1, 2, 200),
    Kind(3_000, 1, 8, 200),
    Kind(1_000, 2, 32, 300),
    Kind(500, 3, 90, 300, 12),
    Kind(300, 3, 250, 300, 8),
)
"""The plans of the demonstration stand under the projects that are left."""
FUTURES_OF_DEMONSTRATION = 500
VERSIONS_OF_DEMONSTRATION = 3
ROLES = {
    "overseer": 2,
    "pmo": 14,
    "pmo_lead": 4,
    "programme_manager": 25,
    "project_leader": 90,
    "team_member": 110,
    "steering": 26,
    "chair": 10,
    "reader": 18,
}
"""Who there are, beside one administrator: an overseer is PMO'er everywhere."""
SEED = 20_261_128
