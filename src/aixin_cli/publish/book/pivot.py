"""Turns a long table into what stands on paper: by whole columns, as its layout says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aixin_cli.publish import row_names
from aixin_cli.publish.book.sheet_header import LEVEL, TIER, Cell, Line, Sheet, Where
from aixin_cli.publish.model import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

Titles = tuple[str, ...]


@dataclass(frozen=True)
class GridColumn:
    """A column as it is written: numbers, words, or nothing of two kinds."""

    titles: Titles
    values: Sequence[Any]
    styles: Sequence[str]
    is_text: bool
    is_dash: Sequence[bool]
    """Where there is no value: whether that is said by a dash, else the cell is blank."""

    def taken(self, rows: Sequence[int], titles: Titles) -> GridColumn:
        """The cells of these rows under other titles."""
        values, styles = [self.values[row] for row in rows], [self.styles[row] for row in rows]
        return GridColumn(titles, values, styles, self.is_text, [self.is_dash[row] for row in rows])


@dataclass(frozen=True)
class Grid:
    """A table on paper."""

    columns: tuple[GridColumn, ...]
    levels: Sequence[str]
    stub: int
    """How many columns say what a row is."""
    merges: bool = False
    """Whether neighbours in the first column that say the same are one cell."""

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.levels)


@dataclass(frozen=True)
class Frame:
    """Rows of a table, hidden columns and the rows' level included."""

    table: Table

    @classmethod
    def of(cls, table: Table, silent: frozenset[str]) -> Frame:
        """A whole table; the level of a unit that sent nothing is silent."""
        import pyarrow as pa

        data = table.data
        if table.hidden is not None:
            for name in table.hidden.column_names:
                data = data.append_column(name, table.hidden.column(name))
        codes = data.column("unit_code").to_pylist() if "unit_code" in data.column_names else [None] * data.num_rows
        levels = ["silent" if code in silent else level for code, level in zip(codes, table.levels, strict=True)]
        data = data.append_column(LEVEL, pa.array(levels, pa.string()))
        data = data.append_column(TIER, pa.array([row_names.tier(code) for code in codes], pa.string()))
        return cls(replace(table, data=data, hidden=None))

    @property
    def data(self) -> pa.Table:
        """Its rows."""
        return self.table.data

    def words(self, name: str) -> list[Any]:
        """A column that is there to say what a row is."""
        values: list[Any] = self.data.column(name).to_pylist()
        return values

    def within(self, where: Where) -> Frame:
        """The rows that are wanted."""
        return Frame(replace(self.table, data=self.data.filter(self.wanted(where)))) if where else self

    def wanted(self, where: Where) -> pa.Array:
        """Of each row: whether it is wanted."""
        import pyarrow as pa
        import pyarrow.compute as pc

        mask = pa.array([True] * self.data.num_rows, pa.bool_())
        for name, wanted in where.items():
            column = self.data.column(name).combine_chunks().cast("string")
            found = pc.is_in(column, value_set=_strings(wanted))
            for beginning in (item for item in wanted if item.endswith("%")):
                found = pc.or_(found, pc.match_like(column, beginning))
            mask = pc.and_(mask, found)
        return mask

    def ranked(self, name: str) -> Frame:
        """The rows with the largest value first, those without one last."""
        return Frame(replace(self.table, data=self.data.sort_by([(name, "descending")])))

    def without_silent(self) -> Frame:
        """The rows of units that sent something."""
        import pyarrow.compute as pc

        return Frame(replace(self.table, data=self.data.filter(pc.not_equal(self.data.column(LEVEL), "silent"))))

    def with_nothing(self) -> Frame:
        """The same rows, and one of nothing behind them."""
        import pyarrow as pa

        # Typed, since of no rows at all nothing else would say that places are numbers.
        rows = pa.array([*range(self.data.num_rows), None], pa.int64())
        return Frame(replace(self.table, data=self.data.take(rows)))

    def aligned(self, name: str, keys: pa.Array) -> Frame:
        """For each key the row that has it, or a row of nothing."""
        import pyarrow.compute as pc

        places = pc.index_in(keys, value_set=self.data.column(name).combine_chunks())
        return Frame(replace(self.table, data=self.data.take(places)))

    @cached_property
    def known(self) -> list[bool]:
        """Of each row: whether there are data for it."""
        return self.table.is_known

    @cached_property
    def declared(self) -> dict[str, Column]:
        """The published columns by name."""
        return {column.name: column for column in self.table.columns}

    def column(self, name: str, titles: Titles | None = None) -> GridColumn:
        """A column of it as it is written."""
        column = self.declared[name]
        return GridColumn(
            titles=column.titles if titles is None else titles,
            values=self.table.values(column),
            styles=self.table.styles(column),
            is_text=column.is_text,
            is_dash=self.known if column.is_dash else [False] * self.data.num_rows,
        )

    def marks(self, cell: Cell, titles: Titles) -> GridColumn:
        """A column of marks: the words of its columns, looked up together."""
        import pyarrow.compute as pc

        columns = [self.data.column(name).combine_chunks() for name in (cell.name, *cell.with_)]
        # Not null_handling="skip": rows of which nothing is known would be left out.
        joined = pc.binary_join_element_wise(*columns, " ", null_handling="replace", null_replacement="")
        words = pc.utf8_trim_whitespace(joined).to_pylist()
        values = [cell.marks.get(word, word) or None for word in words]
        rows = len(values)
        return GridColumn(titles, values, ["mark"] * rows, is_text=True, is_dash=[False] * rows)


