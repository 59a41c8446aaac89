"""On which line of a text its rows begin: a row with line breaks inside quotes takes several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.errors import AixinError
from aixin_cli.read.delivery.containers import TEXT
from aixin_cli.read.delivery.sniff import sniff
from aixin_cli.read.delivery.sources import Source
from aixin_cli.read.delivery.unlock import Passwords
from aixin_cli.read.text.delimiter import find_body
from aixin_cli.read.text.encoding import find_encoding
from aixin_cli.read.text.records import read_records

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


def lines_of_rows(source: Source) -> list[int]:
    """Return the line on which each row of a delimited text begins, both counted from 1; nothing for another file.

    An editor counts the lines of the file, a spreadsheet program its records; Excel hides a first line `sep=;`.
    """
    if source.load is None:
        return []
    try:
        data = source.load(Passwords())
        if sniff(data, source.path) != TEXT.kind:
            return []
        text = find_encoding(data, source.path)
        body = find_body(text, source.path)
        batch, _counts = read_records(body)
    except (AixinError, OSError):
        return []
    hidden = text.data.count(b"\n", text.start, body.start) or int(body.start > text.start)
    return _first_lines(batch, 1 + hidden)


def _first_lines(batch: pa.RecordBatch, first: int) -> list[int]:
    import numpy as np  # noqa: PLC0415

    inside = np.ones(batch.num_rows, np.int64)
    for column in batch.columns:
        inside += _line_ends(column)
    return [first, *(first + np.cumsum(inside)[:-1]).tolist()][: batch.num_rows]


def _line_ends(column: pa.Array) -> np.ndarray[Any, Any]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    counts = [pc.count_substring(column, end) for end in ("\n", "\r", "\r\n")]
    total = pc.subtract(pc.add(counts[0], counts[1]), counts[2])
    found: np.ndarray[Any, Any] = pc.fill_null(total, pa.scalar(0, total.type)).to_numpy(zero_copy_only=False)
    return found.astype("int64")
