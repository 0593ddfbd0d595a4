"""The price list: candidates of every kind, relieved on the same futures."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.slots import with_slots
from rechterhand.engine.price.change import Change
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.schedule.result import EPOCH, to_minute, to_moment
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.findings.alike import CLOSE, groups
from rechterhand.findings.bottleneck import Alike, Bottleneck, Hidden, Overlap, PriceList
from rechterhand.findings.detector import Candidate, Detector, Proposal, Relief, Scene
from rechterhand.findings.joint import joint_reliefs
from rechterhand.findings.overlap import contained, overlapping
from rechterhand.findings.priced import SURE, WORTH, Priced
from rechterhand.findings.staffing import Staffing
from rechterhand.registry import members
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class Effort:
    """How many candidates of a kind are simulated after screening, of those that always are, and how many in detail.

    ``futures`` is the number of futures for details and for what is alike.
    """

    screened: int = 40
    always: int = 1_000
    detailed: int = 10
    compared: int = 40
    futures: int = 2_500


def price(
    network: Network,
    simulation: SimulationResult,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    people: PeopleResult | None = None,
    effort: Effort | None = None,
) -> PriceList:
    """Price what holds up the finish, on the futures of ``simulation``.

    Candidates are screened by how often they are critical among the futures whose finish lies between P75 and P85;
    dates, risks and open ends are always simulated, the most critical first. A relief that makes the finish later goes
    to the hidden list; one that brings no more than its sampling error goes to neither.

    Parameters
    ----------
    network, simulation, run, uncertainty
        The plan as compiled for its futures, these futures, and what they were drawn by.
    people
        The futures with people, in which their number is priced.
    effort
        How much is tried.
    """
    started = time.perf_counter()
    effort = effort or Effort()
    run = run or Run(iterations=simulation.iterations, seed=simulation.seed)
    headline = next((to_minute(one.moment) for one in simulation.committed if one.whole), None)
    known = simulation.finishes if (run.iterations, run.seed) == (simulation.iterations, simulation.seed) else None
    base = Pricing(network, run, uncertainty or Uncertainty(), headline, known)
    pricing, scene = with_proposals(
        base, Scene(network, base.spreads, simulation.criticality, simulation.near_p80, base.finishes, run, people)
    )
    chosen = [
        (kind, one, one.relief()) for kind, detector in detectors().items() for one in _screen(detector, scene, effort)
    ]
    step = pricing.step_days()
    by_band = step is not None
    priced = list(_priced(pricing, chosen, effort.futures, by_band=by_band))
    ranked = sorted(
        (one for one in priced if one.costs and not one.hides),
        key=lambda one: (-one.worth, -one.gain.mean, one.candidate.key),
    )
    hidden = [_hidden(one) for one in priced if one.hides]
    first = pricing.first(effort.futures)
    rows = _rows(first, ranked, effort)
    listed = [*_listed(first, ranked, rows, effort)]
    if people is not None:
        listed = _merged(listed, [*_with_people(Staffing(pricing, people), chosen, by_band=by_band)], by_band=by_band)
    return PriceList(
        bottlenecks=tuple(listed),
        hidden=tuple(sorted(hidden, key=lambda one: (-one.later_days, one.key))),
        ranked_on="p80" if step is None else "band",
        step_days=step,
        joint=joint_reliefs(first, [ranked[one.leader] for one in rows], priced, by_band=by_band),
        timings=MappingProxyType({"price": time.perf_counter() - started}),
    )


def detectors() -> MappingProxyType[str, Detector]:
    """All detectors by kind."""
    return MappingProxyType(dict(members("rechterhand.findings.bottlenecks", "detector", Detector)))


def with_proposals(pricing: Pricing, scene: Scene) -> tuple[Pricing, Scene]:
    """The same futures with the links ready that the plan lacks; they hold nothing as long as they aren't made."""
    found: list[Proposal] = []
    for detector in detectors().values():
        found += detector.propose(scene) if detector.propose is not None else ()
    if not found:
        return pricing, scene
    node = scene.network.node
    network, places = with_slots(scene.network, [(int(node[one.before]), int(node[one.after])) for one in found])
    pricing = Pricing(network, pricing.run, pricing.uncertainty, pricing.committed, pricing.finishes)
    proposed = tuple(zip(found, places, strict=True))
    return pricing, replace(scene, network=network, spreads=pricing.spreads, proposed=proposed)


def _screen(detector: Detector, scene: Scene, effort: Effort) -> list[Candidate]:
    found = sorted(detector.detect(scene), key=lambda one: (-one.weight * one.brings, one.key))
    certain = [one for one in found if one.always][: effort.always]
    likely = [one for one in found if not one.always and one.weight > 0][: effort.screened]
    return certain + likely


def _priced(
    pricing: Pricing, chosen: Sequence[tuple[str, Candidate, Relief]], kept: int, *, by_band: bool
) -> Iterator[Priced]:
    """Each relief by logic with what it brings."""
    by_logic = [one for one in chosen if one[2].staff is None]
    relieved = pricing.changed([relief.change for _, _, relief in by_logic])
    for (kind, candidate, relief), finishes in zip(by_logic, relieved, strict=True):
        gain = pricing.gain(finishes)
        worth, error = (gain.band, gain.band_error) if by_band else (gain.p80, gain.standard_error)
        yield Priced(kind, candidate, relief, gain, worth, error, finishes[:kept].copy())


