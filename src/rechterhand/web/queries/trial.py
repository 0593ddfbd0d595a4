"""What if, as its page shows it: what can be chosen, what came of a choice, and the scenarios that were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from rechterhand.engine.schedule.result import to_moment
from rechterhand.text import Language, Message
from rechterhand.text.ending import ending_day
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import Job, JobKind, LatestActivity, PlanVersion, Project, Scenario
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import language, say
from rechterhand.web.queries.figures import Basis, nothing
from rechterhand.web.queries.meant import Named
from rechterhand.web.queries.promise import promised_here
from rechterhand.web.queries.verdict import LOUD, Point, Ref
from rechterhand.web.queries.versions import JobLine, job_line

NAMED = 2
"""Ways that don't go together with one are named beside it, at most so many; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A way out that can be chosen, with what it brings by itself.

    ``clashes`` are the others that don't go together with it, by key with their titles.
    """

    key: str
    title: str
    effect: str
    side_effect: str
    price: Explained
    cost: Explained
    clashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def against(self) -> list[str]:
        """The keys of those, for a script."""
        return list(self.clashes)

    @property
    def first(self) -> list[str]:
        """The titles of the first of those, to stand beside it."""
        return list(self.clashes.values())[:NAMED]

    @property
    def others(self) -> int:
        """How many more there are."""
        return len(self.clashes) - len(self.first)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen: keys of ways out, days by activity."""

    ways: tuple[str, ...] = ()
    durations: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Took:
    """A way out as it was tried."""

    title: str
    effect: str
    side_effect: str
    cost: Explained


@dataclass(frozen=True, slots=True)
class Changed:
    """An activity that lasts other than planned."""

    activity: Ref
    planned: Explained
    days: Explained


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure before and after."""

    key: str
    before: Explained
    after: Explained


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a choice."""

    days: Explained
    mean: Explained
    cost: Explained
    is_steep: bool
    with_people: bool
    notes: tuple[str, ...]
    standing: tuple[Standing, ...]
    ways: tuple[Took, ...]
    durations: tuple[Changed, ...]
    gone: int
    before: tuple[Point, ...]
    after: tuple[Point, ...]
    committed: date | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A choice with how far its trial is."""

    asked: Asked
    line: JobLine
    documents: Mapping[str, Any]
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario in the list; ``is_earlier`` when its version has another verdict since it was tried."""

    pk: int
    name: str
    revision: int
    version: int
    days: Explained
    p80: Explained
    created_at: datetime
    created_by: str
    asked: Asked
    documents: Mapping[str, Any]
    is_earlier: bool


def choices(document: Mapping[str, Any], basis: Basis) -> tuple[Choice, ...]:
    """The ways out of a verdict, then those that only bring something together with others."""
    told, found = document["remedies"], dict[str, Choice]()
    for one in told["ways_out"]:
        price = basis.price(one["days"], one["standard_error_days"], "way", "brings")
        words = one["title"], one["effect"], one["side_effect"]
        found[one["key"]] = Choice(one["key"], *words, price, _money(basis, one["cost"]))
    for one in told["combinations"]:
        for key, title, effect, side in zip(
            one["members"], one["titles"], one["effects"], one["side_effects"], strict=True
        ):
            none = nothing("only_together")
            found.setdefault(key, Choice(key, title, effect, side, none, none))
    return _with_clashes(_apart(tuple(found.values())), told.get("clashes", {}))


def clash(offered: Iterable[Choice], keys: Collection[str]) -> Message | None:
    """What is wrong with a choice of these: the first two that don't go together."""
    for one in offered:
        for key, title in one.clashes.items() if one.key in keys else ():
            if key in keys:
                return Message.of("remedies.what_if.clash", one=one.title, other=title)
    return None


def _with_clashes(found: tuple[Choice, ...], clashes: Mapping[str, Sequence[str]]) -> tuple[Choice, ...]:
    """As the search found them; a verdict of before it told them has none."""
    titles = {one.key: one.title for one in found}
    return tuple(
        replace(one, clashes={key: titles[key] for key in clashes.get(one.key, ()) if key in titles}) for one in found
    )


