"""Puts into a grid what the fast reader left out of it: errors, numbers that were no text, merged values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aixin_cli.read.grid import Grid
from aixin_cli.read.model import Fix
from aixin_cli.read.notices import make_notice
from aixin_cli.read.sheet_facts import Place, SheetFacts

if TYPE_CHECKING:
    import datetime

    import numpy as np
    import pyarrow as pa

    from aixin_cli.read.header.find import Header

    Vector = np.ndarray[Any, Any]

LONG = 15
"""Excel keeps so many digits; a longer number has lost its last ones."""
LONGEST = 24
_MOMENT = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_SERIAL = r"^\d{1,5}(?:\.\d+)?$"
_YEAR = r"^(?:19|20)\d\d$"
PICTURE_CELL = r"^=?(?:_xlfn\.)?DISPIMG\("


def with_facts(grid: Grid, facts: SheetFacts) -> Grid:
    """Return the grid with its facts, error cells as their text, and long numbers marked by `.0`."""
    batch = _with_blank_columns(grid.batch, facts.first_column)
    texts = {**facts.errors, **facts.texts}
    height = max((row for row, _column in texts), default=-1) + 1
    width = max((column for _row, column in texts), default=-1) + 1
    if height > batch.num_rows or width > batch.num_columns:
        batch = _grown(batch, height, width)
    batch = with_texts(batch, texts)
    batch = _with_marked_numbers(batch, facts)
    whole = _with_moments(batch, facts)
    found = grid.found if whole is batch else (*grid.found, make_notice("R145", grid.sheet))
    # The cells are looked up: what they were looked up in may go.
    return replace(grid, batch=whole, facts=replace(facts, are_numbers=None), merges=facts.merges, found=found)


def blank_pictures(grid: Grid) -> Grid:
    """Blank the cells that hold a picture (WPS writes =DISPIMG(…)), and count them with the others."""
    import pyarrow.compute as pc  # noqa: PLC0415

    columns, count = list(grid.batch.columns), 0
    for index, column in enumerate(columns):
        is_picture = pc.fill_null(pc.match_substring_regex(column, PICTURE_CELL), False)
        found = pc.sum(is_picture).as_py() or 0
        if found:
            columns[index] = pc.if_else(is_picture, None, column)
            count += found
    if count == 0 or grid.facts is None:
        return grid
    facts = replace(grid.facts, picture_count=grid.facts.picture_count + count)
    return replace(grid, batch=_batch(columns, grid.batch), facts=facts)


def fill_merged(grid: Grid, header: Header) -> tuple[Grid, tuple[Fix, ...]]:
    """Give cells merged downwards their value in every row of the merge.

    Numbers and money are not filled: an amount that stands once for three rows was given once.
    """
    fields = {
        header.columns[field.name]: field.name
        for field in header.layout.fields
        if field.name in header.columns and field.name != "row_no" and field.type not in ("int", "money")
    }
    ranges: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in grid.merges:
        if left == right and top >= header.stop and left in fields and bottom > top:
            ranges.setdefault(left, []).append((top, bottom))
    columns, fixes = list(grid.batch.columns), []
    for column, spans in sorted(ranges.items()):
        filled, rows = _filled(columns[column], spans)
        if rows:
            columns[column] = filled
            fixes.append(Fix("R014", fields[column], rows))
    return (replace(grid, batch=_batch(columns, grid.batch)) if fixes else grid), tuple(fixes)


def shift_days(grid: Grid, header: Header) -> tuple[Grid, tuple[Fix, ...]]:
    """Make dates of numbers without a date format where a workbook counts days from 1904, or another day of its own."""
    facts = grid.facts
    if facts is None or facts.day_zero is None or facts.numbers is None:
        return grid, ()
    day_zero = facts.day_zero
    columns, fixes = list(grid.batch.columns), []
    for field in header.layout.fields:
        index = header.columns.get(field.name)
        if field.type != "date" or index is None:
            continue
        years = set(_rows_like(columns[index], _YEAR))
        rows = [row for row in _rows_like(columns[index], _SERIAL) if row >= header.stop and row not in years]
        serials = facts.numbers([(row, index) for row in rows])
        dates = {
            row: _moment(serial, day_zero)[:10] for row, serial in zip(rows, serials, strict=True) if serial is not None
        }
        if dates:
            columns[index] = with_texts(
                _batch(columns, grid.batch), {(row, index): text for row, text in dates.items()}
            )[index]
            fixes.append(Fix("R145", field.name, tuple(row + 1 for row in sorted(dates))))
    return (replace(grid, batch=_batch(columns, grid.batch)) if fixes else grid), tuple(fixes)


def _with_moments(batch: pa.RecordBatch, facts: SheetFacts) -> pa.RecordBatch:
    """Read the moments of a workbook with a first day of its own out of the numbers themselves.

    The fast reader knows of that in some workbooks only.
    """
    if facts.day_zero is None or facts.numbers is None:
        return batch
    day_zero = facts.day_zero
    shown = [(row, column) for column, cells in enumerate(batch.columns) for row in _rows_like(cells, _MOMENT)]
    shown.sort()
    serials = facts.numbers(shown)
    moments = {
        place: _moment(serial, day_zero) for place, serial in zip(shown, serials, strict=True) if serial is not None
    }
    columns = batch.columns
    wrong = {place: text for place, text in moments.items() if columns[place[1]][place[0]].as_py() != text}
    return with_texts(batch, wrong) if wrong else batch


def _moment(serial: float, day_zero: datetime.date) -> str:
    import datetime  # noqa: PLC0415

    start = datetime.datetime.combine(day_zero, datetime.time())
    return (start + datetime.timedelta(seconds=round(serial * 86400))).isoformat(" ")


def _rows_like(cells: pa.Array, pattern: str) -> list[int]:
    import pyarrow.compute as pc  # noqa: PLC0415

    is_like = pc.fill_null(pc.match_substring_regex(cells, pattern), False)
    return [int(row) for row in pc.indices_nonzero(is_like).to_pylist()]


def stripped_marks(grid: Grid, header: Header) -> tuple[Fix, ...]:
    """Return the repairs that reading made of a text file's cells: marks that keep numbers as text."""
    fields = {column: name for name, column in header.columns.items()}
    found = (
        Fix("R143", fields[column], tuple(row + 1 for row in rows if header.stop <= row))
        for column, rows in sorted(grid.stripped.items())
        if column in fields
    )
    return tuple(fix for fix in found if fix.rows)


