"""Links that run in a circle: each activity waits for the next, in the end for itself. No date can be computed.

Counts the circles among the links as the schedule follows them (links on a summary spread over the work below it): as
many as there are links to take out before none is left; none allowed. A scheduling tool refuses such a link when it is
typed; files made by other means can have them. Each circle is shown whole.

Source: our own (SC06).
Bad: 'Design' waits for 'Review', 'Review' for 'Text', and 'Text' for 'Design'.
Good: 'Text' waits for 'First design', and 'Final design' for 'Review'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rechterhand.engine.network.rule import Setting
from rechterhand.engine.network.ties import owner, ties
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the circles; a plan that was scheduled has none."""
    rows = subject.populations
    population = len(subject.plan.links)
    if not population:
        return not_applicable(Message.of("checks.cycles.nothing"))
    found = [] if subject.schedule is not None else sorted(_loops(_following(subject)), key=lambda one: (len(one), one))
    limit = subject.limit("cycles", LIMIT)
    summary = Message.of("checks.cycles.summary", count=len(found), population=population)
    evidence = Evidences(found, lambda loop: _row(rows, loop))
    return Finding(judged(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _following(subject: Subject) -> dict[int, list[int]]:
    """What directly follows each activity; helpers stand for the finish of a summary."""
    found: dict[int, list[int]] = {}
    for tie in ties(Setting.of(subject.plan)):
        found.setdefault(tie.before, []).append(tie.after)
    return found


def _loops(following: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """One circle for every link that leads back to an activity on the way to it, in the direction of the links."""
    done: set[int] = set()
    for first in following:
        if first in done:
            continue
        path, place, left = [first], {first: 0}, [iter(following[first])]
        while path:
            after = next(left[-1], None)
            if after is None:
                done.add(path[-1])
                del place[path.pop()]
                left.pop()
            elif after in place:
                yield tuple(dict.fromkeys(owner(key) if key < 0 else key for key in path[place[after] :]))
            elif after not in done:
                place[after] = len(path)
                path.append(after)
                left.append(iter(following.get(after, ())))


def _row(rows: Populations, loop: tuple[int, ...]) -> Evidence:
    names = [rows.label(rows.position[key]) for key in loop]
    values = {"task": names[0], "names": " → ".join((*names, names[0]))}
    return Evidence(loop[0], Message.of("checks.cycles.evidence", **values), fields={"activity_ids": loop})


check = Check(
    codes=("SC06",),
    reference="Own convention",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
