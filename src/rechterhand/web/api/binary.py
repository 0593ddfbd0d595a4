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


def _document(what: str, *needed: str) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["schema", *needed],
        "properties": {"schema": {"type": "string"}},
    }
    return {"responses": {200: {"description": what, "content": {"application/json": {"schema": schema}}}}}


DOCUMENT = _document(
    "The document of the command `review`, with the curves besides",
    *("source", "assumptions", "read", "schedule", "check", "simulate"),
)
COMPARISON = _document("The document of the command `compare`", "changes", "causes")
