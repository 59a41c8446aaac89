"""Builds a layout's table of text from a sheet: columns by field, rows that are data, the rest aside."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aixin_cli.arrow import whole_numbers
from aixin_cli.read.grid import Grid, text_of
from aixin_cli.read.model import Fix

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.forms.model import Layout
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import SetAsideReason

Aside = dict[int, tuple["SetAsideReason", str]]
_BLANK = r"[\s\x{a0}\x{3000}]*"
DITTO_MARK = rf"^{_BLANK}(?:同{_BLANK}[上前]|上{_BLANK}同|(?:[〃″\"”＂]{_BLANK})+|''){_BLANK}[。.．]?{_BLANK}$"
"""What stands for the value above, as RE2 reads it; figures and counts are never repeated by a mark."""
_BEGINNINGS = "\t\n\f\r \xa0\u3000同上〃″\"”＂'"
"""The characters that a mark may begin with."""
_SIGNS = tuple(sign.encode() for sign in ("同", "〃", "″", '"', "”", "＂", "''"))
"""Of these every mark holds one; most columns hold none, which one search over their bytes tells."""
WORD = 4
"""Bytes that are compared at once."""


def build_rows(grid: Grid, header: Header, aside: Aside, height: int, untitled: dict[int, str]) -> pa.Table:
    """Return the data rows as `row`, one text column a field of the layout, and `extra`.

    `untitled` are the columns without a title that hold something, by the names under which they are kept.
    """
    import pyarrow as pa  # noqa: PLC0415

    numbers = _row_numbers(header.stop, height, aside)
    if len(numbers) and numbers[-1] - numbers[0] + 1 == len(numbers):
        body = grid.batch.slice(int(numbers[0]), len(numbers))
    else:
        body = grid.batch.take(whole_numbers(numbers, pa.int64()))
    arrays: list[pa.Array] = [whole_numbers(numbers + 1, pa.int32())]
    names = ["row"]
    for field in header.layout.fields:
        names.append(field.name)
        column = header.columns.get(field.name)
        arrays.append(pa.nulls(len(numbers), pa.string()) if column is None else body.column(column))
    extra = _extra(body, {**header.unknown, **header.repeated, **untitled})
    return pa.table([*arrays, extra], names=[*names, "extra"])


def title_rows(grid: Grid, top: int, start: int, stop: int) -> Aside:
    """Return a header's rows (from `start`) and the lines above it (from `top`), as they are set aside."""
    rows = enumerate(grid.rows(top, stop), top)
    return {i: ("header" if i >= start else "title" if text_of(row) else "blank", text_of(row)) for i, row in rows}


def build_set_aside(aside: Aside) -> pa.Table:
    """Return the rows set aside as `row`, `reason`, `text`, in the sheet's order."""
    import pyarrow as pa  # noqa: PLC0415

    indexes = sorted(aside)
    return pa.table(
        {
            "row": pa.array([index + 1 for index in indexes], pa.int32()),
            "reason": pa.array([aside[index][0] for index in indexes], pa.string()),
            "text": pa.array([aside[index][1] for index in indexes], pa.string()),
        }
    )


def fill_dittos(rows: pa.Table, layout: Layout) -> tuple[pa.Table, tuple[Fix, ...]]:
    """Replace explicit ditto marks by the value in the row above; return also where they stood.

    Below a blank cell a mark says blank, which repairs nothing; with nothing above it the mark stays as it is.
    """
    import pyarrow.compute as pc  # noqa: PLC0415

    names = [item.name for item in layout.fields if item.type not in ("int", "money") and item.name != "row_no"]
    names = [name for name in names if rows.column(name).null_count < rows.num_rows]
    # Nearly no sheet has a mark, and few cells begin like one.
    names = [name for name in names if any(map(has_mark, rows.column(name).chunks))]
    fixes = []
    for name in names:
        column = rows.column(name)
        is_mark = pc.fill_null(pc.match_substring_regex(column, DITTO_MARK), False)
        if pc.any(is_mark).as_py():
            values, is_filled = _repeated_above(column, is_mark)
            rows = rows.set_column(rows.schema.get_field_index(name), name, values)
            filled = tuple(rows.column("row").filter(is_filled).to_pylist())
            fixes += [Fix("R011", name, filled)] if filled else []
    return rows, tuple(fixes)


