"""Project options of MPXJ's JSON: whose rules, and with which settings."""

from __future__ import annotations

from rechterhand.intake.mpxj.values import Row, moment
from rechterhand.record.plan import (
    CriticalRule,
    Dialect,
    FloatType,
    LagCalendar,
    ProgressMode,
    ScheduleOptions,
)

_LAG = {
    "PREDECESSOR": LagCalendar.PREDECESSOR,
    "SUCCESSOR": LagCalendar.SUCCESSOR,
    "PROJECT_DEFAULT": LagCalendar.PROJECT,
    "TWENTY_FOUR_HOUR": LagCalendar.TWENTY_FOUR_HOURS,
}
_FLOAT = {
    "FINISH_SLACK": FloatType.FINISH,
    "START_SLACK": FloatType.START,
    "SMALLEST_SLACK": FloatType.SMALLEST,
}
_PROGRESS = {
    "RETAINED_LOGIC": ProgressMode.RETAINED_LOGIC,
    "PROGRESS_OVERRIDE": ProgressMode.PROGRESS_OVERRIDE,
    "ACTUAL_DATES": ProgressMode.ACTUAL_DATES,
}
PRIMAVERA_TYPES = frozenset({"XER", "PMXML", "P3", "SURETRAK", "SDEF"})


def dialect(row: Row) -> Dialect:
    """Primavera's rules for its own formats, Microsoft Project's for all others."""
    primavera = row.get("file_type") in PRIMAVERA_TYPES or row.get("file_application") == "Primavera"
    return Dialect.PRIMAVERA if primavera else Dialect.MICROSOFT


def options(row: Row) -> ScheduleOptions:
    """The settings that decide dates. MPXJ's JSON leaves out what is false or nought."""
    primavera = dialect(row) is Dialect.PRIMAVERA
    lag = _LAG.get(str(row.get("relationship_lag_calendar")), LagCalendar.PREDECESSOR)
    return ScheduleOptions(
        honour_constraints=bool(row.get("honor_constraints", row.get("file_type") == "MPX")),
        lag_calendar=lag if primavera else LagCalendar.SUCCESSOR,
        progress=_PROGRESS.get(str(row.get("scheduling_progressed_activities")), ProgressMode.RETAINED_LOGIC),
        float_type=_FLOAT.get(str(row.get("total_slack_calculation_type")), FloatType.SMALLEST),
        critical_rule=CriticalRule.LONGEST_PATH
        if row.get("critical_activity_type") == "LONGEST_PATH"
        else CriticalRule.TOTAL_FLOAT,
        critical_float_minutes=round(row.get("critical_slack_limit", 0) / 60),
        from_finish=row.get("schedule_from") == "FINISH",
        must_finish_by=moment(row.get("must_finish_by")),
        use_expected_finish=bool(row.get("use_expected_finish_dates")),
        split_in_progress=bool(row.get("split_in_progress_tasks")),
        ignore_external_links=bool(row.get("ignore_relationships_to_and_from_other_projects")),
        open_ends_critical=bool(row.get("multiple_critical_paths") or row.get("make_open_ended_activities_critical")),
        float_to_own_project=bool(row.get("calculate_float_based_on_finish_date_of_each_project", True)),
        start_lag_from_early_start=bool(row.get("compute_start_to_start_lag_from_early_start")),
        minutes_per_day=int(row.get("minutes_per_day", 480)),
        minutes_per_week=int(row.get("minutes_per_week", 2400)),
        days_per_month=int(row.get("days_per_month", 20)),
    )
