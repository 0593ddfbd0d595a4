"""Prices of reliefs that change how many people there are: in futures with people, beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.engine.staffed.solve import relieved
from rechterhand.findings.detector import Candidate, Relief
from rechterhand.findings.priced import Priced
from rechterhand.text import Message
from rechterhand.text.ending import ending_day


class Staffing:
    """The futures with people of a plan, against which other numbers of them are priced."""

    def __init__(self, pricing: Pricing, people: PeopleResult) -> None:
        self.people = people
        finishes = people.staffed.finishes
        run = replace(pricing.run, iterations=len(finishes))
        self._pricing = Pricing(pricing.network, run, pricing.uncertainty, pricing.committed, finishes)

    def priced(self, chosen: Sequence[tuple[str, Candidate, Relief]], *, by_band: bool) -> Iterator[Priced]:
        """Each relief with what it brings; those that change no people are left out."""
        for kind, candidate, relief in chosen:
            if relief.staff is None:
                continue
            finishes, later = relieved(self.people.staffed, self._pricing.spreads, self._pricing.run, relief.staff)
            gain = self._pricing.gain(finishes)
            worth, error = (gain.band, gain.band_error) if by_band else (gain.p80, gain.standard_error)
            yield Priced(kind, candidate, relief, gain, worth, error, finishes, notes=tuple(self._notes(later)))

    def ceiling(self, one: Priced) -> tuple[float | None, float | None]:
        """What it brings when nobody has to wait for it at all, with its standard error."""
        if one.relief.no_limit is None:
            return None, None
        base = self.people.staffed
        finishes, _ = relieved(base, self._pricing.spreads, self._pricing.run, one.relief.no_limit)
        gain = self._pricing.gain(finishes)
        return (one.gain.p80, one.gain.standard_error) if gain.p80 < one.gain.p80 else (gain.p80, gain.standard_error)

    def _notes(self, later: int) -> Iterator[Message]:
        p80 = ending_day(self.people.percentiles["p80"].moment)
        yield Message.of("bottlenecks.note.with_people", p80=p80, futures=self.people.iterations)
        if later:
            yield Message.of("bottlenecks.note.anomalies", count=later, of=self.people.iterations)
