"""Plans of an organisation: generated networks with stages, milestones, baselines and names that people would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.reviewing import staffed_plan
from benchmarks.web.sizes import Kind
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Reading
from rechterhand.record.activity import Activity, ActivityType, Baseline
from rechterhand.record.plan import Plan, Source

STAGES = ("Voorbereiding", "Ontwerp", "Aanbesteding", "Uitvoering", "Inrichting", "Overdracht", "Nazorg")
WORK = (
    "Aanbesteding", "Vergunning", "Ontwerp", "Bestek", "Grondonderzoek", "Levering", "Montage", "Keuring",
    "Migration", "Acceptance test", "Interface", "Data conversion", "Training", "Review", "Rollout", "Security audit",
    "Funderingen", "Besluit", "Contract", "Bekabeling", "Installatie", "Oplevering", "Inspectie", "Communicatie",
)  # fmt: skip
OF = (
    "kademuur", "archief", "loket", "gemaal", "stadhuis", "zaaksysteem", "brug", "parkeergarage", "server room",
    "customer portal", "financial administration", "netwerk", "school", "sporthal", "warmtenet", "rotonde",
)  # fmt: skip
GROUP, STAGE = 10, 8
"""Activities of a group, groups of a stage."""
MILESTONE = 25
"""One row in so many is a milestone."""
NOTED = 7
"""One in so many has a note."""


def generated(kind: Kind, number: int) -> Reading:
    """A plan of a kind; the same at every call."""
    seed = kind.size + number
    plan = _named(staffed_plan(kind.size, kind.people or 1, seed=seed), seed)
    plan = plan if kind.people else replace(plan, resources=(), assignments=())
    plan = dated(schedule(_outlined(plan)))
    name = f"plan-{kind.size}-{number + 1}.xer"
    plan = replace(plan, source=Source(name, "XER", ""), activities=tuple(map(_approved, plan.activities)))
    return Reading(plan)


def _named(plan: Plan, seed: int) -> Plan:
    random = np.random.default_rng(seed)
    rows = []
    for place, one in enumerate(plan.activities):
        words = WORK[random.integers(len(WORK))], OF[random.integers(len(OF))]
        notes = None if place % NOTED else "Afgestemd in het overleg."
        row = replace(one, name=f"{' '.join(words)} {place + 1}", notes=notes)
        if place % MILESTONE == MILESTONE - 1:
            nothing = {"duration_minutes": 0, "remaining_duration_minutes": 0, "planned_duration_minutes": 0}
            row = replace(row, type=ActivityType.FINISH_MILESTONE, three_point=None, **nothing)
            row = replace(row, name=f"Mijlpaal {row.name}")
        rows.append(row)
    milestones = {one.id for one in rows if one.type.is_milestone}
    work = tuple(one for one in plan.assignments if one.activity_id not in milestones)
    return replace(plan, activities=tuple(rows), assignments=work)


def _outlined(plan: Plan) -> Plan:
    return replace(plan, activities=tuple(_outline(plan.activities)))


def _outline(rows: tuple[Activity, ...]) -> Iterator[Activity]:
    """Each stage before its groups, each group before its activities."""
    key = len(rows) + 1
    stage = group = 0
    for place, one in enumerate(rows):
        if place % (GROUP * STAGE) == 0:
            number = place // (GROUP * STAGE) + 1
            stage, key = key, key + 1
            yield _summary(stage, f"{STAGES[(number - 1) % len(STAGES)]} {number}", f"{number}", 1, None)
        if place % GROUP == 0:
            of_stage = place % (GROUP * STAGE) // GROUP + 1
            group, key = key, key + 1
            wbs = f"{place // (GROUP * STAGE) + 1}.{of_stage}"
            yield _summary(group, f"Werkpakket {wbs}", wbs, 2, stage)
        yield replace(one, parent_id=group, outline_level=3, wbs=f"{wbs}.{place % GROUP + 1}")


def _summary(key: int, name: str, wbs: str, level: int, parent: int | None) -> Activity:
    return Activity(key, name, ActivityType.SUMMARY, wbs=wbs, code=f"W{wbs}", outline_level=level, parent_id=parent)


def _approved(one: Activity) -> Activity:
    """Its baseline is what was planned."""
    if one.start is None or one.finish is None or one.type.is_summary:
        return one
    return replace(one, baselines=(Baseline(0, one.start, one.finish, one.duration_minutes),))
