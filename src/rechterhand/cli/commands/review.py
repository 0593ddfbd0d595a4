"""The verdict of a plan: when will it really finish, what holds it up, can it be believed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.earlier import Earlier
from rechterhand.cli.language import language, say
from rechterhand.cli.options import (
    FILE,
    Cluster,
    Excuses,
    History,
    Iterations,
    Json,
    Lang,
    Mapping,
    Names,
    PasswordFile,
    Plans,
    Precision,
    Profile,
    Risks,
    Sampling,
    Seed,
    Stable,
    Threads,
    Today,
    Uncertain,
    day_of,
    profile_of,
    run_of,
)
from rechterhand.cli.outputs import Output
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.cli.uncertain import Told
from rechterhand.errors import RechterhandError

Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar=FILE, help=say("cli.option.xlsx"))]
Talk = Annotated[Path | None, typer.Option("--talk", metavar=FILE, help=say("cli.option.talk"))]
Against = Annotated[Path | None, typer.Option("--against", metavar=FILE, help=say("cli.option.against"))]
Html = Annotated[Path | None, typer.Option("--html", metavar=FILE, help=say("cli.option.html"))]


def command(
    plans: Plans,
    against: Against = None,
    uncertainty: Uncertain = None,
    risks: Risks = None,
    history: History = None,
    html: Html = None,
    xlsx: Xlsx = None,
    talk: Talk = None,
    json: Json = None,
    profile: Profile = None,
    excuses: Excuses = None,
    stable: Stable = False,
    today: Today = None,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    iterations: Iterations = 10_000,
    precision: Precision = None,
    sampling: Sampling = "random",
    seed: Seed = 1,
    threads: Threads = None,
    cluster: Cluster = None,
    names: Names = False,
) -> int:
    """Review plans."""

    day = day_of(today, stable=stable)
    chosen = profile_of(profile, excuses, names=names)
    # two versions are matched with the names of people, so the review takes them out and not the door
    told = Told(uncertainty, risks, history or ())
    besides = told.files if against is None else (against, *told.files)
    asked = Asked(plans, json, stable, password_file, mapping, names=True, besides=besides)
    earlier = Earlier(against, asked)

    def make(path: Any, *, intake: Any, password: Any, mapping: Any, step: Any) -> Any:
        intake.warm()
        from rechterhand.verdict import review  # noqa: PLC0415 - kernels load while the reader starts

        run = run_of(iterations, seed, threads, sampling=sampling, precision=precision, cluster=cluster, step=step)
        step("read")
        before = earlier.read(intake, path)
        plan = intake.read(path, password=password, mapping=mapping)
        uncertain = told.uncertainty(plan, intake, asked)
        try:
            return review(
                plan, against=before, run=run, uncertainty=uncertain, names=names, profile=chosen, today=day, step=step
            )
        except RechterhandError as error:
            raise earlier.blamed(error, path) from None

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.review import review_document  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - kernels load while the reader starts

        head = envelope("review", made.plan.source, made.assumptions, made.timings, language=language(), stable=stable)
        return head | earlier.named(review_document(made, language()))

    def show(made: Any) -> None:
        from rechterhand.cli.verdict import show_verdict  # noqa: PLC0415 - Rich is only needed to show

        show_verdict(made, language())

    outputs = [
        Output(option, target, suffixes, write)
        for option, target, suffixes, write in (
            ("--html", html, (".html", ".htm"), _page),
            ("--xlsx", xlsx, (".xlsx",), _workbook),
            ("--talk", talk, (".pdf", ".html", ".htm"), _talk),
        )
        if target is not None
    ]
    return each(asked, Work("review", make, document, show), outputs)


def _page(made: Any, _: str) -> bytes:
    from rechterhand.reports.page import page  # noqa: PLC0415 - only when asked

    return page(made, language()).encode()


def _workbook(made: Any, _: str) -> bytes:
    from rechterhand.reports.kinds.workbook import workbook  # noqa: PLC0415 - only when asked

    return workbook(made, language())


def _talk(made: Any, suffix: str) -> bytes:
    from rechterhand.reports.kinds.talk import talk_sheet  # noqa: PLC0415 - only when asked
    from rechterhand.reports.writers import html, pdf  # noqa: PLC0415 - only when asked

    document = talk_sheet(made, language())
    return pdf.write(document) if suffix == ".pdf" else html.write(document)
