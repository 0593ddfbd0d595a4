"""Damage to files, as transport, tools and malice do it: drawn by hypothesis, applied to bytes or inside an archive."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Damage:
    """One change: what, where (a share of the length), how much, and with which bytes."""

    kind: str
    share: float
    length: int
    data: bytes

    def apply(self, data: bytes) -> bytes:
        """The bytes after the change."""
        place = int(self.share * len(data))
        before, after = data[:place], data[place + self.length :]
        match self.kind:
            case "cut":
                return before
            case "drop":
                return before + after
            case "insert":
                return before + self.data + data[place:]
            case "repeat":
                return data[: place + self.length] + data[place:]
            case "zero":
                return before + bytes(min(self.length, len(data) - place)) + after
            case _:
                return before + self.data[: len(data) - place] + data[place + len(self.data) :]


_WORDS = (
    b"<", b">", b"&", b'"', b"&amp;", b"\0", b"\xff", b"-1", b"0", b"99999999999999999999", b"1e308", b"NaN", b"]]>",
    b"</", b"<!ENTITY x 'y'>", b"2026-13-45", b"=", b";", b"\r\n", b"\t",
    b"%T\t", b"%R\t", b"1048576", b"XFD", b"r=\"A1\"",
)  # fmt: skip

damages = st.lists(
    st.builds(
        Damage,
        kind=st.sampled_from(("cut", "drop", "insert", "repeat", "zero", "overwrite", "overwrite", "insert")),
        share=st.floats(0, 1, exclude_max=True),
        length=st.sampled_from((1, 2, 7, 40, 400)),
        data=st.one_of(st.sampled_from(_WORDS), st.binary(min_size=1, max_size=12)),
    ),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, changes: list[Damage]) -> bytes:
    """The bytes after all changes."""
    for one in changes:
        data = one.apply(data)
    return data


def damaged_inside(data: bytes, changes: list[Damage], member: int) -> bytes:
    """An archive of which one member was changed before packing: the damage reaches the parser behind the archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for place, name in enumerate(names):
            content = old.read(name)
            new.writestr(name, damaged(content, changes) if place == member % len(names) else content)
    return stream.getvalue()
