"""Records of delimited text by Arrow's reader, in the rows in which a spreadsheet program shows them.

Arrow divides text as Excel and WPS do: a quote counts at the start of a field only, text after a
closing quote is kept, CR, LF and CRLF end a record, a blank line is a blank row. Records of other
lengths than usual are handed out, read by themselves and put back where they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import FieldCounts
from aixin_cli.read.text.delimiter import Body
from aixin_cli.read.text.encoding import nul_bytes, place, undecodable
from aixin_cli.read.text.quotes import check_quotes, check_size, too_long

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

MAX_COLUMNS = 2000
BLANKS = ["", *(blank * count for blank in (" ", "\u3000", "\xa0", "\t") for count in (1, 2, 3))]
_BLOCK = 2**20
"""As much as Arrow takes itself; a record that doesn't fit is broken."""
_FEW = 200
_STAND_INS = b"\x1f\x1e\x1d\x1c\x06\x05\x04\x03\x02\x01"


@dataclass(slots=True)
class OddRows:
    """The records that don't have the usual number of fields: sheet row, number of fields, text."""

    numbers: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def note(self, row: arrow_csv.InvalidRow) -> str:
        """Keep a record; the reader goes on without it, or stops where it is no table's."""
        self.numbers.append(row.number)
        self.widths.append(row.actual_columns)
        self.texts.append(row.text)
        return "skip" if row.actual_columns <= MAX_COLUMNS else "error"


def read_records(body: Body) -> tuple[pa.RecordBatch, FieldCounts]:
    """Return a text's records as columns of strings, and their numbers of fields; InputError where it is broken.

    Blank cells are null.
    """
    import pyarrow as pa  # noqa: PLC0415

    if body.start == body.stop:
        return pa.RecordBatch.from_pydict({"c0": pa.array([], pa.string())}), FieldCounts(1, {})
    check_size(body)
    plain = _with_plain_delimiter(body)
    odd = OddRows()
    batch = _one_batch(_put_back(_read_checked(plain, odd), odd, plain))
    check_quotes(batch, plain)
    counts = FieldCounts(
        min(body.width, MAX_COLUMNS), dict(zip((row - 1 for row in odd.numbers), odd.widths, strict=True))
    )
    return (batch if plain is body else _with_delimiter(batch, plain.delimiter, body.delimiter)), counts


def _read_checked(body: Body, odd: OddRows) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    width = min(body.width, MAX_COLUMNS)
    try:
        return _read(body, width, odd)
    except UnicodeDecodeError:
        raise undecodable(body.data, body.start, body.where) from None
    except pa.ArrowInvalid:
        _check_width(odd, body.where)
        again = OddRows()
        raise too_long(body, _options(body, width, again), again.numbers) from None


def _options(body: Body, width: int, odd: OddRows) -> tuple[Any, ...]:
    """Return what Arrow's reader is to be told: every column text, nothing left out."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    names = [f"c{index}" for index in range(width)]
    codec = "utf8" if body.codec == "utf-8" else body.codec  # by this name alone Arrow takes bytes as they are
    return (
        arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=_BLOCK, encoding=codec),
        arrow_csv.ParseOptions(
            delimiter=body.delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=odd.note
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            null_values=BLANKS,
            check_utf8=False,
        ),
    )


def _read(body: Body, width: int, odd: OddRows) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    whole = pa.py_buffer(body.data).slice(body.start, body.stop - body.start)
    return arrow_csv.read_csv(pa.BufferReader(whole), *_options(body, width, odd), memory_pool=_pool())


def _pool() -> pa.MemoryPool:
    """Arrow's usual pool takes memory in huge pages: a system that must make room for them first takes its time."""
    import pyarrow as pa  # noqa: PLC0415

    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.default_memory_pool()


