"""The newest version of a plan is taken back, so that the one before it is the newest again; and put back.

Nothing of a version goes: only that it counts, and history keeps who said so.
"""

from __future__ import annotations

from django.utils import timezone

from rechterhand.intake.discreet import discreet
from rechterhand.text import Message
from rechterhand.web.actions.acting import acting, found, kept
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.actions.links import look_again
from rechterhand.web.actions.plans import replace_rows
from rechterhand.web.actions.working import judge_again, stop_work_on
from rechterhand.web.bridge import canonical, storage
from rechterhand.web.data.models import LatestActivity, LatestLink, Person, PlanVersion, Project, TakenBack


def take_back(person: Person | None, project_id: int, number: int, reason: str) -> PlanVersion | None:
    """Gives the version that is the newest now; None when there is no other.

    Its rows are those of the project again, and it is reviewed anew: estimates, risks or the promised date may have
    changed since. Work on the version that goes is stopped.

    Raises
    ------
    NotThere
        No such version.
    TooLate
        Somebody took it back already, or brought a newer one meanwhile.
    Unfit
        No reason, or one that is too long.
    """
    with acting(person, "version.take_back"):
        project, version = _held(project_id, number)
        refuse(version)
        kept(TakenBack(project=project, version=version, reason=reason.replace("\0", "").strip(), created_by=person))
        stop_work_on(version)
        return _show_newest(project)


def put_back(person: Person | None, project_id: int, number: int) -> PlanVersion:
    """Count a version again that was taken back: it is the newest again.

    Raises
    ------
    NotThere
        No such version.
    TooLate
        It counts already, or a newer one came since.
    """
    with acting(person, "version.put_back"):
        project, version = _held(project_id, number)
        gone = TakenBack.objects.filter(version=version).first()
        if gone is None:
            raise TooLate(Message.of("records.version.counts", number=number))
        _refuse_newer(version)
        gone.delete()
        _show_newest(project)
        return version


def refuse(version: PlanVersion) -> None:
    """Raises TooLate when a version can't be taken back (any more)."""
    gone = TakenBack.objects.select_related("created_by").filter(version=version).first()
    if gone is not None:
        raise TooLate(_told("records.version.taken_back", version.number, gone, reason=gone.reason))
    _refuse_newer(version)


def _held(project_id: int, number: int) -> tuple[Project, PlanVersion]:
    """Whoever brings a version holds the project as well: one after the other."""
    project = found(Project, pk=project_id)
    return project, found(PlanVersion, project=project, number=number)


def _refuse_newer(version: PlanVersion) -> None:
    """Only the newest can be taken back, or become it again. Raises TooLate."""
    newer = PlanVersion.objects.counting().filter(project=version.project_id, number__gt=version.number)
    newest = newer.select_related("created_by").first()
    if newest is not None:
        raise TooLate(
            _told("records.version.newer", newest.number, newest), hint=Message.of("records.version.newer.hint")
        )


def _told(key: str, number: int, row: TakenBack | PlanVersion, **values: str) -> Message:
    who = str(row.created_by) if row.created_by else Message.of("projects.history.installation")
    return Message.of(key, number=number, who=who, when=timezone.localtime(row.created_at), **values)


def _show_newest(project: Project) -> PlanVersion | None:
    """The project's rows, its verdict and what is seen together with others are by its newest version that counts."""
    newest = PlanVersion.objects.counting().filter(project=project).first()
    if newest is None:
        LatestActivity.objects.filter(project=project).delete()
        LatestLink.objects.filter(project=project).delete()
    else:
        replace_rows(newest, discreet(canonical.unpacked(storage.load(newest.plan))).plan, None)
        judge_again(None, project)
    look_again(None, project.programme)
    return newest
