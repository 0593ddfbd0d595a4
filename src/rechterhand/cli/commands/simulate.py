"""When a plan will really be finished: its futures, by logic and with the people there are."""

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
    """Simulate plans."""

    told = Told(uncertainty, risks, history or ())
    asked = Asked(plans, json, stable, password_file, mapping, names=True, besides=told.files)
    run = partial(run_of, iterations, seed, threads, sampling=sampling, precision=precision, cluster=cluster)
    seeing = Foreseeing(
        asked,
        told,
        run=lambda step: run(step=step),
        names=names,
        today=day_of(today, stable=stable),
    )

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents.simulate import outlook_document  # noqa: PLC0415 - only when asked

        return seeing.head("simulate", made) | outlook_document(made)

    def show(made: Any) -> None:
        from rechterhand.cli.futures import show_futures  # noqa: PLC0415 - Rich is only needed to show

        show_futures(made, language())

    return each(asked, Work("simulate", seeing.make, document, show))
