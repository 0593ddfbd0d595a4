"""Two versions of a plan compared: the whole flow on one page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from types import MappingProxyType

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.working_time import with_project_calendar
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.open_work import has_open_work
from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadInput, BadPlan
from rechterhand.intake import Reading, reading_of
from rechterhand.intake.discreet import discreet
from rechterhand.lineage import Lineage, match
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Dialect, Plan, Source
from rechterhand.text import Message, render
from rechterhand.text.notebook import table
from rechterhand.versions.change import Change, What
from rechterhand.versions.detect import detect
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.forecast import Forecast, forecast
from rechterhand.versions.formats.meaning import Meaning, Subject, meaning_of
from rechterhand.versions.joined import Joined, join
from rechterhand.versions.members import members_of
from rechterhand.versions.mixture import Mixtures
from rechterhand.versions.movement import Movement, movements, shares_of
from rechterhand.versions.paths import Chain, PathChange, chains, path_change

UNRELATED = 0.1
"""Share of activities that two versions of one plan have in common at least."""


@dataclass(frozen=True, repr=False)
class Comparison:
    """What changed between two versions, and what moved the finish.

    ``movements`` has the project's finish first, then its milestones. ``forecast`` is None when no futures were asked
    for, and where neither version has open work. ``schedules`` are those of the old and the new version in one
    numbering, that of ``joined``.
    """

    old: Reading
    new: Reading
    lineage: Lineage
    joined: Joined
    changes: tuple[Change, ...]
    movements: tuple[Movement, ...]
    path: PathChange
    chains: tuple[Chain, ...]
    forecast: Forecast | None
    schedules: tuple[ScheduleResult, ScheduleResult]
    own_assumptions: tuple[Assumption, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def finish(self) -> Movement:
        """The movement of the project's finish."""
        return self.movements[0]

    @property
    def milestones(self) -> tuple[Movement, ...]:
        """The movements of milestones."""
        return self.movements[1:]

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted on the way."""
        found = (*of_either(self.old, self.new), *self.own_assumptions)
        return tuple({(one.key, one.text.key, str(one.text.values)): one for one in found}.values())

    @property
    def timings(self) -> dict[str, float]:
        """Seconds of each step."""
        read = sum(one.timings.get("read", 0.0) for one in (self.old, self.new))
        return {"read": read, **self.seconds}

    def count(self, what: What) -> int:
        """How many changes there are of a kind."""
        return sum(one.what is what for one in self.changes)

    def __repr__(self) -> str:
        """The movement on one line."""
        told = ", ".join(f"{one.cause.value} {one.days:+.1f}" for one in self.finish.parts if one.days)
        return f"Comparison({self.new.plan.name!r}, finish {self.finish.days:+.1f} days: {told or 'nothing moved'})"

    def _repr_html_(self) -> str:
        """Causes and changes as tables, for notebooks."""
        parts = [(one.cause.value, one.days, one.standard_error_days, one.activity_ids) for one in self.finish.parts]
        changes = [(one.what.value, one.activity_id, render(one.text, "en")) for one in self.changes]
        heads = ("cause", "days", "standard error", "activities")
        return (
            f"<p><strong>{escape(repr(self))}</strong></p>"
            + table("what moved the finish", heads, parts, of=len(parts))
            + table("changes", ("what", "activity", "change"), changes, of=len(changes))
        )


def named(one: Reading) -> Message:
    """A version by its file and status date."""
    file, status = one.source.file or one.plan.name, one.plan.status_date
    if status is None:
        return Message.of("since.version", file=file)
    return Message.of("since.version_dated", file=file, status=status.date())


def of_either(old: Reading, new: Reading) -> Iterator[Assumption]:
    """What was taken for granted at reading two versions: what differs says which of them it is about."""
    texts = {one: {str((each.key, each.text)) for each in of.assumptions} for one, of in (("old", old), ("new", new))}
    both = texts["old"] & texts["new"]
    for reading in (old, new):
        for one in reading.assumptions:
            if str((one.key, one.text)) in both:
                yield one
            else:
                text = Message.of("compare.assume.of_version", version=named(reading), what=one.text)
                yield replace(one, text=text)


def compare(
    old: str | Path | Plan | Reading,
    new: str | Path | Plan | Reading,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    futures: bool = True,
    names: bool = False,
    step: Callable[[str], None] | None = None,
) -> Comparison:
    """Compare two versions of a plan.

    Parameters
    ----------
    old, new
        The versions, as files, as read or as plans; of any two formats.
    run
        Number of futures, seed, threads.
    uncertainty
        Ranges by the ids of the new version, their default, and risks.
    futures
        Also compare P80, on the same futures for equal work.
    names
        Keep the names of people; otherwise their role, group or number stands in place of them.
    step
        Hears the name of each step before it starts: 'match', 'attribute', 'simulate'.

    Raises
    ------
    BadPlan
        One of the versions can't be scheduled.
    RechterhandError
        A file can't be read.
    BadInput
        Less than a tenth of the activities is in both: these are two plans, not two versions of one.

    Examples
    --------
    >>> import rechterhand as rh
    >>> made = rh.compare("march.xer", "april.xer")  # doctest: +SKIP
    >>> [(one.cause, one.days) for one in made.finish.parts]  # doctest: +SKIP
    """
    say = step or (lambda _: None)
    before, after = reading_of(old), reading_of(new)
    say("match")
    clock = _Clock()
    before, after, lineage = _matched(before, after, names=names)
    joined = join(lineage)
    meaning = meaning_of(joined)
    changes = detect(meaning.joined)
    clock.lap("match")
    say("attribute")
    schedules = _schedules(joined, before.plan.source, after.plan.source)
    clock.lap("schedule")
    mixtures = Mixtures(joined, meaning)
    finishes = Finishes(joined, mixtures)
    shares = shares_of(finishes)
    moved = movements(finishes, shares, members_of(finishes, shares, schedules))
    clock.lap("attribute")
    expected = None
    if futures and any(has_open_work(one.plan) for one in (before, after)):
        say("simulate")
        expected = forecast(_honest(finishes, meaning), run or Run(), _of_joined(joined, uncertainty))
        clock.lap("simulate")
    return Comparison(
        old=before,
        new=after,
        lineage=lineage,
        joined=joined,
        changes=changes,
        movements=moved,
        path=path_change(joined, *schedules),
        chains=() if Subject.FLOATS in meaning.subjects else chains(joined, *schedules),
        forecast=expected,
        schedules=schedules,
        own_assumptions=(*_assumed((before, after), lineage, finishes, expected, run), *_formats(lineage, meaning)),
        seconds=MappingProxyType(clock.laps),
    )


def _schedules(joined: Joined, old: Source, new: Source) -> tuple[ScheduleResult, ScheduleResult]:
    """The dates of both versions; what can't be scheduled is refused under the name of its own file."""
    plain = {one.id: one.id for one in joined.old.activities}
    found = []
    for plan, source, shown in ((joined.old, old, plain), (joined.new, new, joined.shown)):
        try:
            found.append(schedule(plan))
        except BadPlan as error:
            error.where = {**error.where, "file": source.file}
            if "activities" in error.where:
                keys = (int(one) for one in str(error.where["activities"]).split(","))
                error.where["activities"] = ", ".join(str(shown[key]) for key in keys)
            if old.file == new.file:
                error.where["version"] = len(found) + 1
            raise
    return found[0], found[1]


