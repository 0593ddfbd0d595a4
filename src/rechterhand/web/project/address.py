"""At which address people find the workbench, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.environment import list_of, number_of, text_of
from rechterhand.web.project.serving.listening import is_loopback

OWN = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


@dataclass(frozen=True)
class Address:
    """What people type, under which other names they come, and whether anybody but this machine gets there."""

    url: str
    hosts: tuple[str, ...]
    is_local: bool

    @property
    def origin(self) -> str:
        """The address without a path."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_secure(self) -> bool:
        """Whether it is reached by https."""
        return self.url.startswith("https://")


def address() -> Address:
    """The address of this installation. Raises BadInput when it isn't known, or isn't one."""
    listens, told, others = text_of("RECHTERHAND_HOST"), text_of("RECHTERHAND_ADDRESS"), list_of("RECHTERHAND_HOSTS")
    parts = urlsplit(told)
    if told and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/")):
        raise BadInput(Message.of("settings.address"), where={"setting": "RECHTERHAND_ADDRESS"})
    if listens in EVERYWHERE and not told and not others:
        raise BadInput(Message.of("workbench.which_address"), hint=Message.of("workbench.which_address.hint"))
    named = "localhost" if is_loopback(listens) else others[0] if listens in EVERYWHERE and others else listens
    shown = f"[{named}]" if ":" in named and not named.startswith("[") else named
    inner = parts.hostname if told and parts.hostname else named
    return Address(
        url=told.rstrip("/") or f"http://{shown}:{number_of('RECHTERHAND_PORT')}",
        hosts=tuple(dict.fromkeys((*OWN, f"[{inner}]" if ":" in inner else inner, *others))),
        is_local=is_loopback(listens) and is_loopback(inner) and not others,
    )
