"""Totals that stand in a sheet are compared with the rows they cover."""

from pathlib import Path

import pytest

from aixin_cli.read.grid import Grid
from aixin_cli.read.header.find import find_header
from aixin_cli.read.lines.set_aside import find_set_aside, last_row
from aixin_cli.read.lines.totals import check_totals, fills_template
from aixin_cli.read.model import Notice
from aixin_cli.read.workbook.workbooks import read_workbook
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
    text = "合计行填 140，明细相加为 70，相差 70。差额正好等于各小计之和（70），可能把小计又加了一遍。"
    assert told(rows) == [(7, "本月服务人次", text)]


def test_a_subtotal_that_runs_over_the_group_above_is_told() -> None:
    rows: Rows = [
        SITE_TITLES,
        site(1, 1, 0), ["小计", None, None, None, None, 1, 0],
        site(2, 2, 0), ["小计", None, None, None, None, 3, 0],
    ]  # fmt: skip
    text = "合计行填 3，明细相加为 2，相差 1。差额正好等于第 3 行的小计（1），可能又加了一遍。"
    assert told(rows) == [(5, "志愿者人数", text)]


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
    text = "合计行填 7，明细相加为 2，相差 5。差额正好等于第 2 行的小计（5），可能又加了一遍。"
    assert told(rows) == [(3, "志愿者人数", text)]


def test_rows_added_below_the_total_are_found_missing_in_it() -> None:
    rows: Rows = [SITE_TITLES, site(1, 1, 0), ["合计", None, None, None, None, 1, 0], site(2, 2, 0)]
    text = "合计行填 1，明细相加为 3，相差 -2。第 4 行的 2 正好等于差额，可能漏加了，或明细中重复。"
    assert told(rows) == [(3, "志愿者人数", text)]


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


VOLUNTEERS = (311, 523, 737, 941, 1153)


def why(stated: Cell, numbers: tuple[int, ...] = VOLUNTEERS) -> str:
    """What is said of a total below five rows after the figures themselves."""
    rows: Rows = [["阵地台账"], SITE_TITLES, *[site(n, number, 0) for n, number in enumerate(numbers, 1)]]
    found = told([*rows, ["合计", None, None, None, None, stated, 0]])
    return "".join(text.split("。", 1)[1] for _row, _column, text in found)


@pytest.mark.parametrize(("stated", "said"), [
    (3665 - 737, "第 5 行的 737 正好等于差额，可能漏加了，或明细中重复。"),
    (3665 + 523, "第 4 行的 523 正好等于差额，可能多加了一遍，或明细中漏了同数的一行。"),
    (3665 - 941 - 1153, "第 6 行至第 7 行之和（2094）正好等于差额，合计公式可能没有包括这些行。"),
    (3665 - 2 * 311, "第 3 行的 311 改为 -311 后两数相等，可能是正负号填错。"),
    (3665 + 9999 * 311, "第 3 行的 311 改为 3110000 后两数相等，可能是元、万元填错。"),
    (3665 + 36, "第 5 行的 737 改为 773 后两数相等，可能是相邻两位数字录入颠倒。"),
    (6365, "6365 与 3665 只是相邻两位数字颠倒，可能是录入颠倒。"),
    (36_650_000, "两数相差约一万倍（36650000 与 3665），可能是元、万元填错。"),
    (36650, "两数只差小数点或末尾的零（36650 与 3665），可能是位数填错。"),
    (3165, "3165 与 3665 只有一位数字不同，可能是录入错误。"),
    (3659, ""),
])  # fmt: skip
def test_the_likely_cause_of_a_wrong_total_is_told_with_its_rows(stated: int, said: str) -> None:
    assert why(stated) == said


def test_several_rows_that_may_be_the_cause_are_counted_and_the_first_are_named() -> None:
    said = why(700, (100, 100, 200, 100, 200, 100))
    assert said == "有 4 处的 100 都等于差额（第 3 行、第 4 行、第 6 行等），可能漏加了其中一处，或明细中重复。"


def test_a_group_that_the_grand_total_leaves_out_is_named_by_its_subtotal() -> None:
    rows: Rows = [SITE_TITLES]
    for numbers in ((311, 523), (737, 941)):
        rows += [site(n, n, 0) for n in numbers]
        rows.append(["小计", None, None, None, None, sum(numbers), 0])
    rows.append(["合计", None, None, None, None, 311 + 523, 0])
    (notice,) = queries(rows)
    assert notice.message == (
        "A total row says 834, but its rows add up to 2512 (difference -1678). "
        "The difference is the subtotal of row 7 (1678): it may have been left out."
    )


def test_a_total_of_one_place_is_explained_by_rows_of_that_place_alone() -> None:
    rows: Rows = [SITE_TITLES, ["雁南街道合计", None, None, None, None, 311, 0]]
    rows += [site(1, 523, 0), site(2, 311, 0, "雁南街道"), site(3, 523, 0, "雁南街道")]
    (notice,) = queries(rows)
    assert "第 5 行的 523 正好等于差额" in notice.message_zh


def test_a_miscounted_number_of_people_is_explained_by_its_digits() -> None:
    (notice,) = queries([*pairing(23), ["合计32人"]])
    assert notice.message_zh.endswith("32 与 23 只是相邻两位数字颠倒，可能是录入颠倒。")


def test_only_the_first_hundred_wrong_totals_of_a_sheet_are_explained() -> None:
    rows: Rows = [SITE_TITLES]
    for _group in range(120):
        rows += [site(1, 311, 0), site(2, 523, 0), ["小计", None, None, None, None, 311, 0]]
    explained = ["第" in text for _row, _column, text in told(rows)]
    assert explained == [True] * 100 + [False] * 20


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


@pytest.mark.parametrize("label", ["其中：巾帼志愿队", "其中:城区", "上期余额", "承上页", "接下页", "上季度结余"])
def test_a_part_of_a_total_and_what_is_carried_over_are_compared_with_nothing(label: str) -> None:
    rows: Rows = [SITE_TITLES, site(1, 3, 10), [None, None, None, label, None, 2, 5], site(2, 4, 20)]
    grid = grid_of(rows)
    header = find_header(grid.rows(0, 30))
    assert header is not None
    assert find_set_aside(grid, header, 4)[2][0] == "total"
    assert [notice.rule for notice in queries(rows)] == ["R171"]


@pytest.mark.parametrize("name", ["其中：巾帼志愿队", "接下页书屋", "上期余额"])
def test_a_site_called_like_a_part_of_a_total_is_data(name: str) -> None:
    row = site(2, 4, 20)
    row[3] = name
    grid = grid_of([SITE_TITLES, site(1, 3, 10), row])
    header = find_header(grid.rows(0, 30))
    assert header is not None
    assert 2 not in find_set_aside(grid, header, 3)
