"""Risks from a risk register: probability, impact and the activities that they strike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rechterhand.engine.futures.branches import Option
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.intake import Intake, Reading, reading_of
from rechterhand.intake.cells import cells
from rechterhand.intake.tables.table import amount
from rechterhand.intake.tables.words import plain
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers.around import open_work, week_of
from rechterhand.registers.branching import Way, assumptions_of, branches_of, is_way
from rechterhand.registers.days import order_of
from rechterhand.registers.hanging import Side, conditional_assumptions, conditional_of, is_side, side_of
from rechterhand.registers.impacts import POINTS, Effect, Setting, effect_of
from rechterhand.registers.losing import in_days, loses_days, lost_assumptions, lost_at, refuse_too_many
from rechterhand.registers.numbers import Kind, in_percentages, number, probability
from rechterhand.registers.scope import Places, scope_of
from rechterhand.registers.sheet import Register, register
from rechterhand.registers.unread import unread
from rechterhand.registers.words import meaning
from rechterhand.text import Message
from rechterhand.text.message import Value

RATED = ("probability", "low", "likely", "high", "impact", "activities", "wbs", "code", "decides")
"""A row without any of these is a heading, or a risk that nobody weighed yet."""
_SCORES = range(1, 6)
_LEFT = tuple(f"residual_{one}" for one in (*POINTS, "impact"))


@dataclass(frozen=True, slots=True)
class Read:
    """A risk with its row."""

    row: int
    risk: Risk


def read_risks(
    path: str | Path,
    plan: str | Path | Plan | Reading,
    onto: Uncertainty | None = None,
    *,
    intake: Intake | None = None,
) -> Uncertainty:
    """Read a risk register: what may happen to which activities, how likely, and what the response leaves of it.

    Parameters
    ----------
    path
        A table (CSV, XLSX, ODS …), as ``rechterhand template --kind risks`` makes an empty one.
    plan
        The plan that it is about.
    onto
        What is uncertain already, such as ranges: the risks are added to it.
    intake
        The reader whose process is used; the shared one by default.

    Returns
    -------
    Uncertainty
        ``onto`` with the risks. Impacts are working minutes of the plan's own day, or factors of durations.

    Raises
    ------
    BadInput, NoTable
        With each problem by row and column: what is wrong and what to do about it. Nothing is taken from the file then.
    MissingFile, UnknownFormat, UnreadableFile, PasswordRefused, TooLarge, TookTooLong
        As ``read``.

    Notes
    -----
    A number of days is added to each activity that the risk strikes. Rows whose impact says 'only then' are work that
    is only done when they happen; of rows with one number at most one happens. Rows with an activity and a date that
    decide are done when that is late, or in time; rows with a period lose working days in it. Risks whose status says
    that they are closed are left out and told.

    Examples
    --------
    >>> import rechterhand as rh
    >>> uncertain = rh.read_risks("risks.xlsx", "plan.xer")  # doctest: +SKIP
    >>> [(one.key, one.impact.probability) for one in uncertain.risks]  # doctest: +SKIP
    """
    made, onto = reading_of(plan).plan, onto or Uncertainty()
    table = register(cells(path, worker=intake.worker if intake else None), "risks", str(path))
    places, setting = Places.of(made), _setting(table, made)
    rows = _rows(table, setting, places)
    branches, conditional = branches_of(rows.ways, table), conditional_of(rows.sides, table, made)
    table.problems.settle()
    risks, lost = tuple(one.risk for one in rows.risks), tuple(one for _, one in rows.lost)
    told = (
        *_assumptions(risks, (rows.closed, rows.unrated), table, made),
        *assumptions_of(branches, table, made),
        *conditional_assumptions(conditional, table, made),
        *lost_assumptions(lost, table, made),
    )
    return replace(
        onto,
        risks=(*onto.risks, *risks),
        branches=(*onto.branches, *branches),
        conditional=(*onto.conditional, *conditional),
        lost_days=(*onto.lost_days, *lost),
        assumptions=(*onto.assumptions, *told, *unread(table)),
    )


@dataclass
class Rows:
    """What the rows of a register are, by their kind; closed ones and those that nobody weighed by their number."""

    risks: list[Read] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    lost: list[tuple[int, LostDays]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    unrated: list[str] = field(default_factory=list)


def _rows(table: Register, setting: Setting, places: Places) -> Rows:
    found = Rows()
    for row in table.rows:
        if meaning("status", table.text(row, "status")) == "closed":
            found.closed.append(_key(row, table))
        elif not any(table.cell(row, key) is not None for key in RATED):
            found.unrated.append(_key(row, table))
        elif is_side(row, table):
            found.sides += _side(row, setting, places)
        elif is_way(row, table):
            found.ways += _way(row, setting, places)
        elif loses_days(row, table):
            found.lost += ((row, one) for one in _lost(row, setting, places))
        else:
            found.risks += _risk(row, setting, places)
    seen = {plain(one.key): one.row for one in found.ways} | {plain(one.key): one.row for one in found.sides}
    numbers = [(one.row, one.risk.key) for one in found.risks] + [(row, one.key) for row, one in found.lost]
    _refuse_doubles(numbers, seen, table)
    refuse_too_many([row for row, _ in found.lost], table)
    return found


def _setting(table: Register, plan: Plan) -> Setting:
    percentages, scores = {}, set()
    for key in ("probability", "residual_probability"):
        column = [table.cell(row, key) for row in table.rows]
        percentages[key] = in_percentages(column, table.columns.units.get(key))
    for key in ("impact", "residual_impact"):
        column = [one for row in table.rows if (one := table.cell(row, key)) is not None]
        bare = [number(one, None, week_of(plan)) for one in column]
        values = {one.value if one is not None and one.kind is Kind.BARE else 0 for one in bare}
        if table.columns.units.get(key) is None and values and all(one in _SCORES for one in values):
            scores.add(key)
    return Setting(table, week_of(plan), percentages, frozenset(scores), order_of(table))


def _key(row: int, table: Register) -> str:
    """A risk's own id, else the number of its row."""
    return table.text(row, "id") or f"#{row}"


