"""Makes a plan to try everything on: a programme that doesn't exist, in the files of two tools."""

from __future__ import annotations

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
    from rechterhand.cli.show import stepper  # noqa: PLC0415 - loaded when called
    from rechterhand.sandbox import warm  # noqa: PLC0415 - loaded when called

    make_folder(folder)
    warm()
    step = stepper()
    try:
        step("demo")
        files, activities = _write(folder)
        made = _reviewed(files[0], step) if review else None
    finally:
        step("")
    told = ", ".join(map(str, files))
    typer.echo(plain(say("cli.demo.written", activities=activities, files=told)))
    if made is None:
        typer.echo(plain(say("cli.demo.next", file=str(files[0]))))
    else:
        _show(made, folder)
    return 0


def _write(folder: Path) -> tuple[list[Path], int]:
    """The files, Microsoft Project's first, and how many activities are in them."""
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.demo.plan import demonstration  # noqa: PLC0415 - kernels load while the writer starts
    from rechterhand.export import written  # noqa: PLC0415 - loaded when called
    from rechterhand.record.plan import Dialect  # noqa: PLC0415 - loaded when called

    files = []
    for suffix, dialect in ((".xml", Dialect.MICROSOFT), (".xer", Dialect.PRIMAVERA)):
        plan = demonstration(dialect)
        files.append(folder / f"{plan.key}{suffix}")
        write_file(files[-1], written(plan, files[-1]).data)
    return files, sum(not one.type.is_summary for one in plan.activities)


def _reviewed(path: Path, step: Any) -> Any:
    from rechterhand.verdict import review  # noqa: PLC0415 - loaded when called

    return review(path, step=step)


def _show(made: Any, folder: Path) -> None:
    from rechterhand.cli.outputs import write_file  # noqa: PLC0415 - loaded when called
    from rechterhand.cli.verdict import show_verdict  # noqa: PLC0415 - Rich is only needed to show
    from rechterhand.reports.page import page  # noqa: PLC0415 - loaded when called

    target = folder / "review.html"
    write_file(target, page(made, language()).encode())
    typer.echo()
    show_verdict(made, language())
    typer.echo()
    typer.echo(plain(say("cli.demo.page", file=str(target))))
