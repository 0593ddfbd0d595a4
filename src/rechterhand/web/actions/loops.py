"""A link between projects by which an activity would wait for itself, found before it is made.

Looking at the rows of the newest versions is quick and sees every loop that there may be; whether one really is, the
engine says, by which links of finished work don't count.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from rechterhand.engine.joint.network import join
from rechterhand.errors import LoopedPlan, RechterhandError
from rechterhand.programme.joined import compiled
from rechterhand.programme.link import Member, crossings, unfit
from rechterhand.programme.link import ProjectLink as Link
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.errors import Unfit
from rechterhand.web.bridge import canonical, ends, storage
from rechterhand.web.data.models import LatestActivity, LatestLink, Person, PlanVersion, Project, ProjectLink

MOST = 8
"""Activities of a chain that are named."""
Node: TypeAlias = tuple[int, int]
"""An activity: the project, and the number in its newest version."""


def refuse_loop(person: Person | None, wanted: ProjectLink, known: Iterable[ProjectLink]) -> None:
    """Refuse a link that closes a loop; the message says through which activities.

    Raises Unfit.
    """
    every = [*known, wanted]
    among = _between(wanted.successor_id, wanted.predecessor_id, every)
    if not among:
        return
    tied = [one for one in every if {one.predecessor_id, one.successor_id} <= among]
    chain = _chain(wanted, tied, among)
    if chain and _is_loop(tied, among):
        told = _told(person, chain)
        raise Unfit({"successor_activity": [Message.of("records.link.loop", names=" → ".join(told))]})


def _between(first: int, last: int, links: Sequence[ProjectLink]) -> set[int]:
    """The projects on any way from one to another; empty when there is none."""
    onward, back = defaultdict(set), defaultdict(set)
    for one in links:
        onward[one.predecessor_id].add(one.successor_id)
        back[one.successor_id].add(one.predecessor_id)
    found = _reached(first, onward)
    return found & _reached(last, back) if last in found else set()


def _reached(first: int, onward: Mapping[int, set[int]]) -> set[int]:
    found, waiting = {first}, [first]
    while waiting:
        new = onward.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _chain(wanted: ProjectLink, tied: Sequence[ProjectLink], among: set[int]) -> list[Node]:
    """The shortest chain of activities from the successor to the predecessor; empty when there is none."""
    onward = _onward(tied, among)
    start = (wanted.successor_id, wanted.successor_number)
    goal = (wanted.predecessor_id, wanted.predecessor_number)
    came: dict[Node, Node | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for one in onward.get(here, ()):
            if one not in came:
                came[one] = here
                waiting.append(one)
    if goal not in came:
        return []
    chain, at = list[Node](), goal
    while at != start:
        chain.append(at)
        at = came[at] or start
    return [start, *reversed(chain)]


def _onward(tied: Sequence[ProjectLink], among: set[int]) -> Mapping[Node, list[Node]]:
    """What may wait for what. A link of a summary is one of all that lies below it. Two statements."""
    below: dict[Node, list[Node]] = defaultdict(list)
    rows = LatestActivity.objects.filter(project__in=among, parent_id__isnull=False)
    for project, key, parent in rows.values_list("project_id", "activity_id", "parent_id"):
        if parent is not None:
            below[project, parent].append((project, key))
    onward: dict[Node, list[Node]] = defaultdict(list)
    links = LatestLink.objects.filter(project__in=among)
    for project, before, after in links.values_list("project_id", "predecessor_id", "successor_id"):
        for one in _leaves((project, before), below):
            onward[one] += _leaves((project, after), below)
    for link in tied:
        onward[link.predecessor_id, link.predecessor_number].append((link.successor_id, link.successor_number))
    return onward


def _leaves(node: Node, below: Mapping[Node, list[Node]]) -> list[Node]:
    found, waiting, seen = list[Node](), [node], {node}
    while waiting:
        here = waiting.pop()
        children = [one for one in below.get(here, ()) if one not in seen]
        seen.update(children)
        waiting += children
        if here not in below:
            found.append(here)
    return found


def _is_loop(tied: Sequence[ProjectLink], among: set[int]) -> bool:
    """Whether the engine, too, finds one; a plan that can't be computed is told by the work on the projects."""
    rows = PlanVersion.objects.filter(project__in=among).order_by("project_id", "-number").distinct("project_id")
    versions = {one.project_id: one for one in rows}
    plans = {key: canonical.unpacked(storage.load(one.plan)).plan for key, one in versions.items()}
    links = [found for one in tied if (found := _again(one, plans, versions)) is not None]
    members = [Member(str(key), plan) for key, plan in sorted(plans.items(), key=lambda each: str(each[0]))]
    try:
        join(compiled(members), crossings(members, links))
    except LoopedPlan:
        return True
    except RechterhandError:
        return False
    return False


def _again(row: ProjectLink, plans: Mapping[int, Plan], versions: Mapping[int, PlanVersion]) -> Link | None:
    """The link in the newest versions; None when one of its activities isn't there or can't be linked any more."""
    numbers = []
    for project, end in ((row.predecessor_id, ends.predecessor(row)), (row.successor_id, ends.successor(row))):
        plan = plans.get(project)
        found = plan and ends.found_again(end, ends.in_plan(plan), versions[project].file_format)
        if not plan or not found or unfit(plan, found.number):
            return None
        numbers.append(found.number)
    return Link(str(row.predecessor_id), numbers[0], str(row.successor_id), numbers[1], key=str(row.pk))


def _told(person: Person | None, chain: Sequence[Node]) -> list[str]:
    """The activities by name, from the predecessor round to it; those of projects that one may not see are no names."""
    rows = LatestActivity.objects.filter(project__in={one for one, _ in chain})
    rows = rows.filter(activity_id__in={key for _, key in chain})
    names = {(one.project_id, one.activity_id): one.name for one in rows.only("project_id", "activity_id", "name")}
    projects = {one.pk: one for one in Project.objects.filter(pk__in={one for one, _ in chain})}
    seen = {key for key, one in projects.items() if person is None or allowed(person, "project.see", one)}
    told = [
        f"{projects[project].name}: {names.get((project, key), key)}" if project in seen else "…"
        for project, key in (chain[-1], *chain)
    ]
    shown = [one for at, one in enumerate(told) if at == 0 or (one, told[at - 1]) != ("…", "…")]
    return shown if len(shown) <= MOST else [*shown[: MOST // 2], "…", *shown[-MOST // 2 :]]
