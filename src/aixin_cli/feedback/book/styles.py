"""Cell formats of a marked workbook: each is the cell's own with another fill, so numbers and days look as before."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from aixin_cli.feedback.book.package import Package, child, children

FILLS = {"error": "FFFFC6CD", "query": "FFFFEB9B", "note": "FFDDEBF6", "head": "FFDDE7F3", "answer": "FFFFFFE5"}
"""A shade beside those that programs offer, so that ours are told from a unit's own."""
MARKS = ("error", "query", "note")


class Styles:
    """The workbook's table of formats, with those that marks need added."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._root = package.tree(part)
        self._space = etree.QName(self._root).namespace
        if any(child(self._root, name) is None for name in ("fonts", "fills", "borders", "cellXfs")):
            raise ValueError("no formats to add to")
        self._formats = child(self._root, "cellXfs")
        self._known = list(children(self._formats, "xf"))
        self._fills: dict[str, int] = {}
        self._edges: int | None = None
        self._marked: dict[tuple[int, str], int] = {}

    def mark(self, before: int, kind: str) -> int:
        """The number of a cell's format with the fill of a severity."""
        if (before, kind) not in self._marked:
            made = copy.deepcopy(self._known[before if before < len(self._known) else 0])
            made.set("fillId", str(self._fill(kind)))
            made.set("applyFill", "1")
            self._marked[before, kind] = self._add(made)
        return self._marked[before, kind]

    def cleared(self) -> dict[int, int]:
        """The formats that have one of our fills, each with the same without a fill."""
        fills = [node for node in child(self._root, "fills") if isinstance(node.tag, str)]
        ours = {FILLS[kind] for kind in MARKS}
        marked = {str(place) for place, fill in enumerate(fills) if ours & {node.get("rgb") for node in fill.iter()}}
        found = {}
        for number, known in enumerate(list(self._known)):
            if known.get("fillId") in marked:
                made = copy.deepcopy(known)
                made.set("fillId", "0")
                found[number] = self._add(made)
        return found

    def plain(
        self, fill: str | None = None, *, is_bold: bool = False, is_link: bool = False, has_edge: bool = True
    ) -> int:
        """The number of a format of our own sheet; with an edge it is the table's, its lines broken."""
        made = etree.Element(self._tag("xf"), numFmtId="49", fontId="0", fillId="0", borderId="0", xfId="0")
        made.set("applyAlignment", "1")
        made.set("applyNumberFormat", "1")
        if fill:
            made.set("fillId", str(self._fill(fill)))
            made.set("applyFill", "1")
        if is_bold or is_link:
            made.set("fontId", str(self._font(is_bold=is_bold, is_link=is_link)))
            made.set("applyFont", "1")
        alignment = etree.SubElement(made, self._tag("alignment"), vertical="top")
        if has_edge:
            alignment.set("wrapText", "1")
            made.set("borderId", str(self._edge()))
            made.set("applyBorder", "1")
        return self._add(made)

    def save(self) -> None:
        """Put the table back, with its counts."""
        for name in ("fonts", "fills", "borders", "cellXfs"):
            items = child(self._root, name)
            if items is not None:
                items.set("count", str(len([item for item in items if isinstance(item.tag, str)])))
        self._package.put(self._part, self._root)

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _add(self, made: Any) -> int:
        self._formats.append(made)
        self._known.append(made)
        return len(self._known) - 1

    def _fill(self, kind: str) -> int:
        if kind not in self._fills:
            fills = child(self._root, "fills")
            self._fills[kind] = len(list(children(fills, "fill")))
            pattern = etree.SubElement(etree.SubElement(fills, self._tag("fill")), self._tag("patternFill"))
            pattern.set("patternType", "solid")
            etree.SubElement(pattern, self._tag("fgColor"), rgb=FILLS[kind])
            etree.SubElement(pattern, self._tag("bgColor"), indexed="64")
        return self._fills[kind]

    def _edge(self) -> int:
        if self._edges is None:
            borders = child(self._root, "borders")
            self._edges = len(list(children(borders, "border")))
            made = etree.SubElement(borders, self._tag("border"))
            for side in ("left", "right", "top", "bottom"):
                line = etree.SubElement(made, self._tag(side), style="thin")
                etree.SubElement(line, self._tag("color"), rgb="FFBFBFBF")
            etree.SubElement(made, self._tag("diagonal"))
        return self._edges

    def _font(self, *, is_bold: bool, is_link: bool) -> int:
        fonts = child(self._root, "fonts")
        number = len(list(children(fonts, "font")))
        made = etree.SubElement(fonts, self._tag("font"))
        if is_bold:
            etree.SubElement(made, self._tag("b"))
        if is_link:
            etree.SubElement(made, self._tag("u"))
        etree.SubElement(made, self._tag("sz"), val="11")
        etree.SubElement(made, self._tag("color"), rgb="FF0563C1" if is_link else "FF000000")
        etree.SubElement(made, self._tag("name"), val="宋体")
        return number
