"""A whole project file through MPXJ: the confined worker reads it, the modules beside this one make the plan."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from rechterhand.intake.mpxj.activities import activity
from rechterhand.intake.mpxj.calendars import calendar
from rechterhand.intake.mpxj.custom import Names, is_custom
from rechterhand.intake.mpxj.known import known
from rechterhand.intake.mpxj.links import links
from rechterhand.intake.mpxj.options import dialect, options
from rechterhand.intake.mpxj.resources import assignment, resource
from rechterhand.intake.mpxj.values import Row, moment
from rechterhand.intake.reader import NotUnderstood, Opened, Reading
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Dialect, Plan, Source
from rechterhand.text import Message


def read_project(opened: Opened) -> Reading:
    """Read any file that MPXJ knows. Raises the errors of ``rechterhand.errors`` with what to do."""
    answer = opened.worker.call("read_project", path=str(opened.path.resolve()), password=opened.password)
    started = time.perf_counter()
    document = msgspec.json.decode(answer["json"])
    plan = _plan(document, opened, answer["expanded"])
    others = [str(name) for name in answer["others"]]
    assumptions = (
        (Assumption("first_project", Message.of("intake.first_project", others=tuple(others), count=len(others))),)
        if others
        else ()
    )
    timings = {"mpxj": answer["seconds"], "map": time.perf_counter() - started}
    return Reading(plan, tuple(_left(document, answer["ignored"])), assumptions, MappingProxyType(timings))


def _plan(document: Mapping[str, Any], opened: Opened, expanded: Mapping[str, Any]) -> Plan:
    properties = document["property_values"]
    primavera = dialect(properties) is Dialect.PRIMAVERA
    names = Names.of(document)
    rows = [row for row in document.get("tasks", ()) if not row.get("null")]
    kept = {row.get("unique_id", 0) for row in rows}
    name = str(properties.get("project_title") or properties.get("name") or Path(opened.name).stem)
    made = (assignment(row, names.fields(row, "assignment")) for row in document.get("assignments", ()))
    return Plan(
        name=name,
        key=str(properties.get("project_id") or Path(opened.name).stem),
        source=Source(
            file=opened.name,
            format=str(properties.get("file_type") or opened.suffix[1:].upper()),
            sha256=opened.sha256,
            application=properties.get("full_application_name") or properties.get("file_application"),
        ),
        activities=tuple(
            activity(
                row,
                primavera=primavera,
                codes=names.of_codes(row.get("activity_code_values")),
                fields=names.fields(row, "task"),
                estimate=names.estimate(row),
            )
            for row in rows
        ),
        links=tuple(one for one in links(rows) if one.predecessor_id in kept and one.successor_id in kept),
        calendars=tuple(calendar(row, expanded) for row in document.get("calendars", ())),
        default_calendar_id=properties.get("default_calendar_unique_id"),
        resources=tuple(
            resource(row, names.of_codes(row.get("resource_code_values")), names.fields(row, "resource"))
            for row in document.get("resources", ())
        ),
        assignments=tuple(one for one in made if one is not None and one.activity_id in kept),
        dialect=Dialect.PRIMAVERA if primavera else Dialect.MICROSOFT,
        options=options(properties),
        start=moment(properties.get("planned_start" if primavera else "start_date"))
        or moment(properties.get("start_date")),
        finish=moment(properties.get("finish_date")),
        status_date=moment(properties.get("status_date")),
        currency=properties.get("currency_code") or properties.get("currency_symbol"),
        properties=MappingProxyType(dict(properties)),
    )


def _left(document: Mapping[str, Any], ignored: Iterable[str]) -> Iterable[NotUnderstood]:
    """Everything that found no place, with count and example."""
    for kind in ("task", "resource", "assignment"):
        yield from _unknown(kind, document.get(f"{kind}s", ()), known(kind))
    for text, count in sorted(Counter(ignored).items()):
        yield NotUnderstood("reader", count, text[:200])


def _unknown(kind: str, rows: Iterable[Row], understood: frozenset[str]) -> Iterable[NotUnderstood]:
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if name in understood or is_custom(name) or _is_baseline(name):
                continue
            counts[name] += 1
            examples.setdefault(name, str(value)[:80])
    return [NotUnderstood(f"{kind}.{name}", count, examples[name]) for name, count in sorted(counts.items())]


def _is_baseline(name: str) -> bool:
    """Numbered baselines are kept as far as ``Baseline`` holds them."""
    head, _, field = name.partition("_")
    return (
        head.startswith("baseline")
        and head[8:].isdigit()
        and field.removesuffix("_units") in {"start", "finish", "duration", "work", "cost", "fixed_cost_accrual"}
    )
