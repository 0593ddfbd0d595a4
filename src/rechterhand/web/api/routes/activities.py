"""Activities of the latest version."""

from __future__ import annotations

from ninja import Query, Router

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.api.declaring import does
from rechterhand.web.api.errors import NotNewest
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.activities import (
    ActivityAnswer,
    ActivityInList,
    AskedActivities,
    BarsAnswer,
    bars,
    in_activities,
    row,
    tie,
)
from rechterhand.web.api.shapes.base import Key, Limit, Number, Offset, Page, Slug
from rechterhand.web.data.models import PlanVersion
from rechterhand.web.queries.activities import Wanted, activities, activity_row
from rechterhand.web.queries.activity import activity
from rechterhand.web.queries.paging import USUAL
from rechterhand.web.queries.path import critical_part, whole_plan
from rechterhand.web.queries.promise import promised_until
from rechterhand.web.queries.versions import version_for

router = Router(tags=["activities"])


@router.get("projects/{slug:project}/activities", response=Page[ActivityInList])
@does("plan.see")
def list_activities(
    request: Guarded, project: Slug, asked: Query[AskedActivities], limit: Limit = USUAL, offset: Offset = 0
) -> Page[ActivityInList]:
    """Activities of the latest version."""
    wanted = Wanted(asked.q.strip(), asked.critical, asked.milestones, asked.finding)
    found = activities(request.project, wanted, offset, limit)
    return page(request, found, in_activities, limit=limit, offset=offset)


@router.get("projects/{slug:project}/activities/{int:activity_id}", response=ActivityAnswer)
@does("plan.see")
def read_activity(request: Guarded, project: Slug, activity_id: Key) -> ActivityAnswer:
    """One activity with its links."""
    one = activity_row(request.project, activity_id)
    found = activity(request.user, project, activity_id)
    if one is None or found is None:
        raise NotThere
    return ActivityAnswer(
        **row(one),
        version=found.version,
        notes=found.notes,
        predecessors=[tie(each) for each in found.predecessors],
        successors=[tie(each) for each in found.successors],
    )


@router.get("projects/{slug:project}/versions/{int:number}/gantt", response=BarsAnswer)
@does("plan.see")
def read_gantt(request: Guarded, project: Slug, number: Number) -> BarsAnswer:
    """The whole plan as bars: of the latest version."""
    version = _newest(request, project, number)
    return bars(number, whole_plan(version, promised_until(version)))


@router.get("projects/{slug:project}/versions/{int:number}/path", response=BarsAnswer)
@does("plan.see")
def read_critical_path(request: Guarded, project: Slug, number: Number) -> BarsAnswer:
    """Unfinished work on or near the critical path, and what has a price: of the latest version."""
    version = _newest(request, project, number)
    return bars(number, critical_part(version, promised_until(version)))


def _newest(request: Guarded, project: str, number: int) -> PlanVersion:
    """The version, whose rows are there. Raises NotThere, NotNewest."""
    version, newest = version_for(request.user, project, number), version_for(request.user, project)
    if version is None or newest is None:
        raise NotThere
    if newest.pk != version.pk:
        raise NotNewest(newest.number)
    return version
