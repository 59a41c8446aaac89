"""What an .xlsx sheet's XML says that the fast reader doesn't (ECMA-376 part 1, 18.3).

The XML is inflated once and searched for the few byte patterns that every such cell or row must
have; only where one occurs are its cells read exactly. That costs a third of the fast read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aixin_cli.read.letters import column_index, column_letters
from aixin_cli.read.sheet_facts import DAY_ZERO_1904, Place, SheetFacts
from aixin_cli.read.workbook.longnumbers import has_long_numbers
from aixin_cli.read.workbook.sheetcells import CountedCells

if TYPE_CHECKING:
    from aixin_cli.read.workbook.numberformats import Display

_TAG = rb"(?:\w+:)?"
_ERROR = re.compile(
    rb"<" + _TAG + rb"""c\s(?=[^<>]*\br=["']([A-Z]+)(\d+))[^<>]*\bt=["']e["'][^<>]*"""
    rb"(?:(?<=/)>|(?<!/)>(.*?)</" + _TAG + rb"c>)",
    re.DOTALL,
)
_VALUE = re.compile(rb"<" + _TAG + rb"v>([^<]*)</")
_FORMULA = re.compile(
    rb"<" + _TAG + rb"""c\s(?=[^>]*\br=["']([A-Z]+)(\d+))([^>]*)>\s*<""" + _TAG + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</"
    + _TAG + rb"f>)\s*(?:</" + _TAG + rb"c>|<" + _TAG + rb"v\s*/>|<" + _TAG + rb"v></)"
)  # fmt: skip
_TEXT_RESULT = re.compile(rb"""\bt=["']str["']""")
_HIDDEN_ROW = re.compile(rb"<" + _TAG + rb"""row\s(?=[^>]*\br=["'](\d+)["'])[^>]*\bhidden=["'](?:1|true)["']""")
_LOW = rb"""ht=["']0*(?:\.\d*)?["']"""
"""A height below one point: nothing of the row can be seen."""
_LOW_ROW = re.compile(rb"<" + _TAG + rb"""row\s(?=[^>]*\br=["'](\d+)["'])[^>]*\b""" + _LOW)
_ROW = re.compile(rb"<" + _TAG + rb"""row\s(?=[^>]*\br=["'](\d+)["'])([^>]*)>""")
_OWN_HEIGHT = re.compile(rb"""\b(?:ht|hidden)=["']""")
_USUAL_HEIGHT = re.compile(rb"<" + _TAG + rb"sheetFormatPr\s[^>]*>")
_ZERO_HEIGHT = re.compile(rb"""\bzeroHeight=["'](?:1|true)["']""")
_NO_DEFAULT = re.compile(rb"""\bdefaultRowHeight=["']0*(?:\.\d*)?["']""")
_STYLED = rb"<" + _TAG + rb"""c\s(?=[^>]*\br=["']([A-Z]+)(\d+)["'])[^>]*?\bs=["'](%s)["'][^>]*>"""
_HIDDEN_COLUMN = re.compile(
    rb"<" + _TAG + rb"""col\s(?=[^>]*\bmin=["'](\d+)["'])(?=[^>]*\bmax=["'](\d+)["'])[^>]*\bhidden=["'](?:1|true)["']"""
)
_MERGE = re.compile(rb"<" + _TAG + rb"""mergeCell\s+ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_FIRST_CELL = re.compile(rb"<" + _TAG + rb"c[\s>/][^>]*>?")
_CONTENT = (
    # A text, even an empty one, or a value; a number without its value is blank.
    rb"""(?:(?=[^>]*\bt=["'](?:str|inlineStr)["'])[^>]*[^/]>(?!</)|[^>]*>(?:<""" + _TAG
    + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + _TAG + rb"f>))?\s*<" + _TAG + rb"v>[^<])"
)  # fmt: skip
_FILLED_A = re.compile(rb"<" + _TAG + rb"""c\s(?=[^>]*\br=["']A\d)""" + _CONTENT)
_FILLED = re.compile(rb"<" + _TAG + rb"""c\s(?=[^>]*\br=["']([A-Z]+)\d)""" + _CONTENT)
_CELL_VALUE = re.compile(
    rb"<[^>]*>(?:<" + _TAG + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + _TAG + rb"f>))?\s*<" + _TAG + rb"v>([^<]+)</"
)
_OTHER_TYPE = re.compile(rb"""\bt=["'](?!n["'])""")
_YES = (b'"1', b'"t', b"'1", b"'t")
_MAX_COLUMNS = 16384
CACHEFUL = 2**18
HEAD = 2000


class SheetXml:
    """One sheet's XML, searched."""

    def __init__(self, xml: bytes) -> None:
        import numpy as np  # noqa: PLC0415

        self.xml = xml
        start = max(0, xml.find(b"sheetData"))
        self._head = xml[: start + HEAD]
        """The sheet up to the first cells of its first row."""
        self._cells = np.frombuffer(xml, np.uint8, offset=start)

    def facts(self, remarks: tuple[int, int], *, is_1904: bool) -> SheetFacts:
        """Return what there is to be known of the sheet; `remarks` are its comments and pictures."""
        known = self._placed_facts() if self._says_places() else self._counted_facts()
        return replace(
            known,
            hidden_columns=frozenset(self._hidden_columns()) if b"hidden" in self._head else frozenset(),
            merges=tuple(self._merges()),
            comment_count=remarks[0],
            picture_count=remarks[1],
            first_column=known.first_column or self._first_column(),
            day_zero=DAY_ZERO_1904 if is_1904 else None,
            numbers=(known.numbers or self.numbers) if is_1904 else None,
        )

    def shown(self, styles: Mapping[int, Display]) -> tuple[tuple[Display, tuple[Place, ...]], ...]:
        """Return the number cells with one of these formats, by their places."""
        if not styles or not self._says_places():
            return ()
        wanted = b"|".join(b"%d" % style for style in sorted(styles))
        pattern = re.compile(_STYLED % wanted)
        found: dict[Display, list[Place]] = {}
        for cell in pattern.finditer(self.xml, max(0, len(self._head) - HEAD)):
            if not _OTHER_TYPE.search(cell[0]):
                found.setdefault(styles[int(cell[3])], []).append(_place(cell[1], cell[2]))
        return tuple((display, tuple(places)) for display, places in found.items())

    def _says_places(self) -> bool:
        """Tell whether cells say where they stand; where one does, all do."""
        first = _FIRST_CELL.search(self.xml, max(0, len(self._head) - HEAD))
        return first is None or b" r=" in first[0]

    def _counted_facts(self) -> SheetFacts:
        cells = CountedCells(self.xml)
        return SheetFacts(
            errors=cells.errors,
            unvalued=frozenset(cells.unvalued),
            hidden_rows=frozenset(cells.hidden_rows),
            first_column=cells.first_column,
            are_numbers=lambda places: [place in cells.numbers for place in places],
            numbers=lambda places: [cells.numbers.get(place) for place in places],
        )

    def _placed_facts(self) -> SheetFacts:
        return SheetFacts(
            errors=dict(self._errors()) if self._has_errors() else {},
            unvalued=frozenset(self._unvalued()) if self._has_formulas() else frozenset(),
            hidden_rows=self._hidden_rows(),
            are_numbers=self.are_numbers if has_long_numbers(self._cells) else None,
        )

    def are_numbers(self, places: Sequence[Place]) -> list[bool]:
        """Tell for cells, given row by row, whether they are number cells."""
        return [start >= 0 for start in self._number_cells(places)]

    def numbers(self, places: Sequence[Place]) -> list[float | None]:
        """Return the numbers of cells, given row by row; None for cells that hold none."""
        values = (_CELL_VALUE.match(self.xml, start) if start >= 0 else None for start in self._number_cells(places))
        return [float(value[1]) if value else None for value in values]

    def _number_cells(self, places: Sequence[Place]) -> Iterator[int]:
        """Yield where each cell begins, -1 where it isn't a number; one pass forward."""
        quote = b"'" if b" r='" in self._head else b'"'
        start = 0
        for row, column in places:
            name = b" r=" + quote + column_letters(column) + str(row + 1).encode() + quote
            found = self.xml.find(name, start)
            if found < 0:
                # Rows need not stand in order.
                found = self.xml.find(name)
            start = max(0, self.xml.rfind(b"<", 0, found))
            is_text = found < 0 or _OTHER_TYPE.search(self.xml, start, self.xml.find(b">", found))
            yield -1 if is_text else start

    def _has_errors(self) -> bool:
        """Quotes and prefixes are alike all over a sheet: its head tells which there are."""
        return self._holds(b't="e') or (b"='" in self._head and self._holds(b"t='e"))

    def _has_formulas(self) -> bool:
        return self._holds(b"</f") or (b":sheetData" in self._head and self._holds(b":f>"))

    def _holds(self, pattern: bytes) -> bool:
        """Tell whether the cells hold a pattern; ten times as fast as `in` where they don't.

        Vectors are compared first, a cacheful at a time: mostly nowhere do the pattern's first and last
        byte stand so far apart.
        """
        apart, cells = len(pattern) - 1, self._cells
        for start in range(0, len(cells), CACHEFUL):
            firsts, lasts = cells[start : start + CACHEFUL], cells[start + apart : start + apart + CACHEFUL]
            may_hold = (firsts[: len(lasts)] == pattern[0]) & (lasts == pattern[-1])
            if may_hold.any():
                return self.xml.find(pattern, len(self.xml) - len(cells) + start) >= 0
        return False

    def _errors(self) -> Iterator[tuple[Place, str]]:
        for found in _ERROR.finditer(self.xml):
            value = _VALUE.search(found[3] or b"")
            yield _place(found[1], found[2]), value[1].decode("utf-8", "replace") if value else "#VALUE!"

    def _unvalued(self) -> Iterator[Place]:
        """A formula of text whose value is empty is blank; any other must have one, and none may lack it altogether."""
        for found in _FORMULA.finditer(self.xml):
            if found[0].endswith(b"c>") or not _TEXT_RESULT.search(found[3]):
                yield _place(found[1], found[2])

    def _hidden_rows(self) -> frozenset[int]:
        hidden = {int(found[1]) - 1 for found in _LOW_ROW.finditer(self.xml)} if self._has_low_rows() else set()
        if self._are_unseen_by_default():
            hidden |= self._rows_of_default_height()
        # LibreOffice says hidden="false" of every row that isn't.
        if self._holds(b"hidden") and any(self._holds(b"hidden=" + yes) for yes in _YES):
            hidden |= {int(found[1]) - 1 for found in _HIDDEN_ROW.finditer(self.xml)}
        return frozenset(hidden)

    def _has_low_rows(self) -> bool:
        # Behind a blank: right="0.7" stands in every sheet's margins.
        return self._holds(b' ht="0') or (b"='" in self._head and self._holds(b" ht='0"))

    def _are_unseen_by_default(self) -> bool:
        """Tell whether rows that don't say their height have none."""
        usual = _USUAL_HEIGHT.search(self._head)
        return usual is not None and bool(_ZERO_HEIGHT.search(usual[0]) or _NO_DEFAULT.search(usual[0]))

    def _rows_of_default_height(self) -> set[int]:
        """Return the rows with no height of their own where that means that they can't be seen.

        Programs that only hide the unused rows below a table write the used ones without a height, and
        show them: there the sheet's usual height isn't 0, and most rows state none.
        """
        rows = [(int(found[1]) - 1, bool(_OWN_HEIGHT.search(found[2]))) for found in _ROW.finditer(self.xml)]
        low = {row for row, is_own in rows if not is_own}
        usual = _USUAL_HEIGHT.search(self._head)
        is_zero = usual is not None and _NO_DEFAULT.search(usual[0])
        return low if is_zero or 2 * len(low) < len(rows) else set()

    def _first_column(self) -> int:
        """Mostly the first row already has a value in column A; where no row has, all are looked at."""
        if not self._says_places() or _FILLED_A.search(self.xml, max(0, len(self._head) - HEAD)):
            return 0
        return min((column_index(letters) for letters in set(_FILLED.findall(self.xml))), default=0)

    def _hidden_columns(self) -> Iterator[int]:
        head = self.xml[: max(0, self.xml.find(b"sheetData"))]
        ranges = sorted((int(found[1]) - 1, int(found[2])) for found in _HIDDEN_COLUMN.finditer(head))
        done = 0
        for start, stop in ranges:
            # What was said of a column before isn't gone through again.
            yield from range(max(start, done), min(stop, _MAX_COLUMNS))
            done = max(done, stop)

    def _merges(self) -> Iterator[tuple[int, int, int, int]]:
        # They stand behind the cells, and mostly there are none.
        for left, top, right, bottom in _MERGE.findall(self.xml, max(0, self.xml.rfind(b"sheetData>"))):
            yield int(top) - 1, column_index(left), int(bottom) - 1, column_index(right)


def _place(letters: bytes, number: bytes) -> Place:
    return int(number) - 1, column_index(letters)
