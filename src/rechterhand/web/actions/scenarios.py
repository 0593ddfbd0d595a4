"""Scenarios: chosen ways out and changed durations, with what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rechterhand.web.actions.acting import acting, changed, found, held
from rechterhand.web.data.models import Person, PlanVersion, Scenario


@dataclass(frozen=True, slots=True)
class ScenarioForm:
    """``ways`` are keys of ways out, ``durations`` working days by activity; ``outcome`` what the trial gave."""

    name: str
    ways: tuple[str, ...] = ()
    durations: Mapping[int, float] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """As columns."""
        durations = {str(key): float(days) for key, days in self.durations.items()}
        return {
            "name": self.name,
            "ways": list(self.ways),
            "durations": durations,
            "outcome": dict(self.outcome),
        }


def keep_scenario(person: Person, version_id: int, form: ScenarioForm) -> Scenario:
    """Keep a new one. Raises NotThere, Unfit, Taken."""
    with acting(person, "scenario.keep"):
        version = found(PlanVersion, pk=version_id)
        row = Scenario(project_id=version.project_id, version=version, created_by=person)
        row.revision = 0
        return changed(row, form.values())


def rename_scenario(person: Person, pk: int, revision: int, name: str) -> Scenario:
    """Raises NotThere, Conflict, Unfit, Taken."""
    with acting(person, "scenario.rename"):
        return changed(held(Scenario, pk, revision, {"name": name}), {"name": name})


def remove_scenario(person: Person, pk: int, revision: int) -> None:
    """Raises NotThere, Conflict."""
    with acting(person, "scenario.remove"):
        held(Scenario, pk, revision, {}).delete()
