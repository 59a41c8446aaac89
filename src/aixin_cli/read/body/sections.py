"""Several tables in one sheet, one below the other: each is read by its own header."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.body.beside import two_beside
from aixin_cli.read.grid import Grid, Row, text_of
from aixin_cli.read.header.decided import TitleMemory
from aixin_cli.read.header.find import MAX_DEPTH, Header, find_header, may_be_titles
from aixin_cli.read.header.titles import is_title, raw_titles
from aixin_cli.read.lines.set_aside import last_row
from aixin_cli.read.owner.preamble import read_facts

if TYPE_CHECKING:
    import pyarrow as pa

Merge = tuple[int, int, int, int]
MAX_PREAMBLE = 8
BLOCK = 32
"""Rows below a further table's header that are looked through at first."""
MIN_TITLES = 2
MIN_LINE = 4
MAX_TABLES = 1000
"""So many tables of other columns, units or months: a province's book of every form has 700."""
FEW = 100
"""So many rows are looked at one by one sooner than a table of all titles is made."""
_PREAMBLE = re.compile(
    r"(?:填报|填表|报送|上报|编制)单位|报告期|报表期|所属期|统计期|单位\s*[:：]\s*(?:万?元|人)"
    r"|台账|月报|报表|一览表|汇总表|情况表|登记表|明细表|^表[一二三四五六七八九十\d]|^[一二三四五六七八九十]{1,2}、"
)
_FOOT = re.compile(
    r"填表人|填报人|制表人|审核|复核|经办人|负责人|签字|盖章|公章|^(?:填表|填报|编制)?说明|^注|^备注|(?:合|小|总|共)\s*计"
)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a sheet: the sheet cut off below it, and its header."""

    grid: Grid
    header: Header


def split_sections(grid: Grid, first: Header, memory: TitleMemory, where: str) -> list[Section]:
    """Return the tables that stand below each other in a sheet; mostly there is the one."""
    headers = [first]
    for header in _further_headers(grid, first, memory):
        current = headers[-1]
        _refuse_shifted(grid, current, header, where)
        is_same = header.layout.id == current.layout.id and header.columns == current.columns
        top = _preamble_top(grid, current.repeats[-1][2] if current.repeats else current.stop, header.start)
        if is_same and not _states_another(grid, current, (top, header.start)):
            headers[-1] = replace(current, repeats=(*current.repeats, (top, header.start, header.stop)))
        else:
            headers.append(replace(header, top=top))
        if len(headers) > MAX_TABLES:
            raise _too_many(where)
    sections = _cut(grid, headers)
    for section in sections:
        _refuse_lower(section, where)
    return sections


def _too_many(where: str) -> InputError:
    what = _("More than {count} tables stand one below the other in a sheet.").format(count=MAX_TABLES)
    return InputError(what, where, _("put rows with the same titles below one header, or split the sheet"))


def _cut(grid: Grid, headers: Sequence[Header]) -> list[Section]:
    """Cut the sheet so that every row is one table's; blank rows between go with the table below."""
    sections, top = [], 0
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        part = grid if following is None else replace(grid, batch=grid.batch.slice(0, following.top))
        sections.append(Section(part, replace(header, top=top)))
        if following is not None:
            top = max(last_row(part), header.stop)
    return sections


def _further_headers(grid: Grid, first: Header, memory: TitleMemory) -> Iterator[Header]:
    """Return the headers further down, each looked for by what its table's own columns hold.

    Below another table's header the search begins with a few rows and doubles, so that many small tables take
    no more than their rows.
    """
    merges = sorted(grid.merges)
    current, after, start, size = first, first.stop, first.stop, grid.height
    while start < grid.height:
        stop, size = min(start + size, grid.height), 2 * size
        start = stop
        for row in _title_rows(grid, current, (after, stop)):
            found = _header_near(grid, row, after, (merges, memory)) if row >= after else None
            if found is None:
                continue
            after = found.stop
            yield found
            if found.columns != current.columns or found.layout.id != current.layout.id:
                current, start, size = found, after, BLOCK
                break


def _header_near(grid: Grid, row: int, after: int, known: tuple[list[Merge], TitleMemory]) -> Header | None:
    start = max(after, row - MAX_DEPTH + 1)
    first, last = (bisect_left(known[0], place, key=itemgetter(0)) for place in (start, row + MAX_DEPTH))
    merges = [(top - start, left, bottom - start, right) for top, left, bottom, right in known[0][first:last]]
    found = find_header(grid.rows(start, row + MAX_DEPTH), merges, known[1])
    if found is None or not start + found.start <= row < start + found.stop:
        return None
    return replace(found, start=start + found.start, stop=start + found.stop)


