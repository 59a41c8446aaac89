"""A Word document's text as it stands once all changes are accepted."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from aixin_cli.locale import _
from aixin_cli.read.delivery import limits
from aixin_cli.read.document.blocks import Block, read_cells, refused

MOST_XML = 64 * 2**20
"""Of the text of all parts together: a letter has less than one megabyte."""
_PARTS = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MAIN = re.compile(r"word/document\d*\.xml")
_LETTERS = re.compile(r"\{[^}]*wordprocessingml(?:/2006)?/main\}")
_GONE = {"del", "moveFrom", "instrText", "delText", "rt", "Fallback", "pPr", "tblPr", "sectPr"}
"""What isn't read: deleted text, where a moved text stood, a field's instruction, readings, a text box once more."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError, ValueError, LookupError,
           NotImplementedError, RecursionError, RuntimeError, struct.error)  # fmt: skip


def read_word(data: bytes, where: str) -> list[Block]:
    """The paragraphs and cells of a .docx: the text first, then notes, headers and footers."""
    try:
        blocks = [block for part in _parts(data, where) for block in _blocks(ElementTree.fromstring(part))]
    except limits.Bomb:
        raise refused(where, _("the document unpacks to an implausible size")) from None
    except _DAMAGE:
        raise refused(where, _("this is no Word document, or a damaged one")) from None
    return list(_number(blocks))


def _parts(data: bytes, where: str) -> list[bytes]:
    stream = io.BytesIO(data)
    limits.check_directory(stream)
    with zipfile.ZipFile(stream) as packed:
        infos = packed.infolist()
        wanted = sorted(
            (info for info in infos if _PARTS.fullmatch(info.filename)),
            key=lambda info: (not _MAIN.fullmatch(info.filename), info.filename),
        )
        if not wanted or not _MAIN.fullmatch(wanted[0].filename):
            raise refused(where, _("this is no Word document, or a damaged one"))
        if any(info.flag_bits & 1 for info in wanted):
            raise refused(where, _("the document is under a password"))
        too_much = sum(info.file_size for info in wanted) > MOST_XML or any(map(limits.is_bomb, wanted))
        if too_much or limits.is_overlapping(infos, len(data)):
            raise limits.Bomb
        return [_sound(limits.read_member(packed, info), where) for info in wanted]


def _sound(part: bytes, where: str) -> bytes:
    """A part without declarations of its own, which could unfold to anything."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part[:200]:
        raise refused(where, _("this is no Word document, or a damaged one"))
    return part


def _number(blocks: list[Block]) -> Iterator[Block]:
    """Count paragraphs that have text; the cells of a row are one."""
    number, last = 0, None
    for block in blocks:
        is_new = not block.column or (block.row, block.number) != last
        number += is_new
        last = (block.row, block.number) if block.column else None
        yield block._replace(number=number)


def _name(element: ElementTree.Element) -> str:
    """An element's name where it is one of letters; others keep their own name but for Fallback."""
    tag = element.tag if isinstance(element.tag, str) else ""
    found = _LETTERS.match(tag)
    if found:
        return tag[found.end() :]
    return "Fallback" if tag.endswith("}Fallback") else ""


def _blocks(element: ElementTree.Element) -> Iterator[Block]:
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            rows = [(at, [_cell(cell) for cell in _named(row, "tc")]) for at, row in enumerate(_named(child, "tr"))]
            yield from read_cells(rows)
        elif name not in _GONE:
            yield from _blocks(child)


def _paragraph(element: ElementTree.Element) -> Iterator[Block]:
    text = _text(element).strip()
    if text:
        yield Block(0, text)
    for box in _boxes(element):
        yield from _blocks(box)


def _cell(element: ElementTree.Element) -> str:
    return "".join(_text(part) for part in element.iter() if _name(part) == "p").strip()


def _named(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The nearest elements of a name below one, not those inside them; none of what was deleted."""
    for child in element:
        found = _name(child)
        if found == name:
            if not _is_deleted_row(child):
                yield child
        elif found not in _GONE and found != "tbl":
            yield from _named(child, name)


def _is_deleted_row(element: ElementTree.Element) -> bool:
    return _has_mark(element, "trPr", "del")


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        name = _name(child)
        if name == "txbxContent":
            yield child
        elif name not in _GONE:
            yield from _boxes(child)


def _text(element: ElementTree.Element) -> str:
    """The text of a paragraph without its text boxes, hidden and deleted runs."""
    told = []
    for child in element:
        name = _name(child)
        if name == "t":
            told.append(child.text or "")
        elif name in {"tab", "br", "cr"}:
            told.append(" ")
        elif name == "noBreakHyphen":
            told.append("-")
        elif name not in _GONE and name != "txbxContent" and not (name == "r" and _is_hidden(child)):
            told.append(_text(child))
    return "".join(told)


def _is_hidden(run: ElementTree.Element) -> bool:
    return _has_mark(run, "rPr", "vanish")


def _has_mark(element: ElementTree.Element, properties: str, mark: str) -> bool:
    return any(_name(sign) == mark for part in element if _name(part) == properties for sign in part)
