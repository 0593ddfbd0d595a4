"""The table of uncertainty and risks of a project's plan."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.uncertainty import keep_uncertainty
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.shapes.base import Slug
from rechterhand.web.api.shapes.uncertainty import UncertaintyAnswer, UncertaintyForm
from rechterhand.web.api.shapes.uncertainty import uncertainty as shape_of
from rechterhand.web.queries.uncertain import uncertain

router = Router(tags=["plans"])


@router.get("projects/{slug:project}/uncertainty", response=UncertaintyAnswer)
@does("plan.uncertainty")
def read_uncertainty(request: Guarded, project: Slug, response: HttpResponse) -> UncertaintyAnswer:
    """How uncertain the plan is."""
    return _shown(request, response)


@router.put("projects/{slug:project}/uncertainty", response=UncertaintyAnswer)
@does("plan.uncertainty", by_revision=True)
def set_uncertainty(
    request: Guarded, project: Slug, told: UncertaintyForm, response: HttpResponse
) -> UncertaintyAnswer:
    """Say how uncertain the plan is; the latest version is reviewed by it."""
    with seen(request) as revision:
        keep_uncertainty(request.user, request.project.pk, revision, told.table())
    return _shown(request, response)


def _shown(request: Guarded, response: HttpResponse) -> UncertaintyAnswer:
    found = uncertain(request.project)
    has_revision(response, found.revision)
    return shape_of(found)
