"""Rows of numbers alone, without a label: a total where they agree with the rows above, else data without a key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aixin_cli.read.grid import Grid, Row, all_null, take_rows, text_of
from aixin_cli.read.lines.details import Cover, Details
from aixin_cli.read.lines.judge_row import ID_FIELDS, LABEL_FIELDS, NAME_FIELDS, NOT_ADDITIVE
from aixin_cli.read.lines.sums import to_units
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Notice, SetAsideReason

FEWEST = 2
"""So many rows a total without a label stands below."""
TOLERANCE = 10_000
ROWS = -1
"""Stands among columns for the number of rows."""
_COUNT = r"^\s*\d{1,7}\s*(?:人|户|名|对|条|个|件|家|项|笔)?\s*$"


def unnamed_totals(
    grid: Grid, header: Header, found: Mapping[int, tuple[SetAsideReason, str]], height: int
) -> dict[int, tuple[SetAsideReason, str]]:
    """Return the rows without a label that are totals: every number is the sum of the rows since a total, or of all."""
    places = bare_rows(grid, header, found, height)
    if not places:
        return {}
    details = Details(grid, header, [*found, *places], height)
    labelled = [index for index, (reason, _text) in found.items() if reason == "total" and index >= header.stop]
    rows = dict(zip(places, take_rows(grid, places), strict=True))
    scan = _Scan(details)
    totals: dict[int, tuple[SetAsideReason, str]] = {}
    for index in sorted({*places, *labelled}):
        if index not in rows or scan.agrees(index - header.stop, rows[index]):
            scan.begin(index - header.stop + 1)
            if index in rows:
                totals[index] = ("total", text_of(rows[index]))
        else:
            scan.add(index - header.stop, rows[index])
    return totals


def notice_bare_rows(grid: Grid, header: Header, aside: Container[int], height: int) -> list[Notice]:
    """Return a query (R170) for the rows of numbers alone that are no total."""
    places = bare_rows(grid, header, aside, height)
    return [make_notice("R170", grid.sheet, places[0] + 1, count=len(places))] if places else []


def bare_rows(grid: Grid, header: Header, aside: Container[int], height: int) -> list[int]:
    """Return the rows that have numbers, and nothing but counts in the columns that tell one row from another."""
    import pyarrow.compute as pc  # noqa: PLC0415

    columns, body = header.columns, grid.batch.slice(header.stop, height - header.stop)
    anchors = [columns[name] for name in header.layout.anchors if name in columns]
    empty = all_null(body, anchors)
    places = [] if empty is None else [place for place in _places(empty, header.stop) if place not in aside]
    countable = _countable(header)
    for column in _key_columns(header) if places else ():
        cells = grid.batch.column(column).take(_array(places))
        is_bare = pc.is_null(cells)
        if column in countable and cells.null_count < len(cells):
            is_bare = pc.or_(is_bare, pc.fill_null(pc.match_substring_regex(cells, _COUNT), False))
        places = [places[index] for index in _places(is_bare, 0)]
    allowed = {columns[name] for name in LABEL_FIELDS if name in columns}
    most = 0 if header.layout.id in NOT_ADDITIVE else 1
    return [
        place
        for place, row in zip(places, take_rows(grid, places), strict=True)
        if _numbers(header, row) and not _has_number(header, row) and _words(header, row, allowed) <= most
    ]


def _places(chosen: pa.Array, start: int) -> list[int]:
    import pyarrow.compute as pc  # noqa: PLC0415

    return [int(index) + start for index in pc.indices_nonzero(chosen).to_pylist()]


def _array(places: list[int]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(places, pa.int64())


def _key_columns(header: Header) -> list[int]:
    """Return the columns that a row of data has something in: names, codes, dates and ID numbers the form requires."""
    layout, columns = header.layout, header.columns
    wanted = {name for either in layout.required_columns for name in either.split("|")}.union(layout.anchors)
    return [
        columns[item.name]
        for item in layout.fields
        if item.name in wanted and item.name in columns and item.type not in ("int", "money")
    ]


def _countable(header: Header) -> set[int]:
    return {header.columns[name] for name in (*NAME_FIELDS, *ID_FIELDS) if name in header.columns}


def _numbers(header: Header, row: Row) -> list[int]:
    """Return the columns in which a row has numbers, or counts where names stand."""
    items = {header.columns[item.name]: item for item in header.layout.fields if item.name in header.columns}
    values = [column for column, item in items.items() if item.type in ("int", "money") and (row[column] or "").strip()]
    return values + [column for column in _countable(header) if re.match(_COUNT, row[column] or "")]


def _words(header: Header, row: Row, allowed: set[int]) -> int:
    """Return how many cells beside numbers and places a row has."""
    numbers = {*_numbers(header, row), *allowed}
    return sum(bool(cell and cell.strip()) for column, cell in enumerate(row) if column not in numbers)


def _is_numbered(header: Header, row: Row) -> bool:
    """Tell whether a row has a running number, as rows of data have."""
    column = header.columns.get("row_no")
    return column is not None and (row[column] or "").strip().split(".")[0].isdigit()


def _has_number(header: Header, row: Row) -> bool:
    """Tell whether the row is somebody's by an ID number."""
    columns = [header.columns[name] for name in ID_FIELDS if name in header.columns]
    return any(row[column] and not re.match(_COUNT, row[column] or "") for column in columns)


@dataclass(slots=True)
class _Scan:
    """What the rows above come to, from the first one and since the last total, while going down a sheet."""

    details: Details
    start: int = 0
    above: Counter[int] = field(default_factory=Counter)
    """What rows without a label that are data add to each column."""
    since: Counter[int] = field(default_factory=Counter)

    def begin(self, start: int) -> None:
        """Go on below a total."""
        self.start, self.since = start, Counter()

    def add(self, index: int, row: Row) -> None:
        """Take a row without a label in as data."""
        values = {column: self._value(index, row, column) or 0 for column in _numbers(self.details.header, row)}
        self.above.update({**values, ROWS: 1})
        self.since.update({**values, ROWS: 1})

    def agrees(self, index: int, row: Row) -> bool:
        """Tell whether every number of a row is what the rows above come to, and not all are nothing."""
        if _is_numbered(self.details.header, row):
            return False
        values = {column: self._value(index, row, column) for column in _numbers(self.details.header, row)}
        covers = ((Cover(self.start, index), self.since), (Cover(0, index), self.above))
        return any(values.values()) and any(self._is_sum(values, cover, added) for cover, added in covers)

    def _value(self, index: int, row: Row, column: int) -> int | None:
        """Return a cell's number in hundred-millionths, or the rows that a cell of names counts."""
        if column in _countable(self.details.header):
            return int("".join(char for char in row[column] or "" if char.isdigit()))
        number = self.details.numbers(column)[index].as_py()
        return None if number is None else to_units(number)

    def _is_sum(self, values: dict[int, int | None], cover: Cover, added: Counter[int]) -> bool:
        count = self.details.row_count(cover) + added[ROWS]
        if count < FEWEST:
            return False
        for column, value in values.items():
            is_count = column in _countable(self.details.header)
            summed = count if is_count else self.details.total(column, cover) + added[column]
            if value is None or abs(value - summed) > (0 if is_count else TOLERANCE):
                return False
        return True
