"""Connections: whoever waits for one learns within seconds that the database is away or busy, and why.

The pool alone can't tell a database that is away from one whose connections are all in use: it waits as long for both.
"""

from __future__ import annotations

import time
from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

LONGEST = 2.0
"""Seconds to wait for a connection while all are in use."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of the pool."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take one. Raises OperationalError with its reason when the database is away, PoolTimeout when it is busy."""
        until = time.monotonic() + LONGEST
        while True:
            try:
                return super().get_new_connection(conn_params)
            except PoolTimeout:
                self.Database.connect(**conn_params).close()
                if time.monotonic() >= until:
                    raise
