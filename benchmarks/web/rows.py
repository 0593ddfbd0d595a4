"""What was measured, as rows of the tables in ``docs/performance.md``."""

from __future__ import annotations

from benchmarks.measuring import Row
from benchmarks.web.crowd import VISITORS
from benchmarks.web.found import Found, percentile

MOST, MOST_OF_PORTFOLIO = 300.0, 500.0
"""Milliseconds at the server, p95."""
PORTFOLIO = "portfolio:list"


def rows_of_pages(found: Found) -> list[Row]:
    """How much there is, then each page."""
    rows = [Row(f"{what} in the installation", count, "") for what, count in found.counts.items()]
    rows.append(Row("pages, parts of pages and files", len(found.pages), ""))
    for one in found.pages:
        told = f"`{one.route}`: p95 (p50 {one.share(50):.0f} ms, at most {one.statements} statements)"
        rows.append(Row(told, one.share(95), "ms", MOST_OF_PORTFOLIO if one.route == PORTFOLIO else MOST))
    return rows


def rows_of_visits(found: Found) -> list[Row]:
    """Fifty people at once: errors, then what each page took at the server and until the visitor had it."""
    if found.visits is None:
        return []
    visits = found.visits
    rows = [
        Row(f"{VISITORS} people for {visits.minutes:g} minutes: requests", visits.requests, ""),
        Row("requests a second", visits.a_second, ""),
        Row("failures", visits.failures, "", 0),
        Row("errors in the server's log", len(found.errors), "", 0),
    ]
    for name, seen in sorted(visits.seen.items()):
        served = percentile(visits.served[name], 95) if visits.served.get(name) else 0.0
        rows.append(Row(f"`{name}`: p95 at the server (at the visitor's end {seen:.0f} ms)", served, "ms"))
    return rows
