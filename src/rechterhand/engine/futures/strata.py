"""Futures that cover the range of every draw evenly: a Latin hypercube, or a scrambled Sobol sequence.

A number then depends on how many futures there are (Latin hypercube) or on what else is drawn (Sobol): such futures are
exempt from the promise that a draw is a function of seed, key and iteration alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from rechterhand.errors import BadInput
from rechterhand.text import Message

Real = npt.NDArray[np.float64]

CELLS = 2**27
"""Most numbers that are kept at once (a gibibyte)."""
DIMENSIONS = 21_201
"""Most dimensions of a Sobol sequence (Joe and Kuo 2008, doi 10.1137/070709359)."""
_LEAST = 2.0**-54


class Sampling(StrEnum):
    """How futures are drawn."""

    RANDOM = "random"
    LATIN_HYPERCUBE = "latin-hypercube"
    SOBOL = "sobol"


@dataclass(frozen=True, slots=True)
class Strata:
    """How stratified futures are drawn: the method, how many there are, and the seed."""

    sampling: Sampling
    iterations: int
    seed: int

    def shares(self, streams: Sequence[tuple[int, int]]) -> Real:
        """``(streams, iterations)`` numbers in (0, 1), a row for each stream and key.

        Raises
        ------
        BadInput
            For more numbers than memory should hold, or more dimensions than a Sobol sequence has.
        """
        if len(streams) * self.iterations > CELLS:
            raise BadInput(
                Message.of("simulate.too_many_strata", draws=len(streams), iterations=self.iterations),
                hint=Message.of("simulate.too_many_strata_hint", most=max(1, CELLS // len(streams))),
            )
        if self.sampling is Sampling.SOBOL:
            return self._sobol(len(streams))
        return self._latin(streams)

    def _latin(self, streams: Sequence[tuple[int, int]]) -> Real:
        """One number in each of as many equal parts, in an order of each key's own (McKay and others 1979)."""
        found = np.empty((len(streams), self.iterations))
        for row, (stream, key) in enumerate(streams):
            draw = np.random.Generator(np.random.Philox(np.random.SeedSequence([self.seed, stream, key])))
            found[row] = (draw.permutation(self.iterations) + draw.random(self.iterations)) / self.iterations
        return np.clip(found, _LEAST, 1 - _LEAST)

    def _sobol(self, dimensions: int) -> Real:
        from scipy.stats import qmc  # noqa: PLC0415 - SciPy's statistics are only loaded for this

        if dimensions > DIMENSIONS:
            raise BadInput(
                Message.of("simulate.too_many_dimensions", draws=dimensions, most=DIMENSIONS),
                hint=Message.of("simulate.too_many_dimensions_hint"),
            )
        sequence = qmc.Sobol(dimensions, scramble=True, rng=self.seed)
        whole = max(0, self.iterations - 1).bit_length()
        found = sequence.random_base2(whole)[: self.iterations]
        return np.ascontiguousarray(np.clip(found, _LEAST, 1 - _LEAST).T)
