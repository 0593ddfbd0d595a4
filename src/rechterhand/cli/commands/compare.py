"""What changed between versions of a plan, and what moved its finish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import FILE, Iterations, Lang, Mapping, Names, OneJson, PasswordFile, Seed, Stable, Threads
from rechterhand.cli.outputs import Output
from rechterhand.cli.plans import Asked
from rechterhand.cli.together import Work, together

Versions = Annotated[
    list[Path], typer.Argument(metavar=say("cli.metavar.versions"), help=say("cli.option.versions"), show_default=False)
]
Html = Annotated[Path | None, typer.Option("--html", metavar=FILE, help=say("cli.option.compare_html"))]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar=FILE, help=say("cli.option.compare_xlsx"))]
NoFutures = Annotated[bool, typer.Option("--no-futures", help=say("cli.option.no_futures"))]


def command(
    versions: Versions,
    html: Html = None,
    xlsx: Xlsx = None,
    json: OneJson = None,
    stable: Stable = False,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    threads: Threads = None,
    no_futures: NoFutures = False,
    names: Names = False,
) -> int:
    """Compare versions."""

    def make(readings: list[Any], step: Any) -> Any:
        from rechterhand.engine.simulate.run import Run  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.versions.series import series  # noqa: PLC0415 - kernels load while the reader starts

        run = Run(iterations, seed, threads)
        return series(readings, run=run, futures=not no_futures, names=names, step=step)

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.compare import document as written  # noqa: PLC0415 - only for JSON

        return written(made, language(), stable=stable)

    def show(made: Any) -> None:
        from rechterhand.cli.comparison import show_comparison, show_series  # noqa: PLC0415 - Rich is only for the screen

        if len(made.steps) == 1:
            show_comparison(made.steps[0], language())
        else:
            show_series(made, language())

    asked = Asked(versions, json, stable, password_file, mapping, names)
    outputs = [
        Output(option, target, suffixes, write)
        for option, target, suffixes, write in (
            ("--html", html, (".html", ".htm"), _page),
            ("--xlsx", xlsx, (".xlsx",), _workbook),
        )
        if target is not None
    ]
    return together(asked, Work("compare", make, document, show), outputs)


def _page(made: Any, _: str) -> bytes:
    from rechterhand.reports.changed import changed_page  # noqa: PLC0415 - only when asked

    return changed_page(made, language()).encode()


def _workbook(made: Any, _: str) -> bytes:
    from rechterhand.reports.kinds.changes import workbook  # noqa: PLC0415 - only when asked

    return workbook(made, language())
