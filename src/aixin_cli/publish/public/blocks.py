"""Blocks of cells between which persons could be exchanged without any published number changing.

A block is some units and one or two columns of a grid. With two columns the sums of its rows and of its columns stay,
with one the sum of that column: whatever is published beside it holds in every world in which its persons are divided
otherwise. So a cell is protected by the block that it stands in if these worlds are far enough apart, and nothing has
to be known of the rest of the tables than what changes with the block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

Cell = tuple[str, str]
"""A row's code and a column's name."""


@dataclass(frozen=True)
class Limits:
    """Below which count of persons a cell is small, and how far apart its possible values must lie."""

    cell: int
    width: int


@dataclass(frozen=True)
class Grid:
    """Counts of persons by reporting unit in columns that exclude one another, and what they are added up to."""

    columns: tuple[str, ...]
    total: str | None
    """The column that all of them are counted in."""
    above: dict[str, str]
    """Each reporting unit, with the row that it is added up in below the province; "" for none."""
    values: dict[Cell, int]
    """Of reporting units, of the rows above them, and of the province."""
    province: str
    is_additive: bool = True
    """Whether rows are the sums of those below: who counts in several units makes them less."""

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The reporting units that have data."""
        return tuple(unit for unit in self.above if all((unit, column) in self.values for column in self.shown))

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """All rows below the province that have data: prefectures, then units."""
        above = dict.fromkeys(self.above[unit] for unit in self.units if self.above[unit])
        return (*above, *self.units)

    @property
    def shown(self) -> tuple[str, ...]:
        """Every column with counts of persons."""
        return (*self.columns, *([self.total] if self.total else []))

    def lowest_width(self, column: str, limits: Limits) -> int:
        """How far apart values must lie; no farther than from nobody to everybody in the province."""
        return min(limits.width, self.values.get((self.province, column), 0))


@dataclass(frozen=True)
class Block:
    """Some units and one or two columns."""

    units: tuple[str, ...]
    columns: tuple[str, ...]

    def cells(self, grid: Grid) -> Iterator[Cell]:
        """Every published cell that differs between the worlds of this block."""
        above = {grid.above[unit] for unit in self.units}
        rows = (*self.units, *(sorted(above - {""}) if len(above) > 1 else ()))
        for row in rows:
            yield from ((row, column) for column in self.columns)
            if self._is_alone(grid):
                yield row, str(grid.total)

    def is_wide(self, grid: Grid, limits: Limits) -> bool:
        """Whether each of its cells can have values that lie far enough apart."""
        if len(self.units) < 2 or not set(self.units) <= set(grid.units) or self._passes_above(grid):
            return False
        above = {grid.above[unit] for unit in self.units}
        if len(above) > 1 and not grid.is_additive:
            return self._is_wide_across(grid, limits)
        groups: list[Sequence[str]] = [[unit] for unit in self.units]
        if len(above) > 1:
            groups += [[unit for unit in self.units if grid.above[unit] == code] for code in above if code]
        return all(
            self._width(grid, rows, column) >= self._needed(grid, column, limits)
            for rows in groups
            for column in self.columns
        )

    def _is_wide_across(self, grid: Grid, limits: Limits) -> bool:
        """The same of two units in two prefectures, in whose rows everybody counts once: by what can be exchanged."""
        if len(self.units) != 2 or len(self.columns) != 2:
            return False
        width = sum(self._exchanged(grid, units) for units in (self.units, self.units[::-1]))
        return width >= max(self._needed(grid, column, limits) for column in self.columns)

    def _exchanged(self, grid: Grid, units: Sequence[str]) -> int:
        """How many persons the first unit can take over in the first column, and give in the other."""
        gives = ((units[0], self.columns[1]), (units[1], self.columns[0]))
        takes = ((units[0], self.columns[0]), (units[1], self.columns[1]))
        return min([*(_spare(grid, *cell) for cell in gives), *(_room(grid, *cell) for cell in takes)])

    def _is_alone(self, grid: Grid) -> bool:
        """Whether the total changes with its one column."""
        return len(self.columns) == 1 and grid.total is not None

    def _passes_above(self, grid: Grid) -> bool:
        """Whether a unit's total could be more than that of the row above, in which everybody counts once."""
        if grid.is_additive or not self._is_alone(grid):
            return False
        column, total = self.columns[0], str(grid.total)
        everybody = sum(grid.values[unit, column] for unit in self.units)
        return any(
            grid.values[unit, total] + everybody - grid.values[unit, column]
            > grid.values[grid.above[unit] or grid.province, total]
            for unit in self.units
        )

    def _needed(self, grid: Grid, column: str, limits: Limits) -> int:
        needed = grid.lowest_width(column, limits)
        return max(needed, grid.lowest_width(str(grid.total), limits)) if self._is_alone(grid) else needed

    def _width(self, grid: Grid, rows: Sequence[str], column: str) -> int:
        """How far apart a cell's values, or those of several rows' sum, lie in the worlds of the block."""
        if len(self.columns) == 1:
            return self._most(grid, rows, column)
        other = next(item for item in self.columns if item != column)
        of_rows = sum(grid.values[row, item] for row in rows for item in self.columns)
        return min(of_rows, self._most(grid, rows, column)) - max(0, of_rows - self._most(grid, rows, other))

    def _most(self, grid: Grid, rows: Sequence[str], column: str) -> int:
        """No cell is above the sum of its column, nor above a row or a total in which everybody counts once."""
        total = sum(grid.values[unit, column] for unit in self.units)
        if grid.is_additive:
            return total
        bounds = [total, *(grid.values[grid.above[unit] or grid.province, column] for unit in rows)]
        if grid.total is not None and not self._is_alone(grid):
            bounds.append(sum(grid.values[unit, grid.total] for unit in rows))
        return min(bounds)


def _spare(grid: Grid, unit: str, column: str) -> int:
    """By how much a unit's cell and that of its prefecture can fall: no row is less than one below it."""
    above = grid.above[unit]
    if not above:
        return grid.values[unit, column]
    beside = [grid.values[other, column] for other in grid.units if grid.above[other] == above and other != unit]
    return min(grid.values[unit, column], grid.values[above, column] - max(beside, default=0))


def _room(grid: Grid, unit: str, column: str) -> int:
    """By how much they can rise: nothing is more than its total, nor than the province."""
    rows = [unit, *([grid.above[unit]] if grid.above[unit] else [])]
    rooms = [grid.values[grid.province, column] - grid.values[row, column] for row in rows]
    if grid.total is not None:
        rooms += [grid.values[row, grid.total] - grid.values[row, column] for row in rows]
    return max(0, min(rooms))
