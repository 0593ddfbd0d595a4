"""What can go wrong with an installation, and with a request before anything is done with it."""

from __future__ import annotations

from rechterhand.errors import RechterhandError
from rechterhand.text import Message


class AlreadyServed(RechterhandError):
    """Another process has this data folder in use."""

    code = "already_served"


class AddressTaken(RechterhandError):
    """Another program listens at the address, or this user may not."""

    code = "address_taken"


class NotReachable(RechterhandError):
    """The database doesn't answer."""

    code = "database_unreachable"


class Forged(RechterhandError):
    """A form without the token of its page: of an earlier visit, or sent by another site."""

    code = "csrf"

    def __init__(self) -> None:
        super().__init__(Message.of("workbench.forged"), hint=Message.of("workbench.forged.hint"))
