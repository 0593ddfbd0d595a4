"""Large networks made from a seed: as arrays, as a plan and as a Primavera XER file.

The order in which activities hang together differs from the order in the file, so that no scheduler gets a topological
order for nothing: blocks of the file are shuffled when links are local, the whole file when they are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rechterhand.record.activity import Activity
from rechterhand.record.calendar import STANDARD_DAY, Calendar, CalendarException, Hours
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Dialect, FloatType, LagCalendar, Plan, ScheduleOptions, Source

START = datetime(2026, 1, 5, 8, 0)
TYPES = (LinkType.FS, LinkType.SS, LinkType.FF, LinkType.SF)
SHARES = (0.70, 0.12, 0.12, 0.06)
BLOCK = 16
ROUND_THE_CLOCK: Hours = ((0, 1440),)
HOLIDAYS = ((1, 1), (4, 27), (12, 25), (12, 26))
HOLIDAY_YEARS = range(2026, 2056)

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Activities ``0 .. n-1`` in file order; durations and lags in minutes.

    ``kind`` indexes TYPES, ``calendar`` the three calendars.
    """

    duration: Numbers
    calendar: Numbers
    predecessor: Numbers
    successor: Numbers
    kind: Numbers
    lag: Numbers

    def __len__(self) -> int:
        return len(self.duration)


