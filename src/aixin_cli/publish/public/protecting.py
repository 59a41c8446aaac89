"""Chooses the blocks of a grid: every small count stands in one that is wide enough, or the whole grid is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aixin_cli.publish.public.blocks import Block, Cell, Grid, Limits

Columns = tuple[str, ...]


@dataclass
class Protected:
    """What of a grid isn't shown."""

    cells: set[Cell] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    is_whole: bool = False
    """Whether no row below the province is shown, as no blocks are found."""

    def add(self, block: Block, grid: Grid) -> None:
        """Withhold a block."""
        self.blocks.append(block)
        self.cells.update(block.cells(grid))


def protect(grid: Grid, limits: Limits, before: Iterable[Block] = (), withheld: Iterable[Cell] = ()) -> Protected:
    """What must be withheld: the small, what was withheld of the same month before, and what gives them back.

    `before` are the blocks of earlier editions: they stay where they are wide enough still, so that no two editions
    show the two halves of one number.
    """
    done = Protected()
    shown = {(row, column) for row in grid.rows for column in grid.shown if (row, column) in grid.values}
    needed = find_small(grid, limits) | (shown & set(withheld))
    for block in before:
        is_ours = set(block.columns) <= set(grid.columns) and block.is_wide(grid, limits)
        if is_ours and not (needed - done.cells).isdisjoint(block.cells(grid)):
            done.add(block, grid)
    # Rows above and totals first: what is withheld with them need not be protected again.
    for cell in sorted(needed, key=lambda item: (item[0] in grid.units, item[1] != grid.total, item)):
        if cell not in done.cells and not _withhold(done, grid, limits, [cell]):
            return Protected(shown, [], is_whole=True)
    for row, noughts in _telling_noughts(grid):
        hidden = [(row, column) for column in noughts]
        if done.cells.isdisjoint(hidden) and not _withhold(done, grid, limits, hidden):
            return Protected(shown, [], is_whole=True)
    return done


def _withhold(done: Protected, grid: Grid, limits: Limits, cells: Iterable[Cell]) -> bool:
    """Withhold one of some cells, with what protects it; whether there is anything that does."""
    for cell in cells:
        block = _find_block(grid, limits, cell, done.cells)
        if block is not None:
            done.add(block, grid)
            return True
    return False


def _telling_noughts(grid: Grid) -> Iterator[tuple[str, list[str]]]:
    """Rows of which one column has everybody, with the others that have somebody elsewhere.

    Noughts in all of these say of each person in the row in which column he is: one of them is withheld.
    """
    in_province = [column for column in grid.columns if grid.values.get((grid.province, column), 0) > 0]
    for row in grid.rows:
        filled = [column for column in grid.columns if grid.values.get((row, column), 0) > 0]
        if len(filled) == 1 and len(in_province) > 1:
            yield row, [column for column in in_province if column not in filled]


def find_small(grid: Grid, limits: Limits) -> set[Cell]:
    """Cells below the province that count few persons."""
    return {
        (row, column)
        for row in grid.rows
        for column in grid.shown
        if 0 < grid.values.get((row, column), 0) < limits.cell
    }


def _find_block(grid: Grid, limits: Limits, cell: Cell, withheld: set[Cell]) -> Block | None:
    """The block that withholds least beside what is withheld already: if may be, totals and prefectures are shown."""
    for columns in (_paired(grid, cell[1]), _alone(grid, cell[1])):
        for candidates in (_near(grid, cell[0], columns), _far(grid, cell[0], columns)):
            best = min(
                (block for block in candidates if block.is_wide(grid, limits)),
                key=lambda block: (len(set(block.cells(grid)) - withheld), block.units, block.columns),
                default=None,
            )
            if best is not None:
                return best
    return None


def _near(grid: Grid, row: str, choices: Sequence[Columns]) -> Iterator[Block]:
    """Blocks within one prefecture: its own row is shown as it is."""
    if row not in grid.units:
        return
    near = [unit for unit in grid.units if grid.above[unit] == grid.above[row] and unit != row]
    for columns in choices:
        for place, unit in enumerate(near):
            yield Block((row, unit), columns)
            for third in near[place + 1 :]:
                yield Block((row, unit, third), columns)


def _far(grid: Grid, row: str, choices: Sequence[Columns]) -> Iterator[Block]:
    """Blocks across prefectures: their rows are withheld with them."""
    mine = [row] if row in grid.units else [unit for unit in grid.units if grid.above[unit] == row]
    others = [unit for unit in grid.units if unit not in mine and grid.above[unit] != grid.above[mine[0]]]
    for columns in choices:
        for unit in mine:
            for other in others:
                yield Block((unit, other), columns)
        # Where there are few of them in the province, all who have any together.
        filled = [unit for unit in grid.units if grid.values[unit, columns[0]] or unit == mine[0]]
        yield Block(tuple(filled), columns)


def _paired(grid: Grid, column: str) -> list[Columns]:
    """A column with each other one: the total stays as it is."""
    return [] if column == grid.total else [(column, item) for item in grid.columns if item != column]


def _alone(grid: Grid, column: str) -> list[Columns]:
    """A column alone, with which the total is withheld; for a total, any one."""
    return [(item,) for item in grid.columns] if column == grid.total else [(column,)]
