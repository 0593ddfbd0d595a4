"""The settings: one table of environment variables, each with its type, its default and what it means.

The meanings stand in the catalogue (``settings.<name>``), which the pages of the documentation are made from.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import platformdirs

from rechterhand.errors import BadInput
from rechterhand.text import Message

Kind = Literal["text", "path", "number", "port", "switch", "list", "zone", "proxies"]
Value = str | Path | int | bool | tuple[str, ...]
YES = frozenset({"1", "yes", "true", "on"})
NO = frozenset({"0", "no", "false", "off"})


@dataclass(frozen=True)
class Setting:
    """One environment variable. ``secret`` ones are never shown."""

    name: str
    kind: Kind = "text"
    default: str = ""
    secret: bool = False
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting("RECHTERHAND_DATA", "path"),
    Setting("DATABASE_URL", secret=True),
    Setting("SECRET_KEY", secret=True),
    Setting("RECHTERHAND_HOST", default="localhost"),
    Setting("RECHTERHAND_PORT", "port", "8000"),
    Setting("RECHTERHAND_ADDRESS"),
    Setting("RECHTERHAND_HOSTS", "list"),
    Setting("RECHTERHAND_PROXIES", "proxies", "127.0.0.1"),
    Setting("RECHTERHAND_HSTS", default="host", choices=("off", "host", "subdomains", "preload")),
    Setting("RECHTERHAND_WEB_PROCESSES", "number", "2"),
    Setting("RECHTERHAND_WORKERS", "number", "1"),
    Setting("RECHTERHAND_JOBS_AT_ONCE", "number", "2"),
    Setting("RECHTERHAND_CONNECTIONS", "number", "10"),
    Setting("RECHTERHAND_API_A_MINUTE", "number", "600"),
    Setting("RECHTERHAND_LOG", default="auto", choices=("auto", "debug", "info", "warning", "error")),
    Setting("RECHTERHAND_LOG_FORM", default="auto", choices=("auto", "console", "json")),
    Setting("RECHTERHAND_INVITATIONS", default="auto", choices=("auto", "members", "administrators")),
    Setting("RECHTERHAND_IDLE_HOURS", "number", "336"),
    Setting("RECHTERHAND_SECOND_FACTOR", default="chosen", choices=("chosen", "administrators")),
    Setting("RECHTERHAND_SECURITY_CONTACT"),
    Setting("RECHTERHAND_OIDC_ISSUER"),
    Setting("RECHTERHAND_OIDC_CLIENT"),
    Setting("RECHTERHAND_OIDC_SECRET", secret=True),
    Setting("RECHTERHAND_OIDC_NAME", default="SSO"),
    Setting("RECHTERHAND_OIDC_TRUSTS_ADDRESSES", "switch", "no"),
    Setting("RECHTERHAND_SMTP_HOST"),
    Setting("RECHTERHAND_SMTP_PORT", "port", "587"),
    Setting("RECHTERHAND_SMTP_SAFETY", default="starttls", choices=("starttls", "tls", "none")),
    Setting("RECHTERHAND_SMTP_USER"),
    Setting("RECHTERHAND_SMTP_PASSWORD", secret=True),
    Setting("RECHTERHAND_MAIL_FROM"),
    Setting("RECHTERHAND_S3_BUCKET"),
    Setting("RECHTERHAND_S3_ENDPOINT"),
    Setting("RECHTERHAND_S3_REGION"),
    Setting("RECHTERHAND_S3_KEY"),
    Setting("RECHTERHAND_S3_SECRET", secret=True),
    Setting("RECHTERHAND_S3_FOLDER"),
    Setting("RECHTERHAND_TIME_ZONE", "zone", "Europe/Amsterdam"),
    Setting("RECHTERHAND_DEMONSTRATION", default="whole", choices=("whole", "small")),
)
BY_NAME = {one.name: one for one in SETTINGS}
PREFIX = "RECHTERHAND_"
ELSEWHERE = frozenset(f"{PREFIX}{name}" for name in ("DEBUG", "JAVA", "REQUIRE_CONFINED", "EXPLORE", "SHOTS"))
"""Variables that the command line and the tests know."""
HIGHEST_PORT = 65_535


def value_of(name: str, environment: Mapping[str, str] | None = None) -> Value:
    """The value of a setting, from the environment or its default. Raises BadInput when it doesn't fit its type."""
    setting = BY_NAME[name]
    raw = (os.environ if environment is None else environment).get(name, "").strip() or setting.default
    if setting.kind == "list":
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if setting.kind == "path":
        return Path(raw).expanduser().absolute() if raw else default_data()
    if setting.kind in {"number", "port"}:
        return _number(setting, raw)
    if setting.kind == "switch":
        return _switch(setting, raw)
    if setting.kind == "zone" and not _is_zone(raw):
        raise _unfit(setting, raw, "Europe/Amsterdam, UTC …")
    if setting.kind == "proxies" and not _are_proxies(raw):
        raise _unfit(setting, raw, "127.0.0.1, 10.0.0.0/8, ::1 …; *")
    if setting.choices and raw not in setting.choices:
        raise _unfit(setting, raw, ", ".join(setting.choices))
    return raw


