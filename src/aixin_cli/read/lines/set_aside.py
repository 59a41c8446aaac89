"""Tells the rows of a sheet that are no data, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from aixin_cli.arrow import whole_numbers
from aixin_cli.read.grid import Grid, Row, all_null, take_rows, text_of
from aixin_cli.read.lines.judge_row import ID_FIELDS, LABEL_FIELDS, NAME_FIELDS
from aixin_cli.read.lines.suspects import Suspects
from aixin_cli.read.lines.total_words import WORDS
from aixin_cli.read.lines.unnamed import unnamed_totals

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import SetAsideReason

    Found = dict[int, tuple[SetAsideReason, str]]

TAIL = 8
HEAD = 3
MOST_SAMPLES = 20
MANY = 500
LABEL_COLUMNS = 4
MANY_KEYS = 4
"""A total fills some of so many columns that the form requires, never all."""
SHORTEST_ID = 15
_LABEL = (
    rf"{WORDS}|填表|填报|制表|审核|复核|审批|经办|负责|领导|盖章|公章|签章|签字|日期|时间|联系电话"
    r"|说明|注|勾稽|[*※【]|来源|报告|无"
)
"""What every total, signature, note or 本月无 holds one of; rows of data may too."""


def find_set_aside(grid: Grid, header: Header, height: int, where: str | None = None) -> Found:
    """Return the rows below the header that are no data, by index, with reason and text."""
    classifier = Suspects(header, where)
    found: Found = {}
    for index, row in zip(*_head_rows(grid, header.stop, height), strict=False):
        reason = classifier.judge_head(row)
        if reason is not None:
            found[index] = (reason, text_of(row))
        elif index >= header.stop + HEAD and index - 1 not in found:
            # Samples go on as long as one follows the other.
            break
    blank, suspects = _suspects(grid, header, height)
    found.update((index, ("blank", "")) for index in blank)
    tops = [(header.stop, height)]
    for top, _start, stop in header.repeats:
        tops[-1:] = [(tops[-1][0], top), (stop, height)]
    for start, stop in tops:
        suspects -= _judge_foot(grid, classifier, found, (start, stop))
    indexes = sorted(suspects - found.keys())
    for index, row in zip(indexes, take_rows(grid, indexes), strict=True):
        reason = classifier.judge(row)
        if reason is not None:
            found[index] = (reason, text_of(row))
    found.update(_signed_below(grid, classifier, found, height))
    found.update(unnamed_totals(grid, header, found, height))
    return found


def _signed_below(grid: Grid, classifier: Suspects, found: Found, height: int) -> Found:
    """Return the rows below rows of bare labels that hold their values: 填表人 and 审核人, below them two names."""
    signed = sorted(index for index, (reason, _text) in found.items() if reason == "signature")
    places = [index for index in signed if index + 1 not in found and index + 1 < height]
    rows = zip(places, take_rows(grid, places), take_rows(grid, [index + 1 for index in places]), strict=True)
    return {
        index + 1: ("signature", text_of(row)) for index, labels, row in rows if classifier.is_signed_below(row, labels)
    }


def _judge_foot(grid: Grid, classifier: Suspects, found: Found, rows: tuple[int, int]) -> set[int]:
    """Judge the last of some rows from below, as long as they are no data; return those that were judged."""
    start, stop = rows
    judged: set[int] = set()
    block = TAIL
    while stop > start:
        first = max(start, stop - block)
        for index, row in reversed(list(enumerate(grid.rows(first, stop), first))):
            reason = None if index in found else classifier.judge(row, is_foot=True)
            judged.add(index)
            if reason is not None:
                found[index] = (reason, text_of(row))
            elif index not in found:
                return judged
        stop, block = first, min(block * 4, 4096)
    return judged


def last_row(grid: Grid) -> int:
    """Return how many rows there are up to the last one with any text."""
    stop, block = grid.height, 8
    while stop > 0:
        start = max(0, stop - block)
        for index, row in reversed(list(enumerate(grid.rows(start, stop), start))):
            if any(cell and cell.strip() for cell in row):
                return index + 1
        stop, block = start, min(block * 4, 4096)
    return 0


def _head_rows(grid: Grid, start: int, height: int) -> tuple[Iterable[int], list[Row]]:
    stop = min(start + MOST_SAMPLES, height)
    return range(start, stop), grid.rows(start, stop)


def _suspects(grid: Grid, header: Header, height: int) -> tuple[list[int], set[int]]:
    """Return the rows that hold nothing but a running number, and those worth judging one by one."""
    import pyarrow.compute as pc  # noqa: PLC0415

    body = grid.batch.slice(header.stop, height - header.stop)
    suspects = {*range(header.stop, min(header.stop + HEAD, height)), *range(max(header.stop, height - TAIL), height)}
    suspects.update(index + header.stop for index in _repeated_headers(body, header))
    suspects.update(index + header.stop for index in _labelled_totals(body, header))
    columns = header.columns
    empty = all_null(body, [columns[name] for name in header.layout.anchors if name in columns])
    if empty is None:
        return [], suspects
    indexes = pc.indices_nonzero(empty)
    if len(indexes) > MANY:
        indexes = indexes.filter(_may_be_aside(body.take(indexes), header))
    places = [index + header.stop for index in indexes.to_pylist()]
    blank = [places[index] for index in _empty_templates(body.take(indexes), columns.get("row_no"))]
    return blank, (suspects | set(places)) - set(blank)


def _may_be_aside(rows: pa.RecordBatch, header: Header) -> pa.Array:
    """Tell which of many rows may be no data: those without a name or word the form requires, or with a label.

    Where nobody has an ID number every row comes here, and judging them one by one would take minutes.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    wanted = {name for either in header.layout.required_columns for name in either.split("|")}
    worded = pa.array([False] * rows.num_rows)
    labelled = worded
    for index, cells in enumerate(rows.columns):
        if cells.null_count == len(cells):
            continue
        if index in {header.columns[name] for name in wanted & header.columns.keys()}:
            has_word = pc.match_substring_regex(cells, r"[\p{Han}A-Za-z]")
            worded = pc.or_(worded, pc.fill_null(has_word, False))
        labelled = pc.or_(labelled, pc.fill_null(pc.match_substring_regex(cells, _LABEL), False))
    return pc.or_(labelled, pc.invert(worded))