def _of_joined(joined: Joined, uncertainty: Uncertainty | None) -> Uncertainty:
    """What is uncertain, told by the new version's ids, by those that both versions have here."""
    ids = {shown: key for key, shown in joined.shown.items() if key in joined.new_rows}
    return (uncertainty or Uncertainty()).renumbered(ids)


def _honest(finishes: Finishes, meaning: Meaning) -> Finishes:
    """The same mixtures for futures: what isn't done yet is done from the status date on, whatever its tool says."""
    joined = finishes.joined
    if all(one.dialect is Dialect.PRIMAVERA or one.options.from_status_date for one in (joined.old, joined.new)):
        return finishes
    old, new = (replace(one, options=replace(one.options, from_status_date=True)) for one in (joined.old, joined.new))
    honest = replace(joined, old=old, new=new)
    return Finishes(honest, Mixtures(honest, meaning))


def _matched(before: Reading, after: Reading, *, names: bool) -> tuple[Reading, Reading, Lineage]:
    """Which row is which. People are told apart by their names, then shown without them."""
    lineage = match(with_project_calendar(before.plan)[0], with_project_calendar(after.plan)[0])
    refuse_strangers(lineage)
    if names:
        return before, after, lineage
    before, after = discreet(before), discreet(after)
    old, new = (with_project_calendar(one.plan)[0] for one in (before, after))
    return before, after, replace(lineage, old=old, new=new)


def refuse_strangers(lineage: Lineage) -> None:
    """Raise BadInput for two plans that have next to nothing in common."""
    if lineage.share >= UNRELATED:
        return
    count = sum(not one.type.is_summary for one in lineage.old.activities)
    found = round(lineage.share * min(count, sum(not one.type.is_summary for one in lineage.new.activities)))
    raise BadInput(
        Message.of("compare.strangers", share=lineage.share, found=found, of=count),
        where={"file": f"{lineage.old.source.file}, {lineage.new.source.file}"},
        hint=Message.of("compare.strangers_hint"),
    )


def _assumed(
    readings: tuple[Reading, Reading], lineage: Lineage, finishes: Finishes, expected: Forecast | None, run: Run | None
) -> list[Assumption]:
    found = [each for one in readings for each in with_project_calendar(one.plan)[1]]
    found.append(Assumption("matched", Message.of("compare.assume.matched", share=lineage.share)))
    old, new = lineage.old.status_date, lineage.new.status_date
    if old is not None and new is not None and new < old:
        found.append(Assumption("backwards", Message.of("compare.assume.backwards", old=old, new=new)))
    if finishes.loops:
        found.append(Assumption("loops", Message.of("compare.assume.loops", count=finishes.loops)))
    if expected is not None and expected.iterations < (run or Run()).iterations:
        text = Message.of("compare.assume.fewer_futures", futures=expected.iterations)
        found.append(Assumption("fewer_futures", text))
    return found


def _formats(lineage: Lineage, meaning: Meaning) -> list[Assumption]:
    """What two formats or tools write down differently, in one line."""
    old, new = lineage.old, lineage.new
    found = []
    subjects = tuple(Message.of(f"compare.formats.{one.value}") for one in meaning.subjects)
    if subjects:
        key = "two_formats" if old.dialect is new.dialect else "two_tools"
        formats = {"before": old.source.format, "after": new.source.format}
        found.append(Assumption(key, Message.of(f"compare.assume.{key}", subjects=subjects, **formats)))
    return found


class _Clock:
    """Seconds of each step."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """The step of this name ends here."""
        now = time.perf_counter()
        self.laps[name] = now - self._last
        self._last = now
