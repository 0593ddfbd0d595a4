"""The forms of kept documents for OpenAPI: the published schemas of the core, and what the workbench adds to them.

OpenAPI 3.1 speaks JSON Schema 2020-12, as the schemas do; only their references have to point into the description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urldefrag

from rechterhand.schema.registry import json_schemas

PLACE = "#/components/schemas/"
DEFS = "/$defs/"
DAYS = {"description": "Working days of eight hours.", "type": "number"}
TEXTS = {"type": "array", "items": {"type": "string"}}
LABELS = {"type": "object", "additionalProperties": {"type": "string"}}
CURVE = {
    "description": "Finishes at 0, 1, … 100 % of the futures, in minutes since 1970-01-01T00:00 by the plan's clock.",
    "type": "array",
    "items": {"type": "integer"},
}


def _closed(title: str, about: str, /, **fields: Mapping[str, Any]) -> dict[str, Any]:
    """An object that has these fields, all of them, and no others."""
    return {
        "title": title,
        "description": about,
        "type": "object",
        "required": list(fields),
        "properties": fields,
        "additionalProperties": False,
    }


def _to(name: str) -> dict[str, Any]:
    return {"$ref": f"{PLACE}{name}"}


def _or_null(form: Mapping[str, Any]) -> dict[str, Any]:
    return {"oneOf": [{"type": "null"}, form]}


def _many(form: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": form}


CURVES = _closed(
    "Curves",
    "Finishes of the futures: as the plan is, and with the best way out beside the same futures; null where none.",
    **dict.fromkeys(("plan", "before", "best"), _or_null(CURVE)),
)
SHARPEN = _closed(
    "Sharpen",
    "An activity of which a narrower range would sharpen the answer most.",
    activity_id={"type": "integer"},
    days=DAYS | {"description": "So many days narrower the range of the finish would be."},
    of_days=DAYS | {"description": "So wide it is."},
)
SENTENCES = _closed(
    "Sentences",
    "What the page of a verdict says besides, in the language of the document.",
    unread=TEXTS | {"description": "What of the file wasn't understood."},
    lost={"description": "Among it are cells of a table, which somebody filled in for the plan.", "type": "boolean"},
    cautions=TEXTS | {"description": "What makes the headline less than it seems."},
    yardstick=TEXTS | {"description": "By what ways out were judged."},
    basis=LABELS | {"description": "The yardstick by the key of a way out, where they differ."},
    elsewhere={"description": "P80 under other defaults; empty where there is none.", "type": "string"},
    sharpen=_many(_to("Sharpen")),
    techniques={"description": "Techniques by kind of bottleneck.", "type": "object", "additionalProperties": TEXTS},
)
FUTURES = _closed(
    "Futures",
    "Where a trial's futures finish, and the chance of the committed date.",
    p50=_or_null(_to("common.moment")),
    p80=_or_null(_to("common.moment")),
    chance=_or_null(_to("common.share")),
    curve=CURVE,
)
TRIED_WAY = _closed(
    "TriedWay",
    "A way out as it was tried.",
    key={"type": "string"},
    degree={"description": "How far it goes, as the verdict says it.", "type": "string"},
    **{key: {"type": "string"} for key in ("title", "effect", "side_effect")},
    cost=_or_null(DAYS),
)
TRIED_DURATION = _closed(
    "TriedDuration",
    "A duration as it was tried.",
    activity_id={"type": "integer"},
    name={"type": "string"},
    planned_days=DAYS,
    days=DAYS,
)
TRIAL = _closed(
    "Trial",
    "Futures before and after ways out and other durations.",
    days=DAYS | {"description": "So much earlier P80 is."},
    standard_error_days=DAYS,
    mean_days=DAYS | {"description": "So much earlier the mean is."},
    cost=_or_null(DAYS),
    with_people={"description": "People and machines held work up in these futures.", "type": "boolean"},
    steep={"description": "The gain lies on a few futures.", "type": "boolean"},
    notes=TEXTS,
    iterations={"type": "integer"},
    before=_to("Futures"),
    after=_to("Futures"),
    ways=_many(_to("TriedWay")),
    durations=_many(_to("TriedDuration")),
    gone=TEXTS | {"description": "Keys of ways out that this plan no longer has."},
    gone_activities=_many({"type": "integer"}),
)


def forms() -> dict[str, dict[str, Any]]:
    """Every form by its name among the description's: those of documents, and all that they refer to."""
    core = _core()
    ours = {"Curves": CURVES, "Sharpen": SHARPEN, "Sentences": SENTENCES, "Futures": FUTURES, "Trial": TRIAL} | {
        "TriedWay": TRIED_WAY,
        "TriedDuration": TRIED_DURATION,
        "Verdict": _document(
            core, "review", "The document of the command `review`, with what its page shows besides",
            curves=_to("Curves"), told=_to("Sentences"),
        ),
        "Comparison": _document(
            core, "compare", "The document of the command `compare`, with a paragraph that sums it up",
            text={"description": "What changed, in one paragraph.", "type": "string"},
            kinds=LABELS | {"description": "The kinds of change that occur, for people."},
        ),
    }  # fmt: skip
    return _reached(core | ours, ours)


def _document(core: Mapping[str, Any], command: str, about: str, /, **besides: Any) -> dict[str, Any]:
    """A command's document with fields of the workbench besides; kept ones of before may lack these."""
    head, body = core["common.envelope"], core[f"{command}.body"]
    return {
        "title": "Verdict" if command == "review" else "Comparison",
        "description": about,
        "type": "object",
        "required": [*head["required"], *body["required"]],
        "properties": {
            **head["properties"],
            "schema": {"const": f"rechterhand/{command}/1"},
            **body["properties"],
            **besides,
        },
        "additionalProperties": False,
    }


def _core() -> dict[str, dict[str, Any]]:
    """Parts of the core's schemas as ``file.part``, referring to one another by these names."""
    found: dict[str, dict[str, Any]] = {}
    for address, whole in json_schemas().items():
        file = PurePosixPath(address).stem
        found |= {f"{file}.{part}": _pointed(one, file) for part, one in whole["$defs"].items()}
    return found


def _pointed(form: Any, file: str) -> Any:
    """A form whose references point into the description."""
    if isinstance(form, list):
        return [_pointed(one, file) for one in form]
    if not isinstance(form, dict):
        return form
    return {key: _target(one, file) if key == "$ref" else _pointed(one, file) for key, one in form.items()}


def _target(reference: str, file: str) -> str:
    """``common.json#/$defs/day`` or ``#/$defs/body``, as it is called here."""
    other, fragment = urldefrag(reference)
    return f"{PLACE}{PurePosixPath(other).stem or file}.{fragment.removeprefix(DEFS)}"


def _reached(forms: Mapping[str, dict[str, Any]], names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """These and all that they refer to, directly or not."""
    found: dict[str, dict[str, Any]] = {}
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found[name] = forms[name]
            left += _references(forms[name])
    return dict(sorted(found.items()))


def _references(form: Any) -> list[str]:
    if isinstance(form, list):
        return [name for one in form for name in _references(one)]
    if not isinstance(form, dict):
        return []
    own = [form["$ref"].removeprefix(PLACE)] if "$ref" in form else []
    return own + [name for one in form.values() for name in _references(one)]
