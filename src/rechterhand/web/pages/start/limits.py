"""The limits that hold, by name and number, from where each of them is kept."""

from __future__ import annotations

from allauth.account import app_settings as accounts

from rechterhand.intake.tables.workbook import MOST_ROWS
from rechterhand.sandbox.process import Limits
from rechterhand.text import Message
from rechterhand.web.access.rates import FAILED_A_MINUTE, requests_a_minute
from rechterhand.web.actions.inviting import DAYS
from rechterhand.web.actions.plans import LARGEST
from rechterhand.web.jobs.reviewing import ITERATIONS
from rechterhand.web.queries.paging import MOST


def limits_that_hold() -> tuple[tuple[Message, Message], ...]:
    """Name and number of each."""
    reader = Limits()
    return (
        (Message.of("start.limit.file"), Message.of("start.limit.megabytes", megabytes=LARGEST >> 20)),
        (Message.of("start.limit.rows"), Message.of("start.limit.rows.told", count=MOST_ROWS)),
        (Message.of("start.limit.seconds"), Message.of("start.limit.seconds.told", count=int(reader.seconds))),
        (Message.of("start.limit.memory"), Message.of("start.limit.megabytes", megabytes=reader.heap_megabytes)),
        (Message.of("start.limit.futures"), Message.of("start.limit.futures.told", count=ITERATIONS)),
        (Message.of("start.limit.invitation"), Message.of("start.limit.invitation.told", count=DAYS)),
        *((Message.of(key), Message.of("start.limit.tries", count=tries)) for key, tries in _tries()),
        (Message.of("start.limit.api"), Message.of("start.limit.api.told", count=requests_a_minute())),
        (Message.of("start.limit.api_failed"), Message.of("start.limit.tries", count=FAILED_A_MINUTE)),
        (Message.of("start.limit.api_rows"), Message.of("start.limit.rows.told", count=MOST)),
    )


def _tries() -> tuple[tuple[str, int], ...]:
    """Tries a minute of one address, from the rates of django-allauth ('10/m/ip,5/300s/key')."""
    failed = str(accounts.RATE_LIMITS["login_failed"]).split("/", 1)[0]
    all_of_them = str(accounts.RATE_LIMITS["login"]).split("/", 1)[0]
    return ("start.limit.failed", int(failed)), ("start.limit.sign_in", int(all_of_them))
