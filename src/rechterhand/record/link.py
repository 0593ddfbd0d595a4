"""A logical tie between two activities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkType(StrEnum):
    """Which end of the predecessor drives which end of the successor."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagUnit(StrEnum):
    """How a lag is measured."""

    WORKING = "working"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    ELAPSED_PERCENT = "elapsed_percent"


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A tie with an activity of another project, which the plan doesn't hold.

    ``incoming`` when that one is the predecessor; ``in_file`` when its project stands in the same file.
    """

    activity_id: int
    other_id: int
    type: LinkType = LinkType.FS
    incoming: bool = True
    in_file: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """``lag_minutes`` may be negative (a lead). For percent units it holds 0 and ``lag_percent`` the share of the
    predecessor's duration.

    ``discretionary`` marks preference rather than necessity; only such a link may be thought away.
    """

    predecessor_id: int
    successor_id: int
    type: LinkType = LinkType.FS
    lag_minutes: int = 0
    lag_unit: LagUnit = LagUnit.WORKING
    lag_percent: float | None = None
    discretionary: bool = False
    id: int | None = None
