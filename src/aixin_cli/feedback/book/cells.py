"""Marks cells in a sheet's XML as it stands, without parsing it: a sheet may have a quarter of a million rows.

ECMA-376 part 1, 18.3.1: rows ascend, and so do the cells of a row; either may leave out its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from aixin_cli.feedback.book.columns import column_letters, column_number

_DATA = re.compile(rb"<(?P<prefix>(?:\w+:)?)sheetData\b[^>]*?(?P<empty>/?)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d*)["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_NUMBER = re.compile(rb"""\b(min|max|style)\s*=\s*["'](\d+)["']""")
_TAG = re.compile(
    rb"<!--.*?-->|<(?P<closing>/?)(?:\w+:)?(?P<name>\w+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>", re.DOTALL
)
_BEHIND = frozenset(
    (b"legacyDrawing", b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems")
    + (b"tableParts", b"extLst", b"AlternateContent")
)
"""What may follow `legacyDrawing` (CT_Worksheet), wrapped for older programs or not."""
Marks = Mapping[int, Mapping[int, str]]
"""By row and column, both counted from 1: which severity."""
Restyle = Callable[[int, str], int]
"""The number of a format, from the cell's own and the severity."""
Pieces = list[bytes | memoryview]


@dataclass(frozen=True)
class Sheet:
    """The XML of one sheet, cut into what stands before, in and behind its rows."""

    xml: bytes
    prefix: bytes
    start: int
    end: int
    is_empty: bool
    row: re.Pattern[bytes]
    """The tag of a row: with its prefix written out it is found some twenty times as fast."""
    cell: re.Pattern[bytes]

    @classmethod
    def of(cls, xml: bytes) -> Sheet:
        """Find the rows; ValueError for XML without them, or not in UTF-8."""
        found = _DATA.search(xml)
        if found is None or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise ValueError("no sheetData")
        prefix = found["prefix"]
        row, cell = (re.compile(b"<" + prefix + name + rb"\b([^>]*?)(/?)>") for name in (b"row", b"c"))
        if found["empty"]:
            return cls(xml, prefix, found.start(), found.end(), True, row, cell)
        closing = xml.rfind(b"</" + prefix + b"sheetData>")
        return cls(xml, prefix, found.end(), closing, False, row, cell)

    def marked(self, marks: Marks, restyle: Restyle, drawing: bytes | None) -> Pieces:
        """The sheet with its cells marked, in pieces; `drawing` is the relationship of its comments' drawing."""
        rows = [*self._rows(marks, restyle)]
        if self.is_empty:
            name = self.prefix + b"sheetData>"
            rows = [b"<" + name, *rows, b"</" + name]
        return [memoryview(self.xml)[: self.start], *rows, *self._behind(drawing)]

    def _rows(self, marks: Marks, restyle: Restyle) -> Iterator[bytes | memoryview]:
        whole = memoryview(self.xml)
        wanted = sorted(marks)
        at, number, done = self.start, 0, 0
        for found in () if self.is_empty else self._looked_at(wanted):
            number = _place(found[1])[1] or number + 1
            if done == len(wanted):
                break
            if number < wanted[done]:
                continue
            yield whole[at : found.start()]
            at = found.start()
            while done < len(wanted) and wanted[done] < number:
                yield self._new_row(wanted[done], marks[wanted[done]], restyle)
                done += 1
            if done < len(wanted) and wanted[done] == number:
                end = found.end() if found[2] else self.xml.index(b"</" + self.prefix + b"row>", found.end())
                yield self._patched_row(found, (number, end), marks[number], restyle)
                at = end
                done += 1
        if not self.is_empty:
            yield whole[at : self.end]
        for missing in wanted[done:]:
            yield self._new_row(missing, marks[missing], restyle)

    def _looked_at(self, wanted: list[int]) -> Iterable[re.Match[bytes]]:
        """The tags of the wanted rows where each says its number first, as most programs write it; else of all rows."""
        found, at = [], self.start
        for number in wanted:
            at = self.xml.find(b'<%srow r="%d"' % (self.prefix, number), at, self.end)
            tag = self.row.match(self.xml, at, self.end) if at >= 0 else None
            if tag is None:
                return self.row.finditer(self.xml, self.start, self.end)
            found.append(tag)
        return found

    def _new_row(self, number: int, cells: Mapping[int, str], restyle: Restyle) -> bytes:
        made = b"".join(self._new_cell(number, column, restyle(self._of_column(column), kind))
                        for column, kind in sorted(cells.items()))  # fmt: skip
        return b'<%srow r="%d">%s</%srow>' % (self.prefix, number, made, self.prefix)

    def _new_cell(self, row: int, column: int, style: int) -> bytes:
        return b'<%sc r="%s%d" s="%d"/>' % (self.prefix, column_letters(column).encode(), row, style)

    def _patched_row(
        self, row: re.Match[bytes], place: tuple[int, int], marks: Mapping[int, str], restyle: Restyle
    ) -> bytes:
        """A row's tag and cells up to its closing tag; one that was empty gets its closing tag too."""
        number, end = place
        inside = b"" if row[2] else self.xml[row.end() : end]
        own = _STYLE.search(row[1]) if b"customFormat" in row[1] else None
        left = dict(sorted(marks.items()))
        made: list[bytes] = []
        at, column = 0, 0
        for cell in self.cell.finditer(inside):
            column = _place(cell[1])[0] or column + 1
            made.append(inside[at : cell.start()])
            at = cell.start()
            for missing in [one for one in left if one < column]:
                before = int(own[1]) if own else self._of_column(missing)
                made.append(self._new_cell(number, missing, restyle(before, left.pop(missing))))
            if column in left:
                made.append(_restyled(cell[0], restyle, left.pop(column)))
                at = cell.end()
        made.append(inside[at:])
        for missing, kind in left.items():
            before = int(own[1]) if own else self._of_column(missing)
            made.append(self._new_cell(number, missing, restyle(before, kind)))
        if not row[2]:
            return row[0] + b"".join(made)
        return row[0][:-2] + b">" + b"".join(made) + b"</" + self.prefix + b"row>"

    def _of_column(self, column: int) -> int:
        """The format of a cell that isn't there."""
        for first, last, style in self._columns:
            if first <= column <= last:
                return style
        return 0

    @property
    def _columns(self) -> list[tuple[int, int, int]]:
        found = []
        for tag in _COLUMN.findall(self.xml[: self.start]):
            said = {name.decode(): int(value) for name, value in _NUMBER.findall(tag)}
            found.append((said.get("min", 0), said.get("max", 0), said.get("style", 0)))
        return found

    def _behind(self, drawing: bytes | None) -> Pieces:
        whole = memoryview(self.xml)
        if drawing is None:
            return [whole[self.end :]]
        at = self._behind_which(self.end)
        return [whole[self.end : at], b"<" + self.prefix + drawing, whole[at:]]

    def _behind_which(self, start: int) -> int:
        """Where the drawing of comments belongs: a condition of a cell's format may hold an `extLst` too."""
        depth = 1 if not self.is_empty else 0
        for tag in _TAG.finditer(self.xml, start):
            name = tag["name"]
            if name is None:
                continue
            if depth == 0 and (name in _BEHIND and not tag["closing"] or name == b"worksheet"):
                return tag.start()
            depth += 0 if tag["empty"] else -1 if tag["closing"] else 1
        raise ValueError("no end of the worksheet")


def _restyled(tag: bytes, restyle: Restyle, kind: str) -> bytes:
    found = _STYLE.search(tag)
    if found:
        return tag[: found.start(1)] + b"%d" % restyle(int(found[1]), kind) + tag[found.end(1) :]
    name = re.match(rb"<(?:\w+:)?c\b", tag)
    end = name.end() if name else len(tag)
    return tag[:end] + b' s="%d"' % restyle(0, kind) + tag[end:]


def _place(attributes: bytes) -> tuple[int | None, int | None]:
    """Column and row that a tag says it stands in."""
    found = _PLACE.search(attributes)
    if found is None:
        return None, None
    return column_number(found[1].decode()) if found[1] else None, int(found[2]) if found[2] else None
