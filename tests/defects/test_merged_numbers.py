"""A number merged over several rows is one number: it counts once, nothing below it is missing or taken for one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.defects.files import workbook, xls
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import Rows, make_id

FUND = ["序号", "县（市、区）", "日期", "收支", "票据号", "来源", "金额（元）", "用途"]
ACTIVITY = ["序号", "县（市、区）", "活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "帮扶对象身份证号",
            "活动类型", "人次"]  # fmt: skip


def fund(amounts: list[Any]) -> Rows:
    rows = [
        [n, "城关区", f"2024-12-0{n}", "募集", f"PZ{n}", "个人", amount, "助学"] for n, amount in enumerate(amounts, 1)
    ]
    return [list(FUND), *rows]


def activities(times: list[Any]) -> Rows:
    people = ["王一", make_id(1, "19800101"), "马一", make_id(2)]
    rows = [[n, "城关区", f"2024-12-0{n}", *people, "联系交流", count] for n, count in enumerate(times, 1)]
    return [list(ACTIVITY), *rows]


def merged(rows: Rows, column: int, *spans: tuple[int, int]) -> bytes:
    """The workbook with cells of a column merged, rows counted from 0."""

    def merge(_book: Any, sheet: Any) -> None:
        for first, last in spans:
            value = rows[first][column]
            sheet.merge_range(first, column, last, column, "" if value is None else value)

    return workbook(rows, merge)


def test_an_amount_merged_over_three_entries_counts_once_and_nothing_is_missing(load: Loader) -> None:
    loaded = load({NAME: merged(fund([9000, None, None, 100]), 6, (1, 3))})
    assert loaded.column("amount", "fund_entry") == [9000, 0, 0, 100]
    assert loaded.quarantined("fund_entry") == []
    assert loaded.rules("error") == set()
    ((row, column),) = loaded.places("R177")
    assert (row, column) == (2, "金额（元）")
    assert "第 2–4 行" in loaded.found("R177")[0]["message"]


def test_a_count_merged_over_activities_leaves_no_usual_one_below_it(load: Loader) -> None:
    loaded = load({NAME: merged(activities([2, None, None, None]), 8, (1, 3))})
    assert loaded.column("person_times", "activity") == [2, 0, 0, 1]
    assert loaded.quarantined("activity") == []
    assert loaded.repaired("R177", "person_times") == [3, 4]


def test_several_merges_of_a_column_are_told_once_with_all_their_rows(load: Loader) -> None:
    loaded = load({NAME: merged(activities([2, None, 3, None, 4]), 8, (1, 2), (3, 4))})
    assert loaded.column("person_times", "activity") == [2, 0, 3, 0, 4]
    assert [item["message"] for item in loaded.found("R177")] == [
        "一个数字合并了多行（第 2–3、4–5 行；本列共 2 处），只在首行计一次。"
    ]


def test_old_workbooks_are_asked_alike(load: Loader) -> None:
    rows = fund([9000, None, None])

    def merge(_book: Any, sheet: Any) -> None:
        sheet.merge(1, 3, 6, 6)

    loaded = load({"城关区12月.xls": xls(rows, merge)})
    assert loaded.column("amount", "fund_entry") == [9000, 0, 0]
    assert loaded.places("R177") == [(2, "金额（元）")]


@pytest.mark.parametrize("amounts", [[None, None, 5], [5, None, 6]], ids=["a merge without a number", "no merge"])
def test_a_blank_amount_that_no_merged_number_covers_is_still_missing(load: Loader, amounts: list[Any]) -> None:
    spans = [(1, 2)] if amounts[0] is None else []
    loaded = load({NAME: merged(fund(amounts), 6, *spans)})
    assert loaded.found("R177") == []
    assert loaded.rules("error") == {"D101"}


def test_merged_words_are_filled_downwards_as_before_and_not_asked_about(load: Loader) -> None:
    rows = fund([1, 2, 3])
    for row in rows[2:]:
        row[5] = None
    loaded = load({NAME: merged(rows, 5, (1, 3))})
    assert loaded.found("R177") == []
    assert loaded.column("donor_kind", "fund_entry") == ["个人"] * 3


def test_volunteers_merged_over_sites_are_asked_about_and_the_rows_below_have_none_of_their_own(load: Loader) -> None:
    titles = [
        "序号",
        "县（市、区）",
        "阵地（队伍）名称",
        "阵地（队伍）类型",
        "乡镇（街道）",
        "建立日期",
        "志愿者人数",
        "本月服务人次",
    ]
    rows: Rows = [
        titles,
        *(
            [n, "城关区", f"第{n}驿站", "爱心驿站", "张掖路街道", "2024-03-01", 10 if n == 1 else None, 1]
            for n in (1, 2, 3)
        ),
    ]
    loaded = load({NAME: merged(rows, 6, (1, 3))})
    assert loaded.column("volunteer_count", "site") == [10, None, None]
    assert [item["rule"] for item in loaded.findings] == ["R177"]
