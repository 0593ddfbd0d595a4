"""The API described for people: a page made from the same description, without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from rechterhand.web.api.description import described
from rechterhand.web.api.interface import Interface
from rechterhand.web.look.say import say

OURS = frozenset({"If-Match", "If-None-Match"})
"""Headers that the page explains once."""


@dataclass(frozen=True)
class Field:
    """A parameter or a field of a body."""

    name: str
    kind: str
    needed: bool


@dataclass(frozen=True)
class Operation:
    """One operation as the page shows it."""

    method: str
    path: str
    summary: str
    scope: str
    by_revision: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]


@dataclass(frozen=True)
class Chapter:
    """Operations on one subject."""

    title: str
    operations: tuple[Operation, ...]


def openapi(request: HttpRequest, interface: Interface) -> HttpResponse:
    """The description for programs."""
    return JsonResponse(described(interface))


def page(request: HttpRequest, interface: Interface) -> HttpResponse:
    """The description for people."""
    told = {"chapters": chapters(described(interface)), "openapi_url": reverse("api:openapi")}
    return render(request, "api/reference.html", told)


def chapters(document: dict[str, Any]) -> tuple[Chapter, ...]:
    """The operations by subject, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            found.setdefault(one["tags"][0], []).append(_operation(path, method, one, schemas))
    return tuple(Chapter(say(f"api.of.{tag}"), tuple(many)) for tag, many in found.items())


def _operation(path: str, method: str, one: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    headers = {each["name"] for each in one["parameters"]} & OURS
    body = one.get("requestBody", {}).get("content", {})
    well = next(each for status, each in one["responses"].items() if 200 <= int(status) < 300)
    return Operation(
        method.upper(),
        path,
        one["summary"],
        one["x-scope"],
        "If-Match" in headers,
        tuple(
            Field(each["name"], _kind(each["schema"], schemas), each["required"])
            for each in one["parameters"]
            if each["name"] not in OURS
        ),
        tuple(_fields((each["schema"] for each in body.values()), schemas)),
        tuple(_fields((each["schema"] for each in well.get("content", {}).values()), schemas)),
    )


def _fields(forms: Iterable[dict[str, Any]], schemas: dict[str, Any]) -> Iterable[Field]:
    for form in forms:
        whole = _named(form, schemas)
        needed = set(whole.get("required", ()))
        for name, each in whole.get("properties", {}).items():
            yield Field(name, _kind(each, schemas), name in needed)


def _named(form: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A form itself where it is only referred to."""
    if "$ref" in form:
        found: dict[str, Any] = schemas[form["$ref"].rpartition("/")[2]]
        return found
    return form


def _kind(form: dict[str, Any], schemas: dict[str, Any]) -> str:
    """The kind of a value in a few signs: 'string', 'integer | null', 'date[]', or the names to choose from."""
    if "$ref" in form:
        whole = _named(form, schemas)
        name = form["$ref"].rpartition("/")[2]
        return _kind(whole, schemas) if "enum" in whole else str(whole.get("title", name))
    either = form.get("anyOf") or form.get("oneOf")
    if either:
        return " | ".join(_kind(each, schemas) for each in either)
    if "allOf" in form:
        return _kind(form["allOf"][0], schemas)
    names = form.get("enum") or ([form["const"]] if "const" in form else [])
    if names:
        return " | ".join(f'"{each}"' for each in names)
    if form.get("type") == "array":
        inner = _kind(form["items"], schemas)
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    kind = form.get("format") or form.get("type", "")
    return " | ".join(kind) if isinstance(kind, list) else str(kind)