def _strings(items: Sequence[str]) -> pa.Array:
    import pyarrow as pa

    return pa.array(items, pa.string())


def lay_out(frame: Frame, sheet: Sheet) -> Grid:
    """A table as a sheet's layout has it."""
    frame = frame.within(sheet.where)
    if sheet.ranked:
        frame = frame.ranked(sheet.cells[0].name)
    if sheet.lines:
        return _cross_table(frame, sheet)
    return _pivoted(frame, sheet) if sheet.across else _plain(frame, sheet)


def _plain(frame: Frame, sheet: Sheet) -> Grid:
    down = [frame.column(name) for name in sheet.down]
    columns = [frame.column(cell.name, cell.title) for cell in sheet.cells]
    levels = frame.words(LEVEL)
    stub = len(down) or next((place for place, column in enumerate(columns) if not column.is_text), len(columns))
    # Where all rows are the province's, none is set off from the others.
    return Grid((*down, *columns), ["none"] * len(levels) if set(levels) == {"province"} else levels, stub)


def _pivoted(frame: Frame, sheet: Sheet) -> Grid:
    """One row for each value of the first column down; for each value across its cells."""
    key = sheet.down[0]
    single = [cell for cell in sheet.cells if not cell.is_sum]
    # Cells are looked up in lists: filtering the table for each value and cell across takes five times as long.
    padded = frame.with_nothing()
    parts = _Parts(frame.words(key), frame.words(sheet.across[0]))
    columns = [column.taken(parts.first, column.titles) for column in map(padded.column, sheet.down)]
    whole = [padded.marks(cell, ()) if cell.marks else padded.column(cell.name) for cell in single]
    told = [frame.wanted(cell.where).to_pylist() for cell in single]
    heads = {name: frame.words(name) for name in sheet.across}
    for value in sorted(parts.rows):
        head = _head({name: str(words[parts.rows[value][0]]) for name, words in heads.items()}, sheet)
        at = parts.places(value)
        for cell, column, is_wanted in zip(single, whole, told, strict=True):
            if any(is_wanted[row] for row in parts.rows[value]):
                columns.append(column.taken(at, (head, *_titles(padded, cell))))
    down = key, frame.data.column(key).combine_chunks().unique()
    columns += [_sum(frame, cell, down) for cell in sheet.cells if cell.is_sum]
    levels = frame.words(LEVEL)
    return Grid(tuple(columns), [levels[row] for row in parts.first], len(sheet.down))


