from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from aixin_cli.publish.model import Column, Table
from aixin_cli.publish.widths import column_widths
from aixin_cli.sheets.heads import HeadCell
from aixin_cli.sheets.layout import PAGE, first_page, head_heights, line_count, page_count
from tests.unit.publish_examples import example_table


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("结对干部", 8, 1), ("结对干部", 7, 2), ("其中身份待核实", 9, 2), ("abc", 3, 2)],
)
def test_a_text_takes_as_many_lines_as_its_characters_need(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


def test_a_head_is_high_enough_for_its_longest_title() -> None:
    one, two = head_heights(
        [HeadCell("组", 0, 0, 0, 1), HeadCell("短", 1, 0, 1, 0), HeadCell("其中身份待核实", 1, 1, 1, 1)], [9, 9]
    )
    assert two > one


def test_a_title_that_reaches_down_two_rows_has_both_for_its_lines() -> None:
    cells = [HeadCell("单位层级未填", 0, 0, 1, 0), HeadCell("组", 0, 1, 0, 1), HeadCell("甲", 1, 1, 1, 1)]
    assert len(set(head_heights(cells, [7, 7]))) == 1


def test_what_is_written_across_ends_with_the_first_page() -> None:
    narrow, wide = [20.0] * 5, [20.0] * 30
    assert (page_count(narrow), first_page(narrow)) == (1, 4)
    assert page_count(wide) == 3
    assert sum(wide[: first_page(wide) + 1]) <= PAGE


def test_a_little_too_wide_is_printed_smaller_not_on_another_page() -> None:
    assert page_count([PAGE * 1.1]) == 1
    assert page_count([PAGE * 1.3]) == 2


def test_a_column_holds_its_widest_cell() -> None:
    table = example_table()
    assert all(width >= 7 for width in column_widths(table))
    assert column_widths(table)[1] >= len("=兰州市本级") * 2 - 1


def test_a_row_without_data_has_no_dash_for_its_ratios() -> None:
    columns = (
        Column("unit_name", ("单位",), "text"),
        Column("helper_count", ("干部",), "count"),
        Column("paired_rate", ("结对率",), "rate", "%", is_dash=True),
    )
    data = pa.table({"unit_name": ["甲", "乙"], "helper_count": [None, 0], "paired_rate": [Decimal("0.5"), None]})
    assert Table("t01", "表", "", columns, data, ("area", "area")).is_known == [False, True]
