"""Writing project files with MPXJ inside the worker: a plain document becomes MPXJ's project, its writer the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rechterhand import errors
from rechterhand.sandbox.java_values import clock, day, duration, moment, mpxj, real, set_fields, whole
from rechterhand.text import Message

_WRITERS = {"xer": "primavera.PrimaveraXERFileWriter", "mspdi": "mspdi.MSPDIWriter"}
_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")

Form = Mapping[str, Any]


def write(document: Form, kind: str) -> bytes:
    """Write a project file.

    Parameters
    ----------
    document
        ``project``, ``tasks``, ``resources`` and ``assignments`` (fields by MPXJ's names), ``calendars``, ``links``,
        ``field_names`` (a task's custom field to what users call it), ``codes`` (activity codes with their
        values), ``currency`` and ``default_calendar``.
    kind
        'xer' (Primavera P6) or 'mspdi' (Microsoft Project's XML).

    Raises
    ------
    BadPlan
        When MPXJ's writer can't write it.
    """
    from java.io import ByteArrayOutputStream  # noqa: PLC0415 - exists once Java runs
    from java.lang import Throwable  # noqa: PLC0415 - exists once Java runs

    stream = ByteArrayOutputStream(1 << 20)
    try:
        mpxj(_WRITERS[kind])().write(_project(document), stream)
    except Throwable as error:
        told = str(error.getMessage() or error.getClass().getSimpleName())[:300]
        raise errors.BadPlan(Message.of("export.failed", told=told)) from None
    return bytes(stream.toByteArray())


def _project(document: Form) -> Any:
    project = mpxj("ProjectFile")()
    config = project.getProjectConfig()
    for name in ("TaskUniqueID", "TaskID", "CalendarUniqueID", "ResourceUniqueID", "ResourceID", "AssignmentUniqueID",
                 "RelationUniqueID", "WBS", "OutlineLevel"):  # fmt: skip
        getattr(config, f"setAuto{name}")(False)
    set_fields(project.getProjectProperties(), "ProjectField", document["project"])
    if document["currency"] is not None:
        _currency(project, document["currency"])
    calendars = _calendars(project, document["calendars"])
    if document["default_calendar"] is not None:
        project.setDefaultCalendar(calendars[document["default_calendar"]])
    for name, alias in document["field_names"].items():
        project.getCustomFields().getOrCreate(mpxj("TaskField").valueOf(name)).setAlias(alias)
    codes = _codes(project, document["codes"])
    tasks = _tasks(project, document["tasks"], codes)
    _links(tasks, document["links"])
    resources = _resources(project, document["resources"])
    for one in document["assignments"]:
        made = tasks[one["task"]].addResourceAssignment(resources.get(one["resource"]))
        set_fields(made, "AssignmentField", one["fields"])
    return project


def _currency(project: Any, told: Form) -> None:
    """The money of the plan; a point in numbers, whatever the country."""
    currencies = project.getProjectContext().getCurrencies()
    builder = mpxj("Currency$Builder")(project.getProjectContext()).uniqueID(whole(1)).currencyID(told["code"])
    builder.name(told["name"]).symbol(told["symbol"]).numberOfDecimalPlaces(whole(2)).exchangeRate(real(1))
    builder.decimalSymbol(".").digitGroupingSymbol(",")
    builder.positiveCurrencyFormat("#1.1").negativeCurrencyFormat("(#1.1)")
    currencies.add(builder.build())
    currencies.setDefaultCurrencyUniqueID(whole(1))


def _calendars(project: Any, rows: Iterable[Form]) -> dict[int, Any]:
    made = {}
    for row in rows:
        calendar = made[row["id"]] = project.addCalendar()
        calendar.setUniqueID(whole(row["id"]))
        calendar.setName(row["name"])
        calendar.setPersonal(row["personal"])
        for setter, minutes in row["minutes"].items():
            getattr(calendar, f"setCalendarMinutesPer{setter}")(whole(minutes))
        _week(calendar, row["week"])
        for one in row["exceptions"]:
            exception = calendar.addCalendarException(day(one["first"]), day(one["last"]))
            exception.setName(one["name"])
            _hours(exception, one["hours"])
        for one in row["work_weeks"]:
            week = calendar.addWorkWeek()
            week.setName(one["name"])
            week.setDateRange(mpxj("LocalDateRange")(day(one["first"]), day(one["last"])))
            _week(week, one["week"])
    for row in rows:
        if row["parent"] is not None:
            made[row["id"]].setParent(made[row["parent"]])
    return made


def _week(days: Any, week: Iterable[Iterable[tuple[int, int]] | None]) -> None:
    from java.time import DayOfWeek  # noqa: PLC0415 - exists once Java runs

    for name, hours in zip(_DAYS, week, strict=True):
        which = DayOfWeek.valueOf(name)
        kind = "DEFAULT" if hours is None else "WORKING" if hours else "NON_WORKING"
        days.setCalendarDayType(which, mpxj("DayType").valueOf(kind))
        if hours is not None:
            _hours(days.addCalendarHours(which), hours)


def _hours(target: Any, hours: Iterable[tuple[int, int]]) -> None:
    for start, finish in hours:
        target.add(mpxj("LocalTimeRange")(clock(start), clock(finish)))


def _codes(project: Any, rows: Iterable[Form]) -> dict[tuple[str, str], Any]:
    """Activity codes of the project, and each of their values by both names."""
    made: dict[tuple[str, str], Any] = {}
    for key, row in enumerate(rows, 1):
        builder = mpxj("ActivityCode$Builder")(project).uniqueID(whole(key)).sequenceNumber(whole(key))
        scope = mpxj("ActivityCodeScope").PROJECT
        code = builder.name(row["name"]).scope(scope).scopeProjectUniqueID(whole(1)).build()
        project.getActivityCodes().add(code)
        for place, value in enumerate(row["values"], 1):
            told = mpxj("ActivityCodeValue$Builder")(project).uniqueID(whole(len(made) + 1)).activityCode(code)
            one = made[row["name"], value] = told.name(value).description(value).sequenceNumber(whole(place)).build()
            code.addValue(one)
    return made


def _tasks(project: Any, rows: Iterable[Form], codes: Mapping[tuple[str, str], Any]) -> dict[int, Any]:
    made: dict[int, Any] = {}
    for row in rows:
        above = made.get(row["parent"])
        task = made[row["id"]] = (above or project).addTask()
        set_fields(task, "TaskField", row["fields"])
        for code in row.get("codes", {}).items():
            task.addActivityCodeValue(codes[code])
    return made


def _links(tasks: Mapping[int, Any], rows: Iterable[Form]) -> None:
    for row in rows:
        builder = mpxj("Relation$Builder")().predecessorTask(tasks[row["predecessor"]]).uniqueID(whole(row["id"]))
        builder.type(getattr(mpxj("RelationType"), _LINK_TYPES[row["type"]])).lag(duration(row["lag"]))
        tasks[row["successor"]].addPredecessor(builder)


_LINK_TYPES = {"FS": "FINISH_START", "SS": "START_START", "FF": "FINISH_FINISH", "SF": "START_FINISH"}


def _resources(project: Any, rows: Iterable[Form]) -> dict[int, Any]:
    made: dict[int, Any] = {}
    for row in rows:
        resource = made[row["id"]] = project.addResource()
        set_fields(resource, "ResourceField", row["fields"])
        _rates(resource, row["rates"], row["cost_per_use"])
        for start, finish, units in row["availability"]:
            span = _open_span(start, finish)
            resource.getAvailability().add(mpxj("Availability")(*span, real(units)))
    return made


def _rates(resource: Any, rates: Iterable[tuple[str | None, float, float]], cost_per_use: float) -> None:
    """Rates from a moment on; each lasts until the next."""
    rates = list(rates)
    if not rates:
        return
    table = resource.getCostRateTable(0)
    table.clear()
    hour = mpxj("TimeUnit").HOURS
    for place, (start, standard, overtime) in enumerate(rates):
        until = rates[place + 1][0] if place + 1 < len(rates) else None
        amounts = (mpxj("Rate")(float(standard), hour), mpxj("Rate")(float(overtime), hour))
        table.add(mpxj("CostRateTableEntry")(*_open_span(start, until), real(cost_per_use), *amounts))


def _open_span(start: str | None, finish: str | None) -> tuple[Any, Any]:
    """Both ends, MPXJ's own far moments where one is open."""
    far = mpxj("common.LocalDateTimeHelper")
    return moment(start) or far.START_DATE_NA, moment(finish) or far.END_DATE_NA
