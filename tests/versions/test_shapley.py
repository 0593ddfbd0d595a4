"""Shares add up, treat equals alike, give nothing for nothing, and equal the definition."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import naive_shapley

from rechterhand.versions.shapley import EXACT, Real, shapley


def game(players: int, seed: int) -> dict[int, int]:
    draw = random.Random(seed)
    return {mask: draw.randint(-50_000, 500_000) for mask in range(1 << players)}


def of(values: dict[int, int]) -> object:
    return lambda mask: np.array([values[mask]], dtype=np.float64)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 2**32))
def test_shares_equal_the_definition(players: int, seed: int) -> None:
    values = game(players, seed)
    wanted = naive_shapley.shapley(players, lambda some: values[sum(1 << one for one in some)])

    found = shapley(players, of(values))  # type: ignore[arg-type] - a function of a mask

    assert found.exact
    assert found.shares[:, 0].tolist() == pytest.approx([float(one) for one in wanted], rel=1e-12, abs=1e-9)
    assert found.shares[:, 0].sum() == pytest.approx(values[(1 << players) - 1] - values[0], abs=1e-6)


def test_ten_players_are_exact_and_add_up() -> None:
    values = game(EXACT, 3)

    found = shapley(EXACT, of(values))  # type: ignore[arg-type] - a function of a mask

    assert found.exact
    assert found.shares.sum() == pytest.approx(values[(1 << EXACT) - 1] - values[0], abs=1e-6)


def test_of_more_players_orders_are_drawn_with_their_error() -> None:
    weights = np.arange(1.0, 13.0)

    def value(mask: int) -> Real:
        inside = np.array([mask >> place & 1 for place in range(12)], dtype=float)
        return np.array([inside @ weights + 10.0 * inside[0] * inside[1]])

    found = shapley(12, value)

    wanted = weights + np.array([5.0, 5.0, *[0.0] * 10])
    assert not found.exact
    assert found.shares.sum() == pytest.approx(wanted.sum())
    assert (np.abs(found.shares[:, 0] - wanted) <= 4 * found.standard_errors[:, 0] + 1e-9).all()
    assert found.standard_errors[2:].max() == pytest.approx(0.0, abs=1e-12)


def test_equals_are_treated_alike_and_nothing_gets_nothing() -> None:
    def value(mask: int) -> Real:
        return np.array([480.0 if mask & 3 else 0.0])

    found = shapley(3, value)

    assert found.shares[:, 0].tolist() == [240.0, 240.0, 0.0]


def test_each_combination_is_asked_once() -> None:
    asked: list[int] = []

    def value(mask: int) -> Real:
        asked.append(mask)
        return np.array([float(mask)])

    shapley(6, value)

    assert sorted(asked) == list(range(64))
