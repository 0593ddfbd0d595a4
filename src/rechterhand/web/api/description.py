"""The API described for programs: OpenAPI, with what this layer adds to each operation."""

from __future__ import annotations

from typing import Any

from rechterhand.web.access.tokens import scope_of
from rechterhand.web.api.declaring import action_of, addresses, is_by_revision
from rechterhand.web.api.document_forms import forms
from rechterhand.web.api.entity_tags import IF_MATCH
from rechterhand.web.api.interface import ROOT, Interface
from rechterhand.web.look.say import say

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "hint": {"type": "string"},
        "where": {"type": "object"},
        "problems": {"type": "array", "items": {"type": "string"}},
        "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "yours": {"type": "object"},
        "theirs": {"type": "object"},
        "revision": {"type": "integer"},
        "changed_by": {"type": "string"},
        "changed_at": {"type": "string", "format": "date-time"},
    },
}
SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "rechterhand"},
}
ALWAYS = (400, 401, 403, 404, 422, 429)
READS = (304, 409)
"""Also what an older version no longer has."""
CHANGES = (409, 413, 415)
BY_REVISION = (412, 428)


def described(interface: Interface) -> dict[str, Any]:
    """The document, in the language of the request."""
    found: dict[str, Any] = dict(interface.get_openapi_schema(path_prefix=ROOT))
    found["info"] |= {"description": say("api.about")}
    found["components"]["schemas"] |= {"Problem": PROBLEM, **forms()}
    found["components"]["securitySchemes"] = SECURITY
    found["security"] = [{one: []} for one in SECURITY]
    known = {
        interface.get_openapi_operation_id(each): each for _, view in addresses(interface) for each in view.operations
    }
    for path in found["paths"].values():
        for method, one in path.items():
            each = known[one["operationId"]]
            one["summary"] = say(f"api.do.{one['operationId']}")
            one.pop("description", None)
            one["x-action"] = action_of(each)
            one["x-scope"] = scope_of(action_of(each), method.upper()).value
            _answers(one, method, by_revision=is_by_revision(each))
    return found


def _answers(one: dict[str, Any], method: str, *, by_revision: bool) -> None:
    """The ways in which an operation can end besides well, and the headers that go with it."""
    others = ALWAYS + (READS if method == "get" else CHANGES) + (BY_REVISION if by_revision else ())
    for status in others:
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        told = {"description": "Not modified"} if status == 304 else {"description": "Problem", "content": content}
        one["responses"].setdefault(status, told)
    if method == "get":
        one["parameters"].append(_header("If-None-Match", {"type": "string"}, required=False))
    if by_revision:
        one["parameters"].append(_header("If-Match", {"type": "string", "pattern": IF_MATCH}, required=True))


def _header(name: str, schema: dict[str, Any], *, required: bool) -> dict[str, Any]:
    return {"in": "header", "name": name, "schema": schema, "required": required}
