"""The verdict of a version, as its page shows it: read from its document, with an explanation at every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from rechterhand.engine.schedule.result import to_moment
from rechterhand.remedies.way_out import leading
from rechterhand.text import Message
from rechterhand.text.ending import ending_day
from rechterhand.web.bridge import verdicts
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import Words
from rechterhand.web.queries.figures import Basis, nothing
from rechterhand.web.queries.project_links import LinkEnd, LinkLine
from rechterhand.web.queries.versions import VersionLine, version_line

FIRST = 6
"""Ways out that are shown before one asks for more."""
LOUD = 6
"""Assumptions that come with each figure; all of them stand on the page."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An activity that something is about."""

    activity_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve: so large a share of the futures has finished by then."""

    moment: datetime
    share: float


@dataclass(frozen=True, slots=True)
class Chance:
    """A promised date with the chance of keeping it."""

    what: Words
    activity: Ref | None
    is_whole: bool
    date: Explained
    chance: Explained


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """What holds the finish up. ``waits`` are activities of other projects that its own wait for as well."""

    rank: int
    kind: str
    key: str
    title: str
    sentence: str
    relief: str
    price: Explained
    mean: Explained
    chance_gain: Explained
    is_steep: bool
    activities: tuple[Ref, ...]
    notes: tuple[str, ...]
    ways: tuple[str, ...]
    techniques: tuple[str, ...]
    waits: tuple[LinkEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """What makes the plan too rosy."""

    kind: str
    key: str
    title: str
    relief: str
    later: Explained
    activities: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Bottlenecks that are worth more, or less, together than apart."""

    titles: tuple[str, ...]
    price: Explained
    apart: Explained


@dataclass(frozen=True, slots=True)
class Way:
    """A way out."""

    rank: int
    key: str
    remedy: str
    title: str
    effect: str
    side_effect: str
    technique: str
    price: Explained
    chance: Explained
    cost: Explained
    p80: Explained
    with_people: bool
    basis: str
    is_steep: bool
    answers: tuple[str, ...]
    activities: tuple[Ref, ...]
    notes: tuple[str, ...]

    @property
    def keys(self) -> tuple[str]:
        """Its key, as of ways out taken together."""
        return (self.key,)