def _risk(row: int, setting: Setting, places: Places) -> Iterator[Read]:
    """The risk of a row; none with a problem noted."""
    table = setting.table
    told = _told(row, setting, places)
    effect = effect_of(row, setting, "")
    cost = _cost(row, table)
    if told is None or effect is None:
        return
    chance, ids = told
    left = _left(row, setting, chance, effect)
    if isinstance(left, str):
        return
    impact = replace(_impact(chance, effect), cost=cost)
    yield Read(row, Risk(_key(row, table), _title(row, table), impact, ids, left))


def _way(row: int, setting: Setting, places: Places) -> Iterator[Way]:
    """The work of a row that is only done when it happens; none with a problem noted."""
    table, told = setting.table, _told(row, setting, places)
    left, cost = _chance(row, setting, "residual_probability"), _cost(row, table)
    for key in _LEFT:
        if table.cell(row, key) is not None:
            table.wrong(row, key, "residual_of_work")
    if told is not None:
        yield Way(row, _key(row, table), Option(*told, _title(row, table), left, cost))


def _side(row: int, setting: Setting, places: Places) -> Iterator[Side]:
    """The work of a row that hangs on when other work is finished; none with a problem noted."""
    table = setting.table
    scope = scope_of(row, table, places) if _is_named(row, table) else None
    if scope is not None:
        named, cost = (_key(row, table), _title(row, table)), _cost(row, table)
        for key in ("residual_probability", *_LEFT):
            if table.cell(row, key) is not None:
                table.wrong(row, key, "residual_of_side")
        sides = side_of(row, named, tuple(sorted(scope.ids)), table, (places, setting.order))
        yield from (replace(one, cost=cost) for one in sides)


def _lost(row: int, setting: Setting, places: Places) -> Iterator[LostDays]:
    """The period of a row in which days are lost; none with a problem noted."""
    table = setting.table
    told, effect = _told(row, setting, places), effect_of(row, setting, "")
    if told is None or effect is None:
        return
    if effect.factor:
        table.wrong(row, "likely", "lost_factor")
        return
    named, cost = (_key(row, table), _title(row, table)), _cost(row, table)
    left = _left(row, setting, told[0], effect)
    if isinstance(left, str):
        return
    for one in lost_at(row, named, told, effect.range, (table, setting.order, setting.week.day)):
        days = left.minutes if left is not None else None
        yield replace(
            one,
            cost=cost,
            residual_probability=left.probability if left is not None else None,
            residual_days=None if days is None else in_days(days, setting.week.day),
        )


def _is_named(row: int, table: Register) -> bool:
    """Whether a row has a title or a number; a problem is noted where it has none."""
    if table.text(row, "title") or table.text(row, "id"):
        return True
    table.wrong(row, "title", "no_title")
    return False


