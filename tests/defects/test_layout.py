"""Defects 1–4, 8 and 9: what stands above, below and between the rows of a table."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.defects.files import workbook
from tests.defects.ledgers import COUNTIES, ID, ids, pairs, pairs_of, sites
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import TITLES, Rows, read_rows, reasons

FIVE = list(enumerate(COUNTIES[:5]))


def test_defect_01_title_rows_above_the_header_are_set_aside(load: Loader) -> None:
    books = {f"{county}12月.xlsx": [*titles_of(county)[:count], *pairs_of(county)] for count, county in FIVE}
    loaded = load({name: workbook(rows) for name, rows in books.items()})
    assert loaded.findings == []
    assert loaded.by_county("recipient_id") == {county: ids(1, 2, 3) for _count, county in FIVE}
    assert loaded.by_county("row") == {county: [count + 2, count + 3, count + 4] for count, county in FIVE}
    expected = [{**dict.fromkeys(range(1, count + 1), "title"), count + 1: "header"} for count, _county in FIVE]
    assert sorted(loaded.asides(), key=len) == expected


def titles_of(county: str) -> Rows:
    """Four rows as they stand above a county's table."""
    unit = f"填报单位：{county}    报告期：2024年12月"
    return [["甘肃省结对关爱工作报表"], ["附件2"], [unit], ["单位：人、户"]]


def test_defect_01_a_title_that_names_the_form_is_not_taken_for_its_header(load: Loader) -> None:
    loaded = load.sheet([["帮扶对象", "结对人"], ["姓名", "类别", "备注"], *pairs(2)])
    assert loaded.column("recipient_id") == ids(1, 2)
    assert loaded.column("row") == [4, 5]


TOP = ["序号", "县（市、区）", "乡镇（街道）", "帮扶对象", None, None, "结对人", None, None, "单位层级", "结对类型",
       "结对日期", "状态"]  # fmt: skip
BELOW = [None, None, None, "姓名", "身份证号", "类别", "姓名", "身份证号", "类别", None, None, None, None]


def _merge(levels: int) -> Any:
    """Groups merged sideways over three columns, single titles downwards over all levels."""

    def arrange(_book: Any, sheet: Any) -> None:
        for first in (3, 6):
            sheet.merge_range(0, first, levels - 2, first + 2, TOP[first])
        for column in [*range(3), *range(9, 13)]:
            sheet.merge_range(0, column, levels - 1, column, TOP[column])

    return arrange


@pytest.mark.parametrize("levels", [2, 3, 5, 8])
def test_defect_02_a_merged_header_of_several_levels_is_joined(load: Loader, levels: int) -> None:
    header: Rows = [list(TOP), *([[None] * 13] * (levels - 2)), list(BELOW)]
    loaded = load({NAME: workbook([*header, *pairs_in_order(3)], _merge(levels))})
    assert loaded.rules("error") == set()
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.column("helper_kind") == ["党员干部"] * 3
    assert loaded.column("row") == [levels + 1, levels + 2, levels + 3]
    assert set(loaded.aside().values()) == {"header"}


def test_defect_02_a_group_ends_where_its_merged_range_ends(load: Loader) -> None:
    rows = [list(TOP), list(BELOW), *pairs_in_order(2)]
    rows[0][9], rows[1][9] = None, "单位层级"
    rows[0][11], rows[1][11] = None, "结对日期"

    def arrange(_book: Any, sheet: Any) -> None:
        for first in (3, 6):
            sheet.merge_range(0, first, 0, first + 2, TOP[first])

    loaded = load({NAME: workbook(rows, arrange)})
    titles = loaded.store.rows("select json_extract_string(titles, '$.start_date') from meta.part")
    assert titles == [("结对日期",)]
    assert len(loaded.rows()) == 2


def test_defect_02_the_names_of_recipient_and_helper_are_told_apart_in_any_order(load: Loader) -> None:
    swapped = [0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11, 12]
    rows = [[row[place] for place in swapped] for row in [list(TOP), list(BELOW), *pairs_in_order(3)]]

    def arrange(_book: Any, sheet: Any) -> None:
        for first in (3, 6):
            sheet.merge_range(0, first, 0, first + 2, rows[0][first])

    loaded = load({NAME: workbook(rows, arrange)})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.column("recipient_category") == ["孤儿"] * 3


def pairs_in_order(count: int) -> Rows:
    """Pairs with the columns in the order of the merged header."""
    rows = pairs(count)
    order = [rows[0].index(title) for title in [*TITLES[:9], "单位层级", *TITLES[9:]]]
    return [[row[place] for place in order] for row in rows[1:]]


LABELS = ["城关区", "合计", "合 计", "合　计", "小计", "总计", "皋兰县合计", "某某街道小计"]
"""The first is the county that sends it."""


@pytest.mark.parametrize("at", [3, 5])
def test_defect_03_total_rows_in_the_middle_or_at_the_end_are_no_sites(load: Loader, at: int) -> None:
    files = {}
    for county, label in zip(COUNTIES, LABELS, strict=False):
        rows = sites(4)
        rows.insert(at, [None, label, None, None, None, sum(range(10, at * 10, 10)), sum(range(1, at))])
        files[f"{county}12月.xlsx"] = workbook(rows)
    loaded = load(files)
    assert list(loaded.by_county("volunteer_count", "site").values()) == [[10, 20, 30, 40]] * len(LABELS)
    assert loaded.asides() == [{1: "header", at + 1: "total"}] * len(LABELS)
    # What a grand total in the middle stands for nobody can say; at the end it is the sum.
    assert at == 3 or loaded.found("R103") == []