@dataclass(frozen=True, slots=True)
class Together:
    """Ways out taken together."""

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    price: Explained
    apart: Explained
    chance: Explained
    p80: Explained


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row that a check names."""

    activity: Ref | None
    other: Ref | None
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the first of so many ``rows``."""

    id: str
    codes: tuple[str, ...]
    title: str
    severity: str
    verdict: str
    summary: str
    explanation: str
    advice: str
    reference: str
    evidence: tuple[Evidence, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved the finish since the version before."""

    key: str
    title: str
    days: Explained
    activities: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Sharper:
    """An activity of which a range of its own would take away so much of what defaults may move P80."""

    activity: Ref
    days: Explained


@dataclass(frozen=True, slots=True)
class Verdict:
    """The page. ``cautions`` say what makes its headline less than it seems, ``yardstick`` on which futures ways out
    were tried, ``elsewhere`` where P80 lies under other defaults, ``unread`` what of the file wasn't understood;
    ``is_lost`` that cells of a table are among it.
    """

    version: VersionLine
    project_slug: str
    project_name: str
    planned: Explained
    p50: Explained
    p80: Explained
    p90: Explained
    iterations: int
    committed: tuple[Chance, ...]
    curve: tuple[Point, ...]
    before: tuple[Point, ...]
    best: tuple[Point, ...]
    bottlenecks: tuple[Bottleneck, ...]
    hidden: tuple[Hidden, ...]
    joint: tuple[Joint, ...]
    ways: tuple[Way, ...]
    combinations: tuple[Together, ...]
    checks: tuple[Checked, ...]
    moved: str
    causes: tuple[Cause, ...]
    assumptions: tuple[str, ...]
    cautions: tuple[str, ...]
    yardstick: tuple[str, ...]
    elsewhere: str
    sharper: tuple[Sharper, ...]
    unread: tuple[str, ...]
    is_lost: bool

    @property
    def tornado(self) -> tuple[Bottleneck, ...]:
        """The bars of the chart: the dearest first, those that cost something."""
        return tuple(one for one in self.bottlenecks if isinstance(one.price.value, float) and one.price.value > 0)[:12]

    @property
    def leading(self) -> tuple[Way, ...]:
        """The ways out that are shown first: the best of different bottlenecks, then the next best of all."""
        return leading(self.ways, FIRST)

    @property
    def further(self) -> tuple[Way, ...]:
        """The others."""
        first = {one.key for one in self.leading}
        return tuple(one for one in self.ways if one.key not in first)


def verdict_of(version: PlanVersion, document: Mapping[str, Any], promised: date | None) -> Verdict:
    """The page, of what ``bridge.page_documents`` takes out of a document; ``promised`` is what the project promises
    now for the whole.
    """
    assumptions = tuple(one["text"] for one in document["assumptions"])
    page = _Page(document, Basis.of(version, assumptions[:LOUD]), promised)
    finish, curves = document["simulate"]["finish"] or {}, document["curves"]
    return Verdict(
        version_line(version),
        version.project.slug,
        version.project.name,
        page.day(document["simulate"]["planned_finish"], "planned"),
        page.day(finish.get("p50"), "p50"),
        page.day(finish.get("p80"), "p80"),
        page.day(finish.get("p90"), "p90"),
        document["simulate"]["iterations"],
        tuple(page.promises()),
        tuple(_points(curves["plan"])),
        tuple(_points(curves["before"])),
        tuple(_points(curves["best"])),
        tuple(page.bottlenecks()),
        tuple(page.hidden()),
        tuple(page.joint()),
        tuple(page.ways()),
        tuple(page.combinations()),
        tuple(page.checks()),
        document["against"]["text"] if document["against"] else "",
        tuple(page.causes()),
        assumptions,
        tuple(document["told"]["cautions"]),
        tuple(document["told"]["yardstick"]),
        document["told"]["elsewhere"],
        tuple(page.sharper()),
        tuple(document["told"]["unread"]),
        document["told"]["lost"],
    )


def with_links(page: Verdict, links: Iterable[LinkLine]) -> Verdict:
    """The page with what its bottlenecks wait for in other projects."""
    into: dict[int, list[LinkEnd]] = {}
    for one in links:
        if one.after.slug == page.project_slug and one.after.number is not None:
            into.setdefault(one.after.number, []).append(one.before)
    found = tuple(
        replace(one, waits=tuple(end for ref in one.activities for end in into.get(ref.activity_id, ())))
        for one in page.bottlenecks
    )
    return replace(page, bottlenecks=found)


def _points(minutes: list[int] | None) -> Iterator[Point]:
    for share, minute in enumerate(minutes or ()):
        moment = to_moment(minute)
        if moment is not None:
            yield Point(moment, share / verdicts.SHARES)


def _last_day(moment: str) -> date:
    return ending_day(datetime.fromisoformat(moment))


class _Page:
    """The parts of a document as dataclasses."""

    def __init__(self, document: Mapping[str, Any], basis: Basis, promised: date | None) -> None:
        self.document = document
        self.basis = basis
        judged = {one["what"]: _last_day(one["date"]) for one in document["simulate"]["committed"] if one["whole"]}
        self.outdated = promised not in judged.values() if promised else "promised" in judged
        """Whether another date was promised since: no chance of meeting the former one says anything of this one."""
        self.names = dict(document["names"])
        self.answered: dict[str, list[str]] = {}
        for way in document["remedies"]["ways_out"]:
            for key in way["answers"]:
                self.answered.setdefault(key, []).append(way["key"])

    def refs(self, ids: list[int]) -> tuple[Ref, ...]:
        return tuple(Ref(one, self.names.get(one, "")) for one in ids)

    def ref(self, key: int | None) -> Ref | None:
        return None if key is None else Ref(key, self.names.get(key, ""))

    def day(self, moment: str | None, key: str) -> Explained:
        return self.basis.day(None if moment is None else _last_day(moment), key)

    def share(self, value: float | None, key: str, *, signed: bool = False) -> Explained:
        if self.outdated or value is None:
            return nothing("promise_changed" if self.outdated else "no_promise")
        return self.basis.figure(value, "chance", Message.of(f"records.formula.{key}"), signed=signed)

    def money(self, value: float | None) -> Explained:
        return (
            nothing("no_rate")
            if value is None
            else self.basis.figure(value, "euro", Message.of("records.formula.cost"))
        )

    def promises(self) -> Iterator[Chance]:
        for one in self.document["simulate"]["committed"]:
            if self.outdated and one["what"] == "promised":
                continue
            yield Chance(
                self.promised(one),
                self.ref(one["activity_id"]),
                one["whole"],
                self.day(one["date"], "promised_here" if one["what"] == "promised" else "promised_in_plan"),
                self.basis.figure(one["chance"], "chance", Message.of("records.formula.chance")),
            )

    def promised(self, one: Mapping[str, Any]) -> Message:
        name = self.names.get(one["activity_id"], "")
        if one["whole"] and one["activity_id"] is not None:
            return Message.of("plans.promised.all_work", name=name)
        return Message.of(f"report.committed.{one['what']}", name=name)

    def bottlenecks(self) -> Iterator[Bottleneck]:
        on_band = self.document["bottlenecks"]["ranked_on"] == "band"
        for one in self.document["bottlenecks"]["bottlenecks"]:
            price, error = ("band_days", "band_error_days") if on_band else ("price_days", "standard_error_days")
            yield Bottleneck(
                one["rank"],
                one["kind"],
                one["key"],
                one["title"],
                one["sentence"],
                one["relief"],
                self.basis.price(one[price], one[error], "price_band" if on_band else "price"),
                self.basis.price(one["mean_days"], None, "price_mean"),
                self.share(one["chance_gain"], "chance_gain", signed=True),
                one["steep"],
                self.refs(one["activity_ids"]),
                tuple(one["notes"]),
                tuple(self.answered.get(one["key"], ())),
                tuple(self.document["told"]["techniques"].get(one["kind"], ())),
            )

    def hidden(self) -> Iterator[Hidden]:
        for one in self.document["bottlenecks"]["hidden"]:
            later = self.basis.price(one["later_days"], one["standard_error_days"], "hidden")
            ids = self.refs(one["activity_ids"])
            yield Hidden(one["kind"], one["key"], one["title"], one["relief"] or "", later, ids)

    def joint(self) -> Iterator[Joint]:
        for one in self.document["bottlenecks"]["joint"]:
            yield Joint(
                tuple(member["title"] for member in one["members"]),
                self.basis.price(one["price_days"], one["standard_error_days"], "joint"),
                self.basis.price(one["sum_days"], None, "apart"),
            )

    def ways(self) -> Iterator[Way]:
        for one in self.document["remedies"]["ways_out"]:
            yield Way(
                one["rank"],
                one["key"],
                one["remedy"],
                one["title"],
                one["effect"],
                one["side_effect"],
                one["technique"],
                self.basis.price(one["days"], one["standard_error_days"], "way", "brings"),
                self.share(one["chance"], "chance_way"),
                self.money(one["cost"]),
                self.day(one["p80"], "p80_way"),
                one["with_people"],
                self.document["told"]["basis"].get(one["key"], ""),
                one["steep"],
                tuple(one["answers"]),
                self.refs(one["activity_ids"]),
                tuple(one["notes"]),
            )

    def combinations(self) -> Iterator[Together]:
        for one in self.document["remedies"]["combinations"]:
            yield Together(
                tuple(one["members"]),
                tuple(one["titles"]),
                self.basis.price(one["days"], one["standard_error_days"], "ways", "brings"),
                self.basis.price(one["sum_days"], None, "apart", "brings"),
                self.share(one["chance"], "chance_way"),
                self.day(one["p80"], "p80_way"),
            )

    def checks(self) -> Iterator[Checked]:
        for one in self.document["check"]["checks"]:
            yield Checked(
                one["id"],
                tuple(one["codes"]),
                one["title"],
                one["severity"],
                one["verdict"],
                one["summary"],
                one["explanation"],
                one["advice"],
                one["reference"],
                tuple(
                    Evidence(self.ref(row["activity_id"]), self.ref(row.get("other_id")), row["text"])
                    for row in one["evidence"]
                ),
                one["rows"],
            )

    def sharper(self) -> Iterator[Sharper]:
        for one in self.document["told"]["sharpen"]:
            days = self.basis.price(one["days"], None, "sharper", "brings")
            yield Sharper(Ref(one["activity_id"], self.names.get(one["activity_id"], "")), days)

    def causes(self) -> Iterator[Cause]:
        against = self.document["against"]
        for one in against["compare"]["causes"] if against else ():
            days = self.basis.figure(
                one["days"],
                "working_days",
                Message.of("records.formula.cause"),
                digits=1,
                error=one["standard_error_days"],
                signed=True,
            )
            yield Cause(one["key"], one["title"], days, self.refs(one["activity_ids"]))
