"""A small server for the guide, with the policy under which the workbench runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from rechterhand.web import look

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
STATIC = Path(look.__file__).parent / "static"
FOUND = [{"name": "Zaaksysteem vernieuwen", "url": "verdict.html", "group": "Projecten", "hint": "ZS"}]


class Handler(SimpleHTTPRequestHandler):
    """Files of the guide, static files, lines for the palette, and a job that ends."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path.endswith("/palette.json"):
            words = parse_qs(asked.query).get("q", [""])[0].lower()
            self.answer(json.dumps([one for one in FOUND if words in one["name"].lower()]), "application/json")
        elif asked.path.endswith("/events"):
            self.events()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("/refused"):
            self.answer("", "text/html", 500)
        else:
            self.answer("", "text/html", 204, toast={"words": "Opgeslagen"})

    def events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for share, state in ((0.6, "running"), (1.0, "done")):
            told = {"job": "7", "state": state, "share": share, "words": f"{share:.0%}"}
            self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
            self.wfile.flush()
            time.sleep(0.2)

    def answer(self, body: str, kind: str, status: int = 200, toast: object = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if toast:
            self.send_header("HX-Trigger", json.dumps({"toast": toast}))
        self.end_headers()
        self.wfile.write(body.encode())

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        if path.startswith("/static/"):
            return str(STATIC / urlsplit(path).path.removeprefix("/static/"))
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder while it lasts; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
