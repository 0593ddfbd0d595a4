"""The S-curve before and after: what a way out does to the chance of each date, on the same futures."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import EPOCH
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.reports.charts.s_curve import Chart, Curve, Mark, draw
from rechterhand.reports.charts.svg import Look
from rechterhand.text import Language, Message, render

Long = npt.NDArray[np.int64]


def before_after(
    before: Long, after: Long, committed: datetime | None, language: Language, look: Look, *, title: str
) -> str:
    """Draw both curves with P80 of each and the committed date."""
    curves = (Curve(np.sort(before), former=True), Curve(np.sort(after)))
    keys = ("report.ways.p80_now", "report.ways.p80_then")
    marks = [
        Mark(render(Message.of(key), language), quantile(curve.ordered, 0.8), tone)
        for tone, (key, curve) in enumerate(zip(keys, curves, strict=True))
    ]
    if committed is not None:
        marks.append(Mark(render(Message.of("report.committed"), language), committed, 2))
    return draw(Chart(title, "s-curve-ways", curves, marks), language, look)


def quantile(ordered: Long, share: float) -> datetime:
    """The moment by which a share of the futures is finished."""
    return EPOCH + timedelta(minutes=percentile(ordered, share))
