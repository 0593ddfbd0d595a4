"""Rows for islands: JSON of thousands of lines, written at once and sent compressed where the browser takes that."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LONG = 20_000
"""Bytes from which it is compressed."""
QUICK = 1
"""Of the levels of gzip: a third more bytes than the usual one, in a third of the time."""


def sent_rows(request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
    """The answer."""
    data, coded = msgspec.json.encode(told), {}
    if len(data) >= LONG and "gzip" in request.headers.get("Accept-Encoding", ""):
        data, coded = gzip.compress(data, compresslevel=QUICK, mtime=0), {"Content-Encoding": "gzip"}
    response = HttpResponse(data, content_type="application/json", headers=coded)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
