"""Projects of one programme together: when each is finished, what waits for what, and what holds up all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rechterhand.cli.language import language, say
from rechterhand.cli.options import FILE, Iterations, Lang, Mapping, Names, OneJson, PasswordFile, Seed, Stable, Threads
from rechterhand.cli.plans import Asked

Projects = Annotated[
    list[Path], typer.Argument(metavar=say("cli.metavar.plans"), help=say("cli.option.projects"), show_default=False)
]
Links = Annotated[Path | None, typer.Option("--links", metavar=FILE, help=say("cli.option.links"))]


def command(
    projects: Projects,
    links: Links = None,
    json: OneJson = None,
    stable: Stable = False,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    iterations: Iterations = 10_000,
    seed: Seed = 1,
    threads: Threads = None,
    names: Names = False,
) -> int:
    """Look at projects together."""
    from rechterhand.cli.programme import look_together  # noqa: PLC0415 - loads the reader

    asked = Asked(projects, json, stable, password_file, mapping, names, besides=() if links is None else (links,))

    def make(readings: list[Any], paths: list[Path], step: Any) -> Any:
        from rechterhand.engine.simulate.run import Run  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.programme.read_links import read_links  # noqa: PLC0415 - kernels load while the reader starts
        from rechterhand.programme.review import review_programme  # noqa: PLC0415 - kernels load while the reader starts

        members, called = members_of(readings, paths, names=names)
        ties = [] if links is None else read_links(links, members, called)
        run = Run(iterations, seed, threads, progress=step.share)
        return review_programme(members, ties, run=run, step=step)

    def show(made: Any) -> None:
        from rechterhand.cli.joint import show_programme  # noqa: PLC0415 - Rich is only for the screen

        show_programme(made, language())

    return look_together(asked, make, show)


def members_of(readings: list[Any], paths: list[Path], *, names: bool) -> tuple[list[Any], dict[str, list[str]]]:
    """The projects by the names of their files, and what else each may be called."""
    from rechterhand.intake.discreet import discreet  # noqa: PLC0415 - loaded while the reader starts
    from rechterhand.programme.link import Member  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.programme.promised import promised  # noqa: PLC0415 - kernels load while the reader starts

    members, called = [], {}
    for path, reading in zip(paths, readings, strict=True):
        plan = reading.plan if names else discreet(reading).plan
        same = [one for one in paths if one.stem == path.stem]
        key = path.stem if len(same) == 1 else str(path)
        members.append(Member(key, plan, committed=promised(plan)))
        called[key] = [path.name, str(path), plan.name, plan.key]
    return members, called
