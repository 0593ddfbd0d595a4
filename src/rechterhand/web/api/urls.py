"""Addresses of the API, each behind its gate."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.urls import URLPattern, path

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.api import documentation
from rechterhand.web.api.declaring import action_of, addresses
from rechterhand.web.api.entrance import entrance
from rechterhand.web.api.interface import made

app_name = "api"
interface = made()


def _behind_gates() -> Iterator[URLPattern]:
    for route, view in addresses(interface):
        actions = {method: action_of(each) for each in view.operations for method in each.methods}
        for each in view.operations:
            name = interface.get_openapi_operation_id(each)
            gate = entrance(view.get_view(), actions)
            gate.__dict__["actions"] = {method: action_of(each) for method in each.methods}  # read by the walk
            yield path(route, gate, name=name)


urlpatterns = [
    path("", guard(OPEN)(partial(documentation.page, interface=interface)), name="reference"),
    path("openapi.json", guard(OPEN)(partial(documentation.openapi, interface=interface)), name="openapi"),
    *_behind_gates(),
]
