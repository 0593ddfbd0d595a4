"""Verdicts in storage, and the figures of them that lists show."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.base import File
from tests.cases.verdicts import empty, finished, harmful, moved, ordinary

from rechterhand.engine.schedule.result import to_minute
from rechterhand.schema.documents.review import review_document
from rechterhand.schema.envelope import to_bytes
from rechterhand.text.ending import ending_day
from rechterhand.verdict import Review
from rechterhand.web.bridge import storage, verdicts
from rechterhand.web.bridge.headline import headline

UPLOAD = uuid.UUID(int=7)


def test_a_verdict_comes_back_in_each_language() -> None:
    names = verdicts.keep(UPLOAD, ordinary())

    dutch, english = (verdicts.load(names[language]) for language in ("nl", "en"))

    assert dutch["bottlenecks"]["bottlenecks"][0]["title"] != english["bottlenecks"]["bottlenecks"][0]["title"]
    assert dutch["simulate"] == english["simulate"]
    assert to_bytes(english["check"], lines=True) == to_bytes(review_document(ordinary(), "en")["check"], lines=True)


def test_keeping_the_same_again_makes_no_second_file() -> None:
    first, again = verdicts.keep(UPLOAD, ordinary()), verdicts.keep(UPLOAD, ordinary())

    assert first == again


def test_the_curve_tells_the_percentiles() -> None:
    futures = ordinary().simulation
    points = verdicts.curve(futures.finishes)

    assert len(points) == 101
    assert points[80] == to_minute(futures.percentiles["p80"].moment)
    assert (points[0], points[100]) == (futures.finishes.min(), futures.finishes.max())


@pytest.mark.parametrize("share", [0.05, 0.33, 0.5, 0.8, 0.95])
def test_the_chance_by_the_curve_is_that_of_the_futures(share: float) -> None:
    finishes = ordinary().simulation.finishes
    minute = int(np.quantile(finishes, share))

    by_curve = verdicts.chance(verdicts.curve(finishes), datetime(1970, 1, 1) + timedelta(minutes=minute))

    assert by_curve == pytest.approx(float((finishes <= minute).mean()), abs=0.015)


def test_a_chance_is_nought_before_all_futures_and_one_after() -> None:
    points = verdicts.curve(ordinary().simulation.finishes)

    assert verdicts.chance(points, datetime(2000, 1, 1)) == 0
    assert verdicts.chance(points, datetime(2100, 1, 1)) == 1
    assert verdicts.chance([], datetime(2100, 1, 1)) is None


def test_the_headline_says_what_the_verdict_says() -> None:
    review = ordinary()
    told = headline(review)
    first = review.prices.bottlenecks[0]

    assert told["p80"] == ending_day(review.simulation.percentiles["p80"].moment)
    assert [one["key"] for one in told["dearest"]] == [one.key for one in review.prices.bottlenecks[:3]]
    assert told["dearest"][0]["days"] == round(review.prices.ranked(first)[0], 3)
    assert told["dearest"][0]["title"]["nl"] != ""
    assert told["moved_days"] is None
    assert told["checks_failed"] + told["checks_warned"] + told["checks_passed"] <= len(review.checks)


def test_the_headline_tells_what_moved() -> None:
    comparison = moved().comparison
    assert comparison is not None

    assert headline(moved())["moved_days"] == pytest.approx(comparison.finish.days)


@pytest.mark.parametrize("make", [finished, empty, harmful])
def test_plans_without_futures_or_with_hostile_names_have_a_headline(make: Any) -> None:
    review: Review = make()
    told = headline(review)
    verdicts.load(verdicts.keep(UPLOAD, review)["nl"])

    assert (told["p80"] is None) == (not review.simulation.has_open_work)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "plan.xml/../../x", "a\\..\\b.MPP", "no suffix", "x." + "y" * 300]
)
def test_an_original_lies_in_its_own_folder_whatever_its_name(name: str, settings: Any) -> None:
    kept = storage.keep_original(UPLOAD, name, File(BytesIO(b"content")))

    root = Path(settings.MEDIA_ROOT).resolve()
    assert (root / kept).resolve().parent == root / storage.folder_of(UPLOAD)
    assert storage.load(kept) == b"content"


@pytest.mark.django_db
def test_removing_an_upload_leaves_nothing() -> None:
    kept = storage.keep_original(UPLOAD, "plan.xml", File(BytesIO(b"content")))
    storage.remove(UPLOAD)
    storage.remove(UPLOAD)

    with pytest.raises(storage.FileGone):
        storage.load(kept)
