"""Static files, in front of Django: indexed once by WhiteNoise, compressed when built, cached by their hashes.

What the front end's build makes carries a hash in its name and never changes; everything else is asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.staticfiles import finders
from whitenoise.base import WhiteNoise

from rechterhand.web.project import hsts

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.\w+(\.map)?$")
HOUR = 3600
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CHUNK = 64 * 1024


class StaticFiles:
    """Serves what stands below the prefix, and leaves the rest to the application."""

    def __init__(self, application: Application, prefix: str) -> None:
        self.application = application
        self.index = WhiteNoise(
            None,
            max_age=HOUR,
            allow_all_origins=False,
            immutable_file_test=lambda _, url: "/built/" in url and bool(HASHED.search(url)),
            add_headers_function=lambda headers, _, __: [headers.__setitem__(*one) for one in HEADERS.items()],
        )
        for finder in finders.get_finders():
            for name, storage in finder.list(None):
                self.index.add_file_to_dictionary(prefix + Path(name).as_posix(), storage.path(name))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        file = self.index.files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None:
            await self.application(scope, receive, send)
            return
        response = file.get_response(scope["method"], _environment(scope))
        headers = [(name.lower().encode(), value.encode()) for name, value in response.headers]
        if scope.get("scheme") == "https" and hsts.told():
            headers.append((hsts.NAME.lower().encode(), hsts.told().encode()))
        await send({"type": "http.response.start", "status": int(response.status), "headers": headers})
        if response.file is not None:
            with response.file as stream:
                while block := await sync_to_async(stream.read, thread_sensitive=False)(CHUNK):
                    await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _environment(scope: Scope) -> dict[str, str]:
    """The request's headers, named as WhiteNoise knows them."""
    return {
        "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
        for name, value in scope["headers"]
    }
