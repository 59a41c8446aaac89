"""Totals that stand in a sheet are compared with the rows they cover."""

from pathlib import Path

import pytest

from aixin_cli.read.grid import Grid
from aixin_cli.read.header import find_header
from aixin_cli.read.model import Notice
from aixin_cli.read.setaside import find_set_aside, last_row
from aixin_cli.read.totals import check_totals, fills_template
from aixin_cli.read.workbooks import read_workbook
from tests.unit.read_examples import Cell, Rows, pairing, read_rows, reasons, xlsx

SITE_TITLES = ["序号", "县（市、区）", "乡镇（街道）", "阵地名称", "阵地类型", "志愿者人数", "本月服务人次"]
FUND_TITLES = ["序号", "日期", "收支", "票据号", "金额（元）"]


def site(number: int, volunteers: Cell, times: Cell, township: str = "张掖路街道") -> list[Cell]:
    return [number, "城关区", township, f"青年之家{number}", "青年之家", volunteers, times]


def grid_of(rows: Rows) -> Grid:
    return read_workbook(xlsx({"表": rows}), "a.xlsx")[0]


def queries(rows: Rows) -> list[Notice]:
    grid = grid_of(rows)
    header = find_header(grid.rows(0, 30))
    assert header is not None
    height = last_row(grid)
    return check_totals(grid, header, find_set_aside(grid, header, height), height)


def told(rows: Rows) -> list[tuple[int | None, str | None, str]]:
    return [(n.row, n.column, n.message_zh) for n in queries(rows)]


@pytest.mark.parametrize(
    "label", ["合计", "合 计", "合　计", "总计", "共计", "合计：", "全区合计", "城关区", "（合计）", "合计（人）"]
)
def test_a_right_total_is_no_finding_and_a_wrong_one_is_told_with_its_difference(label: str) -> None:
    right: Rows = [SITE_TITLES, site(1, 3, 10), site(2, 4, 20), [label, None, None, None, None, 7, 30]]
    assert told(right) == []
    right[-1][5] = 9
    assert told(right) == [(4, "志愿者人数", "合计行填 9，明细相加为 7，相差 2。")]


@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_the_label_may_stand_in_any_of_the_first_columns(column: int, tmp_path: Path) -> None:
    total: list[Cell] = [None, None, None, None, None, 8, 30]
    total[column] = "合计"
    rows: Rows = [SITE_TITLES, site(1, 3, 10), total, *[site(n, 0, 0) for n in range(2, 20)], site(20, 4, 20)]
    assert told(rows) == [(3, "志愿者人数", "合计行填 8，明细相加为 7，相差 1。")]
    assert reasons(read_rows(tmp_path, rows))[3] == "total"


def test_a_total_over_subtotals_counts_no_row_twice() -> None:
    rows: Rows = [
        SITE_TITLES,
        site(1, 1, 10), site(2, 2, 20), ["小计", None, None, None, None, 3, 30],
        site(3, 4, 40), ["小计", None, None, None, None, 4, 40],
        ["合计", None, None, None, None, 7, 70],
    ]  # fmt: skip
    assert told(rows) == []
    rows[-1][6] = 140
    assert told(rows) == [(7, "本月服务人次", "合计行填 140，明细相加为 70，相差 70。")]


def test_a_subtotal_that_runs_over_the_group_above_is_told() -> None:
    rows: Rows = [
        SITE_TITLES,
        site(1, 1, 0), ["小计", None, None, None, None, 1, 0],
        site(2, 2, 0), ["小计", None, None, None, None, 3, 0],
    ]  # fmt: skip
    assert told(rows) == [(5, "志愿者人数", "合计行填 3，明细相加为 2，相差 1。")]


def test_subtotals_of_two_levels_are_understood() -> None:
    rows: Rows = [
        SITE_TITLES,
        site(1, 1, 0), ["村小计", None, None, None, None, 1, 0],
        site(2, 2, 0), ["村小计", None, None, None, None, 2, 0],
        ["乡镇小计", None, None, None, None, 3, 0], ["总计", None, None, None, None, 3, 0],
    ]  # fmt: skip
    assert told(rows) == []


