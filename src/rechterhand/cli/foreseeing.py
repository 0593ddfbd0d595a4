"""What the commands about futures share: how a plan becomes an outlook, and the head of its document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rechterhand.cli.language import language
from rechterhand.cli.plans import Asked
from rechterhand.cli.uncertain import Told


@dataclass(frozen=True)
class Foreseeing:
    """The outlook that was asked for; ``run`` makes the futures, given who hears how far they are.

    Ranges and risks may name people, so the outlook takes them out and not the door: plans are read with names.
    """

    asked: Asked
    told: Told
    run: Callable[[Any], Any]
    names: bool
    today: date | None
    prices: bool = False
    ways: bool = False

    def make(self, path: Path, *, intake: Any, password: Any, mapping: Any, step: Any) -> Any:
        """Read one plan and look ahead."""
        intake.warm()
        from rechterhand.verdict import outlook  # noqa: PLC0415 - kernels load while the reader starts

        run = self.run(step)
        step("read")
        plan = intake.read(path, password=password, mapping=mapping)
        uncertain = self.told.uncertainty(plan, intake, self.asked)
        return outlook(
            plan,
            run=run,
            uncertainty=uncertain,
            names=self.names,
            prices=self.prices,
            ways=self.ways,
            today=self.today,
            step=step,
        )

    def head(self, command: str, made: Any) -> dict[str, Any]:
        """The head of a command's document."""
        from rechterhand.schema.envelope import envelope  # noqa: PLC0415 - only when asked

        source, assumed, timings = made.plan.source, made.assumptions, made.timings
        return envelope(command, source, assumed, timings, language=language(), stable=self.asked.stable)
