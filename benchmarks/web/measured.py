"""Measures an installation that holds the portfolio: ``python -m benchmarks.web.measured MINUTES [--pages NAME]``."""

from __future__ import annotations

import argparse
import pickle
import sys
from pathlib import Path

from benchmarks.web.found import Found
from benchmarks.web.server import Server, served


def main(arguments: list[str]) -> int:
    """Measure, and write what was found to a file."""
    from rechterhand.web.project.environment import data_folder

    parser = argparse.ArgumentParser()
    parser.add_argument("minutes", type=float)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", default="")
    told = parser.parse_args(arguments)
    with served(data_folder()) as server:
        told.out.write_bytes(pickle.dumps(_found(server, told.minutes, told.pages)))
    return 0


def _found(server: Server, minutes: float, only: str) -> Found:
    from rechterhand.web.project.installation import close, set_up

    set_up()
    from benchmarks.web.addresses import Signed
    from benchmarks.web.pages import measured
    from rechterhand.web.data.models import LatestActivity, Person, PlanVersion, Project

    counts = {
        "projects": Project.objects.count(),
        "activities": LatestActivity.objects.filter(is_summary=False).count(),
        "versions": PlanVersion.objects.count(),
        "people": Person.objects.count(),
    }
    signed = Signed()
    pages = measured(server, signed, only)
    visits = None
    if minutes:
        from benchmarks.web.visits import visited

        visits = visited(server, signed, minutes)
    close()
    return Found(counts, pages, visits, server.errors())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
