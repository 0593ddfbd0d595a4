"""Which method they work by, only where names of the plan leave no doubt.

At least three numbered sprints are agile work; at least two different management products of PRINCE2 are that. A plan
with both, or with neither, doesn't tell.
"""

from __future__ import annotations

import re

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance, Measured
from rechterhand.toolbox.seen import Seen
from rechterhand.toolbox.vocabulary import METHODS

SPRINTS, PRODUCTS = 3, 2
_SPRINT = re.compile(r"\bsprint ?(\d+)\b", re.IGNORECASE)
_PRODUCT = re.compile(
    r"\b(projectinitiatiedocument|project initiation document|pid|faseplan|stage plan|fase-?eindrapport"
    r"|end stage report|project-?eindrapport|end project report|hoofdpuntenrapport|highlight report"
    r"|afwijkingsrapport|exception report|projectvoorstel|project brief)\b",
    re.IGNORECASE,
)


def _measure(seen: Seen) -> Measured | None:
    names = [one.name for one in seen.plan.activities if one.active]
    sprints = {found[1] for name in names if (found := _SPRINT.search(name))}
    products = {found[1].lower(): found[1] for name in names if (found := _PRODUCT.search(name))}
    agile, prince = len(sprints) >= SPRINTS, len(products) >= PRODUCTS
    if agile and not prince:
        return Measured("agile", Message.of("toolbox.measured.method.agile", count=len(sprints)))
    if prince and not agile:
        return Measured(
            "p2", Message.of("toolbox.measured.method.p2", names=tuple(products[key] for key in sorted(products)))
        )
    return None


circumstance = Circumstance(Message.of("toolbox.question.method"), METHODS, _measure)
