"""Comments at marked cells: a part with their texts and a drawing with their boxes, beside those that are there.

ECMA-376 part 1, 18.7 (comments); part 4 has the drawing's VML, which programs still ask for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from lxml import etree

from aixin_cli.feedback.book.package import COMMENTS_TYPE, TYPES, VML_TYPE, Package, child, children, parse_part

MOST = 2_000
"""So many comments a book: programs grow slow with more, and the list is complete."""
AUTHOR = "aixin"
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_DRAWING = re.compile(rb"""<(?:\w+:)?legacyDrawing\s[^>]*?:id\s*=\s*["']([^"']+)["']""")
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202aixin" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202aixin" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:80pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{top},4,{right},15,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
Texts = Mapping[tuple[int, int], str]
"""What is said at a cell, by its row and column counted from 1."""


def add_comments(package: Package, sheet: str, texts: Texts, name_cell: Any) -> bytes | None:
    """Put comments on a sheet; returns the element that leads to their drawing where the sheet has none yet.

    At a cell with a comment already, ours is added to its text: the shape stays.
    """
    if not texts:
        return None
    by_kind = {item.kind: item.target for item in package.relations(sheet)}
    fresh = _write_texts(package, sheet, by_kind.get("comments"), texts, name_cell)
    part = drawing_of(package, sheet)
    drawing = package.read(part) if part else _HEAD.encode()
    end = _END.search(drawing)
    if end is None:
        raise ValueError("no end of the drawing")
    first = max((int(number) for number in _SHAPE_ID.findall(drawing)), default=1024) + 1
    shapes = [_TYPE, *(_shape(first + place, cell) for place, cell in enumerate(fresh))]
    content = drawing[: end.start()] + "".join(shapes).encode() + drawing[end.start() :]
    if part:
        package.put(part, content)
        return None
    new = package.name_free("xl/drawings/vmlDrawing{}.vml")
    package.put(new, content)
    _declare_vml(package)
    relation = package.relate(sheet, "vmlDrawing", new)
    return f'legacyDrawing xmlns:r="{package.prefix}" r:id="{relation}"/>'.encode()


def drawing_of(package: Package, sheet: str) -> str | None:
    """The drawing of the sheet's comments; pictures of its header have one of the same kind."""
    xml = package.read(sheet)
    said = _DRAWING.search(xml, max(xml.rfind(b"sheetData"), 0))
    targets = {item.id: item.target for item in package.relations(sheet)}
    return targets[said[1].decode()] if said else None


def _write_texts(package: Package, sheet: str, part: str | None, texts: Texts, name_cell: Any) -> list[tuple[int, int]]:
    """Write the texts; the cells that had no comment before."""
    if part is None:
        part = package.name_free("xl/comments{}.xml")
        root = parse_part(f'<comments xmlns="{_space(package)}"><authors/><commentList/></comments>'.encode())
        package.put(part, root)
        package.relate(sheet, "comments", part)
        package.declare(part, COMMENTS_TYPE)
    root = package.tree(part)
    space = etree.QName(root).namespace
    authors, listed = child(root, "authors"), child(root, "commentList")
    number = len(list(children(authors, "author")))
    etree.SubElement(authors, f"{{{space}}}author").text = AUTHOR
    known = {item.get("ref"): item for item in children(listed, "comment")}
    fresh = []
    for cell, text in texts.items():
        reference = name_cell(cell)
        if reference in known:
            _add_run(child(known[reference], "text"), f"\n{text}", space)
            continue
        made = etree.SubElement(listed, f"{{{space}}}comment", ref=reference, authorId=str(number))
        _add_run(etree.SubElement(made, f"{{{space}}}text"), text, space)
        fresh.append(cell)
    package.put(part, root)
    return fresh


def _add_run(text: Any, said: str, space: str) -> None:
    """One run of text; a plain text becomes the first run, since the two can't stand side by side."""
    plain = child(text, "t")
    if plain is not None:
        before = etree.Element(f"{{{space}}}r")
        text.replace(plain, before)
        before.append(plain)
    run = etree.Element(f"{{{space}}}r")
    made = etree.SubElement(run, f"{{{space}}}t")
    made.text = said
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    runs = list(children(text, "r"))
    # Phonetic hints, which Chinese and Japanese books have, stand behind all runs.
    text.insert(text.index(runs[-1]) + 1 if runs else 0, run)


def _shape(number: int, cell: tuple[int, int]) -> str:
    row, column = cell[0] - 1, cell[1] - 1
    box = {"left": column + 1, "right": column + 4, "top": max(row - 1, 0), "bottom": max(row - 1, 0) + 5}
    return _SHAPE.format(id=number, row=row, column=column, **box)


def _declare_vml(package: Package) -> None:
    root = package.tree("[Content_Types].xml")
    known = {str(item.get("Extension")).lower() for item in children(root, "Default")}
    if "vml" not in known:
        made = etree.Element(f"{{{TYPES}}}Default", Extension="vml", ContentType=VML_TYPE)
        root.insert(0, made)
        package.put("[Content_Types].xml", root)


def _space(package: Package) -> str:
    return escape(str(etree.QName(package.tree(package.workbook)).namespace))
