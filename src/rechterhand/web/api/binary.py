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
DOCUMENT: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The verdict: the document of the command `review`, with the curves besides",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["schema", "source", "assumptions", "read", "schedule", "check", "simulate"],
                        "properties": {"schema": {"type": "string"}, "source": {"type": "object"}},
                    }
                }
            },
        }
    }
}
