"""Which kinds of trouble are behind a bottleneck or a failed check, in the words that techniques answer to."""

from __future__ import annotations

from collections.abc import Mapping

from rechterhand.findings.check import Check
from rechterhand.findings.subjects import subject_of

BOTTLENECKS: Mapping[str, tuple[str, ...]] = {
    "activity": ("critical_activity", "wide_estimate"),
    "calendar": ("hard_date",),
    "chain": ("critical_activity", "wide_estimate"),
    "constraint": ("hard_date",),
    "decision": ("slow_decision",),
    "handover": ("handover",),
    "link": ("weak_logic", "handover"),
    "merge": ("merge_point",),
    "open_end": ("weak_logic",),
    "person": ("single_person", "knowledge_loss"),
    "project": ("external_dep",),
    "quality": ("scarce_skill",),
    "queue": ("queue", "wip_high", "aging"),
    "resource": ("overload", "multitask"),
    "risk": ("risk_high", "risk_unowned"),
    "supplier": ("supplier",),
}
"""Of each kind of bottleneck, hidden ones too."""

_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "logic": ("weak_logic",),
    "constraints": ("hard_date",),
    "durations": ("wide_estimate",),
    "progress": ("report_gap",),
    "baseline": ("tolerance",),
    "resources": ("overload",),
    "path": ("weak_logic",),
    "risk": ("risk_blind",),
}
"""Of the checks on a subject; calendars, structure and the file itself are mended by whoever keeps the plan."""

_CHECKS: Mapping[str, tuple[str, ...]] = {
    "approvals_without_time": ("slow_decision",),
    "broken_external_links": ("external_dep",),
    "burst_points": ("critical_activity",),
    "changed_baseline": ("scope_creep",),
    "close_float_paths": ("merge_point", "critical_activity"),
    "coarse_near_work": ("batch_large", "unclear_scope"),
    "crowded_tasks": ("unclear_role",),
    "deliverables_without_decision": ("quality_gap",),
    "differing_lag_calendars": (),
    "estimates_without_basis": ("wide_estimate", "optimism"),
    "fast_float_loss": ("critical_activity",),
    "hidden_buffers": ("wide_estimate", "low_trust"),
    "level_of_effort_share": ("unclear_scope",),
    "levelled_dates": ("overload",),
    "long_activities": ("batch_large",),
    "longer_than_period": ("batch_large",),
    "low_baseline_execution": ("optimism", "tolerance"),
    "low_critical_path_index": ("optimism", "hard_date"),
    "merge_points": ("merge_point",),
    "milestones_without_owner": ("unclear_role",),
    "missed_tasks": ("optimism", "tolerance"),
    "missing_risk_allowance": ("risk_blind", "optimism"),
    "near_critical_crowd": ("merge_point", "critical_activity"),
    "negative_float": ("hard_date",),
    "out_of_sequence": ("weak_logic",),
    "overloaded_resources": ("overload", "multitask"),
    "peak_load": ("overload", "scarce_skill"),
    "riding_status_date": ("aging", "report_gap"),
    "scope_drift": ("scope_creep", "unclear_scope"),
    "stalled_work": ("aging", "stuck"),
    "tasks_without_resources": ("unclear_role",),
    "unassigned_work": ("unclear_role",),
}
"""Of checks that say more than their subject does, or less."""


def answers_of_check(key: str, check: Check) -> tuple[str, ...]:
    """The troubles behind a failed check: its own, else those of its subject; none where no session helps."""
    own = _CHECKS.get(key)
    return _SUBJECTS.get(subject_of(check), ()) if own is None else own


def answers_of_kind(kind: str) -> tuple[str, ...]:
    """The troubles behind a kind of bottleneck. Raises KeyError for a kind that nobody knows."""
    return BOTTLENECKS[kind]
