"""An .xlsx file as a package of parts: which sheets there are, where, and what goes with them.

ECMA-376 part 2 (packages, relationships) and part 1, 18.2 (workbook).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

from aixin_cli.forms.reading import FEEDBACK_MARK
from aixin_cli.read.delivery.limits import read_member, unpack
from aixin_cli.read.workbook.numberformats import Display, read_styles

INDEX = "xl/workbook.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""\b([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_YES = (b"1", b"true")
_NO_TABLES = ("/chartsheet", "/dialogsheet", "macrosheet")
"""Kinds of sheets without rows of data, by the ends of their relationships' types."""
STYLES = "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_MACROS = re.compile(rb"""(\bType\s*=\s*["'])[^"']*/xl(?:Intl)?Macrosheet(?=["'])""")
_CHART = rb"\1http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
_PICTURE = re.compile(rb"<(?:\w+:)?pic[\s>]")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of the workbook: its name, whether it is hidden, where its XML lies, whether it has cells."""

    name: str
    is_hidden: bool
    part: str
    is_table: bool = True
    """False of charts, dialogs and sheets of macros."""


class Package:
    """The parts of one workbook; KeyError where one that it can't be without is missing."""

    def __init__(self, packed: zipfile.ZipFile, data: bytes) -> None:
        self._packed = packed
        self._data = memoryview(data)
        self.names = frozenset(packed.namelist())
        index = self.read(INDEX)
        targets = self._relations(INDEX)
        self.is_1904 = _is_1904(index)
        self.has_links = any(name.startswith("xl/externalLinks/") for name in self.names)
        self.has_cell_pictures = "xl/cellimages.xml" in self.names
        self.sheets = tuple(_sheet_part(tag, targets) for tag in _SHEET.findall(index))

    @cached_property
    def displays(self) -> dict[int, Display]:
        """The cell formats that show other numbers than the cells hold."""
        return read_styles(self.read(STYLES)) if STYLES in self.names else {}

    def read(self, part: str) -> bytes:
        """Return a part's bytes, no more than the package says; KeyError where there is none."""
        return read_member(self._packed, self._packed.getinfo(part))

    def unpack(self, part: str) -> bytes:
        """Return a large part's bytes; Bomb where there are more than the package says."""
        return unpack(self._data, self._packed.getinfo(part))

    def count_remarks(self, part: str) -> tuple[int, int]:
        """Return how many comments, not counting ours, and floating pictures go with a sheet."""
        comments = pictures = 0
        for kind, target in sorted(set(self._relations(part).values())):
            if target not in self.names:
                continue
            if kind.endswith("/comments"):
                content = self.read(target)
                comments += max(0, len(_COMMENT.findall(content)) - content.count(FEEDBACK_MARK.encode()))
            elif kind.endswith("/drawing"):
                pictures += len(_PICTURE.findall(self.read(target)))
        return comments, pictures

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return a part's relationships: id to kind and target part."""
        folder, name = posixpath.split(part)
        path = f"{folder}/_rels/{name}.rels"
        if path not in self.names:
            return {}
        found = {}
        for tag in _RELATION.findall(self.read(path)):
            attributes = _attributes(tag)
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), whole)
        return found


def with_known_sheets(packed: zipfile.ZipFile) -> bytes | None:
    """Return a workbook whose sheets of macros, unknown to its reader, are called charts; None where there are none."""
    if RELATIONS not in packed.namelist() or not _MACROS.search(read_member(packed, packed.getinfo(RELATIONS))):
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for info in packed.infolist():
            content = read_member(packed, info)
            copy.writestr(info.filename, _MACROS.sub(_CHART, content) if info.filename == RELATIONS else content)
    return buffer.getvalue()


def _attributes(tag: bytes) -> dict[str, str]:
    texts = (
        (key.decode(), (double or single).decode("utf-8", "replace")) for key, double, single in _ATTRIBUTE.findall(tag)
    )
    return {key: _unescaped(text) for key, text in texts}


def _unescaped(text: str) -> str:
    """A text without XML's five entities; `xml.sax.saxutils` has it, with half of the web's modules."""
    for name, sign in (("&gt;", ">"), ("&lt;", "<"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(name, sign)
    return text


def _sheet_part(tag: bytes, targets: dict[str, tuple[str, str]]) -> SheetPart:
    attributes = _attributes(tag)
    relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    kind, part = targets.get(relation, ("", ""))
    is_table = not kind.lower().endswith(_NO_TABLES)
    return SheetPart(attributes.get("name", ""), attributes.get("state", "visible") != "visible", part, is_table)


def _is_1904(index: bytes) -> bool:
    found = re.search(rb"<(?:\w+:)?workbookPr\b[^>]*>", index)
    return found is not None and _attributes(found[0]).get("date1904", "").encode() in _YES
