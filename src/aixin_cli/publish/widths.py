"""How wide the columns of a published table are."""

from __future__ import annotations

from aixin_cli.publish.model import Column, Table
from aixin_cli.sheets.layout import text_width

NARROWEST, WIDEST = 7, 40


def column_widths(table: Table) -> list[float]:
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
