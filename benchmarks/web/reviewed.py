"""Makes a plan, reviews it as the product does and keeps what comes of it.

``python -m benchmarks.web.reviewed KEY FOLDER``

A process of its own for each plan: storage is a folder of the installation, which the environment names.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from benchmarks.web.made import Made, keep
from benchmarks.web.plans import generated
from benchmarks.web.sizes import FUTURES_OF_DEMONSTRATION, KINDS, VERSIONS_OF_DEMONSTRATION
from rechterhand.demo.portfolio import file_name, plan_file, plan_of, portfolio
from rechterhand.engine.simulate.run import Run
from rechterhand.export import written
from rechterhand.intake import Reading
from rechterhand.verdict import review, what_if
from rechterhand.versions.series import series
from rechterhand.web.project.installation import set_up

SPACE = UUID("7c1ae3a2-5f0e-4b53-9a39-0f6f7d5f9a11")
THREADS = 2


def keys() -> dict[str, int]:
    """Every plan by its key, with under how many projects it stands; 0 for an equal share of what is left."""
    found = {}
    for kind in KINDS:
        for number in range(kind.different):
            share = kind.projects // kind.different + (number < kind.projects % kind.different)
            found[f"generated-{kind.size}-{number}"] = share
    return found | {f"demonstration-{one.slug}": 0 for one in portfolio().projects}


def main(key: str, folder: Path) -> None:
    """Make the versions of one plan."""
    set_up()
    keep(folder, list(_versions(key)))


def _versions(key: str) -> list[Made]:
    what, _, rest = key.partition("-")
    if what == "demonstration":
        project = portfolio().project(rest)
        run = Run(FUTURES_OF_DEMONSTRATION, threads=THREADS)
        last = range(project.versions - min(VERSIONS_OF_DEMONSTRATION, project.versions) + 1, project.versions + 1)
        series_of = [(Reading(plan_of(project, one)), plan_file(project, one), file_name(project, one)) for one in last]
    else:
        size, _, number = rest.partition("-")
        kind = next(one for one in KINDS if one.size == int(size))
        run = Run(kind.futures, threads=THREADS)
        reading = generated(kind, int(number))
        name = reading.plan.source.file
        series_of = [(reading, written(reading.plan, name).data, name)]
    found: list[Made] = []
    before: Reading | None = None
    for made, original, name in series_of:
        source = replace(made.plan.source, sha256=hashlib.sha256(original).hexdigest())
        reading = replace(made, plan=replace(made.plan, source=source))
        found.append(_made(f"{key}-{len(found)}", reading, before, (original, name), run))
        before = reading
    return found


def _made(key: str, reading: Reading, before: Reading | None, file: tuple[bytes, str], run: Run) -> Made:
    from django.core.files.base import ContentFile

    from rechterhand.web.bridge import canonical, comparisons, storage, trials, verdicts
    from rechterhand.web.bridge.headline import day_of, headline
    from rechterhand.web.bridge.rows import activity_rows, link_rows
    from rechterhand.web.data.models import PlanVersion

    upload, (original, name) = uuid5(SPACE, key), file
    verdict = review(reading, against=before, run=run)
    names = verdicts.keep(upload, verdict)
    plan = verdict.plan
    version = PlanVersion(project_id=0)
    fields: dict[str, Any] = {
        "file_name": name,
        "file_format": reading.plan.source.format,
        "file_sha256": reading.plan.source.sha256,
        "file_size": len(original),
        "original": storage.keep_original(upload, name, ContentFile(original)),
        "plan": storage.keep(upload, "plan", canonical.packed(reading)),
        "status_date": day_of(plan.status_date),
        "activities": sum(not one.type.is_summary for one in plan.activities),
        "links": len(plan.links),
        "verdict_nl": names["nl"],
        "verdict_en": names["en"],
    }
    compared: dict[str, Any] = {}
    if before is not None:
        compared = comparisons.keep(upload, 1, series([before, reading], run=run))
    ways = [one.key for one in verdict.ways.ways[:1]]
    asked = trials.work(verdicts.load(names["en"]), ways, {})
    tried = trials.keep(upload, what_if(reading, trials.chosen(asked), run=run)) if ways else {}
    return Made(
        key,
        upload,
        fields | headline(verdict),
        [_columns(one) for one in activity_rows(version, plan, verdict)],
        [_columns(one) for one in link_rows(version, plan)],
        compared,
        asked,
        tried,
    )


def _columns(row: Any) -> dict[str, Any]:
    """The values of a row, without those that the database gives or its project has."""
    left_out = {"id", "project", "version", "search"}
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name not in left_out}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