def _empty_templates(rows: pa.RecordBatch, row_no: int | None) -> list[int]:
    """Return the rows, counted among these, that are blank or hold nothing but a running number."""
    import pyarrow.compute as pc  # noqa: PLC0415

    empty = all_null(rows, [column for column in range(rows.num_columns) if column != row_no])
    if empty is None:
        return []
    if row_no is not None:
        is_number = pc.match_substring_regex(rows.column(row_no), r"^\s*\d*\s*$")
        empty = pc.and_(empty, pc.fill_null(is_number, True))
    return [int(index) for index in pc.indices_nonzero(empty).to_pylist()]


def _repeated_headers(body: pa.RecordBatch, header: Header) -> list[int]:
    """Return the rows where the header is printed once more, told by one of its titles."""
    import pyarrow.compute as pc  # noqa: PLC0415

    for name in header.layout.anchors:
        if name in header.columns:
            title = header.titles[name].rsplit("/", 1)[-1]
            column = body.column(header.columns[name])
            if pc.index(column, title).as_py() < 0:
                return []
            return [int(index) for index in pc.indices_nonzero(pc.equal(column, title)).to_pylist()]
    return []


def _labelled_totals(body: pa.RecordBatch, header: Header) -> list[int]:
    """Return the rows that may be totals by a label (合计) in one of the first columns or a name's column."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    columns = header.columns
    ids = [columns[name] for name in ID_FIELDS if name in columns]
    names = (*LABEL_FIELDS, *NAME_FIELDS, *header.layout.anchors)
    labels = {*range(min(LABEL_COLUMNS, body.num_columns)), *(columns[name] for name in names if name in columns)}
    places = whole_numbers(_without_numbers(body, ids) if ids else _unanswered(body, header), pa.int64())
    filled = [cells for column in sorted(labels) if (cells := body.column(column)).null_count < len(cells)]
    if not len(places) or not filled:
        return []
    # One look at all columns: a pattern of many words is made ready once.
    hits = pc.indices_nonzero(pc.match_substring_regex(pa.concat_arrays([c.take(places) for c in filled]), WORDS))
    return sorted({places[hit % len(places)].as_py() for hit in hits.to_pylist()})


def _unanswered(body: pa.RecordBatch, header: Header) -> np.ndarray[Any, Any]:
    """Return the rows that don't answer everything the form requires; all where it requires little."""
    import numpy as np  # noqa: PLC0415

    wanted = {name for either in header.layout.required_columns for name in either.split("|")}
    keys = [header.columns[name] for name in wanted if name in header.columns]
    if len(keys) < MANY_KEYS:
        return np.arange(body.num_rows)
    is_open = np.zeros(body.num_rows, bool)
    for column in keys:
        if body.column(column).null_count:
            is_open |= body.column(column).is_null().to_numpy(zero_copy_only=False)
    return np.flatnonzero(is_open)


def _without_numbers(body: pa.RecordBatch, ids: list[int]) -> np.ndarray[Any, Any]:
    """Return the rows in which no ID cell is long enough for a number: a total may have 5人 there."""
    import numpy as np  # noqa: PLC0415

    is_short = np.ones(body.num_rows, bool)
    for column in ids:
        cells = body.column(column)
        offsets = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset : cells.offset + len(cells) + 1]
        is_short &= np.diff(offsets) < SHORTEST_ID
    return np.flatnonzero(is_short)