class _Parts:
    """Where in a long table each cell of a wide one is: by what stands down and across."""

    def __init__(self, down: Sequence[Any], across: Sequence[Any]) -> None:
        self.rows: dict[Any, list[int]] = {}
        """Of each value across its rows."""
        self._places: dict[Any, dict[Any, int]] = {}
        keys: dict[Any, int] = {}
        for row, (key, value) in enumerate(zip(down, across, strict=True)):
            keys.setdefault(key, row)
            self.rows.setdefault(value, []).append(row)
            self._places.setdefault(value, {}).setdefault(key, row)
        self._keys = list(keys)
        self.first = list(keys.values())
        """Of each value down its first row."""

    def places(self, value: Any) -> list[int]:
        """For each value down the row that has it and this one across, else the last one, of nothing."""
        return [self._places[value].get(key, -1) for key in self._keys]


def _head(first: Mapping[str, str], sheet: Sheet) -> str:
    return sheet.head.format_map(first) if sheet.head else first[sheet.across[0]]


def _titles(frame: Frame, cell: Cell) -> Titles:
    titles = frame.declared[cell.name].titles if cell.title is None else cell.title
    return tuple(title for title in titles if title)


def _sum(frame: Frame, cell: Cell, down: tuple[str, pa.Array]) -> GridColumn:
    key, keys = down
    sums = frame.data.group_by(key).aggregate([(cell.name, "sum")])
    summed = sums.rename_columns([name.removesuffix("_sum") for name in sums.column_names])
    column = frame.declared[cell.name]
    table = replace(frame.table, columns=(replace(column, is_dash=False, by_unit=None),), data=summed)
    return Frame(table).aligned(key, keys).column(cell.name, cell.title)


def _cross_table(frame: Frame, sheet: Sheet) -> Grid:
    """Each row as several lines: what stands in a line are columns of the row."""
    per_line = [_line_cells(frame, line, sheet) for line in sheet.lines]
    heads = [*sheet.heads, *([sheet.total] if sheet.total else [])]
    rows = frame.data.num_rows
    if sheet.total:
        per_line.append([_add([cells[place] for cells in per_line]) for place in range(len(heads))])
    titles = [line.title for line in sheet.lines] + ([sheet.total] if sheet.total else [])
    stub = [_text(frame.declared[name].titles, _repeated(frame.words(name), len(titles))) for name in sheet.down]
    stub.append(_text((sheet.head,), titles * rows))
    columns = [_number((head,), _woven([cells[place] for cells in per_line])) for place, head in enumerate(heads)]
    levels = ["province" if line == 0 else "none" for _row in range(rows) for line in range(len(titles))]
    return Grid((*stub, *columns), levels, len(stub), merges=len(stub) > 1)


def _line_cells(frame: Frame, line: Line, sheet: Sheet) -> list[list[Any]]:
    """For each head the values of the rows."""
    nothing: list[Any] = [None] * frame.data.num_rows
    names = [*line.cells, *[""] * (len(sheet.heads) - len(line.cells))]
    cells = [frame.words(name) if name else nothing for name in names]
    if sheet.total:
        cells.append(frame.words(line.total) if line.total else _add(cells))
    return cells


def _add(columns: list[list[Any]]) -> list[Any]:
    """Sums across; of nothing known there is none."""
    known = ([value for value in row if value is not None] for row in zip(*columns, strict=True))
    return [sum(values) if values else None for values in known]


def _woven(lines: list[list[Any]]) -> list[Any]:
    return [value for row in zip(*lines, strict=True) for value in row]


def _repeated(values: list[Any], times: int) -> list[Any]:
    return [value for value in values for _again in range(times)]


def _text(titles: Titles, values: list[Any]) -> GridColumn:
    return GridColumn(titles, values, ["text"] * len(values), is_text=True, is_dash=[False] * len(values))


def _number(titles: Titles, values: list[Any]) -> GridColumn:
    return GridColumn(titles, values, ["count"] * len(values), is_text=False, is_dash=[False] * len(values))