def _apart(found: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Ways that are titled alike are told apart: by what they bring where that differs, else by what changes."""
    tongue, titles = language(), Counter(one.title for one in found)
    prices = Counter((one.title, one.price.written(tongue)) for one in found)

    def title(one: Choice) -> str:
        if titles[one.title] == 1:
            return one.title
        price = one.price.written(tongue)
        if one.price.value is not None and prices[one.title, price] == 1:
            return f"{one.title} ({say('records.days', value=price)})"
        return f"{one.title} ({one.effect})"

    return tuple(replace(one, title=title(one)) for one in found)


def work_left(project: Project) -> tuple[Named, ...]:
    """Activities of which something is left to do. One statement."""
    rows = LatestActivity.objects.filter(project=project, is_summary=False, actual_finish=None, duration_minutes__gt=0)
    return tuple(Named(*one) for one in rows.order_by("position").values_list("activity_id", "code", "name"))


def trial(project: Project, pk: UUID, language: Language) -> Trial | None:
    """A trial of a project. One statement."""
    rows = Job.objects.filter(pk=pk, kind=JobKind.TRY, project=project).select_related("version")
    job = rows.defer("version__curve", "version__dearest").first()
    if job is None:
        return None
    durations = {int(key): days for key, days in job.work["durations"].items()}
    asked, version = Asked(tuple(job.work["ways"]), durations), job.version
    earlier = version is not None and is_earlier(version, job.result, job.finished_at or job.created_at)
    return Trial(asked, job_line(job, language), job.result, earlier)


def is_earlier(version: PlanVersion, outcome: Mapping[str, Any], tried_at: datetime) -> bool:
    """Whether something was tried on another verdict than its version has now."""
    if "verdict" in outcome:
        return bool(outcome["verdict"] != verdicts.digest_of(version.verdict_en))
    return version.reviewed_at is not None and version.reviewed_at > tried_at


def scenarios(project: Project) -> tuple[Kept, ...]:
    """Those that were kept, newest first. One statement."""
    return tuple(_kept(one) for one in _rows(project))


def scenario_kept(project: Project, pk: int) -> Kept | None:
    """One of them. One statement."""
    found = _rows(project).filter(pk=pk).first()
    return None if found is None else _kept(found)


def _rows(project: Project) -> QuerySet[Scenario]:
    rows = Scenario.objects.filter(project=project).select_related("version", "created_by")
    return rows.defer("version__curve", "version__dearest")


def _kept(one: Scenario) -> Kept:
    outcome = one.outcome
    told = "days" in outcome
    basis = Basis.of(one.version)
    if told and is_earlier(one.version, outcome, one.created_at):
        basis = replace(basis, as_of=timezone.localdate(one.created_at))
    return Kept(
        one.pk,
        one.name,
        one.revision,
        one.version.number,
        basis.price(outcome["days"], outcome["standard_error_days"], "tried", "brings")
        if told
        else nothing("not_tried"),
        basis.day(_day(outcome["p80"]), "p80_way") if told else nothing("not_tried"),
        one.created_at,
        str(one.created_by or ""),
        Asked(tuple(one.ways), {int(key): days for key, days in one.durations.items()}),
        outcome,
        told and is_earlier(one.version, outcome, one.created_at),
    )


def tried(
    version: PlanVersion, told: Mapping[str, Any], assumptions: tuple[str, ...], earlier: datetime | None = None
) -> Tried:
    """Read what came of a choice from its document. One statement: the date that was promised.

    ``earlier`` is when it was tried, where its version has another verdict since: what it says of now is of then.
    """
    here = promised_here(version.project_id)
    basis = Basis.of(version, assumptions[:LOUD])
    if earlier is not None:
        basis = replace(basis, as_of=timezone.localdate(earlier), assumptions=())
    page = _Page(told, basis, None if here == version.committed and earlier is None else here)
    return Tried(
        page.basis.price(told["days"], told["standard_error_days"], "tried", "brings"),
        page.basis.price(told["mean_days"], None, "tried_mean", "brings"),
        _money(page.basis, told["cost"]),
        told["steep"],
        told["with_people"],
        tuple(told["notes"]),
        page.standing(),
        tuple(
            Took(one["title"], one["effect"], one["side_effect"], _money(page.basis, one["cost"]))
            for one in told["ways"]
        ),
        tuple(page.changed(one) for one in told["durations"]),
        len(told["gone"]) + len(told["gone_activities"]),
        _points(told["before"]["curve"]),
        _points(told["after"]["curve"]),
        here or version.committed,
    )


class _Page:
    """``promised`` is a date promised in the project that the futures weren't held to when they were made."""

    def __init__(self, told: Mapping[str, Any], basis: Basis, promised: date | None) -> None:
        self.told, self.basis, self.promised = told, basis, promised

    def standing(self) -> tuple[Standing, ...]:
        before, after = self.told["before"], self.told["after"]
        days = [
            Standing(key, self.basis.day(_day(before[key]), key), self.basis.day(_day(after[key]), f"{key}_tried"))
            for key in ("p80", "p50")
        ]
        chances = Standing("chance", self.chance(before, "chance"), self.chance(after, "chance_way"))
        return (days[0], chances, days[1])

    def chance(self, futures: Mapping[str, Any], key: str) -> Explained:
        """As it was counted in the futures; of a date that was promised since by the curve."""
        value = futures["chance"]
        if self.promised is not None:
            value = verdicts.chance(futures["curve"], datetime.combine(self.promised, time.max))
        if value is None:
            return nothing("no_promise")
        return self.basis.figure(value, "chance", Message.of(f"records.formula.{key}"))

    def changed(self, one: Mapping[str, Any]) -> Changed:
        planned, days = (
            self.basis.figure(one[name], "working_days", Message.of(f"records.formula.{key}"), digits=1)
            for name, key in (("planned_days", "duration_planned"), ("days", "duration_tried"))
        )
        return Changed(Ref(one["activity_id"], one["name"]), planned, days)


def _money(basis: Basis, value: float | None) -> Explained:
    return nothing("no_rate") if value is None else basis.figure(value, "euro", Message.of("records.formula.cost"))


def _day(moment: str) -> date:
    return ending_day(datetime.fromisoformat(moment))


def _points(minutes: list[int]) -> tuple[Point, ...]:
    told = ((to_moment(minute), share / verdicts.SHARES) for share, minute in enumerate(minutes))
    return tuple(Point(moment, share) for moment, share in told if moment is not None)
