"""Takes away what an earlier round put on a workbook that goes back again: our comments, our fills, our list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from aixin_cli.feedback.book.columns import split_cell
from aixin_cli.feedback.book.comments import drawing_of
from aixin_cli.feedback.book.package import Package, child, children
from aixin_cli.forms.reading import ANSWER_SHEET, FEEDBACK_MARK

_STYLED = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\bs=")(\d+)(?=")')
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_AT = re.compile(rb"<x:Row>(\d+)</x:Row>.*?<x:Column>(\d+)</x:Column>", re.DOTALL)
STRINGS = "sharedStrings"


def find_list(package: Package, sheets: Mapping[str, str]) -> str | None:
    """The part of the list that an earlier round put there: a sheet of its name in a book that bears our mark."""
    texts = [item.target for item in package.relations(package.workbook) if item.kind == STRINGS]
    for name, part in sheets.items():
        if name.startswith(ANSWER_SHEET) and any(FEEDBACK_MARK.encode() in package.read(one) for one in (part, *texts)):
            return part
    return None


def take_comments(package: Package, sheet: str) -> None:
    """Take our comments off a sheet; of one that stands below somebody else's only our part."""
    for part in (item.target for item in package.relations(sheet) if item.kind == "comments"):
        if FEEDBACK_MARK.encode() not in package.read(part):
            continue
        root = package.tree(part)
        listed = child(root, "commentList")
        gone = [item for item in children(listed, "comment") if not _cut(child(item, "text"))]
        for item in gone:
            listed.remove(item)
        package.put(part, root)
        _take_shapes(package, sheet, {place for item in gone if (place := split_cell(item.get("ref")))})


def take_fills(package: Package, sheet: str, cleared: Mapping[int, int]) -> None:
    """Give cells with one of our fills the same format without a fill; what they had before isn't known any more."""
    if not cleared:
        return

    def clear(found: re.Match[bytes]) -> bytes:
        number = int(found[2])
        return found[1] + str(cleared.get(number, number)).encode()

    before = package.read(sheet)
    after = _STYLED.sub(clear, before)
    if after != before:
        package.put(sheet, after)


def _cut(text: Any) -> bool:
    """Take away our part of a comment; whether anything of somebody else's is left."""
    plain = child(text, "t")
    pieces = [plain] if plain is not None else [child(run, "t") for run in children(text, "r")]
    pieces = [piece for piece in pieces if piece is not None]
    ours = next((place for place, piece in enumerate(pieces) if FEEDBACK_MARK in (piece.text or "")), None)
    if ours is None:
        return True
    kept = pieces[ours].text.partition(FEEDBACK_MARK)[0].rstrip("\n")
    pieces[ours].text = kept
    for piece in pieces[ours + 1 :]:
        piece.text = ""
    return any((piece.text or "").strip() for piece in pieces)


def _take_shapes(package: Package, sheet: str, gone: Iterable[tuple[int, int]]) -> None:
    part = drawing_of(package, sheet)
    places = {(row - 1, column - 1) for row, column in gone}
    if part is None or not places:
        return

    def keep(found: re.Match[bytes]) -> bytes:
        at = _AT.search(found[0])
        return b"" if at and (int(at[1]), int(at[2])) in places else found[0]

    package.put(part, _SHAPE.sub(keep, package.read(part)))
