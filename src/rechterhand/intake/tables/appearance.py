"""What an Excel sheet shows besides its values: indents, grouped and hidden rows, formulas that failed or lack a value.

Planners show the outline of a plan by indenting the names, which is formatting and not text.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

_MEGABYTES = 128
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_WORTH_A_LOOK = re.compile(rb"outlineLevel=|hidden=\"|t=\"e\"|\bs=\"|<(?:\w+:)?f[\s>/]")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def of(path: str) -> dict[str, dict[str, Any]]:
    """By sheet name: ``indents`` [row, column, indent], ``levels`` [row, level], ``hidden_rows``, ``faults`` [row,
    column, text] and ``summary_above``. Rows from 1, columns from 0. Empty for what isn't an Excel workbook in XML.
    """
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return _workbook(archive)
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError, OSError, EOFError):
        return {}  # the values decide whether the file can be read


def _workbook(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    parts = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("xl", one.get("Target", "")).replace("xl//xl/", "xl/"))
        for one in fromstring(_read(archive, "xl/_rels/workbook.xml.rels"))
    }
    indents = _indents(archive)
    found = {}
    for sheet in fromstring(_read(archive, "xl/workbook.xml")).iter():
        key = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)
        if _tag(sheet) != "sheet" or key not in parts:
            continue
        part = parts[key]
        if part.startswith("/"):
            part = part[1:]
        data = _read(archive, part)
        if _WORTH_A_LOOK.search(data):
            found[sheet.get("name", "")] = _sheet(data, indents)
    return found


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MEGABYTES << 20:
        raise ValueError(name)
    return archive.read(name)


def _indents(archive: zipfile.ZipFile) -> Mapping[str, int]:
    """Indent by style number, where there is any."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = fromstring(_read(archive, "xl/styles.xml"))
    found = {}
    for group in styles:
        if _tag(group) != "cellXfs":
            continue
        for number, style in enumerate(group):
            indent = max((int(one.get("indent", 0)) for one in style if _tag(one) == "alignment"), default=0)
            if indent:
                found[str(number)] = indent
    return found


def _sheet(data: bytes, indents: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {"indents": [], "levels": [], "hidden_rows": [], "faults": [], "summary_above": False}
    number = 0
    for _, node in iterparse(io.BytesIO(data), events=("end",)):
        tag = _tag(node)
        if tag == "row":
            number = int(node.get("r", number + 1))
            _row(node, number, indents, found)
            node.clear()
        elif tag == "outlinePr":
            found["summary_above"] = node.get("summaryBelow") in {"0", "false"}
    return found


def _row(node: Element, number: int, indents: Mapping[str, int], found: dict[str, Any]) -> None:
    if node.get("outlineLevel", "0") != "0":
        found["levels"].append([number, int(node.get("outlineLevel", "0"))])
    if node.get("hidden") in {"1", "true"}:
        found["hidden_rows"].append(number)
    for place, cell in enumerate(node):
        style, fault = cell.get("s"), _fault(cell)
        if style not in indents and fault is None:
            continue
        column = _column(cell.get("r"), place)
        if style is not None and style in indents:
            found["indents"].append([number, column, indents[style]])
        if fault is not None:
            found["faults"].append([number, column, fault])


def _fault(cell: Element) -> str | None:
    """What a failed formula shows, or the formula itself where no value is stored with it; else None.

    A program that isn't a spreadsheet writes formulas so: nothing has computed them yet. That of a text may be empty.
    """
    parts = {_tag(one): one.text or "" for one in cell}
    if cell.get("t") == "e":
        return parts.get("v") or "#?"
    unsaved = "f" in parts and not parts.get("v") and "is" not in parts and cell.get("t", "n") == "n"
    return f"={parts['f']}" if unsaved else None


def _column(address: str | None, place: int) -> int:
    match = _ADDRESS.fullmatch(address or "")
    if match is None:
        return place
    column = 0
    for sign in match[1]:
        column = column * 26 + ord(sign) - 64
    return column - 1


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
