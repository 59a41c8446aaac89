"""What is shown is not what is stored: converted where format and header agree, else the stored value counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.defects.files import workbook, xls
from tests.defects.loaded import NAME, Loaded, Loader
from tests.unit.read_examples import Rows


def fund(amounts: list[Any], unit: str) -> Rows:
    titles = ["序号", "县（市、区）", "日期", "收支", "票据号", "来源", f"金额{unit}", "用途"]
    rows = [[n, "城关区", f"2024-12-{n:02d}", "募集", f"PZ{n}", "企业", a, "助学"] for n, a in enumerate(amounts, 1)]
    return [titles, *rows]


def formatted(rows: Rows, code: str, places: list[int], column: int = 6) -> bytes:
    """The workbook with a number format in some rows of a column, counted from 0."""

    def arrange(book: Any, sheet: Any) -> None:
        shape = book.add_format({"num_format": code})
        for row in places:
            sheet.write(row, column, rows[row][column], shape)

    return workbook(rows, arrange)


def told(loaded: Loaded) -> list[tuple[str, int | None, str | None]]:
    return [(i["rule"], i["row"], i["column"]) for i in loaded.findings if i["rule"] in ("R178", "R179", "R180")]


@pytest.mark.parametrize("code", ["0!.0,", "0!.0000", '0!.0,"万"', "0.00,,万%", "[Red]0!.0,;[Blue]0!.0,"])
def test_yuan_shown_in_ten_thousands_under_such_a_header_are_read_as_shown(load: Loader, code: str) -> None:
    loaded = load({NAME: formatted(fund([39_000, 12_345, 3.5], "（万元）"), code, [1, 2])})
    assert [float(value) for value in loaded.column("amount", "fund_entry")] == [39_000, 12_345, 35_000]
    assert told(loaded) == [("R178", 2, "金额（万元）")]
    assert loaded.found("R178")[0]["severity"] == "note"
    assert loaded.repaired("R178", "amount") == [2, 3]


@pytest.mark.parametrize(("unit", "code"), [
    ("（元）", "0!.0,"), ("", '0!.0,"万"'), ("（元）", "0.0,"), ("（万元）", "0.0,"), ("（万元）", "0.00,,"),
    ("（元）", '0"万"'),
])  # fmt: skip
def test_where_they_disagree_the_stored_value_counts_with_a_query(load: Loader, unit: str, code: str) -> None:
    loaded = load({NAME: formatted(fund([39, 5], unit), code, [1])})
    factor = 10_000 if "万" in unit else 1
    assert [float(value) for value in loaded.column("amount", "fund_entry")] == [39 * factor, 5 * factor]
    assert told(loaded) == [("R179", 2, f"金额{unit}")]
    assert loaded.found("R179")[0]["severity"] == "query"


@pytest.mark.parametrize(("unit", "code"), [
    ("（元）", "#,##0.00"), ("（万元）", "0.0000"), ("（万元）", '0.00"万元"'), ("（元）", '0"元"'),
    ("（元）", "yyyy-mm-dd"),
])  # fmt: skip
def test_a_format_that_changes_nothing_is_not_asked_about(load: Loader, unit: str, code: str) -> None:
    loaded = load({NAME: formatted(fund([39, 5], unit), code, [2])})
    assert told(loaded) == []


def test_a_count_shown_as_a_percentage_is_asked_about(load: Loader) -> None:
    titles = ["序号", "县（市、区）", "阵地（队伍）名称", "阵地（队伍）类型", "乡镇（街道）", "建立日期", "志愿者人数"]
    rows: Rows = [titles, *([n, "城关区", f"第{n}站", "爱心驿站", "张掖路街道", "2024-03-01", 10 * n] for n in (1, 2))]
    loaded = load({NAME: formatted(rows, "0%", [1])})
    assert told(loaded) == [("R180", 2, "志愿者人数")]
    assert loaded.column("volunteer_count", "site") == [10, 20]


def test_formats_of_other_columns_of_texts_of_zeros_and_of_rows_that_are_no_data_are_quiet(load: Loader) -> None:
    rows = [*fund([39, "5元", 0], "（元）"), ["合计", None, None, None, None, None, 44, None]]
    loaded = load({NAME: formatted(rows, "0!.0,", [2, 3, 4])})
    assert told(loaded) == []
    assert told(load({"城关区12月 2.xlsx": formatted(fund([1, 2], "（元）"), "0%", [1, 2], column=0)})) == []


def test_old_workbooks_are_asked_alike(load: Loader) -> None:
    import xlwt

    rows = fund([39_000, 3.5], "（万元）")

    def arrange(_book: Any, sheet: Any) -> None:
        sheet._cell_overwrite_ok = True
        sheet.write(1, 6, 39_000, xlwt.easyxf(num_format_str="0!.0,"))

    loaded = load({"城关区12月.xls": xls(rows, arrange)})
    assert [float(value) for value in loaded.column("amount", "fund_entry")] == [39_000, 35_000]
    assert told(loaded) == [("R178", 2, "金额（万元）")]
