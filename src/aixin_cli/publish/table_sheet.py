"""One published table on one sheet."""

from __future__ import annotations

import unicodedata
from typing import Any

from aixin_cli.publish.heads import merge_head
from aixin_cli.publish.model import Column, Edition, Table
from aixin_cli.publish.styles import Styles
from aixin_cli.publish.words import load_words, period_text

HEAD = 2
"""The head starts below the title and the unit line."""
NARROWEST, WIDEST = 7, 40
PAGE = 200
"""Character widths that a landscape page still shows legibly; a wider table goes on several."""


def write_table(sheet: Any, table: Table, edition: Edition, styles: Styles) -> None:
    """Title, unit line, head, rows, notes, and how it is printed."""
    first = HEAD + max(len(column.titles) for column in table.columns)
    sizes = widths(table)
    _write_top(sheet, table, edition, styles)
    _write_head(sheet, table, styles)
    for place, column in enumerate(table.columns):
        _write_column(sheet, (first, place), table, column, styles)
        sheet.set_column(place, place, sizes[place])
    _write_notes(sheet, table, (first + table.data.num_rows, sum(sizes)), styles)
    _set_view(sheet, table, (first, sum(sizes)))


def _write_top(sheet: Any, table: Table, edition: Edition, styles: Styles) -> None:
    words = load_words()
    last = max(len(table.columns) - 1, 1)
    sheet.set_row(0, 28)
    sheet.merge_range(
        0, 0, 0, last, f"{table.code}  {table.title}（{period_text(edition.period)}）", styles.get("title")
    )
    sheet.write_string(1, 0, words["stamp"], styles.get("stamp_line"))
    sheet.write_string(1, last, table.unit_line, styles.get("unit_line"))


def _write_head(sheet: Any, table: Table, styles: Styles) -> None:
    head = styles.get("head")
    for cell in merge_head([column.titles for column in table.columns]):
        top, bottom = HEAD + cell.top, HEAD + cell.bottom
        if (top, cell.left) == (bottom, cell.right):
            sheet.write_string(top, cell.left, cell.text, head)
        else:
            sheet.merge_range(top, cell.left, bottom, cell.right, cell.text, head)


def _write_column(sheet: Any, corner: tuple[int, int], table: Table, column: Column, styles: Styles) -> None:
    """The cells of one column below the head; `corner` is the first of them."""
    first, place = corner
    dash = load_words()["dash"]
    rows = zip(table.values(column), table.styles(column), table.levels, strict=True)
    for row, (value, style, level) in enumerate(rows, start=first):
        cell = styles.get(style, level)
        if value is None and column.is_dash:
            sheet.write_string(row, place, dash, cell)
        elif value is None:
            sheet.write_blank(row, place, None, cell)
        elif column.is_text:
            sheet.write_string(row, place, str(value), cell)
        else:
            sheet.write_number(row, place, value, cell)


def _write_notes(sheet: Any, table: Table, place: tuple[int, float], styles: Styles) -> None:
    first, wide = place
    last = max(len(table.columns) - 1, 1)
    for row, line in enumerate(table.notes, start=first):
        sheet.merge_range(row, 0, row, last, line, styles.get("note"))
        sheet.set_row(row, 15 * (1 + int(text_width(line) // max(wide, 20))))


def _set_view(sheet: Any, table: Table, place: tuple[int, float]) -> None:
    words = load_words()
    first, wide = place
    labels = next((number for number, column in enumerate(table.columns) if not column.is_text), 1)
    sheet.freeze_panes(first, labels)
    sheet.repeat_rows(HEAD, first - 1)
    sheet.repeat_columns(0, max(labels - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(max(1, round(wide / PAGE)), 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.8)
    sheet.set_header(f"&L{words['stamp']}&R{table.code} {table.title}")
    sheet.set_footer(words["footer"])


def widths(table: Table) -> list[float]:
    """Of each column: its widest cell, its head wrapped into two lines, between two limits."""
    found = []
    for column in table.columns:
        head = (text_width(column.titles[-1]) + 1) // 2
        found.append(float(min(max(_widest(table, column) + 2, head + 2, NARROWEST), WIDEST)))
    return found


def _widest(table: Table, column: Column) -> int:
    values = {value for value in table.values(column) if value is not None}
    if not values:
        return 0
    if column.is_text:
        return max(text_width(str(value)) for value in values)
    extremes = (f"{min(values):.2f}", f"{max(values):.2f}")
    return max(map(len, extremes)) - (3 if column.style == "count" and column.by_unit is None else 0)


def text_width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
