"""Sweeping: what nobody needs any more goes by itself.

Made files and trials go after a while, and with them files that no row names: documents of earlier verdicts, and what
was left when something ended half-way. What is named anywhere in a row or in history stays.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from psycopg import sql

from rechterhand.web.bridge import storage
from rechterhand.web.data.models import Job, JobKind, LatestActivity, LatestLink, RequestCount
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.data.turns import Turn, sharing

MADE_DAYS = 30
"""Days for which a file that somebody had made can be fetched again, and a trial that wasn't kept be kept."""
UNNAMED_HOURS = 24
"""Hours after which a file that no row names is nobody's: what is being brought in gets its row sooner."""
COUNTED = timedelta(hours=1)
"""How long it matters how often somebody asked."""
PLACE = storage.ROOT + "/[0-9a-f]{2}/[0-9a-f]{32}/[A-Za-z0-9._-]+"
"""How a file in storage is called, wherever it is written."""


def sweep() -> int:
    """Remove what nobody needs; how many files that were. Nothing while a backup is made."""
    with sharing(Turn.FILES) as free:
        if not free:
            return 0
        now = timezone.now()
        made = Job.objects.filter(kind__in=(JobKind.EXPORT, JobKind.TRY)).exclude(state__in=OPEN)
        made.filter(created_at__lt=now - timedelta(days=MADE_DAYS)).delete()
        _sessions()
        RequestCount.objects.filter(minute__lt=(now - COUNTED).timestamp() // 60).delete()
        return storage.sweep(_named(), now - timedelta(hours=UNNAMED_HOURS))


def _sessions() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _named() -> set[str]:
    """Every file that a row or history names, in whichever column."""
    found: set[str] = set()
    without = {LatestActivity, LatestLink}  # what plans say, and there may be a million
    for model in apps.get_app_config("rechterhand").get_models():
        if model in without:
            continue
        asked = sql.SQL(
            "SELECT DISTINCT written[1] FROM {table} AS one, regexp_matches(one::text, %s, 'g') AS _ (written)"
        )
        with connection.cursor() as cursor:
            cursor.execute(asked.format(table=sql.Identifier(model._meta.db_table)).as_string(), [f"({PLACE})"])
            found.update(name for (name,) in cursor.fetchall())
    return found
