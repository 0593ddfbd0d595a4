"""Advises the techniques that help a plan most."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

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
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.cli.uncertain import Told

Around = Annotated[Path | None, typer.Option("--circumstances", metavar=FILE, help=say("cli.option.circumstances"))]


def command(
    plans: Plans,
    circumstances: Around = None,
    uncertainty: Uncertain = None,
    risks: Risks = None,
    history: History = None,
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
    """Advise techniques."""
    from rechterhand.toolbox.situation import Given  # noqa: PLC0415 - loaded when called
    from rechterhand.toolbox.told import read_circumstances  # noqa: PLC0415 - loaded when called

    day, chosen = day_of(today, stable=stable), profile_of(profile, excuses, names=names)
    given = Given() if circumstances is None else read_circumstances(circumstances)
    told = Told(uncertainty, risks, history or ())
    besides = told.files if circumstances is None else (circumstances, *told.files)
    # ranges and risks may name people, so the review takes them out and not the door
    asked = Asked(plans, json, stable, password_file, mapping, names=True, besides=besides)

    def make(path: Any, *, intake: Any, password: Any, mapping: Any, step: Any) -> Any:
        intake.warm()
        from rechterhand.cli.asking import advised  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.verdict import review  # noqa: PLC0415 - kernels load while the reader starts

        run = run_of(iterations, seed, threads, sampling=sampling, precision=precision, cluster=cluster, step=step)
        step("read")
        plan = intake.read(path, password=password, mapping=mapping)
        uncertain = told.uncertainty(plan, intake, asked)
        seen = review(plan, run=run, uncertainty=uncertain, names=names, profile=chosen, today=day, step=step)
        step("")
        return seen, advised(seen, given)

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.advise import advise_document  # noqa: PLC0415 - only for JSON
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - only for JSON

        seen, advice = made
        source, assumed = seen.plan.source, seen.assumptions
        head = envelope("advise", source, assumed, seen.timings, language=language(), stable=stable)
        return head | advise_document(advice, language())

    def show(made: Any) -> None:
        from rechterhand.cli.advice import show_advice  # noqa: PLC0415 - Rich is only needed to show

        show_advice(made[0], made[1], language())

    return each(asked, Work("advise", make, document, show))
