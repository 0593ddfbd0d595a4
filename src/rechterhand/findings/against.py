"""The version that a check on changes holds the plan against, or why there is none."""

from __future__ import annotations

from rechterhand.findings.check import Finding, Subject, not_judgeable
from rechterhand.findings.since import Since, periods
from rechterhand.text import Message

LEAST = 0.5
"""Share of the activities that must be found again; below it these are two plans, not two versions of one."""


def last_version(subject: Subject, population: int) -> Since | Finding:
    """The last earlier version; a finding when there is none, or none that is like this plan."""
    if not subject.since:
        return not_judgeable(Message.of("checks.since.none"), population)
    return _alike(subject.since[-1], population)


def first_version(subject: Subject, population: int) -> Since | Finding:
    """The oldest version there is; a finding when there is none, or none that is like this plan."""
    if not subject.since:
        return not_judgeable(Message.of("checks.since.none"), population)
    return _alike(subject.since[0], population)


def last_periods(subject: Subject, count: int, population: int) -> tuple[Since, ...] | Finding:
    """The versions of so many former periods, the latest first; a finding when there aren't as many."""
    if not subject.since:
        return not_judgeable(Message.of("checks.since.none"), population)
    if subject.plan.status_date is None:
        return not_judgeable(Message.of("checks.since.no_status"), population)
    found = periods(subject.since, subject.plan)[:count]
    if len(found) < count:
        return not_judgeable(Message.of("checks.since.few", count=count, found=len(found)), population)
    return next((bad for one in found if isinstance(bad := _alike(one, population), Finding)), found)


def _alike(since: Since, population: int) -> Since | Finding:
    if since.lineage.share >= LEAST:
        return since
    return not_judgeable(Message.of("checks.since.unlike", version=since.told), population)
