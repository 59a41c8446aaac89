"""Marks by which offices keep numbers as text in delimited files, and cells of nothing but blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.read.text.quotes import cell_bytes, cell_offsets, check_cell

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_MARKED = r"(?s)^(?:=\"(.*)\"|'([^'].*|))$"
_WATCHED = bytes([*range(9, 14), *range(28, 33), ord("'"), ord("="), 0xC2, 0xE1, 0xE2, 0xE3])
"""First bytes of marks and of every blank of Unicode; the few other characters they begin do no harm."""
Stripped = dict[int, tuple[int, ...]]


def strip_text_marks(batch: pa.RecordBatch, where: str) -> tuple[pa.RecordBatch, Stripped]:
    """Strip `="…"`, a leading apostrophe and tabs at either end; return also which rows of which columns.

    Rows are counted from 0. `''` stays: it is a ditto mark. InputError where a cell is too long.
    """
    import pyarrow as pa  # noqa: PLC0415

    stripped: Stripped = {}
    columns = []
    for index, column in enumerate(batch.columns):
        rows = _suspects(column, where)
        if len(rows):
            column, found = _strip(column, rows)  # noqa: PLW2901 - the column as it is from here on
            if found:
                stripped[index] = found
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, batch.schema.names), stripped


def _suspects(column: pa.Array, where: str) -> np.ndarray[Any, Any]:
    """Return the cells that may have a mark or be blank, told by their first and last byte."""
    import numpy as np  # noqa: PLC0415

    values = cell_bytes(column)
    if not len(values):
        return np.zeros(0, np.int64)
    offsets = cell_offsets(column)
    lengths = np.diff(offsets)
    check_cell(column, int(lengths.max()), where)
    is_watched = np.zeros(256, bool)
    is_watched[list(_WATCHED)] = True
    suspect = is_watched[values.take(offsets[:-1], mode="clip")]
    suspect |= values.take(offsets[1:] - 1, mode="clip") == ord("\t")
    return np.flatnonzero(suspect & (lengths > 0))


def _strip(column: pa.Array, rows: np.ndarray[Any, Any]) -> tuple[pa.Array, tuple[int, ...]]:
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    cells = column.take(pa.array(rows))
    bare = pc.replace_substring_regex(pc.utf8_trim(cells, "\t"), _MARKED, r"\1\2")
    is_blank = pc.equal(pc.utf8_trim_whitespace(bare), "")
    is_marked = pc.and_(pc.not_equal(bare, cells), pc.not_equal(pc.utf8_trim_whitespace(cells), ""))
    mask = np.zeros(len(column), bool)
    mask[rows] = True
    whole = pc.replace_with_mask(column, pa.array(mask), pc.if_else(is_blank, None, bare))
    return whole, tuple(rows[is_marked.to_numpy(zero_copy_only=False)].tolist())
