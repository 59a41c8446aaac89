"""Totals bear many names or none; what only looks like one stays data and is asked about."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.form_rows import MAKERS, NUMBERS, Made, row_of, set_aside, table_of, titles_of
from tests.unit.read_examples import Cell, Rows, read_bytes, read_rows, reasons, xlsx
from tests.unit.test_read_totals import queries

LABELS = [
    "合计", "合　计", "合计数", "小计", "汇总", "总和", "Total", "TOTAL：", "Sum", "∑", "Grand Total", "合计/Total",
    "共计", "城关区汇总", "全县总计", "（合计）", "城关区", "兰州市", "张掖路街道", "爱心驿站 汇总",
]  # fmt: skip
UNSUMMED = ["平均值", "均值", "平均", "计数", "Average", "本年累计", "结余", "城关区 平均值"]


def sums(form: str, count: int) -> Made:
    """The sums of so many rows' numbers."""
    made = [MAKERS[form](n) for n in range(1, count + 1)]
    return {title: sum(int(str(row[title])) for row in made) for title in NUMBERS[form]}


@pytest.mark.parametrize("form", NUMBERS)
@pytest.mark.parametrize("label", [*LABELS, *UNSUMMED])
def test_a_total_by_any_name_is_set_aside_wherever_it_stands(form: str, label: str) -> None:
    order = len(label) + len(form)
    titles = titles_of(form, order)
    total = row_of(form, sums(form, 8), order)
    total[next(place for place, title in enumerate(titles) if title not in NUMBERS[form])] = label
    rows = table_of(form, 8, order)
    for place in (1, 5, 9):
        assert set_aside([*rows[:place], total, *rows[place:]]) == {place: "total"}, (titles, place)


@pytest.mark.parametrize("label", LABELS)
def test_it_is_compared_with_its_rows(label: str) -> None:
    rows = table_of("site", 8)
    right = row_of("site", {"县（市、区）": label, **sums("site", 8)})
    assert queries([*rows, right]) == []
    wrong = row_of("site", {"县（市、区）": label, **sums("site", 7)})
    assert {(n.rule, n.row) for n in queries([*rows, wrong])} == {("R103", 10)}


@pytest.mark.parametrize("label", UNSUMMED)
def test_an_average_is_no_sum(label: str) -> None:
    (notice,) = queries([*table_of("site", 8), row_of("site", {"县（市、区）": label, "志愿者人数": 14})])
    assert (notice.rule, notice.severity, notice.row) == ("R171", "note", 10)


@pytest.mark.parametrize("form", NUMBERS)
def test_numbers_alone_are_a_total_where_all_agree_with_the_rows_above(form: str) -> None:
    rows = table_of(form, 8)
    assert set_aside([*rows, row_of(form, sums(form, 8))]) == {9: "total"}
    assert set_aside([*rows[:4], row_of(form, sums(form, 3)), *rows[4:]]) == {4: "total"}
    off = sums(form, 8)
    off[NUMBERS[form][-1]] = int(str(off[NUMBERS[form][-1]])) + 1
    assert set_aside([*rows, row_of(form, off)]) == {}
    assert "total" not in set_aside([rows[0], rows[1], row_of(form, sums(form, 1))]).values()


def test_subtotals_without_a_label_are_for_the_rows_since_the_last_one() -> None:
    rows = table_of("site", 6)
    parts = [sums("site", 3), sums("site", 6)]
    rest: Made = {title: int(str(parts[1][title])) - int(str(parts[0][title])) for title in NUMBERS["site"]}
    total, first, second = (row_of("site", values) for values in (parts[1], parts[0], rest))
    assert set_aside([*rows[:4], first, *rows[4:], second, total]) == {4: "total", 8: "total", 9: "total"}


def test_numbers_alone_that_are_no_total_are_data_and_asked_about(tmp_path: Path) -> None:
    rows = [*table_of("fund_entry", 4), row_of("fund_entry", {"金额（元）": 500})]
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"表": rows}))
    assert file.tables[0].rows.num_rows == 5
    assert [(n.severity, n.row) for n in file.notices if n.rule == "R170"] == [("query", 6)]


