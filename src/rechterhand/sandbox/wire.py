"""How parent and worker talk: frames of a length and a MessagePack document over pipes."""

from __future__ import annotations

import os
import select
import struct
import time
from typing import Any

import msgspec

_HEAD = struct.Struct(">Q")


class Broken(Exception):
    """The other side went away."""


class Late(Exception):
    """Nothing complete arrived in time."""


def send(stream: int, document: Any) -> None:
    """Write one document to a file descriptor. Raises Broken when nobody reads."""
    data = msgspec.msgpack.encode(document)
    view = memoryview(_HEAD.pack(len(data)) + data)
    try:
        while view:
            view = view[os.write(stream, view) :]
    except BrokenPipeError as error:
        raise Broken from error


def receive(stream: int, *, seconds: float | None = None, most: int = 2**34) -> Any:
    """Read one document from a file descriptor, waiting at most this long.

    Raises Broken at the end of the stream or for a document of over ``most`` bytes, Late when the time runs out.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = _HEAD.unpack(_exactly(stream, _HEAD.size, deadline))
    if length > most:
        raise Broken
    return msgspec.msgpack.decode(_exactly(stream, length, deadline))


def _exactly(stream: int, count: int, deadline: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                raise Late
        chunk = os.read(stream, min(count - len(parts), 1 << 20))
        if not chunk:
            raise Broken
        parts += chunk
    return bytes(parts)