def network(activities: int, *, span: int | None = 100, links_each: int = 2, seed: int = 1) -> Network:
    """A network without cycles.

    Parameters
    ----------
    activities
        How many.
    span
        How many places in file order a link spans at most; None for any number.
    links_each
        Links for each activity, of all four types with lags from minus one to five days of eight hours.
    seed
        Equal seeds give equal networks.
    """
    random = np.random.default_rng(seed)
    order = _file_order(activities, random, local=span is not None)
    reach = activities if span is None else span - 2 * BLOCK
    wanted = activities * links_each
    later = random.integers(1, activities, wanted + wanted // 20 + 10)
    later[: activities - 1] = np.arange(1, activities)
    earlier = later - 1 - np.floor(random.random(len(later)) * np.minimum(later, reach)).astype(np.int64)
    pairs = random.permutation(np.unique(earlier * activities + later))[:wanted]
    earlier, later = pairs // activities, pairs % activities
    count = len(later)
    lag = np.where(random.random(count) < 0.6, 0, random.integers(-8, 41, count) * 60)
    return Network(
        duration=random.integers(1, 41, activities) * 60,
        calendar=random.choice(3, activities, p=(0.6, 0.25, 0.15)),
        predecessor=order[earlier],
        successor=order[later],
        kind=random.choice(4, count, p=SHARES),
        lag=lag,
    )


def _file_order(activities: int, random: np.random.Generator, *, local: bool) -> Numbers:
    """The place in the file of each activity in the order of the logic."""
    if not local:
        return random.permutation(activities)
    places = np.arange(activities)
    keys = places // BLOCK + random.random(activities)
    return np.argsort(keys, kind="stable")


def calendars() -> tuple[Calendar, ...]:
    """Five days of eight hours with holidays, six days of ten, and round the clock."""
    off = tuple(
        CalendarException(first=date(year, month, day), last=date(year, month, day))
        for year in HOLIDAY_YEARS
        for month, day in HOLIDAYS
    )
    long_day: Hours = ((420, 720), (750, 1050))
    return (
        Calendar(1, "Five days", (STANDARD_DAY,) * 5 + ((), ()), off, minutes_per_day=480, minutes_per_week=2400),
        Calendar(2, "Six days", (long_day,) * 6 + ((),), (), minutes_per_day=600, minutes_per_week=3600),
        Calendar(3, "Round the clock", (ROUND_THE_CLOCK,) * 7, (), minutes_per_day=1440, minutes_per_week=10080),
    )


def plan(net: Network) -> Plan:
    """The network as a plan by Primavera's rules: lags on the predecessor's calendar, finish float."""
    duration, calendar = net.duration.tolist(), net.calendar.tolist()
    activities = tuple(
        Activity(
            id=row + 1,
            name=f"Activity {row + 1}",
            code=f"A{row + 1}",
            calendar_id=calendar[row] + 1,
            duration_minutes=duration[row],
            remaining_duration_minutes=duration[row],
            planned_duration_minutes=duration[row],
        )
        for row in range(len(net))
    )
    ends = zip(net.predecessor.tolist(), net.successor.tolist(), net.kind.tolist(), net.lag.tolist(), strict=True)
    links = tuple(Link(one + 1, other + 1, TYPES[kind], lag) for one, other, kind, lag in ends)
    return Plan(
        name="Generated network",
        key="network",
        source=Source("network.xer", "XER", ""),
        activities=activities,
        links=links,
        calendars=calendars(),
        default_calendar_id=1,
        dialect=Dialect.PRIMAVERA,
        options=ScheduleOptions(lag_calendar=LagCalendar.PREDECESSOR, float_type=FloatType.FINISH),
        start=START,
        status_date=START,
    )


def write_xer(net: Network, path: Path) -> None:
    """The network as Primavera writes it: tab-delimited tables."""
    with path.open("w", encoding="cp1252", newline="\r\n") as out:
        out.write("ERMHDR\t18.8\t2026-01-05\tProject\tbench\tBench\tdb\tProject Management\tEUR\n")
        for name, fields, rows in _tables(net):
            out.write(f"%T\t{name}\n%F\t" + "\t".join(fields) + "\n")
            out.writelines("%R\t" + row + "\n" for row in rows)
        out.write("%E\n")


def _tables(net: Network) -> list[tuple[str, list[str], list[str]]]:
    start = f"{START:%Y-%m-%d %H:%M}"
    project_fields = ["proj_id", "proj_short_name", "clndr_id", "plan_start_date", "last_recalc_date", "export_flag"]
    options = {
        "schedoptions_id": "1",
        "proj_id": "1",
        "sched_outer_depend_type": "SD_Both",
        "sched_open_critical_flag": "N",
        "sched_lag_early_start_flag": "Y",
        "sched_retained_logic": "Y",
        "sched_setplantoforecast": "N",
        "sched_float_type": "FT_FF",
        "sched_calendar_on_relationship_lag": "rcal_Predecessor",
        "sched_use_expect_end_flag": "Y",
        "sched_progress_override": "N",
        "sched_use_project_end_date_for_float": "Y",
    }
    wbs = ["wbs_id", "proj_id", "seq_num", "proj_node_flag", "status_code", "wbs_short_name", "wbs_name"]
    return [
        ("PROJECT", project_fields, [f"1\tnetwork\t1\t{start}\t{start}\tY"]),
        ("CALENDAR", _CALENDAR_FIELDS, [_calendar_row(one) for one in calendars()]),
        ("SCHEDOPTIONS", list(options), ["\t".join(options.values())]),
        ("PROJWBS", wbs, ["1\t1\t1\tY\tWS_Open\tnetwork\tGenerated network"]),
        ("TASK", _TASK_FIELDS, _task_rows(net)),
        ("TASKPRED", _LINK_FIELDS, _link_rows(net)),
    ]


_CALENDAR_FIELDS = [
    *("clndr_id", "default_flag", "clndr_name", "proj_id", "base_clndr_id", "clndr_type"),
    *("day_hr_cnt", "week_hr_cnt", "month_hr_cnt", "year_hr_cnt", "clndr_data"),
]
_TASK_FIELDS = [
    *("task_id", "proj_id", "wbs_id", "clndr_id", "complete_pct_type", "task_type", "duration_type"),
    *(
        "status_code",
        "task_code",
        "task_name",
        "remain_drtn_hr_cnt",
        "target_drtn_hr_cnt",
        "cstr_type",
        "priority_type",
    ),
]
_LINK_FIELDS = [
    *("task_pred_id", "task_id", "pred_task_id", "proj_id", "pred_proj_id", "pred_type", "lag_hr_cnt"),
]


def _task_rows(net: Network) -> list[str]:
    rows = zip(net.calendar.tolist(), (net.duration // 60).tolist(), strict=True)
    return [
        f"{number}\t1\t1\t{calendar + 1}\tCP_Drtn\tTT_Task\tDT_FixedDUR2\tTK_NotStart\tA{number}\tActivity {number}"
        f"\t{hours}\t{hours}\t\tPT_Normal"
        for number, (calendar, hours) in enumerate(rows, 1)
    ]


def _link_rows(net: Network) -> list[str]:
    ends = zip(net.predecessor.tolist(), net.successor.tolist(), net.kind.tolist(), net.lag.tolist(), strict=True)
    return [
        f"{number}\t{successor + 1}\t{predecessor + 1}\t1\t1\tPR_{TYPES[kind]}\t{lag // 60}"
        for number, (predecessor, successor, kind, lag) in enumerate(ends, 1)
    ]


def _calendar_row(calendar: Calendar) -> str:
    week = [calendar.week[(day + 6) % 7] or () for day in range(7)]
    days = "".join(f"(0||{number}()({_hours(hours)}))" for number, hours in enumerate(week, 1))
    base = date(1899, 12, 30)
    off = "".join(
        f"(0||{number}(d|{(one.first - base) // timedelta(days=1)})())"
        for number, one in enumerate(calendar.exceptions)
    )
    data = f"(0||CalendarData()((0||DaysOfWeek()({days}))(0||VIEW(ShowTotal|N)())(0||Exceptions()({off}))))"
    day = (calendar.minutes_per_day or 480) // 60
    per_week = (calendar.minutes_per_week or 2400) // 60
    figures = (day, per_week, per_week * 13 // 3, per_week * 52)
    flags = ("Y" if calendar.id == 1 else "N", calendar.name, "", "", "CA_Base")
    return "\t".join(str(part) for part in (calendar.id, *flags, *figures, data))


def _hours(hours: Hours) -> str:
    return "".join(f"(0||{number}(s|{_clock(one)}|f|{_clock(other)})())" for number, (one, other) in enumerate(hours))


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
