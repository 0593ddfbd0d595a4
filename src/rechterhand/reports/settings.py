"""The settings of a plan that its dates and floats depend on, in one sentence."""

from __future__ import annotations

from rechterhand.record.plan import CriticalRule, Plan
from rechterhand.reports.saying import Sayer
from rechterhand.text import Message


def settings(plan: Plan, say: Sayer) -> str:
    """Which float counts, on which calendar lags are counted, what is critical, and how long a day is.

    Parameters
    ----------
    plan
        The plan.
    say
        In which language.
    """
    options = plan.options
    day = max(1, options.minutes_per_day)
    if options.critical_rule is CriticalRule.LONGEST_PATH:
        critical = Message.of("report.settings.longest_path")
    else:
        critical = Message.of("report.settings.total_float", days=options.critical_float_minutes / day)
    return say(
        "report.settings",
        kind=Message.of(f"report.settings.float.{options.float_type.value}"),
        lag=Message.of(f"evidence.counting.{options.lag_calendar.value}"),
        rule=critical,
        hours=day / 60,
    )
