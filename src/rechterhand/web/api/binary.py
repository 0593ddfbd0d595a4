"""How answers that are no JSON of ours are described."""

from __future__ import annotations

from typing import Any

BINARY: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
WORKBOOK: dict[str, Any] = {
    "responses": {
        200: {
            "description": "An Excel workbook",
            "content": {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                    "schema": {"type": "string", "format": "binary"}
                }
            },
        }
    }
}


def _document(what: str, *needed: str, versioned: bool = True) -> dict[str, Any]:
    names = ("schema", *needed) if versioned else needed
    properties = {"schema": {"type": "string"}} if versioned else {}
    schema = {"type": "object", "required": list(names), "properties": properties}
    return {"responses": {200: {"description": what, "content": {"application/json": {"schema": schema}}}}}


DOCUMENT = _document(
    "The document of the command `review`, with the curves besides",
    *("source", "assumptions", "read", "schedule", "check", "simulate"),
)
TRIED = _document("The futures before and after, and what was tried", "days", "before", "after", versioned=False)
COMPARISON = _document("The document of the command `compare`", "changes", "causes")
