"""What nobody needs any more goes by itself, and nothing else; while a backup is made nothing goes."""

from __future__ import annotations

import os
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from tests.cases.verdicts import ordinary
from tests.web.actions.test_held_rows import outside
from tests.web.queries import scenery

from rechterhand.web.actions.plans import keep_verdict
from rechterhand.web.actions.removing import remove_project
from rechterhand.web.actions.sweeping import MADE_DAYS, sweep
from rechterhand.web.bridge import storage
from rechterhand.web.data.models import Job, JobKind, JobState, Person, PlanVersion, Scenario
from rechterhand.web.data.turns import Turn, having

DAY = 86_400


@pytest.fixture
def kept(db: None) -> PlanVersion:
    """A version with a verdict of today, and one of before that lies beside it."""
    upload = uuid.uuid4()
    original = storage.keep(upload, "original", b"as it came")
    row = scenery.version(scenery.project("Haven"), reviewed_at=None, upload=upload, original=original)
    storage.keep(upload, "verdict-en", b"of before")
    return keep_verdict(row.pk, ordinary())


def files() -> set[str]:
    root = Path(default_storage.path(""))
    return {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}


def older(days: float) -> None:
    """All files that are there were written so many days ago."""
    for one in files():
        moment = time.time() - days * DAY
        os.utime(default_storage.path(one), (moment, moment))


@pytest.mark.django_db
def test_files_that_no_row_names_go_after_a_day(kept: PlanVersion) -> None:
    half = storage.keep(uuid.uuid4(), "plan", b"what was left when something ended half-way")
    compared = storage.beside(kept.verdict_en, "since-0a1b2c")
    storage.keep_as(compared, b"what the verdict compared")
    before = files()
    assert sweep() == 0

    older(1.1)
    fresh = storage.keep(uuid.uuid4(), "plan", b"of an upload that is on its way")
    swept = sweep()

    left = files()
    assert swept == len(before - left) == 2, before - left
    assert not {half} & left
    assert {fresh, kept.original, kept.verdict_nl, kept.verdict_en} <= left
    assert len([one for one in left if "page-of-verdict" in one]) == 2
    assert compared in left, "what the verdict compared stands beside it"
    assert not Path(default_storage.path(half)).parent.exists()


@pytest.mark.django_db
def test_made_files_go_after_a_while_and_what_was_kept_of_a_trial_stays(kept: PlanVersion) -> None:
    name = storage.keep(kept.upload, "tried-en", b"kept")
    made = storage.keep(uuid.uuid4(), "export", b"made")
    told = {"project": kept.project, "version": kept, "state": JobState.DONE}
    Scenario.objects.create(project=kept.project, version=kept, name="Eerder", outcome={"en": name})
    Job.objects.create(kind=JobKind.TRY, result={"en": name}, **told)
    late = Job.objects.create(kind=JobKind.EXPORT, result={"file": made}, **told)
    older(MADE_DAYS + 1)
    sweep()
    assert {name, made} <= files()

    Job.objects.update(created_at=timezone.now() - timedelta(days=MADE_DAYS, hours=1))
    sweep()

    assert not Job.objects.filter(pk=late.pk).exists()
    assert name in files()
    assert made not in files()

    Scenario.objects.all().delete()
    sweep()
    assert name in files(), "history leads back to it"


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_while_a_backup_is_made(kept: PlanVersion) -> None:
    anna = Person.objects.create_user("anna")
    before = files()

    with having(Turn.FILES):  # as a backup does
        begun = outside(lambda: remove_project(anna, kept.project_id, kept.project.revision))
        begun.join(30)
        assert not PlanVersion.objects.exists()
        assert files() == before
        swept: list[int] = []
        begun = outside(lambda: swept.append(sweep()))
        begun.join(30)
        assert swept == [0]

    older(2)
    assert sweep() == len(before)
    assert not files()
    connection.close()
