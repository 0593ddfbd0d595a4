"""One web process: ``python -m rechterhand.web.project.serving.web_process LIFELINE SOCKET…``."""

from __future__ import annotations

import gc
import socket
import sys

import uvicorn

from rechterhand.web.project.environment import text_of
from rechterhand.web.project.installation import set_up
from rechterhand.web.project.serving.lifeline import hold

LAST_WORDS = 5
"""Seconds that open requests and streams get when the process is told to end."""
COLLECTED = (20_000, 20, 50)
"""When garbage is looked for: rarely, since a page of a large plan makes a hundred thousand objects and keeps none."""


def main(lifeline: int, sockets: list[int]) -> None:
    """Serve until told to end."""
    hold(lifeline)
    set_up()
    from rechterhand.web.jobs.hub import hub  # noqa: PLC0415 - needs settings that are checked first
    from rechterhand.web.project.asgi import application  # noqa: PLC0415 - as above

    class Server(uvicorn.Server):
        """Streams of events come to their end before open requests are waited for."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            hub.end()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=True,
        forwarded_allow_ips=text_of("RECHTERHAND_PROXIES"),
        timeout_graceful_shutdown=LAST_WORDS,
    )
    config.load()
    gc.collect()
    gc.freeze()  # what is there before the first request stays, and needn't be looked through
    gc.set_threshold(*COLLECTED)
    Server(config).run(sockets=[socket.socket(fileno=each) for each in sockets])


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(each) for each in sys.argv[2:]])
