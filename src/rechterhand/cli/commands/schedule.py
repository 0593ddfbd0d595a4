"""Schedules a plan: dates and floats beside those stored in the file."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import NUMBER, Json, Lang, Mapping, Names, PasswordFile, Plans, Stable
from rechterhand.cli.plans import Asked, Work, each

MOST = 1000
PATHS = 10
"""How many paths are ranked when only their end was named."""

Paths = Annotated[int | None, typer.Option("--paths", metavar=NUMBER, min=1, max=MOST, help=say("cli.option.paths"))]
To = Annotated[str | None, typer.Option("--to", metavar="ID", help=say("cli.option.to"))]


def command(
    plans: Plans,
    paths: Paths = None,
    to: To = None,
    json: Json = None,
    stable: Stable = False,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    names: Names = False,
) -> int:
    """Schedule plans."""
    wanted = PATHS if paths is None and to is not None else paths

    def make(path: Any, **options: Any) -> Any:
        return _schedule(path, wanted, to, **options)

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.schedule import schedule_document  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - kernels load while the reader starts

        reading, result, found = made
        timings = {"read": reading.timings["read"], **result.timings}
        assumptions = (*reading.assumptions, *result.assumptions)
        head = envelope("schedule", reading.source, assumptions, timings, language=language(), stable=stable)
        return head | schedule_document(result, found)

    def show(made: Any) -> None:
        from rechterhand.cli.dates import show_paths, show_schedule  # noqa: PLC0415 - Rich is only needed to show
        from rechterhand.cli.screen import screen  # noqa: PLC0415 - Rich is only needed to show
        from rechterhand.cli.unread import show_assumed, show_unread  # noqa: PLC0415 - Rich is only needed to show

        reading, result, found = made
        if found is None:
            show_schedule(result, language())
        else:
            show_paths(found, language())
        show_assumed((*reading.assumptions, *result.assumptions), screen())
        show_unread(reading, screen())

    asked = Asked(plans, json, stable, password_file, mapping, names)
    return each(asked, Work("schedule", make, document, show))


def _schedule(path: Any, paths: int | None, to: str | None, *, intake: Any, step: Any, **options: Any) -> Any:
    step("read")
    intake.warm()
    from rechterhand.engine.network.compile import compile_plan  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.engine.schedule.float_paths import float_paths  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.engine.schedule.solve import schedule  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.engine.simulate.moved import (  # noqa: PLC0415 - kernels load while the reader starts
        telling_moves,
    )

    reading = intake.read(path, **options)
    step("schedule")
    if paths is None:
        return reading, telling_moves(schedule(reading.plan, drag=True)), None
    end = None if to is None else _end(reading.plan, to)
    network = compile_plan(reading.plan)
    result = telling_moves(schedule(reading.plan, drag=True, network=network), network)
    return reading, result, float_paths(result, end, count=paths, network=network)


def _end(plan: Any, told: str) -> int:
    """The activity that is known by this id. Raises BadInput when there is none."""
    from rechterhand.cli.dates import shown_id  # noqa: PLC0415 - only when asked
    from rechterhand.errors import BadInput  # noqa: PLC0415 - cold path
    from rechterhand.text import Message  # noqa: PLC0415 - cold path

    wanted = told.casefold()
    rows = [one for one in plan.activities if one.active and not one.type.is_summary and not one.finished]
    known = [(shown_id(one, plan), one.code or "", str(one.id)) for one in rows]
    for place in range(3):
        for one, names in zip(rows, known, strict=True):
            if names[place].casefold() == wanted:
                return int(one.id)
    raise BadInput(
        Message.of("cli.paths.no_end", told=told), where={"option": "--to"}, hint=Message.of("cli.paths.no_end_hint")
    )