DATA: list[tuple[str, Made]] = [
    ("fund_entry", {"日期": "2024-12-30", "收支": "募集", "金额（元）": 2000}),
    ("fund_entry", {"日期": "2024-12-30", "收支": "募集", "单位（组织）名称": "城关区", "金额（元）": 2000}),
    ("fund_entry", {"日期": "2024-12-30", "收支": "支出", "用途": "汇总", "金额（元）": 2000}),
    ("fund_entry", {"序号": 3, "金额（元）": 2000, "用途": "助学"}),
    ("site", {"县（市、区）": "城关区", "阵地（队伍）名称": "阳光社区", "阵地（队伍）类型": "其他", "志愿者人数": 23}),
    ("opening", {"指标": "募集资金", "口径": "累计", "期初数": 2000, "截止日期": "2024-11-30"}),
    ("opening", {"指标": "募集资金", "口径": "累计", "期初数": 2000}),
    ("opening", {"口径": "累计", "期初数": 2439, "截止日期": "2024-11-30"}),
    ("indicator", {"指标代码": "K103", "指标名称": "合计", "本月数": 15, "本年累计": 150, "启动以来累计": 1500}),
    ("indicator", {"指标名称": "帮扶资金合计", "本月数": 15, "本年累计": 150, "启动以来累计": 1500}),
    ("project", {"项目编号": "XM9", "项目名称": "合计", "开始日期": "2024-03-01", "状态": "实施中"}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "row"), DATA)
def test_a_row_that_is_somebodys_is_data_even_where_it_is_the_sum_of_those_above(form: str, row: Made) -> None:
    rows = table_of(form, 2)
    if form == "fund_entry":
        rows[1][6], rows[2][6] = 1000, 1000
    assert set_aside([*rows, row_of(form, row)]) == {}


@pytest.mark.parametrize("form", ["opening", "indicator"])
@pytest.mark.parametrize("label", ["合计", "Total", "汇总"])
def test_labels_with_numbers_are_set_aside_under_forms_that_do_not_add_up(form: str, label: str) -> None:
    number = {"opening": "期初数", "indicator": "本月数"}[form]
    assert set_aside([*table_of(form, 4), row_of(form, {"序号": label, number: 77})]) == {5: "total"}


def test_names_are_counted_without_a_label(tmp_path: Path) -> None:
    rows = table_of("pairing", 12)
    total: list[Cell] = [None] * len(rows[0])
    total[3] = "12人"
    assert reasons(read_rows(tmp_path, [*rows, total])) == {1: "header", 14: "total"}
    total[3] = "11人"
    assert reasons(read_rows(tmp_path, [*rows, total])) == {1: "header"}


def test_exact_sums_hold_for_money_of_any_size_and_sign() -> None:
    rows: Rows = [["日期", "收支", "金额（元）"]]
    amounts = [Decimal(text) for text in ("12345678901234567890.12345678", "-0.1", "99999999999999999999", "0.3")]
    rows += [["2024-12-03", "募集", str(amount)] for amount in amounts]
    assert queries([*rows, ["合计", None, str(sum(amounts))]]) == []
    assert len(queries([*rows, ["合计", None, str(sum(amounts) + 1)]])) == 1


TOTAL: list[Cell] = ["合计", None, None, None, None, None, 7, 7]
MANY = 3000


def _many(kind: str) -> Rows:
    rows = table_of("site", MANY // 2)
    half = MANY // 2
    if kind == "below":
        return [*rows, *[TOTAL] * half]
    if kind == "each after a row":
        return [rows[0], *(row for data in rows[1:] for row in (data, TOTAL))]
    if kind == "two after a row":
        return [rows[0], *(row for data in rows[1:] for row in (data, TOTAL, TOTAL))]
    if kind == "places":
        return [*rows, *[[f"第{n}镇合计", *TOTAL[1:]] for n in range(half)]]
    if kind == "counts":
        return [*rows, *[[f"合计{n}人", *TOTAL[1:]] for n in range(half)]]
    return [*rows, *[[None, *TOTAL[1:]] for _n in range(half)]]


@pytest.mark.parametrize("kind", ["below", "each after a row", "two after a row", "places", "counts", "nameless"])
def test_work_grows_with_the_rows_and_not_with_their_square(kind: str) -> None:
    rows = _many(kind)
    start = time.process_time()
    queries(rows)
    assert time.process_time() - start < 6
