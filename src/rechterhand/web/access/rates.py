"""How often somebody may ask: requests are counted minute by minute, for all processes together."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import connection

from rechterhand.web.data.models import RequestCount

FAILED_A_MINUTE = 60
"""Requests with a token that doesn't hold, from one address."""

_COUNTED = f"""
INSERT INTO {RequestCount._meta.db_table} AS kept (key, minute, count) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.minute = EXCLUDED.minute THEN kept.count + 1 ELSE 1 END, minute = EXCLUDED.minute
RETURNING count
"""  # noqa: S608 - the table's own name, nothing from outside


def requests_a_minute() -> int:
    """Requests of one person to the API."""
    return int(settings.API_A_MINUTE)


def seconds_to_wait(key: str, most: int) -> int:
    """Count a request; how long to wait when it is one too many this minute, else 0. One statement."""
    now = time.time()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [key, int(now // 60)])
        count = int(cursor.fetchone()[0])
    return 0 if count <= most else 60 - int(now % 60)