def _with_blank_columns(batch: pa.RecordBatch, count: int) -> pa.RecordBatch:
    """Return the batch with the blank columns before its first that the fast reader left out."""
    import pyarrow as pa  # noqa: PLC0415

    if count == 0 or batch.num_columns == 0:
        return batch
    columns = [*(pa.nulls(batch.num_rows, pa.string()) for _ in range(count)), *batch.columns]
    return pa.RecordBatch.from_arrays(columns, [f"c{index}" for index in range(len(columns))])


def _grown(batch: pa.RecordBatch, height: int, width: int) -> pa.RecordBatch:
    """Return the batch with blank rows and columns added: the reader ends where values end."""
    import pyarrow as pa  # noqa: PLC0415

    height = max(height, batch.num_rows)
    columns = [
        pa.concat_arrays([column, pa.nulls(height - batch.num_rows, column.type)])
        if height > batch.num_rows
        else column
        for column in batch.columns
    ]
    columns += [pa.nulls(height, pa.string()) for _ in range(width - len(columns))]
    return pa.RecordBatch.from_arrays(columns, [f"c{index}" for index in range(len(columns))])


def with_texts(batch: pa.RecordBatch, texts: dict[Place, str]) -> pa.RecordBatch:
    """Return the batch with the texts of some cells replaced."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    by_column: dict[int, dict[int, str]] = {}
    for (row, column), text in texts.items():
        by_column.setdefault(column, {})[row] = text
    columns = list(batch.columns)
    for column, cells in by_column.items():
        is_replaced = np.zeros(batch.num_rows, bool)
        is_replaced[list(cells)] = True
        values = pa.array([cells[row] for row in sorted(cells)], pa.string())
        columns[column] = pc.replace_with_mask(columns[column], pa.array(is_replaced), values)
    return _batch(columns, batch) if by_column else batch


def _with_marked_numbers(batch: pa.RecordBatch, facts: SheetFacts) -> pa.RecordBatch:
    """Append `.0` to long numbers out of number cells: whatever they show, their last digits are lost."""
    if facts.are_numbers is None:
        return batch
    doubtful = [(row, column) for column, cells in enumerate(batch.columns) for row in _doubtful_rows(cells)]
    doubtful.sort()
    told = facts.are_numbers(doubtful)
    columns = batch.columns
    marked = {
        place: f"{columns[place[1]][place[0]].as_py()}.0"
        for place, is_number in zip(doubtful, told, strict=True)
        if is_number
    }
    return with_texts(batch, marked)


def _doubtful_rows(cells: pa.Array) -> list[int]:
    """Return the rows whose text may have been a floating-point number above 1e15.

    The fast reader writes such a number either to its last digit, then it is a multiple of 16 or
    more, or as short as it can be, then it ends in zeros. Of sound ID numbers one or two in a
    hundred look like that, and only those are looked up.
    """
    import numpy as np  # noqa: PLC0415

    _validity, ends, text = cells.buffers()
    offsets = np.frombuffer(ends, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    lengths = np.diff(offsets)
    rows = np.flatnonzero(lengths > LONG)
    if len(rows) == 0:
        return []
    data, stops, lengths = np.frombuffer(text, np.uint8), offsets[rows + 1], lengths[rows]
    last, before = data[stops - 1], data[stops - 2]
    is_digit = (last >= ord("0")) & (last <= ord("9"))
    # '0' is 48, a multiple of 4: the bytes serve for the digits. Numbers below 1e17 may be odd.
    is_even = (last == ord("0")) | ((2 * before.astype(np.int16) + last) % 4 == 0) | (lengths < LONG + 3)
    chosen = is_digit & is_even & (lengths <= LONGEST)
    if not chosen.any():
        return []
    return [int(row) for row in rows[chosen][_are_doubles(data, stops[chosen], lengths[chosen])]]


def _are_doubles(data: Vector, stops: Vector, lengths: Vector) -> Vector:
    """Tell of texts, by where they stop and how long they are, whether they may be written doubles."""
    import numpy as np  # noqa: PLC0415

    places = np.arange(LONGEST)
    # The digits of each text to the right, zeros before them.
    is_inside = places >= LONGEST - lengths[:, None]
    digits = np.where(is_inside, data[np.maximum(stops[:, None] - LONGEST + places, 0)] - np.uint8(ord("0")), 0)
    is_number = (digits < 10).all(axis=1)
    # The last eighteen tell what a number is a multiple of; longer ones lie 128 and more apart.
    number = digits[:, -18:].astype(np.int64) @ (10 ** np.arange(17, -1, -1, dtype=np.int64))
    is_long = lengths > 18
    is_exact = np.where(is_long, number % 128 == 0, number == number.astype(np.float64).astype(np.int64))
    # Above 2^59 they lie 128 apart, so the shortest way to write one always ends in 00.
    is_short = number % np.where(is_long | (number > 2**59), 100, 10) == 0
    are_doubles: Vector = is_number & (is_exact | is_short)
    return are_doubles


def _filled(cells: pa.Array, spans: list[tuple[int, int]]) -> tuple[pa.Array, tuple[int, ...]]:
    """Repeat a merge's first cell over its rows; a row that has a value of its own keeps it."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    places = np.arange(len(cells))
    for top, bottom in spans:
        places[top : bottom + 1] = min(top, len(cells) - 1)
    filled = pc.coalesce(cells, cells.take(pa.array(places)))
    changed = pc.and_(pc.is_null(cells), pc.is_valid(filled))
    return filled, tuple(int(row) + 1 for row in pc.indices_nonzero(changed).to_pylist())


def _batch(columns: list[pa.Array], like: pa.RecordBatch) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415

    return pa.RecordBatch.from_arrays(columns, like.schema.names)
