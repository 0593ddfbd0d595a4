"""Makes the portfolio where it isn't kept, serves it, measures, and writes the tables: ``python -m benchmarks.web``."""

from __future__ import annotations

import argparse
import pickle
import sys

from benchmarks.measuring import Row
from benchmarks.performance import write_table
from benchmarks.web.found import Found
from benchmarks.web.kept import CACHE, copied, installed, reviewed, run
from benchmarks.web.reviewed import keys
from benchmarks.web.rows import rows_of_pages, rows_of_visits

MINUTES = 3.0
COMMAND = "make bench-web"


def main(arguments: list[str]) -> int:
    """Run it; 0 when every target is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long people walk; 0 for not at all")
    parser.add_argument("--pages", default="", help="only pages with this in their name")
    parser.add_argument("--look", action="store_true", help="show it, and leave the documentation as it is")
    told = parser.parse_args(arguments)
    data = copied(installed([reviewed(key) for key in keys()]))
    out = CACHE / "found.pickle"
    run("benchmarks.web.measured", str(told.minutes), str(out), "--pages", told.pages, data=data)
    found: Found = pickle.loads(out.read_bytes())
    return _written(found, look=told.look or bool(told.pages))


def _written(found: Found, *, look: bool) -> int:
    tables: dict[str, list[Row]] = {"web-pages": rows_of_pages(found), "web-visitors": rows_of_visits(found)}
    for name, rows in tables.items():
        if look:
            for row in rows:
                print(f"{row.value:10,.0f} {row.unit:12} {'' if row.met is not False else 'NOT MET '}{row.what}")
        elif rows:
            write_table(name, COMMAND, rows)
    for line in [*(wrong for page in found.pages for wrong in page.wrong), *found.errors]:
        print(line)
    met = all(row.met is not False for rows in tables.values() for row in rows)
    return 0 if met and not found.errors and not any(page.wrong for page in found.pages) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