def _check_width(odd: OddRows, where: str) -> None:
    if odd.widths and odd.widths[-1] > MAX_COLUMNS:
        what = _("The row has {count} columns; a table has {most} at most.")
        spot = place(where, odd.numbers[-1])
        hint = _("check the delimiter, or save it as .xlsx")
        raise InputError(what.format(count=f"{odd.widths[-1]:,}", most=f"{MAX_COLUMNS:,}"), spot, hint)


def _with_plain_delimiter(body: Body) -> Body:
    """Put a one-byte stand-in for a full-width delimiter, which Arrow's reader can't take."""
    if body.delimiter.isascii():
        return body
    stand_in = next((byte for byte in _STAND_INS if byte not in body.data), None)
    if stand_in is None:
        raise nul_bytes(body.where, 1)
    try:
        text = body.data[body.start : body.stop].decode(body.codec)
    except UnicodeDecodeError:
        raise undecodable(body.data, body.start, body.where) from None
    data = text.replace(body.delimiter, chr(stand_in)).encode()
    return replace(body, data=data, start=0, stop=len(data), codec="utf-8", delimiter=chr(stand_in))


def _with_delimiter(batch: pa.RecordBatch, stand_in: str, delimiter: str) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    columns = [pc.replace_substring(column, stand_in, delimiter) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, batch.schema.names)


def _put_back(table: pa.Table, odd: OddRows, body: Body) -> pa.Table:
    """Return the whole table: the records of other lengths in their places."""
    import pyarrow as pa  # noqa: PLC0415

    if not odd.numbers:
        return table
    parts = [_read_odd(odd, width, body) for width in sorted(set(odd.widths))]
    width = max(table.num_columns, *odd.widths)
    order = sorted(range(len(odd.numbers)), key=lambda index: (odd.widths[index], index))
    numbers = [odd.numbers[index] - 1 for index in order]
    extra = pa.concat_tables([_widened(part, width) for part in parts]).combine_chunks()
    table = _widened(table, width)
    return _by_slices(table, extra, numbers) if len(numbers) <= _FEW else _by_order(table, extra, numbers)


def _read_odd(odd: OddRows, width: int, body: Body) -> pa.Table:
    texts = [text for text, own in zip(odd.texts, odd.widths, strict=True) if own == width]
    data = "\n".join(texts).encode()
    return _read(replace(body, data=data, start=0, stop=len(data), codec="utf-8"), width, OddRows())


def _widened(table: pa.Table, width: int) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    for index in range(table.num_columns, width):
        table = table.append_column(f"c{index}", pa.nulls(table.num_rows, pa.string()))
    return table


def _by_slices(table: pa.Table, extra: pa.Table, numbers: list[int]) -> pa.Table:
    """A few records: cheaper than moving every cell."""
    import pyarrow as pa  # noqa: PLC0415

    pieces, done = [], 0
    for count, (number, index) in enumerate(sorted(zip(numbers, range(len(numbers)), strict=True))):
        pieces += [table.slice(done, number - count - done), extra.slice(index, 1)]
        done = number - count
    return pa.concat_tables([*pieces, table.slice(done)])


def _by_order(table: pa.Table, extra: pa.Table, numbers: list[int]) -> pa.Table:
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    total = table.num_rows + len(numbers)
    order = np.full(total, -1, np.int64)
    order[numbers] = np.arange(table.num_rows, total)
    order[order < 0] = np.arange(table.num_rows)
    return pa.concat_tables([table, extra]).combine_chunks().take(pa.array(order))


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    """Join the pieces a column at a time, so that a large text's cells are held twice for one column only."""
    import pyarrow as pa  # noqa: PLC0415

    names, waiting = table.schema.names, table.columns
    del table
    columns: list[pa.Array] = []
    while waiting:
        column = waiting.pop(0).combine_chunks(memory_pool=_pool())
        columns.append(column.chunk(0) if isinstance(column, pa.ChunkedArray) else column)
    return pa.RecordBatch.from_arrays(columns, names)
