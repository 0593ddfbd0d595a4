"""What a file that couldn't be read by itself asks of people: its password, or what the columns of its table are."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rechterhand.intake.tables.seen import SeenSheet
from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.actions.reading import LONGEST_PASSWORD, How, answer_import
from rechterhand.web.data.models import JobKind
from rechterhand.web.look.say import language
from rechterhand.web.look.table import columns as heads
from rechterhand.web.pages.plans.places import crumbs
from rechterhand.web.pages.plans.reading_forms import DATES, SEPARATORS, UNITS, Chosen, Option, options
from rechterhand.web.queries.asked_of_people import TableAsked, table_asked
from rechterhand.web.queries.versions import job_for

HEADS = (
    (Message.of("plans.columns.column"), "", ""),
    (Message.of("plans.columns.samples"), "", ""),
    (Message.of("plans.columns.is"), "", ""),
)


@sensitive_post_parameters("password")
@require_POST
def password(request: Guarded, project: str, job: UUID) -> HttpResponse:
    """Read a protected file with the password that somebody gives."""
    found = job_for(request.user, job, language(), slug=project)
    if found is None or found.kind != JobKind.IMPORT:
        raise Http404
    told = request.POST.get("password", "")[:LONGEST_PASSWORD]
    if told:
        _answered(request, job, How(told))
    return redirect("plans:verdict", project=project)


@require_http_methods(["GET", "POST"])
def columns(request: Guarded, project: str, job: UUID) -> HttpResponse:
    """Say which column of a table is what, and go on with the file that was uploaded."""
    asked = table_asked(request.project, job)
    if asked is None:
        raise Http404
    if not asked.asks_columns:
        return redirect("plans:verdict", project=project)
    sent = request.POST if request.method == "POST" else request.GET
    sheet, row = _place(asked, sent)
    found = sheet.columns(row) if sheet else ()
    before = asked.before if asked.before and sheet and asked.before.is_at(sheet.name, row) else None
    wrong: list[Message] = []
    if request.method == "POST" and sheet is not None:
        chosen = Chosen.sent(request.POST, found)
        if chosen.separator != asked.table.separator:
            _answered(request, job, How(mapping={"separator": chosen.separator}))
            return redirect("plans:verdict", project=project)
        wrong = chosen.wrong()
        if not wrong:
            _answered(request, job, How(mapping=chosen.mapping(sheet, row, found)))
            return redirect("plans:verdict", project=project)
    else:
        chosen = Chosen.offered(asked.table, found, before)
    told = {
        "project": request.project,
        "crumbs": crumbs(request.project, Message.of("plans.columns")),
        "asked": asked,
        "as_before": before.file_name if before else "",
        "wrong": wrong,
        "heads": heads(request.GET, *HEADS),
        "lines": chosen.lines(found),
        "sheet": sheet.name if sheet else "",
        "header_row": str(row),
        "sheets": [Option(one.name, one.name, one is sheet) for one in asked.table.sheets if one.rows],
        "rows": _rows(sheet, row),
        "dates": options(DATES, chosen.dates),
        "units": options(UNITS, chosen.unit),
        "separators": options(SEPARATORS, chosen.separator) if asked.table.separator else (),
    }
    return render(request, "plans/columns.html", told, status=422 if wrong else 200)


def _answered(request: Guarded, job: UUID, how: How) -> None:
    """One that runs again already goes on as it was told before."""
    with suppress(TooLate):
        answer_import(request.user, job, how)


def _place(asked: TableAsked, sent: QueryDict) -> tuple[SeenSheet | None, int]:
    """The sheet and the header row that were asked for, else those of before, else the ones that look most like it."""
    sheets = [one for one in asked.table.sheets if one.rows]
    named = asked.table.sheet(sent.get("sheet", "")) if "sheet" in sent else None
    before = asked.table.sheet(asked.before.sheet) if asked.before else None
    sheet = named or before or max(sheets, key=_likeness, default=None)
    if sheet is None:
        return None, 0
    row = sent.get("header_row", "")
    if row.isdecimal() and len(row) < 9 and sheet.row(int(row)):
        return sheet, int(row)
    return sheet, asked.before.header_row if asked.before and sheet is before else sheet.header_row


def _likeness(sheet: SeenSheet) -> tuple[bool, int, int]:
    found = sheet.columns(sheet.header_row)
    return not sheet.hidden, sum(bool(one.guess) for one in found), sum(bool(one.heading) for one in found)


def _rows(sheet: SeenSheet | None, chosen: int) -> list[Option]:
    """Rows that may be the header row, by what stands in them."""
    rows = sheet.rows if sheet else ()
    return [
        Option(str(one.number), f"{one.number}: {' | '.join(filter(None, one.cells))[:60]}", one.number == chosen)
        for one in rows
    ]
