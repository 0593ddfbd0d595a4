"""How uncertain each activity is: its own range where it has one, else the stated default; and what risks add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.bending import bends_of
from rechterhand.engine.futures.branches import skipped
from rechterhand.engine.futures.copula import weights_of
from rechterhand.engine.futures.draws import Draws, Mixes, RiskArrays, SpreadArrays
from rechterhand.engine.futures.forms import Form, Forms
from rechterhand.engine.futures.keys import key_of, keys_of
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.own_forms import CERTAIN, OwnForms, form_of
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.strata import Strata
from rechterhand.engine.futures.streams import DRIVER, DURATION, IMPACT, PLACE, RISK
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message
from rechterhand.text.message import Value

Real = npt.NDArray[np.float64]
Long = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Spreads:
    """Sampling parameters by node.

    ``arrays`` is what the kernels take; ``own`` marks nodes with a range of their own, ``certain`` those that aren't
    sampled at all. ``forms`` holds the curves and steps.
    """

    uncertainty: Uncertainty
    arrays: SpreadArrays
    own: npt.NDArray[np.bool_]
    certain: npt.NDArray[np.bool_]
    forms: Forms


def spreads_of(
    network: Network, uncertainty: Uncertainty, strata: Strata | None = None, known: OwnForms | None = None
) -> Spreads:
    """Sampling parameters of a compiled plan.

    Points are total durations; the remaining part is sampled in proportion: ``remaining * point / planned``. What is
    finished, has no length or follows from other dates is certain; risks may delay it, unless it is finished.
    ``strata`` says how stratified futures are drawn; without it each is drawn by itself. ``known`` holds what was made
    of the activities before, for another variant of the plan.
    """
    planned = network.arrays.duration.astype(np.float64)
    own, certain = np.zeros(len(network), dtype=np.bool_), planned <= 0
    each = known if known is not None and known.hold_for(uncertainty) else OwnForms(uncertainty)
    found = [CERTAIN] * len(network)
    activities, wholes = network.plan.activities, uncertainty.parts
    for node, row in enumerate(network.row):
        if certain[node] or row < 0 or network.finished[node] or activities[row].external:
            certain[node] = True
            continue
        found[node], own[node], certain[node] = each.of(activities[row], wholes.get(activities[row].id))
    forms = each.forms.copy()
    ids = [activities[row].id if row >= 0 else None for row in network.row.tolist()]
    names = [f"helper {node}" if key is None else wholes.get(key, key) for node, key in enumerate(ids)]
    places = np.cumsum(~certain).astype(np.int64)  # row 0 is the driver's
    keyed = np.array([each.key(network.plan.key, name) for name in names], dtype=np.uint64)
    work = draws_of(keyed, found, planned, places)
    rows = int(places[-1]) + 1 if len(places) else 1
    risks = _risks(network, uncertainty, forms, rows)
    keys = dict.fromkeys(int(key) for key in risks.impact.key)
    lost = _lost(network, uncertainty.lost_days, forms, rows + 2 * len(keys))
    driver = np.uint64(key_of(network.plan.key, "shared driver"))
    if strata is not None:
        streams = [(DRIVER, int(driver)), *((DURATION, int(work.key[node])) for node in np.flatnonzero(~certain))]
        streams += [(stream, key) for key in keys for stream in (IMPACT, RISK)]
        streams += [(stream, int(key)) for key in lost.key for stream in (IMPACT, RISK, PLACE)]
        forms.shares = strata.shares(streams)
    arrays = SpreadArrays(
        work=work,
        tables=forms.tables,
        most=np.full(len(network), np.inf),
        certain=certain,
        driver=np.array([driver], dtype=np.uint64),
        driver_row=np.zeros(1, dtype=np.int64),
        correlation=np.array([uncertainty.correlation], dtype=np.float64),
        group=np.zeros(len(network), dtype=np.int32),
        risks=risks,
        mixes=_mixes(network, uncertainty, certain),
        bends=bends_of(network, uncertainty.conditional, uncertainty.lost_days, lost),
    )
    return Spreads(uncertainty, arrays, own & ~certain, certain, forms)


def _mixes(network: Network, uncertainty: Uncertainty, certain: npt.NDArray[np.bool_]) -> Mixes:
    """Which normals make the score of each node; those without anything to draw lend none."""
    activities = network.plan.activities
    nodes = {activities[row].id: node for node, row in enumerate(network.row.tolist()) if row >= 0}
    drawn = {key for key, node in nodes.items() if not certain[node]}
    known = {pair: value for pair, value in uncertainty.correlations.items() if drawn.issuperset(pair)}
    found = weights_of(known, {one.id: one.name for one in activities})
    rows: list[list[tuple[int, float]]] = [[] for _ in range(len(network))]
    for key, mix in found.items():
        rows[nodes[key]] = [(nodes[other], weight) for other, weight in mix]
    for key, whole in uncertainty.parts.items():
        if key in nodes and whole in nodes:
            rows[nodes[key]] = rows[nodes[whole]]
    return Mixes(
        head=heads(rows),
        of=np.array([one for row in rows for one, _ in row], dtype=np.int64),
        weight=np.array([weight for row in rows for _, weight in row], dtype=np.float64),
    )


def draws_of(keys: npt.NDArray[np.uint64], forms: Sequence[Form], scale: Real, rows: Long) -> Draws:
    """How things are drawn as the kernels take it, with their points times a scale each."""
    points = np.array([(one.low, one.likely, one.high) for one in forms], np.float64).reshape(-1, 3)
    return Draws(
        key=keys,
        form=np.array([one.kind for one in forms], dtype=np.int8),
        place=np.array([one.place for one in forms], dtype=np.int32),
        low=points[:, 0] * scale,
        likely=points[:, 1] * scale,
        high=points[:, 2] * scale,
        row=rows,
    )


def _risks(network: Network, uncertainty: Uncertainty, forms: Forms, first: int) -> RiskArrays:
    rows = {one.id: row for row, one in enumerate(network.plan.activities)}
    risks, gone = uncertainty.risks, tuple(skipped(uncertainty.branches))
    touched: list[list[int]] = []
    for ids in (*(one.activity_ids for one in risks), *(one.activity_ids for one in gone)):
        named = {int(network.node[rows[key]]) for key in ids if key in rows}
        touched.append(sorted(node for node in named if node >= 0 and not network.finished[node]))
    by_node: list[list[int]] = [[] for _ in range(len(network))]
    for place, nodes in enumerate(touched):
        for node in nodes:
            by_node[node].append(place)
    ranges = [one.impact.minutes or one.impact.factor or Range() for one in risks]
    ranges += [Range(Shape.FIXED, 0.0, 0.0, 0.0)] * len(gone)
    names = [f"risk {one.key}" for one in risks] + [f"branch {one.branch.key}" for one in gone]
    order = {name: at for at, name in enumerate(dict.fromkeys(names))}
    drawn = np.array([order[name] for name in names], dtype=np.int64)
    return RiskArrays(
        impact=draws_of(
            keys_of(network.plan.key, names),
            [form_of(one, forms) for one in ranges],
            np.ones(len(ranges)),
            first + 2 * drawn,
        ),
        least=np.array([0.0] * len(risks) + [one.least for one in gone], dtype=np.float64),
        chance=np.array([one.impact.probability for one in risks] + [one.most for one in gone], dtype=np.float64),
        times=np.array([one.impact.factor is not None for one in risks] + [True] * len(gone), dtype=np.bool_),
        head=heads(by_node),
        of=np.array([place for places in by_node for place in places], dtype=np.int64),
        nodes_head=heads(touched),
        nodes=np.array([node for nodes in touched for node in nodes], dtype=np.int64),
    )


def _lost(network: Network, periods: Sequence[LostDays], forms: Forms, first: int) -> Draws:
    """How the minutes of each period of lost days are drawn."""
    return draws_of(
        keys_of(network.plan.key, [f"lost days {one.key}" for one in periods]),
        [form_of(one.days, forms) for one in periods],
        np.full(len(periods), float(max(1, network.plan.options.minutes_per_day))),
        first + 3 * np.arange(len(periods), dtype=np.int64),
    )


def heads(lists: Sequence[Sequence[object]]) -> Long:
    """Where each list begins when they are laid one after another, and where the last ends."""
    return np.cumsum([0, *map(len, lists)]).astype(np.int64)


def assumptions_of(spreads: Spreads) -> Iterator[Assumption]:
    """What was read besides the plan, and what was taken for activities without a range of their own."""
    uncertain, uncertainty = int((~spreads.certain).sum()), spreads.uncertainty
    given = int(spreads.own.sum())
    yield from uncertainty.assumptions
    if not uncertain:
        return
    together = Message.of("simulate.together", correlation=uncertainty.correlation)
    around: dict[str, Value] = {"low": uncertainty.low - 1, "high": uncertainty.high - 1, "together": together}
    if given == uncertain:
        text = Message.of("simulate.own_spread", count=uncertain, together=together)
    elif given:
        text = Message.of("simulate.default_spread", given=given, of=uncertain, **around)
    else:
        text = Message.of("simulate.only_default_spread", count=uncertain, **around)
    yield Assumption("default_spread", text)
