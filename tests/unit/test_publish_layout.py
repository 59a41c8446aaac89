from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from aixin_cli.publish.book.paper import (
    FONT,
    LANDSCAPE,
    PORTRAIT,
    choose_page,
    column_widths,
    head_lines,
    lines_in,
)
from aixin_cli.publish.book.pivot import Grid, GridColumn
from aixin_cli.publish.model import Column, Table
from aixin_cli.sheets.heads import HeadCell
from aixin_cli.sheets.measure import PAGE, line_count, page_count


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("结对干部", 8, 1), ("结对干部", 7, 2), ("其中身份待核实", 9, 2), ("abc", 3, 2)],
)
def test_a_text_takes_as_many_lines_as_its_characters_need(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


def test_a_head_is_high_enough_for_its_longest_title() -> None:
    cells = [HeadCell("组", 0, 0, 0, 1), HeadCell("短", 1, 0, 1, 0), HeadCell("其中身份待核实", 1, 1, 1, 1)]
    assert head_lines(cells, [33, 33]) == [1, 3]


def test_a_title_that_reaches_down_two_rows_has_both_for_its_lines() -> None:
    cells = [HeadCell("单位层级未填", 0, 0, 1, 0), HeadCell("组", 0, 1, 0, 1), HeadCell("甲", 1, 1, 1, 1)]
    assert head_lines(cells, [33, 33]) == [1, 1]


def test_a_line_that_is_broken_on_purpose_is_counted_in_its_parts() -> None:
    assert lines_in("孤儿人数\n（人）", 100) == 2


def test_a_little_too_wide_is_printed_smaller_not_on_another_page() -> None:
    assert page_count([PAGE * 1.1]) == 1
    assert page_count([PAGE * 1.3]) == 2


def test_a_narrow_table_stands_a_wide_one_lies_and_a_very_wide_one_goes_on_beside() -> None:
    rows = (60.0, 103 * 11.5)
    narrow, wide, widest = (choose_page([90.0] + [36.0] * count, 1, rows) for count in (10, 22, 60))
    assert (narrow.is_landscape, narrow.wide) == (False, 1)
    assert (wide.is_landscape, wide.wide) == (True, 1)
    assert widest.wide > 1
    assert widest.first < 61


def test_nothing_is_made_smaller_than_can_be_read() -> None:
    for count in range(1, 60):
        widths = [90.0] + [36.0] * count
        page = choose_page(widths, 1, (60.0, 103 * 11.5))
        width = LANDSCAPE[0] if page.is_landscape else PORTRAIT[0]
        part = 90.0 + 36.0 * count / page.wide
        assert FONT * min(1.0, width / part) >= 7


def test_what_nearly_fits_on_a_page_is_made_to_fit() -> None:
    page = choose_page([90.0, 60.0], 1, (60.0, PORTRAIT[1] * 1.1))
    assert (page.wide, page.high) == (1, 1)


def grid(*columns: GridColumn) -> Grid:
    return Grid(columns, ["none"] * len(columns[0].values), 1)


def column(title: str, values: list[Any], style: str) -> GridColumn:
    rows = len(values)
    return GridColumn((title,), values, [style] * rows, style == "text", [False] * rows)


def test_a_column_holds_its_widest_cell_and_its_head_in_four_lines() -> None:
    name, rate, long = column_widths(
        grid(
            column("单位", ["甘肃省"], "text"),
            column("率", [Decimal("1.0000")], "rate"),
            column("困难残疾人生活补贴人数和金额", [1], "count"),
        )
    )
    assert name >= 3 * FONT
    assert rate >= len("100.00%") * FONT / 2
    assert lines_in("困难残疾人生活补贴人数和金额", long) <= 4


def test_a_unit_with_a_long_name_takes_two_lines_in_a_table_of_many_columns() -> None:
    names = column("单位", ["积石山保安族东乡族撒拉族自治县"], "text")
    counts = [column("数", [1], "count") for _ in range(12)]
    assert column_widths(grid(names, *counts))[0] < column_widths(grid(names))[0]


def test_a_row_without_data_has_no_dash_for_its_ratios() -> None:
    columns = (
        Column("unit_name", ("单位",), "text"),
        Column("helper_count", ("干部",), "count"),
        Column("paired_rate", ("结对率",), "rate", "%", is_dash=True),
    )
    data = pa.table({"unit_name": ["甲", "乙"], "helper_count": [None, 0], "paired_rate": [Decimal("0.5"), None]})
    assert Table("t01", "表", "", columns, data, ("area", "area")).is_known == [False, True]