def text_of(name: str) -> str:
    """The value of a setting that is a text."""
    return str(value_of(name))


def number_of(name: str) -> int:
    """The value of a setting that is a number."""
    return int(str(value_of(name)))


def is_on(name: str) -> bool:
    """The value of a setting that is a switch."""
    return value_of(name) is True


def list_of(name: str) -> tuple[str, ...]:
    """The value of a setting that is a list."""
    value = value_of(name)
    return value if isinstance(value, tuple) else (str(value),)


def data_folder() -> Path:
    """The folder of everything that this installation keeps on this machine."""
    return Path(str(value_of("RECHTERHAND_DATA")))


def default_data() -> Path:
    """Where data is kept when nothing is said: the folder of the user's platform, for root that of the system."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/rechterhand")
    return platformdirs.user_data_path("rechterhand", appauthor=False)


def validated(environment: Mapping[str, str] | None = None) -> dict[str, Value]:
    """Every setting with its value. Raises BadInput for the first that doesn't fit."""
    return {setting.name: value_of(setting.name, environment) for setting in SETTINGS}


def unknown(environment: Mapping[str, str] | None = None) -> list[str]:
    """Variables that are named as ours, and that nothing reads."""
    told = os.environ if environment is None else environment
    return sorted(name for name in told if name.startswith(PREFIX) and name not in BY_NAME.keys() | ELSEWHERE)


def _number(setting: Setting, raw: str) -> int:
    most = HIGHEST_PORT if setting.kind == "port" else None
    if raw.isdecimal() and int(raw) >= 1 and (most is None or int(raw) <= most):
        return int(raw)
    raise _unfit(setting, raw, f"1, 2, 3 … {most or ''}".strip())


def _is_zone(raw: str) -> bool:
    try:
        return bool(ZoneInfo(raw))
    except (KeyError, ValueError, OSError):
        return False


def _are_proxies(raw: str) -> bool:
    """Addresses and networks; a name never is one, since it is compared with the address that asks."""
    if raw == "*":
        return True
    try:
        return all(ipaddress.ip_network(part.strip()) for part in raw.split(","))
    except ValueError:
        return False


def _switch(setting: Setting, raw: str) -> bool:
    if raw.lower() in YES | NO:
        return raw.lower() in YES
    raise _unfit(setting, raw, "yes, no")


def _unfit(setting: Setting, raw: str, wanted: str) -> BadInput:
    return BadInput(
        Message.of("settings.unfit", name=setting.name, value="…" if setting.secret else raw, wanted=wanted),
        where={"setting": setting.name},
    )