def test_defect_03_a_total_is_kept_and_compared_with_the_sum_of_its_rows(load: Loader) -> None:
    loaded = load.sheet([*sites(4), [None, "合计", None, None, None, 90, 10]])
    (finding,) = loaded.found("R103")
    assert finding["severity"] == "query"
    assert (finding["sheet"], finding["row"], finding["column"]) == ("台账", 6, "志愿者人数")
    assert {"90", "100", "10"} <= set(_numbers(finding["message"]))
    assert loaded.column("volunteer_count", "site") == [10, 20, 30, 40]
    kept = loaded.store.rows("select text from raw.set_aside where reason = 'total'")
    assert "90" in kept[0][0]


def test_defect_03_a_subtotal_is_compared_with_the_rows_since_the_one_before(load: Loader) -> None:
    rows = sites(4)
    rows.insert(3, [None, "小计", None, None, None, 30, 3])
    rows.append([None, "小计", None, None, None, 70, 7])
    rows.append([None, "总计", None, None, None, 100, 10])
    loaded = load.sheet(rows)
    assert [loaded.aside()[row] for row in (4, 7, 8)] == ["total"] * 3
    assert loaded.found("R103") == []


def _numbers(text: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in text).split()


SIGNED = [
    (["填表人：丁七", None, None, "审核人：沙八"], "signature"),
    (["单位负责人：丁七", None, "填报日期：2025年1月5日"], "signature"),
    (["（盖章）"], "signature"),
]


@pytest.mark.parametrize(("line", "reason"), SIGNED, ids=["people", "date", "seal"])
def test_defect_04_signature_lines_under_the_data_are_cut(load: Loader, line: list[str | None], reason: str) -> None:
    loaded = load.sheet([*pairs(3), [], list(line)])
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.aside() == {1: "header", 5: "blank", 6: reason}
    assert loaded.findings == []


def test_defect_04_the_date_and_the_signatory_are_kept_and_shown_to_nobody(load: Loader) -> None:
    loaded = load.sheet([*pairs(3), ["填表人：丁七", None, None, "填报日期：2025年1月5日"]])
    ((day,),) = loaded.store.rows("select filled_date::varchar from meta.part")
    assert day == "2025-01-05"
    ((text,),) = loaded.store.rows("select text from raw.set_aside where reason = 'signature'")
    assert "丁七" in text
    assert "丁七" not in str(loaded.report)


NAMES_OF_ID = ["身份证号", "身份证号码", "证件号码", "公民身份号码", "帮扶对象身份证号码", "对象 身份证号"]


def test_defect_08_a_column_is_known_by_any_of_its_names(load: Loader) -> None:
    files = {}
    for county, title in zip(COUNTIES, NAMES_OF_ID, strict=False):
        rows = pairs_of(county)
        rows[0][rows[0].index(ID)] = title
        files[f"{county}12月.xlsx"] = workbook(rows)
    loaded = load(files)
    assert loaded.findings == []
    assert list(loaded.by_county("recipient_id").values()) == [ids(1, 2, 3)] * len(NAMES_OF_ID)


def test_defect_08_a_required_column_that_is_missing_refuses_the_file_and_names_the_nearest_title(load: Loader) -> None:
    rows = pairs(3)
    rows[0][rows[0].index(ID)] = "对象证件"
    loaded = load({NAME: workbook(rows), "红古区12月.xlsx": workbook(pairs_of("红古区", 2))})
    assert list(loaded.refused) == [NAME]
    assert ID in loaded.refused[NAME]
    assert "对象证件" in loaded.refused[NAME]
    assert len(loaded.rows()) == 2


def test_defect_09_blank_rows_and_numbered_rows_without_content_are_dropped(load: Loader) -> None:
    rows = pairs(3)
    rows.insert(2, [])
    rows.extend([[number] for number in range(4, 9)])
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.aside() == {1: "header", **dict.fromkeys([3, 6, 7, 8, 9, 10], "blank")}
    assert loaded.findings == []


def test_defect_09_a_row_with_anything_but_its_number_is_kept(load: Loader) -> None:
    rows = pairs(30)
    rows[30] = [30, None, None, "马一"]
    loaded = load.sheet(rows)
    assert len(loaded.rows()) == 30
    assert {item["row"] for item in loaded.findings if item["severity"] == "error"} == {31}


BETWEEN: dict[str, list[Any]] = {
    "blank": [],
    "number": [99],
    "total": [None, "小计", None, None],
    "header": pairs(1)[0],
    "prefix": ["张掖路街道小计", None, None, None, None, 3],
}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(sorted(BETWEEN))), max_size=8), st.integers(0, 4))
def test_defect_03_whatever_stands_between_the_pairs_leaves_them_and_their_row_numbers(
    inserted: list[tuple[int, str]], above: int
) -> None:
    body: list[tuple[int | None, list[Any]]] = [(number, row) for number, row in enumerate(pairs(6)[1:], start=1)]
    for at, kind in sorted(inserted, reverse=True):
        body.insert(at, (None, list(BETWEEN[kind])))
    rows = [*titles_of("城关区")[:above], pairs(1)[0], *(row for _number, row in body), ["填表人：丁七"]]
    expected = [above + 2 + place for place, (number, _row) in enumerate(body) if number is not None]
    with TemporaryDirectory() as folder:
        table = read_rows(Path(folder), rows)
    assert table.rows.column("recipient_id").to_pylist() == ids(1, 2, 3, 4, 5, 6)
    assert table.rows.column("row").to_pylist() == expected
    assert sorted([*reasons(table), *expected]) == list(range(1, len(rows) + 1))
