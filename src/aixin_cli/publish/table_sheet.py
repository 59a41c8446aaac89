"""One published table on one sheet."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
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
    last = max(len(table.columns) - 1, 1)
    depth = max(len(column.titles) for column in table.columns)
    first = HEAD + depth
    _write_top(sheet, table, edition, styles)
    _write_head(sheet, table, styles)
    for column, declared in enumerate(table.columns):
        for place, (row, style) in enumerate(zip(table.rows, table.styles(declared), strict=True)):
            cell = styles.get(style, table.levels[place])
            _write_cell(sheet, (first + place, column), row[column], declared, cell)
    _write_notes(sheet, table, first + len(table.levels), last, styles)
    for place, width in enumerate(widths(table)):
        sheet.set_column(place, place, width)
    _set_view(sheet, table, first)


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


def _write_cell(sheet: Any, place: tuple[int, int], value: Any, column: Column, style: Any) -> None:
    if value is None:
        sheet.write_string(*place, load_words()["dash"], style) if column.is_dash else sheet.write_blank(
            *place, None, style
        )
    elif isinstance(value, (int, Decimal)) and not column.is_text:
        sheet.write_number(*place, value, style)
    else:
        sheet.write_string(*place, str(value), style)


def _write_notes(sheet: Any, table: Table, row: int, last: int, styles: Styles) -> None:
    wide = max(sum(widths(table)), 20)
    for place, line in enumerate(table.notes, start=row):
        sheet.merge_range(place, 0, place, last, line, styles.get("note"))
        sheet.set_row(place, 15 * (1 + int(text_width(line) // wide)))


def _set_view(sheet: Any, table: Table, first: int) -> None:
    words = load_words()
    labels = next((place for place, column in enumerate(table.columns) if not column.is_text), 1)
    sheet.freeze_panes(first, labels)
    sheet.repeat_rows(HEAD, first - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(max(1, round(sum(widths(table)) / PAGE)), 0)
    sheet.repeat_columns(0, max(labels - 1, 0))
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.8)
    sheet.set_header(f"&L{words['stamp']}&R{table.code} {table.title}")
    sheet.set_footer(words["footer"])


def widths(table: Table) -> list[float]:
    """Of each column: its widest cell, its head wrapped into two lines, between two limits."""
    found = []
    for column, values in zip(
        table.columns, zip(*table.rows, strict=True) if table.levels else [()] * len(table.columns), strict=True
    ):
        cells = max((text_width(_shown(value, column)) for value in values), default=0)
        head = (text_width(column.titles[-1]) + 1) // 2
        found.append(float(min(max(cells + 2, head + 2, NARROWEST), WIDEST)))
    return found


def _shown(value: Any, column: Column) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}" + ("%" if column.style == "rate" else "")
    return "" if value is None else str(value)


def text_width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
