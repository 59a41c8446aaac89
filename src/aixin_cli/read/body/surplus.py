"""Values that stand under no title: a row that an unquoted comma has shifted, or notes beside the table.

A row is shifted where its values fit their titles better when two or more neighbours are taken for one:
as more words and numbers stand where the form asks for them, or as 12 and 000.00 are 12,000.00. Only
rows with more values than titles are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aixin_cli.read.body.fitting import Fits, is_typed
from aixin_cli.read.letters import column_letters
from aixin_cli.read.model import Shift
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    import numpy as np

    from aixin_cli.read.body.rows import Aside
    from aixin_cli.read.grid import Grid
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Notice

    Vector = np.ndarray[Any, Any]

MOST_COMMAS = 6
"""So many commas too many in a row are looked for."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Surplus:
    """What stands under no title: columns by the name under which they are kept, and the rows that are shifted."""

    columns: dict[int, str] = field(default_factory=dict)
    shifts: tuple[Shift, ...] = ()
    notices: tuple[Notice, ...] = ()


def find_surplus(grid: Grid, header: Header, aside: Aside, height: int) -> Surplus:
    """Return what a sheet's data rows hold under no title; nothing where every value has one."""
    import numpy as np  # noqa: PLC0415

    titled = [index for index, path in enumerate(header.paths) if path]
    body = grid.batch.slice(header.stop, max(0, height - header.stop))
    loose = [index for index in range(body.num_columns) if index not in set(titled)]
    loose = [index for index in loose if body.column(index).null_count < body.num_rows]
    counts = grid.field_counts
    if not titled or (not loose and (counts is None or counts.most <= titled[-1] + 1)):
        return Surplus()
    is_data = np.ones(body.num_rows, bool)
    is_data[[index - header.stop for index in aside if header.stop <= index < height]] = False
    filled = {index: body.column(index).is_valid().to_numpy(zero_copy_only=False) & is_data for index in loose}
    filled = {index: cells for index, cells in filled.items() if cells.any()}
    widths = _widths(grid, header, filled, titled[-1], body.num_rows)
    suspects = np.flatnonzero(is_data & (widths > titled[-1] + 1))
    shifts = _find_shifts(grid, header, suspects, widths) if len(suspects) else ()
    return Surplus({index: _letters(index) for index in filled}, shifts, _notices(grid, header, filled, shifts))


def _widths(grid: Grid, header: Header, filled: dict[int, Vector], last: int, count: int) -> Vector:
    """Return how many values each row has, up to its last one; in a text, how many fields."""
    import numpy as np  # noqa: PLC0415

    widths = np.full(count, last + 1, np.int64)
    for index, cells in filled.items():
        if index > last:
            widths = np.where(cells, np.maximum(widths, index + 1), widths)
    counts = grid.field_counts
    if counts is not None:
        stated = np.full(count, counts.usual, np.int64)
        for row, width in counts.odd.items():
            if header.stop <= row < header.stop + count:
                stated[row - header.stop] = width
        widths = np.maximum(widths, stated)
    return widths


def _find_shifts(grid: Grid, header: Header, suspects: Vector, widths: Vector) -> tuple[Shift, ...]:
    """Return the rows among the suspects that fit better with neighbours joined."""
    import pyarrow as pa  # noqa: PLC0415

    rows = grid.batch.take(pa.array(suspects + header.stop))
    fields = {index: item for item in header.layout.fields if (index := header.columns.get(item.name)) is not None}
    fits = Fits(rows, {index: item for index, item in fields.items() if is_typed(item)})
    last = max(index for index, path in enumerate(header.paths) if path)
    most = min(MOST_COMMAS, int(widths[suspects].max()) - last - 1)
    found = [
        (place, joint)
        for place, joint in fits.best_joints(last, most, widths[suspects] - last - 1)
        if joint != last or not fits.has_own_numbers(last + 1)
    ]
    names = {index: item.name for index, item in fields.items()}
    return tuple(
        Shift(
            row=int(suspects[place]) + header.stop + 1,
            value_count=int(widths[suspects[place]]),
            title_count=last + 1,
            fields=tuple(name for index, name in sorted(names.items()) if index >= joint),
            title=header.titles.get(names.get(joint, ""), None),
        )
        for place, joint in found
    )


def _notices(grid: Grid, header: Header, filled: dict[int, Vector], shifts: tuple[Shift, ...]) -> tuple[Notice, ...]:
    """Return one notice for the values under no title of rows that aren't shifted."""
    import numpy as np  # noqa: PLC0415

    if not filled:
        return ()
    shifted = [shift.row - 1 - header.stop for shift in shifts]
    kept = {index: cells.copy() for index, cells in filled.items()}
    for cells in kept.values():
        cells[shifted] = False
    rows = np.flatnonzero(np.logical_or.reduce(list(kept.values())))
    if not len(rows):
        return ()
    letters = [_letters(index) for index, cells in sorted(kept.items()) if cells.any()]
    columns = "、".join(letters[:MOST_NAMED]) + ("…" if len(letters) > MOST_NAMED else "")
    return (make_notice("R176", grid.sheet, int(rows[0]) + header.stop + 1, count=len(rows), columns=columns),)


def _letters(index: int) -> str:
    return column_letters(index).decode()
