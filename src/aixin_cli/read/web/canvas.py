"""A sheet being drawn cell by cell, as the readers of HTML and XML find them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid
from aixin_cli.read.workbook.guard import MAX_CELLS, MAX_COLUMNS

MAX_MARKUP_BYTES = 64 * 2**20
MAX_MARKUP_TAGS = 2_000_000
MAX_SPAN = 65_534
"""As browsers have it for rows; a span beyond the table's end is cut there anyway."""


@dataclass
class Canvas:
    """Cells by row; row and column counted from 0. InputError where it grows beyond what is read."""

    where: str
    rows: list[list[str | None]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    width: int = 0
    spent: int = 0
    """Cells so far, each with all the columns that it covers."""

    def put(self, row: int, column: int, text: str | None, span: tuple[int, int] = (1, 1)) -> None:
        """Write a cell that is so many rows high and columns wide."""
        bottom, right = row + min(span[0], MAX_SPAN) - 1, column + span[1] - 1
        self.width = max(self.width, column + 1)
        self.spent += span[1]
        is_wide = self.width > MAX_COLUMNS or right > 2 * MAX_COLUMNS
        if is_wide or max(self.spent, (row + 1) * self.width) > MAX_CELLS:
            raise InputError(_("The file has too many cells."), self.where, _("split it by township"))
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = text if text and not text.isspace() else None
        if bottom > row or right > column:
            self.merges.append((row, column, bottom, right))

    def grid(self, sheet: str | None, *, is_hidden: bool = False) -> Grid:
        """Return what was drawn; merges are cut off at its edges."""
        import pyarrow as pa  # noqa: PLC0415

        height = len(self.rows)
        columns = [[line[index] if index < len(line) else None for line in self.rows] for index in range(self.width)]
        batch = pa.RecordBatch.from_arrays(
            [pa.array(cells, pa.string()) for cells in columns], [f"c{index}" for index in range(self.width)]
        )
        merges = [
            (top, left, min(bottom, height - 1), min(right, self.width - 1)) for top, left, bottom, right in self.merges
        ]
        return Grid(sheet, batch, is_hidden, merges=tuple(merge for merge in merges if merge[:2] != merge[2:]))


def check_markup(data: bytes, where: str) -> None:
    """Raise InputError for a page or an XML file that takes too long to read tag by tag."""
    if len(data) > MAX_MARKUP_BYTES or data.count(b"<") > MAX_MARKUP_TAGS:
        raise InputError(_("The file has too many cells."), where, _("save it as .xlsx, or split it by township"))


def number_text(text: str) -> str:
    """A number as a spreadsheet held it: from 15 digits on the last ones are lost, which `.0` says further on."""
    return text + ".0" if len(text) >= 15 and text.isdecimal() else text
