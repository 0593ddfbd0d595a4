"""Checks a plan: can it be believed?"""

from __future__ import annotations

from typing import Any

from rechterhand.cli.language import language
from rechterhand.cli.options import Json, Lang, Mapping, Names, PasswordFile, Plans, Stable
from rechterhand.cli.plans import Asked, Work, each


def command(
    plans: Plans,
    json: Json = None,
    stable: Stable = False,
    lang: Lang = None,
    password_file: PasswordFile = None,
    mapping: Mapping = None,
    names: Names = False,
) -> int:
    """Check plans."""
    from rechterhand.schema.documents import check_document  # noqa: PLC0415 - loaded when called
    from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - loaded when called

    def document(made: Any) -> dict[str, Any]:
        reading, result, checks, seconds = made
        timings = {"read": reading.timings["read"], **result.timings, "check": seconds}
        head = envelope("check", reading.source, reading.assumptions, timings, language=language(), stable=stable)
        return head | check_document(checks, language())

    def show(made: Any) -> None:
        from rechterhand.cli.tables import show_checks  # noqa: PLC0415 - Rich is only needed to show

        show_checks(made[2], language())

    asked = Asked(plans, json, stable, password_file, mapping, names)
    return each(asked, Work("check", _check, document, show))


def _check(path: Any, *, intake: Any, step: Any, **options: Any) -> Any:
    import time  # noqa: PLC0415 - beside what it times

    step("read")
    intake.warm()
    from rechterhand.engine.schedule.solve import schedule  # noqa: PLC0415 - kernels load while the reader starts
    from rechterhand.findings.examine import examine  # noqa: PLC0415 - kernels load while the reader starts

    reading = intake.read(path, **options)
    step("schedule")
    result = schedule(reading.plan)
    step("check")
    started = time.perf_counter()
    checks = examine(reading.plan, result)
    return reading, result, checks, time.perf_counter() - started