def has_mark(cells: pa.Array) -> bool:
    """Tell whether a column holds a ditto mark; only the cells that begin like one are read."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    data = cells.buffers()[-1]
    text = data.to_pybytes() if data is not None else b""
    if not any(sign in text for sign in _SIGNS):
        return False
    places = _begun_like_marks(cells)
    if not len(places):
        return False
    return bool(pc.any(pc.match_substring_regex(cells.take(pa.array(places)), DITTO_MARK)).as_py())


def _begun_like_marks(cells: pa.Array) -> Any:
    """Return the cells whose first character a ditto mark may begin with, by their first bytes."""
    import numpy as np  # noqa: PLC0415

    _validity, ends, data = cells.buffers()
    if data is None or data.size < WORD:
        return np.arange(len(cells))
    offsets = np.frombuffer(ends, np.int32)[cells.offset : cells.offset + len(cells)]
    pairs: Any = np.ndarray(data.size - 1, np.dtype("<u2"), data, strides=(1,))
    beginnings, characters = _beginnings()
    places = np.flatnonzero(beginnings[pairs.take(offsets, mode="clip")] | (offsets > data.size - WORD))
    if not len(places):
        return places
    words: Any = np.ndarray(data.size - WORD + 1, np.dtype("<u4"), data, strides=(1,))
    starts = offsets[places]
    first = words.take(starts, mode="clip")
    # Few characters share their first two bytes with one of three that is sought.
    is_other = (first & 0xF0 >= 0xE0) & ~np.isin(first & 0xFFFFFF, characters) & (starts <= data.size - WORD)
    return places[~is_other]


@lru_cache(maxsize=1)
def _beginnings() -> tuple[Any, Any]:
    """Tell of every pair of bytes whether a mark may begin with it, and return the beginnings of three bytes."""
    import numpy as np  # noqa: PLC0415

    codes = [character.encode() for character in _BEGINNINGS]
    pairs: Any = np.zeros(2**16, bool)
    for first, *rest in codes:
        pairs[slice(first + 256 * rest[0], first + 256 * rest[0] + 1) if rest else slice(first, None, 256)] = True
    return pairs, np.array([int.from_bytes(code, "little") for code in codes if len(code) == WORD - 1], np.uint32)


def _repeated_above(column: pa.ChunkedArray, is_mark: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Return the column with its marks replaced, and which of them took a value."""
    import pyarrow.compute as pc  # noqa: PLC0415

    above = pc.fill_null_forward(pc.if_else(is_mark, None, pc.fill_null(column, "")))
    is_above_blank = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(above), ""), False)
    taken = pc.if_else(pc.is_null(above), column, pc.if_else(is_above_blank, None, above))
    is_filled = pc.and_(is_mark, pc.and_(pc.is_valid(above), pc.invert(is_above_blank)))
    return pc.if_else(is_mark, taken, column), is_filled


def _row_numbers(start: int, stop: int, aside: Aside):  # type: ignore[no-untyped-def]
    import numpy as np  # noqa: PLC0415

    numbers = np.arange(start, stop, dtype=np.int64)
    out = [index for index in aside if start <= index < stop]
    if not out:
        return numbers
    is_data = np.ones(stop - start, bool)
    is_data[np.array(out) - start] = False
    return numbers[is_data]


def _extra(body: pa.RecordBatch, unknown: dict[int, str]) -> pa.Array:
    """Return the unknown columns' values as one JSON object a row, null where all are blank."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    parts = []
    for column, title in sorted(unknown.items()):
        cells = body.column(column)
        if cells.null_count < len(cells):
            key = f',{json.dumps(title, ensure_ascii=False)}:"'
            parts.append(pc.fill_null(pc.binary_join_element_wise(key, _escaped(cells), '"', ""), ""))
    if not parts:
        return pa.nulls(body.num_rows, pa.string())
    joined = pc.binary_join_element_wise(*parts, "") if len(parts) > 1 else parts[0]
    objects = pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(joined, 1), "}", "")
    return pc.if_else(pc.equal(joined, ""), None, objects)


def _escaped(cells: pa.Array) -> pa.Array:
    import pyarrow.compute as pc  # noqa: PLC0415

    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        cells = pc.replace_substring(cells, plain, escaped)
    return pc.replace_substring_regex(cells, r"[\x00-\x1f]", " ")