def test_a_total_named_after_a_place_covers_the_rows_of_that_place_wherever_it_stands() -> None:
    rows: Rows = [
        SITE_TITLES,
        ["张掖路街道", None, None, None, None, 5, 0], ["雁南街道合计", None, None, None, None, 2, 0],
        site(1, 1, 0), site(2, 2, 0, "雁南街道"), site(3, 4, 0),
    ]  # fmt: skip
    assert told(rows) == []
    rows[2][5] = 7
    assert told(rows) == [(3, "志愿者人数", "合计行填 7，明细相加为 2，相差 5。")]


def test_rows_added_below_the_total_are_found_missing_in_it() -> None:
    rows: Rows = [SITE_TITLES, site(1, 1, 0), ["合计", None, None, None, None, 1, 0], site(2, 2, 0)]
    assert told(rows) == [(3, "志愿者人数", "合计行填 1，明细相加为 3，相差 -2。")]


def test_the_same_label_again_and_again_is_a_groups_total() -> None:
    rows: Rows = [
        SITE_TITLES,
        site(1, 1, 0), ["合计", None, None, None, None, 1, 0], site(2, 2, 0), ["合计", None, None, None, None, 2, 0],
    ]  # fmt: skip
    assert told(rows) == []


def test_money_is_added_exactly_and_a_formulas_binary_rest_is_no_difference() -> None:
    rows: Rows = [FUND_TITLES, *[[n, "2024-12-03", "募集", str(n), 0.1] for n in range(1, 4)]]
    assert told([*rows, ["合计", None, None, None, 0.30000000000000004]]) == []
    assert told([*rows, ["合计", None, None, None, 0.31]])[0][2] == "合计行填 0.31，明细相加为 0.3，相差 0.01。"


def test_numbers_are_read_as_leniently_as_in_the_rows() -> None:
    rows: Rows = [FUND_TITLES, [1, "2024-12-03", "募集", "1", "1,234,567元"], [2, "2024-12-03", "支出", "2", " 3 元"]]
    assert told([*rows, ["合计", None, None, None, "1,234,570 元"]]) == []
    assert told([*rows, ["募集合计", None, None, None, "1234567"]]) == []
    assert told([*rows, ["支出合计", None, None, None, "4"]])[0][2] == "合计行填 4，明细相加为 3，相差 1。"


@pytest.mark.parametrize("cell", [None, "—", "见附件", "约7"])
def test_a_total_without_a_number_says_nothing(cell: Cell) -> None:
    assert told([SITE_TITLES, site(1, 3, 10), ["合计", None, None, None, None, cell, 10]]) == []


@pytest.mark.parametrize(("cells", "found"), [
    (["合计23人"], []), (["合计22人"], [22]), (["合计", None, None, "23人"], []), (["合计", None, None, "25人"], [25]),
    (["合计", None, None, 23], []), (["合计", None, None, 20], [20]), (["合计", None, None, None, None, "共3户"], []),
])  # fmt: skip
def test_a_number_of_people_is_compared_with_the_rows(cells: list[Cell], found: list[int]) -> None:
    said = [int(n.message.split()[4].rstrip(",")) for n in queries([*pairing(23), cells])]
    assert said == found


def test_indicators_of_different_units_are_not_added_up() -> None:
    rows: Rows = [["指标代码", "指标名称", "计量单位", "本月数"], ["K101", "孤儿", "人", 1], ["合计", None, None, 9]]
    assert told(rows) == []


def test_ninety_subtotals_over_a_long_sheet_are_each_compared() -> None:
    rows: Rows = [SITE_TITLES]
    for group in range(90):
        rows += [site(n, 1, 1) for n in range(20)] + [["小计", None, None, None, None, 20 + (group == 55), 20]]
    assert [row for row, _column, _text in told(rows)] == [1 + 56 * 21]


@pytest.mark.parametrize(("count", "extra", "full"), [
    (50, [], True), (49, [[50]], False), (50, [[51], [52]], False), (51, [], False),
    (50, [["填表人：丁某"]], True), (50, [["合计", None, None, 50]], True),
])  # fmt: skip
def test_data_that_fill_a_template_of_fifty_rows_exactly_are_noticed(count: int, extra: Rows, full: bool) -> None:
    grid = grid_of([["台账"], *pairing(count), *extra])
    header = find_header(grid.rows(0, 30))
    assert header is not None
    height = last_row(grid)
    assert fills_template(grid, header, find_set_aside(grid, header, height), height) == full
