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
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["data"],
    "properties": {"data": {"type": "string", "contentMediaType": "application/json"}},
}
EVENTS: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Server-sent events; the data of each is a job",
            "content": {"text/event-stream": {"schema": EVENT}},
        }
    }
}


def _document(name: str, what: str) -> dict[str, Any]:
    form = {"$ref": f"#/components/schemas/{name}"}
    return {"responses": {200: {"description": what, "content": {"application/json": {"schema": form}}}}}


DOCUMENT = _document("Verdict", "The document of the command `review`, with what its page shows besides")
TRIED = _document("Trial", "The futures before and after, and what was tried")
COMPARISON = _document("Comparison", "The document of the command `compare`, with a paragraph that sums it up")
