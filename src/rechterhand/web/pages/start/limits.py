"""The limits that hold, by name and number, each from where it is kept: for the page, and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account import app_settings as accounts
from django.conf import settings

from rechterhand.intake import bounds
from rechterhand.intake.tables import workbook
from rechterhand.sandbox import screening
from rechterhand.sandbox.process import Limits
from rechterhand.text import Message
from rechterhand.web.access.rates import FAILED_A_MINUTE, requests_a_minute
from rechterhand.web.actions.inviting import DAYS
from rechterhand.web.actions.plans import LARGEST
from rechterhand.web.actions.sweeping import MADE_DAYS
from rechterhand.web.actions.trying import MOST
from rechterhand.web.actions.working import MOST_OPEN
from rechterhand.web.bridge import page_documents, uncertain
from rechterhand.web.jobs.reviewing import ITERATIONS
from rechterhand.web.pages import history as history_page
from rechterhand.web.pages.plans import picking, uncertainty_forms
from rechterhand.web.queries import as_workbook, comparison, history, paging, path, programmes, search
from rechterhand.web.queries.portfolio import Filters


@dataclass(frozen=True)
class Limit:
    """What is limited, and by how much; ``setting`` is the environment variable that sets it, where one does."""

    name: Message
    told: Message
    setting: str = ""


@dataclass(frozen=True)
class Group:
    """Limits of one kind."""

    title: Message
    limits: tuple[Limit, ...]


def limits_that_hold() -> tuple[Group, ...]:
    """All of them."""
    found = (("files", _files()), ("work", _work()), ("pages", _pages()), ("rates", _rates()), ("api", _api()))
    return tuple(Group(Message.of(f"start.limits.{key}"), tuple(limits)) for key, limits in found)


def _files() -> Iterator[Limit]:
    reader = Limits()
    yield _limit("file", "megabytes", LARGEST >> 20)
    yield _limit("rows", "rows", workbook.MOST_ROWS)
    yield _limit("columns", "columns", workbook.MOST_COLUMNS)
    yield _limit("sheets", "sheets", workbook.MOST_SHEETS)
    yield _limit("unpacked", "megabytes", screening.UNPACKED_MEGABYTES)
    yield _limit("seconds", "seconds", int(reader.seconds))
    yield _limit("memory", "megabytes", reader.heap_megabytes)
    yield _limit("name", "characters", bounds.NAME)
    yield _limit("code", "characters", bounds.CODE)
    yield _limit("notes", "characters", bounds.NOTES)


def _work() -> Iterator[Limit]:
    yield _limit("futures", "futures", ITERATIONS)
    yield _limit("estimates", "lines", uncertainty_forms.MOST)
    yield _limit("changes", "lines", MOST)
    yield _limit("jobs", "jobs", MOST_OPEN)
    yield _limit("made", "days", MADE_DAYS)


def _pages() -> Iterator[Limit]:
    yield _limit("list", "rows", Filters().size)
    yield _limit("programme", "projects", programmes.MOST)
    yield _limit("workbook", "rows", as_workbook.MOST_ROWS)
    yield _limit("found", "results", search.EACH)
    yield _limit("evidence", "rows", page_documents.ROWS)
    yield _limit("path", "activities", path.MOST)
    yield _limit("compared", "rows", comparison.MOST)
    yield _limit("suggested", "activities", picking.LISTED)
    yield _limit("history", "changes", history.MOST)
    yield _limit("history_page", "changes", history_page.SIZE)


def _rates() -> Iterator[Limit]:
    """Tries in so many minutes, from the rates of django-allauth: of one address, and for one name from anywhere."""
    yield _limit("invitation", "days", DAYS)
    for name, rate in (("failed", "login_failed"), ("sign_in", "login")):
        for one in str(accounts.RATE_LIMITS[rate]).split(","):  # such as '10/m/ip,5/300s/key'
            count, every, of = one.strip().split("/")
            told = Message.of("start.limit.in.tries_in", count=int(count), told=_minutes(every))
            yield Limit(Message.of(f"start.limit.{name}.{of}"), told)


def _minutes(every: str) -> Message:
    """A duration as django-allauth writes it: 'm' or '300s'."""
    seconds = int(every[:-1] or 1) * {"s": 1, "m": 60, "h": 3600}[every[-1]]
    return Message.of("start.limit.in.minutes", count=max(1, round(seconds / 60)))


def _api() -> Iterator[Limit]:
    yield _limit("api", "requests", requests_a_minute(), "RECHTERHAND_API_A_MINUTE")
    yield _limit("api_failed", "tries", FAILED_A_MINUTE)
    yield _limit("api_rows", "rows", paging.MOST)
    yield _limit("api_estimates", "lines", uncertain.MOST_ESTIMATES)
    yield _limit("api_risks", "lines", uncertain.MOST_RISKS)
    yield _limit("api_body", "megabytes", settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20)


def _limit(name: str, unit: str, count: int, setting: str = "") -> Limit:
    return Limit(Message.of(f"start.limit.{name}"), Message.of(f"start.limit.in.{unit}", count=count), setting)
