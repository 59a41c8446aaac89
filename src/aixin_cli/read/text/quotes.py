"""What delimited text must not be: quotes that swallow rows, records without end, more rows than a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sized
from itertools import islice
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.text.delimiter import Body
from aixin_cli.read.text.encoding import place, windows

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
"""Characters a cell of a spreadsheet can hold."""
_MAX_LINES = 4 * MAX_ROWS
_MAX_CELLS = 2**26
_LARGE = 2**27
_WIDE = 6
"""From so many columns on, a cell that holds a whole record is no remark of several lines."""
_FEW = 1000
_PIECE = 2**20


def check_size(body: Body) -> None:
    """Refuse a large file of more rows than a sheet has before its cells fill the memory."""
    if body.stop - body.start < _LARGE:
        return
    lines = _count(body, ord("\n")) + _count(body, ord("\r"))
    cells = lines + (_count(body, ord(body.delimiter)) if body.delimiter.isascii() else 0)
    if lines > 2 * _MAX_LINES or cells > _MAX_CELLS:
        raise too_many_rows(body.where)


def too_many_rows(where: str) -> InputError:
    """Return the error of a text that no spreadsheet could show."""
    what = _("The text has more rows or cells than a spreadsheet can show ({most} rows).")
    return InputError(what.format(most=f"{MAX_ROWS:,}"), where, _("split it by township"))


def too_long(body: Body, options: tuple[Any, ...], odd: Sized) -> InputError:
    """Return the error of a record without end, and the row in which it begins; `odd` fills while it is sought."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    whole = pa.py_buffer(body.data).slice(body.start, body.stop - body.start)
    rows = 0
    try:
        for batch in arrow_csv.open_csv(pa.BufferReader(whole), *options):
            rows += batch.num_rows
    except (pa.ArrowInvalid, UnicodeDecodeError):
        pass
    row = rows + len(odd) + 1
    return _unbalanced(body.where, row) if _longest_line(body) < _PIECE // 2 else _too_long(body.where, row)


def check_quotes(batch: pa.RecordBatch, body: Body) -> None:
    """Refuse a text in which a stray quote has swallowed rows, naming the row where it opens."""
    if batch.num_rows > MAX_ROWS:
        raise too_many_rows(body.where)
    # Arrow trusts every quote: one that is stray takes all up to the next for one cell, and says nothing of it.
    quotes = _count(body, ord('"'))
    if not quotes:
        return
    if _is_open_at_end(batch, body):
        raise _unbalanced(body.where, batch.num_rows)
    row, is_sure = _swallowing_row(batch, body)
    if not is_sure and (row is not None or quotes % 2 == 1):
        row = _irregular_row(body)
    if row is not None:
        raise _unbalanced(body.where, row)


def _is_open_at_end(batch: pa.RecordBatch, body: Body) -> bool:
    """Tell whether a quote of the last record isn't closed: a further line would belong to the record then."""
    last = "".join(str(column[-1]) for column in batch.columns)
    at = body.stop
    for _line in range(len(re.findall(r"\r\n|\r|\n", last)) + 1):
        at = max(body.data.rfind(b"\n", body.start, at), body.data.rfind(b"\r", body.start, at))
        if at > body.start and body.data[at - 1 : at + 1] == b"\r\n":
            at -= 1
    text = body.data[max(at, body.start) : body.stop].decode(body.codec).lstrip("\r\n")
    lines = io.StringIO(f"{text}\n{body.delimiter}", newline="")
    return sum(1 for _record in csv.reader(lines, delimiter=body.delimiter)) == 1