def _told(row: int, setting: Setting, places: Places) -> tuple[float, tuple[int, ...]] | None:
    """How likely a row is, and its activities; None with a problem noted."""
    table = setting.table
    if not _is_named(row, table):
        return None
    scope = scope_of(row, table, places)
    chance = _chance(row, setting, "probability")
    if chance is None and table.cell(row, "probability") is None:
        table.wrong(row, "probability", "probability_missing")
    return None if chance is None or scope is None else (chance, tuple(sorted(scope.ids)))


def _title(row: int, table: Register) -> str:
    return table.text(row, "title") or _key(row, table)


def _cost(row: int, table: Register) -> Range | None:
    """Money that a risk takes once when it happens; None when the cell is empty, or with a problem noted."""
    cell = table.cell(row, "cost")
    if cell is None:
        return None
    found = amount(cell)
    if found is None:
        table.wrong(row, "cost", "no_amount")
        return None
    if isinstance(cell, str) and cell.strip().startswith(("-", "−")):
        found = -found
    return Range(Shape.FIXED, found, found, found)


def _chance(row: int, setting: Setting, key: str) -> float | None:
    """The probability of a cell; None when it is empty, or with a problem noted."""
    table, cell = setting.table, setting.table.cell(row, key)
    if cell is None:
        return None
    found = probability(cell, percentages=setting.percentages[key])
    if found is None:
        table.wrong(row, key, "no_probability")
    elif found < 0 or found > 1:
        table.wrong(row, key, "probability_beyond" if found > 1 else "probability_below")
    else:
        return found
    return None


def _impact(chance: float, effect: Effect) -> Impact:
    return Impact(chance, factor=effect.range) if effect.factor else Impact(chance, minutes=effect.range)


def _left(row: int, setting: Setting, chance: float, effect: Effect) -> Impact | str | None:
    """What the response leaves: what isn't told stays as it was. None without response; a text with a problem noted."""
    table, key = setting.table, "residual_probability"
    told = [f"residual_{one}" for one in (*POINTS, "impact") if table.cell(row, f"residual_{one}") is not None]
    if not told and table.cell(row, key) is None:
        return None
    less = _chance(row, setting, key) if table.cell(row, key) is not None else chance
    rest = effect_of(row, setting, "residual_") if told else effect
    if less is None or rest is None:
        return "problem"
    if rest.factor != effect.factor:
        table.wrong(row, told[0], "residual_of_another_kind")
        return "problem"
    return _impact(less, rest)


def _refuse_doubles(found: Sequence[tuple[int, str]], seen: dict[str, int], table: Register) -> None:
    """Two risks of one id can't be told apart in the price list; ``seen`` are ids that may stand in several rows."""
    for row, key in found:
        name = plain(key)
        if name in seen:
            table.wrong(row, "id", "double_risk", risk=key, other=seen[name])
        seen.setdefault(name, row)


def _assumptions(
    risks: Sequence[Risk], left_out: tuple[Sequence[str], Sequence[str]], table: Register, plan: Plan
) -> list[Assumption]:
    """What was taken from the register, and what of it has no effect; closed and unrated ones are left out."""
    work, file = open_work(plan).keys(), Path(table.problems.file).name
    unfinished = {one.id for one in plan.activities if not one.finished}
    found: list[Assumption] = []
    values: dict[str, Value]
    if risks:
        struck = {key for one in risks for key in one.activity_ids} & unfinished
        answered = sum(one.residual is not None for one in risks)
        values = {"count": len(risks), "file": file, "activities": len(struck)}
        values["together"] = Message.of("registers.risks_answered", count=answered) if answered else ""
        found.append(Assumption("risks_file", Message.of("registers.risks_taken", **values), loud=True))
    each = tuple(one.key for one in risks if one.impact.minutes is not None and len(work & set(one.activity_ids)) > 1)
    if each:
        values = {"keys": each, "count": len(each)}
        found.append(Assumption("risks_each", Message.of("registers.risks_each", **values), loud=True))
    idle = tuple(one.key for one in risks if not unfinished & set(one.activity_ids))
    if idle:
        values = {"keys": idle, "count": len(idle)}
        found.append(Assumption("risks_idle", Message.of("registers.risks_idle", **values)))
    for what, keys in zip(("closed", "unrated"), left_out, strict=True):
        if keys:
            text = Message.of(f"registers.risks_{what}", keys=tuple(keys), count=len(keys))
            found.append(Assumption(f"risks_{what}", text, loud=what == "unrated"))
    return found
