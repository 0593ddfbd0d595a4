"""Rechterhand: reads plans, checks them, simulates them and prices what holds them up.

>>> import rechterhand as rh
>>> verdict = rh.review("plan.mpp")             # doctest: +SKIP
>>> verdict.simulation.percentiles["p80"].moment  # doctest: +SKIP

Names are loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rechterhand.engine.schedule.float_paths import float_paths
    from rechterhand.engine.schedule.solve import schedule
    from rechterhand.engine.simulate.run import Run
    from rechterhand.engine.simulate.solve import simulate
    from rechterhand.findings.examine import examine as check
    from rechterhand.intake import Intake, read
    from rechterhand.record.plan import Plan
    from rechterhand.verdict import Review, review

__version__ = "0.1.0"
__all__ = ["Intake", "Plan", "Review", "Run", "check", "float_paths", "read", "review", "schedule", "simulate"]

_HOMES = {
    "Intake": ("rechterhand.intake", "Intake"),
    "Plan": ("rechterhand.record.plan", "Plan"),
    "Review": ("rechterhand.verdict", "Review"),
    "Run": ("rechterhand.engine.simulate.run", "Run"),
    "check": ("rechterhand.findings.examine", "examine"),
    "float_paths": ("rechterhand.engine.schedule.float_paths", "float_paths"),
    "read": ("rechterhand.intake", "read"),
    "review": ("rechterhand.verdict", "review"),
    "schedule": ("rechterhand.engine.schedule.solve", "schedule"),
    "simulate": ("rechterhand.engine.simulate.solve", "simulate"),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rechterhand' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)