def _swallowing_row(batch: pa.RecordBatch, body: Body) -> tuple[int | None, bool]:
    """Return the first row with a cell that holds a line end and the delimiters of a record.

    It is sure where the table is wide or a line inside the cell is a record's; a remark of several
    lines in a narrow table may look alike.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    least = max(2, body.width - 1)
    found: list[tuple[int, bool]] = []
    for column in batch.columns:
        places = pa.array(_cells_with_line_ends(column))
        if len(places):
            cells = column.take(places)
            is_long = pc.greater_equal(pc.count_substring(cells, body.delimiter), least)
            texts = zip(places.filter(is_long).to_pylist(), cells.filter(is_long).to_pylist(), strict=True)
            found += [(index + 1, _holds_record(text, body)) for index, text in islice(texts, _FEW)]
    sure = [row for row, is_record in found if is_record]
    return (min(sure), True) if sure else (min((row for row, _is_record in found), default=None), False)


def _holds_record(text: str, body: Body) -> bool:
    inside = re.split(r"\r\n|\r|\n", text)[1:-1]
    is_record = any(line.count(body.delimiter) == body.width - 1 for line in inside)
    return body.width >= _WIDE or (body.width > 2 and is_record)


def _cells_with_line_ends(column: pa.Array) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415

    start, found = 0, [np.zeros(0, np.int64)]
    for part in windows(cell_bytes(column)):
        found.append(np.flatnonzero((part == 10) | (part == 13)) + start)
        start += len(part)
    # "right", as a blank cell begins where the next one does: the line end is the last one's that begins there.
    return np.unique(np.searchsorted(cell_offsets(column), np.concatenate(found), "right") - 1)


def cell_offsets(column: pa.Array) -> np.ndarray[Any, Any]:
    """Return where each cell of a column of text begins among its bytes, and where the last one ends."""
    import numpy as np  # noqa: PLC0415

    # int32: of `string` alone; a `large_string` has offsets of eight bytes. A slice shares the whole column's.
    return np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]


def cell_bytes(column: pa.Array) -> np.ndarray[Any, Any]:
    """Return the bytes of all cells of a column of text."""
    import numpy as np  # noqa: PLC0415

    values = column.buffers()[2]
    return np.frombuffer(values, np.uint8) if values is not None and values.size else np.zeros(0, np.uint8)


def _irregular_row(body: Body) -> int | None:
    """Return the first row with text after a closing quote, or with a quote that nothing closes."""
    records = csv.reader(_lines(body), delimiter=body.delimiter, strict=True)
    row = 0
    try:
        for row, _record in enumerate(records, 1):  # noqa: B007 - the row of the last one is wanted
            pass
    except csv.Error:
        return row + 1
    return None


def _lines(body: Body) -> Iterator[str]:
    """Return the lines of a text, a piece of it decoded at a time."""
    at = body.start
    while at < body.stop:
        stop = min(at + _PIECE, body.stop)
        if stop < body.stop:
            cut = body.data.find(b"\n", stop, body.stop)
            stop = cut + 1 if cut >= 0 else body.stop
        yield from io.StringIO(body.data[at:stop].decode(body.codec), newline="")
        at = stop


def _bytes(body: Body) -> Iterator[np.ndarray[Any, Any]]:
    import numpy as np  # noqa: PLC0415

    return windows(np.frombuffer(body.data, np.uint8)[body.start : body.stop])


def _count(body: Body, byte: int) -> int:
    import numpy as np  # noqa: PLC0415

    return sum(int(np.count_nonzero(part == byte)) for part in _bytes(body))


def _longest_line(body: Body) -> int:
    import numpy as np  # noqa: PLC0415

    longest, carried = 0, 0
    for part in _bytes(body):
        ends = np.flatnonzero((part == 10) | (part == 13))
        if not len(ends):
            carried += len(part)
            continue
        longest = max(longest, carried + int(ends[0]), int(np.diff(ends).max(initial=0)))
        carried = len(part) - int(ends[-1])
    return max(longest, carried)


def check_cell(column: pa.Array, longest: int, where: str) -> None:
    """Refuse a cell longer than a spreadsheet's; `longest` is the most bytes of any cell."""
    import pyarrow.compute as pc  # noqa: PLC0415

    if longest <= MAX_CELL:
        return
    index = pc.index(pc.greater(pc.utf8_length(column), MAX_CELL), True).as_py()
    if index >= 0:
        raise _too_long(where, index + 1)


def _unbalanced(where: str, row: int) -> InputError:
    what = _("The quotes are not balanced: one opens in this row and swallows what follows.")
    hint = _("delete the stray quote in that row or double it, or save the file again as .xlsx")
    return InputError(what, place(where, row), hint)


def _too_long(where: str, row: int) -> InputError:
    what = _("A cell or row is longer than a spreadsheet can hold ({most} characters a cell).")
    hint = _("the file is damaged or no table: save it again as .xlsx")
    return InputError(what.format(most=f"{MAX_CELL:,}"), place(where, row), hint)
