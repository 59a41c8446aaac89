"""What the fast reader can't tell of an .xlsx sheet: merged cells, and numbers where text belongs.

The sheet's XML is inflated only where the table itself raises a suspicion: that costs half a read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aixin_cli.read.grid import Grid
from aixin_cli.read.setaside import is_resident_id

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.read.header import Header

MERGED_FIELDS = ("unit_name", "unit_code", "township", "village", "helper_name", "helper_id", "helper_unit")
NUMBER_FIELDS = ("recipient_id", "helper_id", "household_head_id")
MIN_BLANK_SHARE = 0.2
SHORT = 500
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]+)"')
_TARGET = re.compile(rb"<Relationship\s[^>]*>")


@dataclass(frozen=True, slots=True)
class SheetXml:
    """Where one sheet's XML lies inside a workbook's bytes."""

    book: bytes
    index: int

    def read(self) -> bytes:
        """Return the sheet's XML; empty where the workbook is built in a way we don't know."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.book)) as packed:
                return packed.read(_part_names(packed)[self.index])
        except (KeyError, IndexError, zipfile.BadZipFile, zlib.error):
            return b""


def fill_merged(grid: Grid, header: Header) -> tuple[Grid, int]:
    """Give merged cells their value in every row of the merge; return also how many were filled."""
    columns = [header.columns[name] for name in MERGED_FIELDS if name in header.columns]
    body = grid.batch.slice(header.stop)
    doubtful = [column for column in columns if _is_gappy(body.column(column))]
    if not doubtful or grid.xml is None:
        return grid, 0
    ranges = _column_merges(grid.xml.read(), header.stop)
    batch, count = grid.batch, 0
    for column in doubtful:
        filled = _fill(batch.column(column), ranges.get(column, []))
        count += batch.column(column).null_count - filled.null_count
        batch = batch.set_column(column, batch.schema.names[column], filled)
    return replace(grid, batch=batch), count


def mark_numbers(grid: Grid, header: Header) -> Grid:
    """Append `.0` to ID numbers that lie in number cells: their last digits are lost, whatever they show."""
    batch = grid.batch
    for name in NUMBER_FIELDS:
        column = header.columns.get(name)
        if column is None or grid.xml is None or not _is_suspicious(batch.column(column)):
            continue
        numbers = _number_rows(grid.xml.read(), column)
        batch = batch.set_column(column, batch.schema.names[column], _marked(batch.column(column), numbers))
    return grid if batch is grid.batch else replace(grid, batch=batch)


def _part_names(packed: zipfile.ZipFile) -> list[str]:
    relations = {}
    for tag in _TARGET.findall(packed.read("xl/_rels/workbook.xml.rels")):
        key, target = re.search(rb'\bId="([^"]+)"', tag), re.search(rb'\bTarget="([^"]+)"', tag)
        if key and target:
            relations[key[1]] = target[1].decode()
    names = [relations[key] for _name, key in _SHEET.findall(packed.read("xl/workbook.xml"))]
    return [name.lstrip("/") if name.startswith("/") else f"xl/{name}" for name in names]


def _is_gappy(cells: pa.Array) -> bool:
    return bool(MIN_BLANK_SHARE * len(cells) < cells.null_count < len(cells))


def _column_merges(xml: bytes, first: int) -> dict[int, list[tuple[int, int]]]:
    """Return the merges that run down one column below the header: column to first and last row index."""
    found: dict[int, list[tuple[int, int]]] = {}
    for left, top, right, bottom in _MERGE.findall(xml, max(0, xml.rfind(b"<mergeCells"))):
        if left == right and int(top) > first:
            found.setdefault(_column_index(left), []).append((int(top) - 1, int(bottom) - 1))
    return found


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _fill(cells: pa.Array, ranges: list[tuple[int, int]]) -> pa.Array:
    """Repeat a merge's first cell over its rows; a row that has a value of its own keeps it."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    places = np.arange(len(cells))
    for top, bottom in ranges:
        places[top : bottom + 1] = min(top, len(cells) - 1)
    return pc.coalesce(cells, cells.take(pa.array(places)))


def _is_suspicious(cells: pa.Array) -> bool:
    """Tell whether ID numbers may have gone through a floating-point number.

    Such a number is a multiple of 64, as one in 64 sound ones is; but nine in ten of the wrecked fail
    their check digit. A column is wrecked as a whole, so its first rows tell; a few wrong ones in a
    long sheet may be slips of typing, which the check digit finds as well.
    """
    import pyarrow.compute as pc  # noqa: PLC0415

    first = cells.slice(0, SHORT)
    whole = first.filter(pc.match_substring_regex(first, r"^\d{18}$"))
    rest = pc.cast(pc.utf8_slice_codeunits(whole, 12), "int64")
    multiples = whole.filter(pc.equal(pc.bit_wise_and(rest, 63), 0)).to_pylist()
    wrong = sum(not is_resident_id(text) for text in multiples)
    return wrong > len(multiples) / 5 and (wrong >= 3 or len(cells) < SHORT)


def _number_rows(xml: bytes, column: int) -> list[int]:
    """Return the row indexes in which a column's cell is a number."""
    letters = _column_letters(column)
    cells = re.findall(rb'<c r="' + letters + rb'(\d+)"((?:\s[a-su-z]\w*="[^"]*")*(?:\st="n")?)\s*>\s*<v>', xml)
    return [int(row) - 1 for row, _attributes in cells]


def _column_letters(column: int) -> bytes:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters.encode()


def _marked(cells: pa.Array, rows: list[int]) -> pa.Array:
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    is_number = np.zeros(len(cells), bool)
    is_number[[row for row in rows if row < len(cells)]] = True
    is_long = pc.fill_null(pc.match_substring_regex(cells, r"^\d{15,}$"), False)
    return pc.if_else(pc.and_(pa.array(is_number), is_long), pc.binary_join_element_wise(cells, "0", "."), cells)
