"""One sheet of a published table: title, heads, rows, notes, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aixin_cli.publish.book.paper import LINE, Page, characters, choose_page, column_widths, head_lines, lines_in
from aixin_cli.publish.book.pivot import Grid, GridColumn
from aixin_cli.sheets.heads import HeadCell, merge_head
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words

HEAD = 2
"""The head starts below the title and the unit line."""
TITLE_SIZE = 14
HEAD_LINE = 12.0


@dataclass(frozen=True)
class Block:
    """One table on a sheet; a sheet may hold several, one under another."""

    grid: Grid
    caption: str = ""
    code: str = ""
    """What it is called where it is a table by itself, not one that belongs below another."""


@dataclass(frozen=True)
class SheetText:
    """What is said around a sheet's tables."""

    code: str
    title: str
    unit_line: str
    notes: tuple[str, ...]


class TableSheet:
    """A sheet that is being written, from above."""

    def __init__(self, sheet: Any, blocks: Sequence[Block], text: SheetText, styles: Any) -> None:
        self.sheet = sheet
        self.blocks = blocks
        self.text = text
        self.styles = styles
        self.widths = _shared_widths([block.grid for block in blocks])
        self.row = HEAD
        first = blocks[0].grid
        self.heads = [merge_head([column.titles for column in block.grid.columns]) for block in blocks]
        self.first_head = head_lines(self.heads[0], self.widths)
        self.page = self._choose_page(first)

    def _choose_page(self, first: Grid) -> Page:
        rows = [sum(_row_lines(block.grid, self.widths)) for block in self.blocks]
        heads = [sum(head_lines(cells, self.widths)) + 2 for cells in self.heads[1:]]
        notes = sum(lines_in(line, sum(self.widths)) for line in self.text.notes)
        # A row is a little higher than it was told where the letter is another.
        return choose_page(
            self.widths, first.stub, (LINE * (sum(self.first_head) + 3), LINE * (sum(rows) + sum(heads) + notes) * 1.02)
        )

    @property
    def is_one_page(self) -> bool:
        """Whether all of it falls on one page, with letters that can be read."""
        return self.page.wide == self.page.high == 1

    def write(self) -> list[tuple[int, int, int, int]]:
        """Write everything; where each table's rows are."""
        self._write_top()
        areas = [self._write_block(number) for number in range(len(self.blocks))]
        self._write_notes()
        self._set_view(areas[0])
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, characters(width))
        return areas

    @property
    def last(self) -> int:
        """The last column of the first page: what is written across ends there."""
        return self.page.first - 1

    def _write_top(self) -> None:
        """Over the first page's columns: across all of a wide table the title would fall between pages."""
        words = load_words()
        sheet, last = self.sheet, self.last
        lines = lines_in(self.text.title, sum(self.widths[: last + 1]), TITLE_SIZE)
        sheet.set_row(0, 22 * lines + 2)
        _merge(sheet, (0, 0, 0, last), self.text.title, self.styles.get("title"))
        target = f"internal:'{words['contents']}'!A1"
        sheet.write_url(1, 0, target, self.styles.get("stamp_line"), words["stamp"], words["back"])
        sheet.write_string(1, last, self.text.unit_line, self.styles.get("unit_line"))

    def _write_block(self, number: int) -> tuple[int, int, int, int]:
        block = self.blocks[number]
        if number:
            self.row += 1
            self.sheet.set_row(self.row, 18)
            caption = f"{block.code}  {block.caption}" if block.code else block.caption
            self.sheet.write_string(self.row, 0, caption, self.styles.get("caption"))
            self.row += 1
        self._write_head(self.heads[number])
        first = self.row
        for place, column in enumerate(block.grid.columns):
            if place == 0 and block.grid.merges:
                self._write_merged(column)
            else:
                write_column(self.sheet, (first, place), column, block.grid.levels, self.styles)
        for lines in _row_lines(block.grid, self.widths):
            if lines > 1:
                self.sheet.set_row(self.row, LINE * lines)
            self.row += 1
        return first, 0, max(self.row - 1, first), len(block.grid.columns) - 1

    def _write_head(self, cells: list[HeadCell]) -> None:
        head = self.styles.get("head")
        for cell in cells:
            area = (self.row + cell.top, cell.left, self.row + cell.bottom, cell.right)
            _merge(self.sheet, area, cell.text, head)
        for lines in head_lines(cells, self.widths):
            self.sheet.set_row(self.row, HEAD_LINE * lines + 3)
            self.row += 1

    def _write_merged(self, column: GridColumn) -> None:
        style = self.styles.get("center")
        start = 0
        for place in range(1, len(column.values) + 1):
            if place == len(column.values) or column.values[place] != column.values[start]:
                area = (self.row + start, 0, self.row + place - 1, 0)
                _merge(self.sheet, area, str(column.values[start]), style)
                start = place

    def _write_notes(self) -> None:
        width = sum(self.widths[: self.last + 1])
        for line in self.text.notes:
            _merge(self.sheet, (self.row, 0, self.row, self.last), line, self.styles.get("note"))
            self.sheet.set_row(self.row, LINE * lines_in(line, width))
            self.row += 1

    def _set_view(self, area: tuple[int, int, int, int]) -> None:
        sheet, stub, page = self.sheet, self.blocks[0].grid.stub, self.page
        sheet.freeze_panes(area[0], stub)
        if len(self.blocks) == 1:
            sheet.repeat_rows(HEAD, area[0] - 1)
        sheet.print_area(0, 0, max(self.row - 1, area[2]), len(self.widths) - 1)
        set_page(sheet, self.text.title, is_landscape=page.is_landscape)
        sheet.fit_to_pages(page.wide, page.high)
        if page.wide > 1:
            sheet.repeat_columns(0, max(stub - 1, 0))


