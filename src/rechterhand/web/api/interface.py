"""The API as a whole: its operations, and what becomes of requests that aren't understood."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from rechterhand.web.api.errors import NotUnderstood, Unreadable
from rechterhand.web.api.misfits import misfits
from rechterhand.web.api.routes import (
    account,
    activities,
    administration,
    comparisons,
    history,
    limits,
    links,
    members,
    plans,
    portfolio,
    programmes,
    projects,
    scenarios,
    uncertainty,
    work,
)

ROOT = "/api/v1/"
ROUTERS = (
    account,
    portfolio,
    projects,
    members,
    programmes,
    links,
    plans,
    comparisons,
    uncertainty,
    scenarios,
    activities,
    work,
    history,
    limits,
    administration,
)


class Interface(NinjaAPI):
    """What is raised goes on to the layer above, which has one table of errors for pages and programs."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Operations are told apart by the names of their functions."""
        return operation.view_func.__name__

    def set_default_exception_handlers(self) -> None:
        """Errors of ninja become errors of the family; others pass."""
        self.add_exception_handler(ValidationError, _not_understood)
        self.add_exception_handler(HttpError, _unreadable)


def _not_understood(_: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    found: list[dict[str, Any]] = error.errors if isinstance(error, ValidationError) else []
    raise NotUnderstood(misfits(found))


def _unreadable(_: HttpRequest, __: object) -> HttpResponse:
    raise Unreadable


def made() -> Interface:
    """The API with all its operations."""
    interface = Interface(title="Rechterhand", version="1", docs_url=None, openapi_url=None)
    for each in ROUTERS:
        interface.add_router("", each.router)
    return interface