def _with_people(
    staffing: Staffing, chosen: Sequence[tuple[str, Candidate, Relief]], *, by_band: bool
) -> Iterator[Bottleneck]:
    """Rows of those that are waited for."""
    for one in staffing.priced(chosen, by_band=by_band):
        if one.costs:
            days, error = staffing.ceiling(one)
            yield replace(_bottleneck(one), ceiling_days=days, ceiling_error_days=error)


def _merged(listed: list[Bottleneck], others: list[Bottleneck], *, by_band: bool) -> list[Bottleneck]:
    """Both in one ranking."""
    found = sorted([*listed, *others], key=lambda one: -(one.band_days if by_band else one.price_days))
    return [replace(one, rank=rank) for rank, one in enumerate(found, 1)]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the list by places among the ranked: who leads it, what says the same, what lies inside it."""

    leader: int
    alike: tuple[int, ...] = ()
    inside: tuple[int, ...] = ()


def _rows(pricing: Pricing, ranked: Sequence[Priced], effort: Effort) -> list[_Row]:
    """One row for all that overlaps or says the same, the dearest leader first."""
    parts = contained(ranked[: effort.compared])
    whole = sorted(parts)
    close = [max(WORTH, CLOSE * ranked[one].worth) for one in whole]
    changes = [ranked[one].relief.change for one in whole]
    found = groups(pricing, changes, [ranked[one].finishes for one in whole], close)
    same = {whole[first]: [whole[other] for other in others] for first, *others in found}
    rows = []
    for leader, taken in overlapping(pricing, ranked, sorted(same)).items():
        rest = [one for place in taken for one in (place, *same[place])]
        inside = [*rest, *(part for place in (leader, *same[leader], *rest) for part in parts[place])]
        rows.append(_Row(leader, tuple(same[leader]), tuple(sorted(inside))))
    rows += [_Row(place) for place in range(effort.compared, len(ranked))]
    return sorted(rows, key=lambda row: row.leader)


def _listed(pricing: Pricing, ranked: Sequence[Priced], rows: Sequence[_Row], effort: Effort) -> Iterator[Bottleneck]:
    """Each row with its rank and, of the dearest, what one working day less brings and what being gone altogether
    does.
    """
    details = _details(pricing, [ranked[row.leader] for row in rows[: effort.detailed]])
    for rank, row in enumerate(rows):
        yield replace(
            _bottleneck(ranked[row.leader]),
            rank=rank + 1,
            alike=tuple(_alike(ranked[place].candidate) for place in row.alike),
            overlaps=tuple(_overlap(ranked[place]) for place in row.inside),
            per_day=details.get((rank, "less"), NONE)[0],
            per_day_error=details.get((rank, "less"), NONE)[1],
            ceiling_days=details.get((rank, "gone"), NONE)[0],
            ceiling_error_days=details.get((rank, "gone"), NONE)[1],
        )


def _alike(one: Candidate) -> Alike:
    return Alike(one.key, one.title, one.activity_ids)


def _overlap(one: Priced) -> Overlap:
    own = one.candidate
    return Overlap(one.kind, own.key, own.title, own.activity_ids, one.worth, one.error)


NONE = (None, None)
"""Neither figure nor error."""


def _details(pricing: Pricing, dearest: Sequence[Priced]) -> dict[tuple[int, str], tuple[float, float]]:
    """Figures with their standard errors, on fewer futures than the price: what being gone brings is taken as what it
    brings beyond the relief.
    """
    wanted: dict[tuple[int, str], Change] = {}
    for rank, one in enumerate(dearest):
        both = (("less", one.relief.less), ("gone", one.relief.gone))
        wanted |= {(rank, name): change for name, change in both if change is not None}
    found: dict[tuple[int, str], tuple[float, float]] = {}
    for (rank, name), gain in zip(wanted, pricing.gains(list(wanted.values())), strict=True):
        own = dearest[rank].gain.p80 - pricing.gain(dearest[rank].finishes).p80 if name == "gone" else 0.0
        found[rank, name] = (gain.p80 + own, gain.standard_error)
    return found


def _bottleneck(one: Priced) -> Bottleneck:
    gain, candidate = one.gain, one.candidate
    return Bottleneck(
        rank=0,
        kind=one.kind,
        key=candidate.key,
        title=candidate.title,
        activity_ids=candidate.activity_ids,
        price_days=gain.p80,
        standard_error_days=gain.standard_error,
        mean_days=gain.mean,
        p90_days=gain.p90,
        band_days=gain.band,
        band_error_days=gain.band_error,
        per_day=None,
        ceiling_days=None,
        chance_gain=gain.chance,
        steep=one.steep,
        relief=one.relief.text,
        p80_relieved=to_moment(gain.moment) or EPOCH,
        notes=(*_notes(one), *one.notes),
        mean_error_days=gain.mean_error,
        p90_error_days=gain.p90_error,
    )


def _notes(one: Priced) -> Iterator[Message]:
    """What would surprise a reader of the price, and why it is so."""
    gain, size = one.gain, one.candidate.size
    if gain.p80 <= max(WORTH, SURE * gain.standard_error):
        yield Message.of("bottlenecks.note.beside_p80", mean=gain.mean, band=gain.band)
    if one.steep:
        yield Message.of("bottlenecks.note.steep", p75=gain.p75, p85=gain.p85)
    if size is not None and gain.p80 > size * 1.05 + SURE * gain.standard_error + WORTH:
        yield Message.of("bottlenecks.note.beyond_itself", days=size)


def _hidden(one: Priced) -> Hidden:
    candidate = one.candidate
    ids = candidate.activity_ids
    return Hidden(one.kind, candidate.key, candidate.title, ids, -one.worth, one.error, one.relief.text)
