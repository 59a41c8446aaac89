"""A sheet as delivered: columns of text, the first row of the sheet being row 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aixin_cli.forms.lookalikes import fold_lookalikes

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.errors import InputError
    from aixin_cli.read.model import Notice
    from aixin_cli.read.sheet_facts import SheetFacts

Row = list[str | None]


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """How many fields the records of a text have: as most of them, or as a row of its own (from 0) says."""

    usual: int
    odd: dict[int, int]

    @property
    def most(self) -> int:
        """The most that any record has."""
        return max((self.usual, *self.odd.values()))


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells of one sheet or text file; blank cells are null."""

    sheet: str | None
    batch: pa.RecordBatch
    is_hidden: bool = False
    facts: SheetFacts | None = None
    """What the sheet holds beside its values (workbooks only)."""
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first row, first column, last row, last column, counted from 0, all inclusive."""
    found: tuple[Notice, ...] = ()
    """What was noticed before the sheet's header was looked for."""
    stripped: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Columns with marks that keep numbers as text (`="…"`, apostrophe, tab), and the rows freed of them, from 0."""

    field_counts: FieldCounts | None = None
    """Of a text; blank fields at the end count too."""
    too_far: InputError | None = None
    """What is wrong where cells with content lie so far off that only the sheet's first rows are here."""

    @property
    def height(self) -> int:
        """Rows from row 1 to the last one that the file has."""
        return int(self.batch.num_rows)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return a few rows as Python lists, `start` counted from 0, to be judged: as one sees them.

        What can't be seen is left away, and radicals are the characters they look like; the batch keeps both.
        """
        part = self.batch.slice(start, max(0, stop - start))
        if part.num_columns == 0:
            return [[] for _ in range(part.num_rows)]
        columns = [[cell and (fold_lookalikes(cell) or None) for cell in column.to_pylist()] for column in part.columns]
        return [list(cells) for cells in zip(*columns, strict=True)]


def text_of(row: Row) -> str:
    """Return the row's texts joined for reading, blanks left out."""
    return "  ".join(cell.strip() for cell in row if cell and cell.strip())


def take_rows(grid: Grid, indexes: list[int]) -> list[Row]:
    """Return rows from anywhere in the sheet, in the order asked for, as Python lists."""
    import pyarrow as pa  # noqa: PLC0415

    if not indexes:
        return []
    part = grid.batch.take(pa.array(indexes, pa.int64()))
    return Grid(grid.sheet, part).rows(0, part.num_rows)


def all_null(rows: pa.RecordBatch, columns: list[int]) -> pa.Array | None:
    """Tell the rows in which all the columns are null; None where no row can be."""
    import pyarrow.compute as pc  # noqa: PLC0415

    empty = None
    for column in columns:
        cells = rows.column(column)
        if cells.null_count == 0:
            return None
        if empty is None:
            empty = pc.is_null(cells)
        elif cells.null_count < len(cells):
            empty = pc.and_(empty, pc.is_null(cells))
    return empty
