"""Ways out of what holds a plan up, tried on a copy of it on the same futures."""

from __future__ import annotations

from functools import partial
from typing import Any

from rechterhand.cli.foreseeing import Foreseeing
from rechterhand.cli.language import language
from rechterhand.cli.options import (
    Cluster,
    History,
    Iterations,
    Json,
    Lang,
    Mapping,
    Names,
    PasswordFile,
    Plans,
    Precision,
    Risks,
    Sampling,
    Seed,
    Stable,
    Threads,
    Today,
    Uncertain,
    day_of,
    run_of,
)
from rechterhand.cli.plans import Asked, Work, each
from rechterhand.cli.uncertain import Told


def command(
    plans: Plans,
    uncertainty: Uncertain = None,
    risks: Risks = None,
    history: History = None,
    json: Json = None,
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
    """Find ways out of what holds plans up."""

    told = Told(uncertainty, risks, history or ())
    asked = Asked(plans, json, stable, password_file, mapping, names=True, besides=told.files)
    run = partial(run_of, iterations, seed, threads, sampling=sampling, precision=precision, cluster=cluster)
    seeing = Foreseeing(
        asked,
        told,
        run=lambda step: run(step=step),
        names=names,
        today=day_of(today, stable=stable),
        ways=True,
    )

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.remedies import remedies_document  # noqa: PLC0415 - only when asked

        return seeing.head("remedies", made) | remedies_document(made.ways, language())

    def show(made: Any) -> None:
        from rechterhand.cli.ways_out import show_ways_out  # noqa: PLC0415 - Rich is only needed to show

        show_ways_out(made, language())

    return each(asked, Work("remedies", seeing.make, document, show))
