"""Delimited text (.csv .tsv .txt) as a grid; encoding and delimiter are told from the content."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid

if TYPE_CHECKING:
    import pyarrow as pa

DELIMITERS = (",", "\t", ";", "；", "，", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAX_COLUMNS = 2000
_BLANKS = ["", " ", "  ", "   ", "\u3000", "\u3000\u3000", "\xa0"]


def read_delimited(data: bytes, where: str) -> Grid:
    """Return the records of a text file as one grid, records numbered as a spreadsheet shows them."""
    text = decode(data, where)
    delimiter = find_delimiter(text)
    records = _few_records(text, delimiter, where)
    width = max((len(record) for record in records), default=0)
    if width > _MAX_COLUMNS:
        raise InputError(_("The file has too many columns."), where, _("save it as .xlsx"))
    batch = _read_fast(text, delimiter, width) if _is_simple(text, delimiter) else None
    if batch is None:
        batch = _read_whole(text, delimiter, where)
    return Grid(None, _without_text_marks(batch))


def decode(data: bytes, where: str) -> str:
    """Decode by BOM, then by the pattern of NUL bytes, then strict UTF-8, then GB18030."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None and b"\x00" in data:
        encoding = _utf16_of(data, where)
    try:
        for name in (encoding,) if encoding else ("utf-8", "gb18030"):
            try:
                return _clean(data.decode(name), where)
            except UnicodeDecodeError:
                if name in ("gb18030", encoding):
                    raise
    except UnicodeDecodeError:
        pass
    raise InputError(_("The text's encoding can't be told."), where, _("save it as .xlsx or as UTF-8 CSV"))


def find_delimiter(text: str) -> str:
    """Return the delimiter that divides the first lines most evenly."""
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        if not counts:
            return 0, 0
        width, lines_alike = max(counts.items(), key=lambda item: (item[1], item[0]))
        return lines_alike * width, lines_alike

    return max(DELIMITERS, key=lambda delimiter: (*evenness(delimiter), -DELIMITERS.index(delimiter)))


def _utf16_of(data: bytes, where: str) -> str:
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) * 10 > max(even, odd):
        raise _nul_bytes(where)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if not set(",\t;\n") & set(head.decode(encoding, "replace")):
        raise _nul_bytes(where)
    return encoding


def _clean(text: str, where: str) -> str:
    if "\x00" in text:
        raise _nul_bytes(where)
    return text.removeprefix("\ufeff")


def _few_records(text: str, delimiter: str, where: str) -> list[list[str]]:
    lines = io.StringIO(text[:200_000], newline="")
    try:
        return [record for record, _ in zip(csv.reader(lines, delimiter=delimiter), range(60), strict=False)]
    except csv.Error:
        raise _unbalanced(where) from None


def _is_simple(text: str, delimiter: str) -> bool:
    """Tell whether the fast reader sees what a spreadsheet program would."""
    return delimiter.isascii() and '"' not in text


def _read_fast(text: str, delimiter: str, width: int) -> pa.RecordBatch | None:
    """Read with Arrow; records shorter than the rest are put back in their places."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    odd: list[tuple[int, str]] = []

    def note_row(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    names = [f"c{index}" for index in range(width)]
    data = text.encode("utf-8")
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=max(len(data), 1)),
            arrow_csv.ParseOptions(
                delimiter=delimiter, quote_char=False, ignore_empty_lines=False, invalid_row_handler=note_row
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=_BLANKS
            ),
        )
    except pa.ArrowInvalid:
        return None
    if any(row_text.count(delimiter) >= width for _, row_text in odd) or len(odd) > 1000:
        return None
    return _put_back(table, odd, delimiter)


def _put_back(table: pa.Table, odd: list[tuple[int, str]], delimiter: str) -> pa.RecordBatch:
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    if odd:
        width = table.num_columns
        cells = [(text.split(delimiter) + [""] * width)[:width] for _, text in odd]
        columns = [[_null(row[index]) for row in cells] for index in range(width)]
        extra = pa.table(
            {name: pa.array(values, pa.string()) for name, values in zip(table.schema.names, columns, strict=True)}
        )
        total = table.num_rows + len(odd)
        is_odd = np.zeros(total, bool)
        is_odd[[number - 1 for number, _ in odd]] = True
        order = np.empty(total, np.int64)
        order[~is_odd] = np.arange(table.num_rows)
        order[is_odd] = np.arange(table.num_rows, total)
        table = pa.concat_tables([table, extra]).take(pa.array(order))
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def _read_whole(text: str, delimiter: str, where: str) -> pa.RecordBatch:
    """Read with the csv module, for quoted fields and records of uneven length."""
    import pyarrow as pa  # noqa: PLC0415

    csv.field_size_limit(2**24)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=_has_pairs(text))
    try:
        records = list(reader)
    except csv.Error:
        raise _unbalanced(where) from None
    width = max(map(len, records), default=0)
    if width > _MAX_COLUMNS:
        raise _unbalanced(where)
    _check_swallowed(records, delimiter, width, where)
    padded = [record + [""] * (width - len(record)) for record in records]
    columns = list(zip(*padded, strict=True))
    arrays = [pa.array([_null(cell) for cell in column], pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, [f"c{index}" for index in range(width)])


def _null(cell: str) -> str | None:
    return cell if cell and not cell.isspace() else None


def _has_pairs(text: str) -> bool:
    """An unpaired quote is an error; quotes inside a field without any around it are text."""
    return text.count('"') % 2 == 1


def _check_swallowed(records: list[list[str]], delimiter: str, width: int, where: str) -> None:
    """Refuse a cell that holds whole records: a stray quote has swallowed them."""
    for record in records:
        for cell in record:
            if "\n" in cell and cell.count(delimiter) >= max(2, width - 1):
                raise _unbalanced(where)


def _without_text_marks(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Strip `="…"` and a leading apostrophe, by which offices keep numbers as text."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    def strip(column: pa.Array) -> pa.Array:
        marked = pc.or_(pc.starts_with(column, '="'), pc.starts_with(column, "'"))
        if not pc.any(marked).as_py():
            return column
        return pc.replace_substring_regex(column, r"^(?:=\"(.*)\"|'(.*))$", r"\1\2")

    return pa.RecordBatch.from_arrays([strip(column) for column in batch.columns], batch.schema.names)


def _unbalanced(where: str) -> InputError:
    hint = _("save it again as .xlsx, or double the quotes inside the cells")
    return InputError(_("The quotes in the text are not balanced."), where, hint)


def _nul_bytes(where: str) -> InputError:
    hint = _("save it again as .xlsx or CSV")
    return InputError(_("The text holds NUL bytes: the file is damaged."), where, hint)