def _title_rows(grid: Grid, header: Header, rows: tuple[int, int]) -> list[int]:
    """Return the rows that may be titles: a title where the table has numbers and dates, or nothing there."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    after, stop = rows
    body = grid.batch.slice(after, max(0, stop - after))
    columns = [header.columns[name] for name in header.layout.anchors if name in header.columns]
    places: set[int] = set()
    is_bare: pa.Array | None = None
    for column in columns:
        cells = body.column(column)
        places.update(_titles_in(cells))
        if is_bare is None or cells.null_count < len(cells):
            is_bare = pc.is_null(cells) if is_bare is None else pc.and_(is_bare, pc.is_null(cells))
    if is_bare is None:
        places.update(range(body.num_rows))
    elif all(body.column(column).null_count for column in columns):
        places.update(np.flatnonzero(is_bare.to_numpy(zero_copy_only=False)).tolist())
    if not places:
        return []
    indexes = sorted(places)
    likely = body.take(pa.array(indexes, pa.int64()))
    if len(indexes) > FEW:
        titled = _with_titles(likely)
        indexes, likely = [indexes[place] for place in titled], likely.take(pa.array(titled, pa.int64()))
    return [
        after + index
        for index, row in zip(indexes, Grid(None, likely).rows(0, len(indexes)), strict=True)
        if may_be_titles(row) and sum(1 for cell in row if cell and is_title(cell)) >= MIN_TITLES
    ]


def _titles_in(cells: pa.Array) -> list[int]:
    """Return where a column that holds numbers, dates or codes has a title of ours."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not _has_han(cells):
        return []
    texts = pc.fill_null(pc.match_substring_regex(cells, r"^[^\d]"), False)
    titles = [text for text in pc.unique(cells.filter(texts)).to_pylist() if is_title(text)]
    if not titles:
        return []
    is_title_row = pc.is_in(cells, value_set=pa.array(titles, cells.type))
    return [int(place) for place in pc.indices_nonzero(is_title_row).to_pylist()]


def _has_han(cells: pa.Array) -> bool:
    """Look at a column's bytes: without one above ASCII there is no title in it."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    if cells.type != pa.string() or not len(cells) or cells.buffers()[2] is None:
        return True
    _valid, offsets, data = cells.buffers()
    ends = np.frombuffer(offsets, np.int32)[[cells.offset, cells.offset + len(cells)]]
    return bool((np.frombuffer(data, np.uint8)[ends[0] : ends[1]] >= 0x80).any())


def _with_titles(rows: pa.RecordBatch) -> list[int]:
    """Return the rows, counted among these, in which a cell is written like a title."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    found = None
    titles = pa.array(raw_titles())
    for column in rows.columns:
        if column.null_count < len(column):
            here = pc.is_in(column, value_set=titles)
            found = here if found is None else pc.or_(found, here)
    return [] if found is None else [int(place) for place in pc.indices_nonzero(found).to_pylist()]


def _preamble_top(grid: Grid, after: int, start: int) -> int:
    """Return the first of the title and preamble lines above a further header."""
    first = max(after, start - MAX_PREAMBLE)
    top = start
    for index, row in reversed(list(enumerate(grid.rows(first, start), first))):
        text = text_of(row)
        if not text:
            continue
        if not _is_preamble(row, text):
            break
        top = index
    return top


def _is_preamble(row: Row, text: str) -> bool:
    """A line alone at the left is a title; a longer one names the unit, the month or the table."""
    filled = [column for column, cell in enumerate(row) if cell and cell.strip()]
    if _FOOT.search(text):
        return False
    is_alone = len(filled) == 1 and filled[0] <= 1 and len(text) >= MIN_LINE
    return is_alone or (bool(_PREAMBLE.search(text)) and len(filled) <= MAX_PREAMBLE)


def _states_another(grid: Grid, header: Header, above: tuple[int, int]) -> bool:
    """Tell whether the lines above a repeated header name another unit or month than the table's own."""
    here = read_facts([text for row in grid.rows(*above) if (text := text_of(row))], None)
    own = read_facts([text for row in grid.rows(header.top, header.start) if (text := text_of(row))], None)
    return any(new is not None and new != old for new, old in ((here.unit, own.unit), (here.period, own.period)))


def _refuse_shifted(grid: Grid, current: Header, header: Header, where: str) -> None:
    """Raise InputError where a further header begins beside rows that still are the first table's."""
    old, new = sorted(current.columns.values()), sorted(header.columns.values())
    if new[0] <= old[-1] and old[0] <= new[-1]:
        return
    anchors = [current.columns[name] for name in current.layout.anchors if name in current.columns]
    below = grid.batch.slice(header.start)
    if any(below.column(column).null_count < below.num_rows for column in anchors):
        left, right = sorted((old, new))
        raise two_beside(left, right, where)


def _refuse_lower(section: Section, where: str) -> None:
    """Raise InputError where another header stands lower, in columns that have no title of this table's."""
    header = section.header
    body = section.grid.batch.slice(header.stop)
    titled = {index for index, path in enumerate(header.paths) if path}
    free = [
        index
        for index in range(body.num_columns)
        if index not in titled and body.column(index).null_count < body.num_rows
    ]
    if len(free) < MIN_TITLES:
        return
    part = Grid(None, body.select(free))
    rows = sorted({row for column in part.batch.columns for row in _titles_in(column)})
    for row in rows[:FEW]:
        found = find_header(part.rows(row, row + MAX_DEPTH))
        if found is not None and found.start == 0:
            left, right = sorted((sorted(header.columns.values()), sorted(free[i] for i in found.columns.values())))
            raise two_beside(left, right, where)
