"""Rechterhand: reads plans, checks them, simulates them and prices what holds them up.

>>> import rechterhand as rh
>>> plan = rh.read("plan.mpp")                  # doctest: +SKIP
>>> rh.schedule(plan).project_finish            # doctest: +SKIP
>>> verdict = rh.review("plan.mpp")             # doctest: +SKIP
>>> verdict.simulation.percentiles["p80"].moment  # doctest: +SKIP

Names are loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rechterhand.engine.futures.branches import Branch, Option
    from rechterhand.engine.futures.conditional import ConditionalBranch
    from rechterhand.engine.futures.lost_days import LostDays
    from rechterhand.engine.futures.shapes import Range, Shape
    from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
    from rechterhand.engine.schedule.float_paths import float_paths
    from rechterhand.engine.simulate.run import Run
    from rechterhand.findings.profiles.read import read_profile
    from rechterhand.intake import Intake, read
    from rechterhand.record.plan import Plan
    from rechterhand.registers.estimates import read_uncertainty
    from rechterhand.registers.history import read_history
    from rechterhand.registers.risks import read_risks
    from rechterhand.remedies.what_if import Chosen, WhatIf
    from rechterhand.reports.saved import write
    from rechterhand.schema.registry import json_schema
    from rechterhand.steps import check, schedule, simulate, simulate_with_people
    from rechterhand.toolbox.advise import Advice, advise
    from rechterhand.toolbox.catalogue import techniques
    from rechterhand.toolbox.technique import Technique
    from rechterhand.verdict import Review, outlook, review, what_if
    from rechterhand.versions.compare import Comparison, compare
    from rechterhand.versions.series import Series, series

__version__ = "0.1.0"
__all__ = [
    "Advice",
    "Branch",
    "Chosen",
    "Comparison",
    "ConditionalBranch",
    "Impact",
    "Intake",
    "LostDays",
    "Option",
    "Plan",
    "Range",
    "Review",
    "Risk",
    "Run",
    "Series",
    "Shape",
    "Technique",
    "Uncertainty",
    "WhatIf",
    "advise",
    "check",
    "compare",
    "float_paths",
    "json_schema",
    "outlook",
    "read",
    "read_history",
    "read_profile",
    "read_risks",
    "read_uncertainty",
    "review",
    "schedule",
    "series",
    "simulate",
    "simulate_with_people",
    "techniques",
    "what_if",
    "write",
]

_HOMES = {
    "Branch": ("rechterhand.engine.futures.branches", "Branch"),
    "ConditionalBranch": ("rechterhand.engine.futures.conditional", "ConditionalBranch"),
    "LostDays": ("rechterhand.engine.futures.lost_days", "LostDays"),
    "Option": ("rechterhand.engine.futures.branches", "Option"),
    "Comparison": ("rechterhand.versions.compare", "Comparison"),
    "compare": ("rechterhand.versions.compare", "compare"),
    "Series": ("rechterhand.versions.series", "Series"),
    "series": ("rechterhand.versions.series", "series"),
    "Impact": ("rechterhand.engine.futures.uncertainty", "Impact"),
    "Range": ("rechterhand.engine.futures.shapes", "Range"),
    "Risk": ("rechterhand.engine.futures.uncertainty", "Risk"),
    "Shape": ("rechterhand.engine.futures.shapes", "Shape"),
    "Uncertainty": ("rechterhand.engine.futures.uncertainty", "Uncertainty"),
    "Intake": ("rechterhand.intake", "Intake"),
    "Plan": ("rechterhand.record.plan", "Plan"),
    "Review": ("rechterhand.verdict", "Review"),
    "Run": ("rechterhand.engine.simulate.run", "Run"),
    "check": ("rechterhand.steps", "check"),
    "float_paths": ("rechterhand.engine.schedule.float_paths", "float_paths"),
    "json_schema": ("rechterhand.schema.registry", "json_schema"),
    "read": ("rechterhand.intake", "read"),
    "read_history": ("rechterhand.registers.history", "read_history"),
    "read_profile": ("rechterhand.findings.profiles.read", "read_profile"),
    "read_risks": ("rechterhand.registers.risks", "read_risks"),
    "read_uncertainty": ("rechterhand.registers.estimates", "read_uncertainty"),
    "review": ("rechterhand.verdict", "review"),
    "schedule": ("rechterhand.steps", "schedule"),
    "outlook": ("rechterhand.verdict", "outlook"),
    "simulate": ("rechterhand.steps", "simulate"),
    "simulate_with_people": ("rechterhand.steps", "simulate_with_people"),
    "Chosen": ("rechterhand.remedies.what_if", "Chosen"),
    "WhatIf": ("rechterhand.remedies.what_if", "WhatIf"),
    "what_if": ("rechterhand.verdict", "what_if"),
    "Advice": ("rechterhand.toolbox.advise", "Advice"),
    "Technique": ("rechterhand.toolbox.technique", "Technique"),
    "advise": ("rechterhand.toolbox.advise", "advise"),
    "techniques": ("rechterhand.toolbox.catalogue", "techniques"),
    "write": ("rechterhand.reports.saved", "write"),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rechterhand' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    """The public names, also those that aren't loaded yet."""
    return sorted([*__all__, "__version__"])
