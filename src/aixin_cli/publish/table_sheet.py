"""One published table on one sheet."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.model import Column, Edition, Table
from aixin_cli.publish.widths import column_widths
from aixin_cli.sheets.heads import HeadCell, merge_head
from aixin_cli.sheets.layout import LINE, first_page, head_heights, line_count, page_count
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words, period_text

HEAD = 2
"""The head starts below the title and the unit line."""


def write_table(sheet: Any, table: Table, edition: Edition, styles: Styles) -> None:
    """Title, unit line, head, rows, notes, and how it is printed."""
    first = HEAD + max(len(column.titles) for column in table.columns)
    widths = column_widths(table)
    _write_top(sheet, table, (period_text(edition.period), first_page(widths)), styles)
    _write_head(sheet, merge_head([column.titles for column in table.columns]), widths, styles)
    for place, column in enumerate(table.columns):
        _write_column(sheet, (first, place), table, column, styles)
        sheet.set_column(place, place, widths[place])
    _write_notes(sheet, table, (first + table.data.num_rows, widths), styles)
    _set_view(sheet, table, first, page_count(widths))


def _write_top(sheet: Any, table: Table, about: tuple[str, int], styles: Styles) -> None:
    """Over the first page's columns: across all of a wide table the title would fall between pages."""
    words = load_words()
    period, last = about
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, last, f"{table.code}  {table.title}（{period}）", styles.get("title"))
    sheet.write_string(1, 0, words["stamp"], styles.get("stamp_line"))
    sheet.write_string(1, last, table.unit_line, styles.get("unit_line"))


def _write_head(sheet: Any, cells: list[HeadCell], widths: list[float], styles: Styles) -> None:
    head = styles.get("head")
    for cell in cells:
        top, bottom = HEAD + cell.top, HEAD + cell.bottom
        if (top, cell.left) == (bottom, cell.right):
            sheet.write_string(top, cell.left, cell.text, head)
        else:
            sheet.merge_range(top, cell.left, bottom, cell.right, cell.text, head)
    for row, height in enumerate(head_heights(cells, widths), start=HEAD):
        sheet.set_row(row, height)


def _write_column(sheet: Any, corner: tuple[int, int], table: Table, column: Column, styles: Styles) -> None:
    """The cells of one column below the head; `corner` is the first of them."""
    first, place = corner
    dash = load_words()["dash"]
    rows = zip(table.values(column), table.styles(column), table.levels, table.is_known, strict=True)
    for row, (value, style, level, is_known) in enumerate(rows, start=first):
        cell = styles.get(style, level)
        if value is None and column.is_dash and is_known:
            sheet.write_string(row, place, dash, cell)
        elif value is None:
            sheet.write_blank(row, place, None, cell)
        elif column.is_text:
            sheet.write_string(row, place, str(value), cell)
        else:
            sheet.write_number(row, place, value, cell)


def _write_notes(sheet: Any, table: Table, place: tuple[int, list[float]], styles: Styles) -> None:
    first, widths = place
    last = first_page(widths)
    width = sum(widths[: last + 1])
    for row, line in enumerate(table.notes, start=first):
        sheet.merge_range(row, 0, row, last, line, styles.get("note"))
        sheet.set_row(row, LINE * line_count(line, width) + 2)


def _set_view(sheet: Any, table: Table, first: int, pages: int) -> None:
    words = load_words()
    labels = next((number for number, column in enumerate(table.columns) if not column.is_text), 1)
    sheet.freeze_panes(first, labels)
    sheet.repeat_rows(HEAD, first - 1)
    sheet.repeat_columns(0, max(labels - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(pages, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.8)
    sheet.set_header(f"&L{words['stamp']}&R{table.code} {table.title}")
    sheet.set_footer(words["footer"])
