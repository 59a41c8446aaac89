"""Cells that hold nothing one can see are blank, whatever characters are in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.lookalikes import IGNORED, LEADS, fold_lookalikes
from aixin_cli.read.grid import Grid
from aixin_cli.read.text.quotes import cell_bytes, cell_offsets

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_BLANKS = "\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = rf"^[\s{_BLANKS}{IGNORED}]+$"


def without_unseen(grid: Grid) -> Grid:
    """Return the grid with null for every cell of blanks and unseen characters, and its name as one sees it."""
    import pyarrow as pa  # noqa: PLC0415

    sheet = grid.sheet and fold_lookalikes(grid.sheet)
    columns = [_blanked(column) for column in grid.batch.columns]
    if sheet == grid.sheet and all(new is old for new, old in zip(columns, grid.batch.columns, strict=True)):
        return grid
    return replace(grid, sheet=sheet, batch=pa.RecordBatch.from_arrays(columns, grid.batch.schema.names))


def _blanked(column: pa.Array) -> pa.Array:
    """Only cells that begin with a byte of such a character are looked at."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    places = _suspects(column) if pa.types.is_string(column.type) else ()
    if not len(places):
        return column
    is_unseen = pc.fill_null(pc.match_substring_regex(column.take(pa.array(places)), _UNSEEN), False)
    if not pc.any(is_unseen).as_py():
        return column
    return _nulled(column, places[is_unseen.to_numpy(zero_copy_only=False)])


def _suspects(column: pa.Array) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415

    values, offsets = cell_bytes(column), cell_offsets(column)
    if not len(values):
        return np.zeros(0, np.int64)
    is_watched = np.zeros(256, bool)
    is_watched[list(LEADS)] = True
    return np.flatnonzero(is_watched[values.take(offsets[:-1], mode="clip")] & (np.diff(offsets) > 0))


def _nulled(column: pa.Array, places: np.ndarray[Any, Any]) -> pa.Array:
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    mask = np.zeros(len(column), bool)
    mask[places] = True
    return pc.if_else(pa.array(mask), None, column)
