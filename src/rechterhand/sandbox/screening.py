"""A look at a file before a parser gets it: bombs are refused by what they would become."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from rechterhand import errors
from rechterhand.text import Message

UNPACKED_MEGABYTES = 512
MOST_MEMBERS = 5000
_CHUNK = 1 << 20
_ENTITY = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T\0I\0T\0Y|\0<\0!\0E\0N\0T\0I\0T\0Y", re.I)
_OVERLAP = 32


def screen(path: Path) -> None:
    """Refuse archives that unpack to more than is allowed, and XML with entities of its own.

    Raises TooLarge or UnreadableFile.
    """
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"PK"):
        screen_archive(path)
    elif is_xml(head):
        _screen_entities(path)


def is_xml(head: bytes) -> bool:
    """Whether a file that begins so is XML, in any encoding of eight or sixteen bits."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def screen_archive(path: Path) -> None:
    """Refuse what unpacks to too much, whatever stands before the archive.

    Unpacks to nowhere: the sizes that an archive states needn't be true. Raises as ``screen``.
    """
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise _bomb()
            for member in members:
                if member.flag_bits & 1:
                    raise errors.PasswordRefused(
                        Message.of("intake.password_useless"), hint=Message.of("intake.password_useless_hint")
                    )
                with archive.open(member) as stream:
                    while chunk := stream.read(_CHUNK):
                        total += len(chunk)
                        if total > UNPACKED_MEGABYTES << 20:
                            raise _bomb()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise errors.UnreadableFile(
            Message.of("intake.damaged_archive"), hint=Message.of("intake.damaged_hint")
        ) from error
    except Exception as error:
        if isinstance(error, errors.RechterhandError):
            raise
        raise errors.UnreadableFile(  # zlib.error, lzma.LZMAError and what else decoders raise
            Message.of("intake.damaged_archive"), hint=Message.of("intake.damaged_hint")
        ) from error


def _bomb() -> errors.TooLarge:
    return errors.TooLarge(
        Message.of("intake.unpacks_too_large", most=UNPACKED_MEGABYTES), hint=Message.of("intake.too_large_hint")
    )


def _screen_entities(path: Path) -> None:
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _ENTITY.search(before + chunk):
                raise errors.UnreadableFile(Message.of("intake.entities"), hint=Message.of("intake.entities_hint"))
            before = chunk[-_OVERLAP:]
