"""What is done at a press, without a question before it, can be taken back from the message that tells it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest


def undoable(request: HttpRequest, words: str, url: str, **fields: object) -> None:
    """Tell on the next page what was done, with a button that sends these fields to an address that undoes it."""
    told = {"url": url, "fields": {name: str(value) for name, value in fields.items()}}
    messages.success(request, words, extra_tags=json.dumps(told))
