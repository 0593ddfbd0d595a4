"""Makes a plan to try everything on: a programme that doesn't exist, in six versions and in the files of two tools,
with its risk register and its circumstances.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import Lang
from rechterhand.text.plain import plain

Folder = Annotated[
    Path, typer.Argument(metavar=say("cli.metavar.folder"), help=say("cli.option.demo_folder"), show_default=False)
]
Review = Annotated[bool, typer.Option("--review", help=say("cli.option.demo_review"))]


def command(folder: Folder = Path("demo"), review: Review = False, lang: Lang = None) -> int:
    """Make the demonstration."""
    from rechterhand.cli.outputs import make_folder  # noqa: PLC0415 - loaded when called
    from rechterhand.cli.show import Stepper  # noqa: PLC0415 - loaded when called
    from rechterhand.sandbox import warm  # noqa: PLC0415 - loaded when called

    make_folder(folder)
    warm()
    step = Stepper()
    try:
        step("demo")
        files, activities = _write(folder)
        beside = _write_beside(folder)
        made = _reviewed(files, beside.risks, step) if review else None
    finally:
        step("")
    first, last = files[0], files[-1]
    told = f"{first} … {last.name}, {first.with_suffix('.xer')} … {last.with_suffix('.xer').name}"
    typer.echo(plain(say("cli.demo.written", activities=activities, versions=len(files), files=told)))
    if made is not None:
        _show(*made, folder)
    _next(last, files[-2], beside, reviewed=made is not None)
    return 0


@dataclass(frozen=True, slots=True)
class _Beside:
    """The files beside the versions."""

    risks: Path
    circumstances: Path


def _next(last: Path, before: Path, beside: _Beside, *, reviewed: bool) -> None:
    """Commands to go on with, each on a line of its own."""
    files = {"file": str(last), "risk": str(beside.risks)}
    typer.echo()
    typer.echo(plain(say("cli.demo.next")))
    if not reviewed:
        typer.echo(plain(say("cli.demo.next_review", **files, before=str(before))))
    typer.echo(plain(say("cli.demo.next_remedies", **files)))
    typer.echo(plain(say("cli.demo.next_advise", **files, told=str(beside.circumstances))))


def _write(folder: Path) -> tuple[list[Path], int]:
    """Microsoft Project's file of each version, with Primavera's beside it; how many activities are in the last."""
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.demo.plan import LAST, demonstration  # noqa: PLC0415 - kernels load while the writer starts
    from rechterhand.export import written  # noqa: PLC0415 - loaded when called
    from rechterhand.record.plan import Dialect  # noqa: PLC0415 - loaded when called

    files = []
    for version in range(1, LAST + 1):
        for dialect in (Dialect.PRIMAVERA, Dialect.MICROSOFT):
            plan = demonstration(dialect, version)
            path = folder / plan.source.file
            write_file(path, written(plan, path).data)
        files.append(path)
    return files, sum(not one.type.is_summary for one in plan.activities)


def _write_beside(folder: Path) -> _Beside:
    """The risk register of the last version, and the circumstances."""
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.demo import around, register  # noqa: PLC0415 - loaded when called
    from rechterhand.demo.programme import load  # noqa: PLC0415 - loaded when called

    made = _Beside(folder / register.FILE, folder / around.FILE)
    write_file(made.risks, register.register(load()))
    write_file(made.circumstances, around.around())
    return made


def _reviewed(files: list[Path], risks: Path, step: Any) -> tuple[Any, Any]:
    """The verdict of the last version with its risks against the one before, and the series of all of them.

    It is judged on its own status date, so that the verdict is equal on any day.
    """
    from rechterhand.intake import read  # noqa: PLC0415 - loaded when called
    from rechterhand.registers.risks import read_risks  # noqa: PLC0415 - loaded when called
    from rechterhand.verdict import review  # noqa: PLC0415 - loaded when called
    from rechterhand.versions.series import series  # noqa: PLC0415 - loaded when called

    step("read")
    readings = [read(path) for path in files]
    last = readings[-1]
    status = last.plan.status_date
    made = review(
        last,
        against=readings[-2],
        uncertainty=read_risks(risks, last),
        today=None if status is None else status.date(),
        step=step,
    )
    return made, series(readings, step=step)


def _show(made: Any, versions: Any, folder: Path) -> None:
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.cli.verdict import show_verdict  # noqa: PLC0415 - Rich is only needed to show
    from rechterhand.reports.changed import changed_page  # noqa: PLC0415 - loaded when called
    from rechterhand.reports.page import page  # noqa: PLC0415 - loaded when called

    verdict, changes = folder / "review.html", folder / "compare.html"
    write_file(verdict, page(made, language()).encode())
    write_file(changes, changed_page(versions, language()).encode())
    typer.echo()
    show_verdict(made, language())
    typer.echo()
    typer.echo(plain(say("cli.demo.page", file=str(verdict))))
    typer.echo(plain(say("cli.demo.changes", file=str(changes))))
