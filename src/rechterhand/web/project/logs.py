"""Logs: lines to read on a terminal, JSON elsewhere; each of a request with the request's id."""

from __future__ import annotations

import sys
from typing import Any

import structlog
from structlog.typing import Processor

SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def logging_of(level: str, form: str) -> dict[str, Any]:
    """The configuration of ``logging``; ``form`` is auto, console or json."""
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
    if console:
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
