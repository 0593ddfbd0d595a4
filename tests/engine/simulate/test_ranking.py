"""Ranks and rank correlation are SciPy's, whether numbers lie together or far apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from rechterhand.engine.simulate.ranking import correlation, rank


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60), st.sampled_from([1, 1_000]))
def test_ranks_share_their_mean_among_equals(numbers: list[int], far: int) -> None:
    values = np.array(numbers, dtype=np.int64) * far
    assert rank(values).tolist() == stats.rankdata(values).tolist()


def test_correlation_of_ranks_is_spearmans() -> None:
    random = np.random.default_rng(3)
    first = random.integers(0, 400, 2_000)
    second = first + random.integers(0, 300, 2_000)
    found = correlation(rank(first), rank(second))
    assert found == pytest.approx(float(stats.spearmanr(first, second).statistic), abs=1e-12)
    assert correlation(rank(first), rank(np.full(2_000, 7))) == 0.0