def set_page(sheet: Any, about: str = "", *, is_landscape: bool) -> None:
    """A4, one page wide, the stamp above and page numbers below."""
    words = load_words()
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.65, bottom=0.55)
    sheet.set_header(f"&L{words['stamp']}&R{about.replace('&', '&&')}", {"margin": 0.35})
    sheet.set_footer(words["footer"], {"margin": 0.3})
    sheet.hide_gridlines(2)


def _shared_widths(grids: Sequence[Grid]) -> list[float]:
    """Tables one under another share their columns."""
    told = [column_widths(grid) for grid in grids]
    return [max(widths[place] for widths in told if place < len(widths)) for place in range(max(map(len, told)))]


def _row_lines(grid: Grid, widths: Sequence[float]) -> list[int]:
    """Of each row: how many lines its texts need."""
    texts = [
        (column.values, width)
        for column, width in zip(grid.columns, widths, strict=False)
        if column.is_text and "mark" not in column.styles and "code" not in column.styles
    ]
    needed = [[lines_in(str(value or ""), width) for value in values] for values, width in texts]
    return [max(row) for row in zip(*needed, strict=True)] if needed else [1] * grid.height


def write_column(
    sheet: Any, corner: tuple[int, int], column: GridColumn, levels: Sequence[str], styles: Styles
) -> None:
    """The cells of one column below the head; `corner` is the first of them."""
    first, place = corner
    dash = load_words()["dash"]
    rows = zip(column.values, column.styles, levels, column.is_dash, strict=True)
    for row, (value, style, level, is_dash) in enumerate(rows, start=first):
        cell = styles.get(style, level)
        if value is None and is_dash:
            sheet.write_string(row, place, dash, cell)
        elif value is None:
            sheet.write_blank(row, place, None, cell)
        elif column.is_text:
            sheet.write_string(row, place, str(value), cell)
        else:
            sheet.write_number(row, place, value, cell)


def _merge(sheet: Any, area: tuple[int, int, int, int], text: str, style: Any) -> None:
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, style)
    else:
        sheet.merge_range(*area, text, style)
