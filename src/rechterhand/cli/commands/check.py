"""Checks a plan: can it be believed?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.earlier import refuse_itself
from rechterhand.cli.language import language, say
from rechterhand.cli.options import (
    FILE,
    Excuses,
    Json,
    Lang,
    Mapping,
    Names,
    PasswordFile,
    Plans,
    Profile,
    Stable,
    Today,
    day_of,
    profile_of,
)
from rechterhand.cli.outputs import Output
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.cli.show import show_error

Html = Annotated[Path | None, typer.Option("--html", metavar=FILE, help=say("cli.option.check_html"))]
Against = Annotated[
    list[Path] | None, typer.Option("--against", metavar=FILE, help=say("cli.option.check_against"), show_default=False)
]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar=FILE, help=say("cli.option.check_xlsx"))]


def command(
    plans: Plans,
    profile: Profile = None,
    excuses: Excuses = None,
    against: Against = None,
    html: Html = None,
    xlsx: Xlsx = None,
    json: Json = None,
    stable: Stable = False,
    today: Today = None,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    names: Names = False,
) -> int:
    """Check plans."""

    day = day_of(today, stable=stable)
    chosen = profile_of(profile, excuses, names=names)

    def make(path: Any, *, intake: Any, **options: Any) -> Any:
        for one in against or ():
            refuse_itself(one, path)
        intake.warm()
        from rechterhand.findings.examined import examined  # noqa: PLC0415 - kernels load while the reader starts

        return examined(path, intake=intake, profile=chosen, earlier=tuple(against or ()), today=day, **options)

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.check import check_document  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - kernels load while the reader starts

        head = envelope("check", made.plan.source, made.assumptions, made.timings, language=language(), stable=stable)
        return head | check_document(made.checks, language())

    def show(made: Any) -> None:
        from rechterhand.cli.checks import show_checks  # noqa: PLC0415 - Rich is only needed to show

        if made.refused is not None:
            show_error(made.refused)
        show_checks(made, language())
        if made.plan.source.sheet_rows:
            sys.stdout.write(say("tables.sheet_rows") + "\n")

    asked = Asked(plans, json, stable, password_file, mapping, names)
    outputs = [
        Output(option, target, suffixes, write)
        for option, target, suffixes, write in (
            ("--html", html, (".html", ".htm"), _page),
            ("--xlsx", xlsx, (".xlsx",), _workbook),
        )
        if target is not None
    ]
    return each(asked, Work("check", make, document, show), outputs)


def _page(made: Any, _: str) -> bytes:
    from rechterhand.reports.checks_page import checks_page  # noqa: PLC0415 - only when asked

    return checks_page(made, language()).encode()


def _workbook(made: Any, _: str) -> bytes:
    from rechterhand.reports.kinds.checks_workbook import checks_workbook  # noqa: PLC0415 - only when asked

    return checks_workbook(made, language())
