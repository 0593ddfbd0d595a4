"""Schedules a plan: dates and floats beside those stored in the file."""

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
    """Schedule plans."""
    from rechterhand.schema.documents import schedule_document  # noqa: PLC0415 - loaded when called
    from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - loaded when called

    def document(made: Any) -> dict[str, Any]:
        reading, result = made
        timings = {"read": reading.timings["read"], **result.timings}
        assumptions = (*reading.assumptions, *result.assumptions)
        head = envelope("schedule", reading.source, assumptions, timings, language=language(), stable=stable)
        return head | schedule_document(result)

    def show(made: Any) -> None:
        from rechterhand.cli.tables import show_schedule  # noqa: PLC0415 - Rich is only needed to show

        show_schedule(made[1], language())

    asked = Asked(plans, json, stable, password_file, mapping, names)
    return each(asked, Work("schedule", _schedule, document, show))


def _schedule(path: Any, *, intake: Any, step: Any, **options: Any) -> Any:
    step("read")
    intake.warm()
    from rechterhand.engine.schedule.solve import schedule  # noqa: PLC0415 - kernels load while the reader starts

    reading = intake.read(path, **options)
    step("schedule")
    return reading, schedule(reading.plan, drag=True)
