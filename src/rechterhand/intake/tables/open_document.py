"""Whether the XML of an OpenDocument sheet holds together, asked before a parser that may wait for its end forever."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.parsers import expat

from rechterhand import errors
from rechterhand.text import Message

_CONTENT = "content.xml"
_CHUNK = 1 << 20


def refuse_broken(path: Path) -> None:
    """Raise UnreadableFile for a document whose content isn't well-formed; any other file is none of its business.

    Entities and sizes are screened before.
    """
    if not zipfile.is_zipfile(path):
        return
    parser = expat.ParserCreate()
    with zipfile.ZipFile(path) as archive:
        if _CONTENT not in archive.namelist():
            return
        try:
            with archive.open(_CONTENT) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise errors.UnreadableFile(
                Message.of("intake.damaged", told=f"{_CONTENT}: {error}"), hint=Message.of("tables.damaged_hint")
            ) from error
