"""Whether XML stops before its end, which a parser tells in English and in words of its own."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ErrorString, errors

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from rechterhand.sandbox.screening import is_xml

_AT_THE_END = frozenset(
    {
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    }
)


def is_cut_off(path: Path) -> bool:
    """Whether the file is sound XML as far as it goes, and ends within an element."""
    with path.open("rb") as file:
        if not is_xml(file.read(512)):
            return False
    try:
        for _, one in iterparse(str(path)):
            one.clear()
    except ParseError as error:
        return ErrorString(error.code) in _AT_THE_END
    except (DefusedXmlException, ValueError, LookupError):
        return False
    return False
