"""Writes a plan for another tool, as tables or in full, or its verdict as a report, talk sheet, workbook or page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import (
    FILE,
    History,
    Iterations,
    Lang,
    Mapping,
    Names,
    OneJson,
    PasswordFile,
    Risks,
    Seed,
    Stable,
    Threads,
    Today,
    Uncertain,
    day_of,
    run_of,
)
from rechterhand.cli.outputs import Output
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.cli.uncertain import Told
from rechterhand.errors import BadInput
from rechterhand.text import Message

Plan = Annotated[
    Path, typer.Argument(metavar=say("cli.metavar.one_plan"), help=say("cli.option.one_plan"), show_default=False)
]
File = Annotated[Path, typer.Argument(metavar=FILE, help=say("cli.option.export_file"), show_default=False)]


@dataclass(frozen=True)
class Exported:
    """What was read of a plan, the bytes of the file, what isn't in it as it was, and where it ends in it."""

    source: Any
    assumptions: Any
    timings: Any
    data: bytes
    left_out: tuple[Any, ...] = ()
    ends: Any = None


def command(
    plan: Plan,
    file: File,
    uncertainty: Uncertain = None,
    risks: Risks = None,
    history: History = None,
    json: OneJson = None,
    stable: Stable = False,
    today: Today = None,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    threads: Threads = None,
    names: Names = False,
) -> int:
    """Export a plan."""
    from rechterhand.export.endings import TOOL_FILES  # noqa: PLC0415 - loaded when called

    for_tool, sheets = file.suffix.lower() in TOOL_FILES, _plan_ending(file)
    is_plan = for_tool or sheets is not None
    endings = (file.suffix.lower(),) if is_plan else _verdict_ending(file)
    told, day = Told(uncertainty, risks, history or ()), day_of(today, stable=stable)
    asked = Asked([plan], json, stable, password_file, mapping, names=names or not is_plan, besides=told.files)

    def of_plan(path: Any, *, intake: Any, step: Any, **options: Any) -> Exported:
        from rechterhand.export.choose import written  # noqa: PLC0415 - starts the writer

        step("read")
        reading = intake.read(path, **options)
        made = written(reading.plan, file)
        from rechterhand.versions.elsewhere import ends  # noqa: PLC0415 - kernels load once the file is there

        step("schedule")
        both = ends(reading.plan, made.data, file.suffix.lower())
        return Exported(reading.source, reading.assumptions, reading.timings, made.data, made.left_out, both)

    def of_sheets(path: Any, *, intake: Any, step: Any, **options: Any) -> Exported:
        from rechterhand.reports.files import PLAN_FILES  # noqa: PLC0415 - loaded when called

        step("read")
        reading = intake.read(path, **options)
        data = PLAN_FILES[sheets or ""](reading, language())
        return Exported(reading.source, reading.assumptions, reading.timings, data)

    def of_verdict(path: Any, *, intake: Any, step: Any, **options: Any) -> Exported:
        intake.warm()
        from rechterhand.reports.files import VERDICT_FILES  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.verdict import review  # noqa: PLC0415 - kernels load while the reader starts

        step("read")
        reading = intake.read(path, **options)
        uncertain = told.uncertainty(reading, intake, asked)
        run = run_of(iterations, seed, threads, sampling="random", precision=None, cluster=None, step=step)
        made = review(reading, run=run, uncertainty=uncertain, names=names, today=day, step=step)
        data = VERDICT_FILES[endings[0]](made, language())
        return Exported(made.plan.source, made.assumptions, made.timings, data)

    def document(made: Exported) -> dict[str, Any]:
        from rechterhand.schema.documents.export import export_document  # noqa: PLC0415 - only for JSON
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - only for JSON

        head = envelope("export", made.source, made.assumptions, made.timings, language=language(), stable=stable)
        return head | export_document(str(file), made.left_out, made.ends, language())

    def show(made: Exported) -> None:
        from rechterhand.text import render  # noqa: PLC0415 - loaded when called

        typer.echo(say("cli.export.written", file=str(file)))
        for one in made.left_out:
            typer.echo("· " + render(one.text, language()))
        if made.ends is not None and made.ends.told is not None:
            typer.echo("· " + render(made.ends.told, language()))

    output = Output(say("cli.metavar.file"), file, endings, lambda made, _: made.data)
    make = of_plan if for_tool else of_sheets if is_plan else of_verdict
    return each(asked, Work("export", make, document, show), [output])


def _plan_ending(file: Path) -> str | None:
    """How the plan itself is written in a file of this name, where it isn't for another tool."""
    from rechterhand.reports.files import plan_ending_of  # noqa: PLC0415 - loaded when called

    return plan_ending_of(file.name)


def _verdict_ending(file: Path) -> tuple[str, ...]:
    """The kind of verdict that a name asks for, and the suffix that it has. Raises BadInput for another one."""
    from rechterhand.export.endings import MADE  # noqa: PLC0415 - loaded when called
    from rechterhand.reports.files import ending_of  # noqa: PLC0415 - loaded when called

    ending = ending_of(file.name)
    if ending is None:
        known = ", ".join(sorted(MADE))
        raise BadInput(Message.of("cli.export.ending", known=known), where={"file": str(file)})
    return tuple(dict.fromkeys((ending, file.suffix.lower())))
