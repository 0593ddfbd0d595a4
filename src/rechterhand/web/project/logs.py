"""Logs: lines to read on a terminal, JSON elsewhere; each of a request with the request's id.

Whatever opens something is taken out of every line, wherever it came from: a request, a mistake, another package.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

SECRETS = re.compile(
    r"(?P<link>/account/(?:invited|recover|address)/)[^/\s\"'?&]+"  # links that let somebody in
    r"|(?P<begins>\brh_)[\w-]{16,}"  # access tokens
    r"|[\w-]{4,}:[0-9A-Za-z]{5,8}:[\w-]{27,}"  # whatever else we signed
)
HIDDEN = "…"


def _without_request(logger: Any, name: str, event: EventDict) -> EventDict:
    """Django adds the request, whose text is the whole address: with what somebody looked for."""
    event.pop("request", None)
    return event


SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    _without_request,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def logging_of(level: str, form: str) -> dict[str, Any]:
    """The configuration of ``logging``; ``form`` is auto, console or json.

    By the level 'auto' somebody at a terminal sees what matters alone, and a file or journal gets each request.
    """
    if level == "auto":
        level = "warning" if sys.stderr.isatty() else "info"
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED[:3],
            *SHARED[4:],
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "ours": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_ending(form)],
                "foreign_pre_chain": list(SHARED),
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["out"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # our own line of each request tells the rest
            "django.server": {"handlers": [], "propagate": True},
            "uvicorn": {"level": "WARNING"},
            "procrastinate": {"level": "WARNING"},
            "psycopg.pool": {"level": "ERROR"},
        },
    }


def _ending(form: str) -> list[Processor]:
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    if console:  # a traceback without the values at hand, which may be anything
        return [_hiding(structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback))]
    return [structlog.processors.format_exc_info, _hiding(structlog.processors.JSONRenderer(ensure_ascii=False))]


def _hiding(render: Callable[..., str | bytes]) -> Processor:
    """Take out of a line what lets somebody in."""

    def hidden(logger: Any, name: str, event: EventDict) -> str:
        return SECRETS.sub(_kept, str(render(logger, name, event)))

    return hidden


def _kept(found: re.Match[str]) -> str:
    return f"{found['link'] or found['begins'] or ''}{HIDDEN}"
