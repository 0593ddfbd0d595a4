"""What holds a plan up, priced by relieving it on the same futures."""

from __future__ import annotations

from typing import Any

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
    """Price what holds plans up."""

    day = day_of(today, stable=stable)
    told = Told(uncertainty, risks, history or ())
    # ranges and risks may name people, so the outlook takes them out and not the door
    asked = Asked(plans, json, stable, password_file, mapping, names=True, besides=told.files)

    def make(path: Any, *, intake: Any, password: Any, mapping: Any, step: Any) -> Any:
        intake.warm()
        from rechterhand.verdict import outlook  # noqa: PLC0415 - kernels load while the reader starts

        run = run_of(iterations, seed, threads, sampling=sampling, precision=precision, cluster=cluster, step=step)
        step("read")
        plan = intake.read(path, password=password, mapping=mapping)
        uncertain = told.uncertainty(plan, intake, asked)
        return outlook(plan, run=run, uncertainty=uncertain, names=names, prices=True, today=day, step=step)

    def document(made: Any) -> dict[str, Any]:
        from rechterhand.schema.documents import bottlenecks_document  # noqa: PLC0415 - only when asked
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - only when asked

        source, assumed, timings = made.plan.source, made.assumptions, made.timings
        head = envelope("bottlenecks", source, assumed, timings, language=language(), stable=stable)
        return head | bottlenecks_document(made.prices, language())

    def show(made: Any) -> None:
        from rechterhand.cli.bottlenecks import show_bottlenecks  # noqa: PLC0415 - Rich is only needed to show

        show_bottlenecks(made, language())

    return each(asked, Work("bottlenecks", make, document, show))
