"""Defects 14, 15, 19–22, 34, 54–56 and 58: sheets, versions, persons and tables that get mixed up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.defects.files import csv, with_cells, workbook, xls
from tests.defects.ledgers import (
    COUNTIES,
    HELPER,
    ID,
    RECIPIENT,
    ids,
    pairs,
    pairs_of,
    preamble,
    put_column,
    sites,
    with_one,
)
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import Rows, make_id

TOWNSHIP = "乡镇（街道）"


def test_defect_14_sheets_of_explanations_and_samples_are_left_out(load: Loader) -> None:
    extra = ["说明", "填报说明", "填报样例", "数据字典"]
    loaded = load({NAME: workbook({**{name: pairs(4) for name in extra}, "Sheet2": pairs(2)})})
    assert loaded.column("recipient_id") == ids(1, 2)
    assert {(item["sheet"], item["severity"]) for item in loaded.found("R005")} == {(name, "note") for name in extra}


def test_defect_14_the_sheet_is_chosen_by_its_header_and_not_by_its_place(load: Loader) -> None:
    cover: Rows = [["结对帮扶报表封面"], ["填报单位：城关区"], ["报告期：2024年12月"]]
    loaded = load({"报表.xlsx": workbook({"Sheet1": cover, "Sheet2": [], "Sheet3": pairs(2, {"县（市、区）": None})})})
    assert loaded.column("recipient_id") == ids(1, 2)
    assert [(part["unit_code"], part["sheet"]) for part in loaded.parts()] == [("620102", "Sheet3")]


SAMPLES = [("示例", "马一"), ("例", "马一"), ("例：", "马一"), ("1", "张三")]


def test_defect_14_a_sample_row_without_a_good_number_is_dropped(load: Loader) -> None:
    files = {}
    for county, (number, name) in zip(COUNTIES, SAMPLES, strict=False):
        rows = pairs_of(county)
        rows[1][0], rows[1][3], rows[1][4], rows[1][7] = number, name, "6299991990XXXXXXXX", None
        files[f"{county}12月.xlsx"] = workbook(rows)
    loaded = load(files)
    assert loaded.by_county("recipient_id") == dict.fromkeys(COUNTIES[: len(SAMPLES)], ids(2, 3))
    assert loaded.asides() == [{1: "header", 2: "sample"}] * len(SAMPLES)


def test_defect_14_a_person_called_as_in_the_samples_is_a_person(load: Loader) -> None:
    rows = pairs(3, {RECIPIENT: ["马一", "张三", "马三"]})
    rows[1][0] = "例"
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.column("recipient_name") == ["马一", "张三", "马三"]


def test_defect_15_a_period_in_the_sheet_that_is_not_the_names_refuses_the_file_and_names_both(load: Loader) -> None:
    rows = [*preamble("城关区", "2024年11月"), *pairs(2)]
    loaded = load({"城关区2024年12月.xlsx": workbook(rows), "红古区12月.xlsx": workbook(pairs_of("红古区", 2))})
    (said,) = loaded.refused.values()
    assert "2024-11" in said
    assert "2024-12" in said
    assert len(loaded.rows()) == 2


MARKS = ["最终", "（最新）", "(1)", "修改版", "-最终版2"]


def test_defect_15_a_name_that_claims_a_version_is_queried_and_decides_nothing(load: Loader) -> None:
    claimed = {f"{county}12月{mark}.xlsx": county for county, mark in zip(COUNTIES, MARKS, strict=False)}
    files = {name: workbook(pairs_of(county, 2)) for name, county in claimed.items()}
    loaded = load({**files, "会宁县12月.xlsx": workbook(pairs_of("会宁县", 2))})
    assert [part["state"] for part in loaded.parts()] == ["accepted"] * 6
    noted = {Path(item["file"]).name: item["severity"] for item in loaded.found("R115")}
    assert noted == dict.fromkeys(claimed, "query")


def test_defect_15_of_two_versions_the_later_filled_counts_and_both_are_kept(load: Loader) -> None:
    def version(day: str, remark: str) -> bytes:
        head: Rows = [["台账"], [f"填报单位：城关区    报告期：2024年12月    填报日期：{day}"]]
        return workbook([*head, *pairs(3, {"备注": remark})])

    loaded = load({"城关区最终.xlsx": version("2025年1月3日", "旧"), "城关区.xlsx": version("2025年1月9日", "新")})
    states = {part["filled_date"].isoformat(): part["state"] for part in loaded.parts()}
    assert states == {"2025-01-03": "superseded", "2025-01-09": "accepted"}
    assert len(loaded.rows()) == 6


def test_defect_19_ditto_marks_stand_for_the_value_above_and_are_logged(load: Loader) -> None:
    loaded = load.sheet(pairs(6, {TOWNSHIP: ["张掖路街道", "同上", "〃", "″", '"', "靖远路街道"]}))
    assert loaded.column("township") == ["张掖路街道"] * 5 + ["靖远路街道"]
    assert loaded.found("R011")[0]["severity"] == "note"
    assert loaded.repaired("R011", "township") == [3, 4, 5, 6]


def test_defect_19_cells_merged_downwards_count_for_every_row_and_are_logged(load: Loader) -> None:
    rows = pairs(4, {TOWNSHIP: ["张掖路街道", None, None, "靖远路街道"]})

    def merge(_book: Any, sheet: Any) -> None:
        place = rows[0].index(TOWNSHIP)
        sheet.merge_range(1, place, 3, place, "张掖路街道")

    loaded = load({NAME: workbook(rows, merge)})
    assert loaded.column("township") == ["张掖路街道"] * 3 + ["靖远路街道"]
    assert loaded.found("R014")
    assert loaded.repaired("R014", "township") == [3, 4]


def test_defect_19_blank_cells_that_nothing_fills_stay_blank(load: Loader) -> None:
    loaded = load.sheet(pairs(3, {TOWNSHIP: ["张掖路街道", None, None]}))
    assert loaded.column("township") == ["张掖路街道", None, None]


def test_defect_20_several_persons_with_as_many_numbers_become_rows_of_their_own(load: Loader) -> None:
    marks = ["、", "/", "；", "\n", "，"]
    numbers = [ids(2 * place, 2 * place + 1) for place in range(1, 6)]
    rows = pairs(7, {RECIPIENT: with_one([f"马乙{mark}马丙" for mark in marks], "马甲")})
    put_column(rows, ID, [make_id(1), *(mark.join(two) for mark, two in zip(marks, numbers, strict=True)), make_id(20)])
    loaded = load({NAME: workbook(rows)}, split=5)
    assert sorted(loaded.column("row")) == [2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8]
    people = {(row["row"], row["recipient_name"], row["recipient_id"]) for row in loaded.rows()}
    for row, (first, second) in enumerate(numbers, start=3):
        assert {(row, "马乙", first), (row, "马丙", second)} <= people
    assert all(row["helper_id"] for row in loaded.rows())
    assert loaded.found("R120")[0]["severity"] == "query"
    assert loaded.repaired("R120", "recipient_name") == [3, 4, 5, 6, 7]
    assert loaded.rules("error") == set()


CROWDS = [("马乙、马丙", 1), ("马乙、马丙、马丁", 2), ("马乙等3人", 1), ("马乙、马丙等5人", 2)]


def test_defect_20_persons_that_cannot_be_told_apart_are_an_error(load: Loader) -> None:
    rows = pairs(6, {RECIPIENT: with_one([names for names, _count in CROWDS], "马甲")})
    starts = zip(range(10, 50, 10), [count for _names, count in CROWDS], strict=True)
    crowds = ["、".join(ids(*range(start, start + count))) for start, count in starts]
    put_column(rows, ID, [make_id(1), *crowds, make_id(6)])
    loaded = load.sheet(rows)
    assert loaded.column("row") == [2, 3, 4, 5, 6, 7]
    found = [item for item in loaded.findings if item["rule"] in ("P09D", "P10D")]
    assert {(item["row"], item["severity"]) for item in found} == {(row, "error") for row in range(3, 7)}


def test_defect_21_the_same_object_twice_is_an_error_that_names_both_lines(load: Loader) -> None:
    rows = pairs(4)
    rows.append([5, *rows[2][1:]])
    loaded = load.sheet(rows, is_linked=True)
    (finding,) = loaded.found("X002")
    assert finding["severity"] == "error"
    assert {finding["row"], *_numbers(finding["message"])} >= {3, 6}
    assert len(loaded.rows()) == 5
    ((counted,),) = loaded.store.rows("select count(*) from ent.pair where is_active")
    assert counted == 4


def _numbers(text: str) -> list[int]:
    return [int(part) for part in "".join(char if char.isdigit() else " " for char in text).split()]


def test_defect_21_the_same_object_with_another_helper_is_no_duplicate(load: Loader) -> None:
    rows = pairs(4)
    rows.append([5, *rows[2][1:]])
    put_column(rows, HELPER, ["马甲", "马乙", "马丙", "马丁", "马戊"])
    put_column(rows, "结对人身份证号", [make_id(number, "19800101") for number in (1, 2, 3, 4, 9)])
    assert load.sheet(rows, is_linked=True).found("X002") == []


def test_defect_22_one_object_in_two_counties_is_listed_and_never_dropped(load: Loader) -> None:
    files = {f"{unit}12月.xlsx": workbook(pairs_of(unit, 2)) for unit in ("城关区", "红古区")}
    loaded = load(files, is_linked=True)
    assert loaded.found("X003") or loaded.found("X004")
    assert {item["severity"] for item in [*loaded.found("X003"), *loaded.found("X004")]} == {"query"}
    assert len(loaded.rows()) == 4
    ((persons,),) = loaded.store.rows("select count(*) from ent.recipient")
    assert persons == 2


def test_defect_34_a_total_whose_formula_misses_new_rows_is_queried_with_the_difference(load: Loader) -> None:
    rows = [*sites(4), [None, "合计", None, None, None, 60, 10]]
    book = with_cells(workbook(rows), {"F6": "<f>SUM(F2:F4)</f><v>60</v>"})
    loaded = load({NAME: book})
    (finding,) = loaded.found("R103")
    assert (finding["severity"], finding["row"], finding["column"]) == ("query", 6, "志愿者人数")
    assert 40 in [abs(number) for number in _numbers(finding["message"])]
    assert loaded.column("volunteer_count", "site") == [10, 20, 30, 40]


def test_defect_34_a_total_typed_by_hand_is_compared_alike(load: Loader) -> None:
    loaded = load.csv([*sites(4), [None, "合计", None, None, None, "110人", "10"]])
    assert loaded.places("R103") == [(6, "志愿者人数")]


def test_defect_54_tables_below_each_other_are_read_each_by_its_own_header(load: Loader) -> None:
    rows = [*preamble(), *pairs(2), [], ["服务阵地与志愿队伍情况表"], *sites(3)]
    loaded = load.sheet(rows)
    assert loaded.column("recipient_id") == ids(1, 2)
    assert loaded.column("row") == [4, 5]
    assert loaded.column("volunteer_count", "site") == [10, 20, 30]
    assert loaded.column("row", "site") == [9, 10, 11]
    (finding,) = loaded.found("R154")
    assert (finding["severity"], finding["sheet"]) == ("note", "台账")
    assert "2" in finding["message"]


def test_defect_54_a_second_table_with_other_columns_of_the_same_form_is_read_by_its_header(load: Loader) -> None:
    second = [list(reversed(row)) for row in [*pairs(4)[:1], *pairs(4)[3:]]]
    loaded = load.sheet([*pairs(2), [], *second])
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4)
    assert len(loaded.found("R154")) == 1


def test_defect_54_tables_side_by_side_are_refused_with_what_to_do(load: Loader) -> None:
    rows = [[*left, None, *right] for left, right in zip(pairs(3), sites(3), strict=True)]
    loaded = load({NAME: workbook(rows), "红古区12月.xlsx": workbook(pairs_of("红古区", 2))})
    assert list(loaded.refused) == [NAME]
    assert "side by side" in loaded.refused[NAME]
    assert "sheet" in loaded.refused[NAME].rsplit("|", 1)[-1]
    assert len(loaded.rows()) == 2


def test_defect_55_columns_in_another_order_with_others_between_are_found_by_name(load: Loader) -> None:
    rows = pairs(3, {"联系人微信": ["a", None, "c"]})
    loaded = load.sheet([list(reversed(row)) for row in rows])
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.rules("error") == set()


def test_defect_55_an_unknown_column_is_kept_raw_and_noted(load: Loader) -> None:
    loaded = load.sheet(pairs(3, {"联系人微信": ["甲", None, "丙"]}))
    (finding,) = loaded.found("R001")
    assert (finding["severity"], finding["column"]) == ("note", "联系人微信")
    kept = [row["extra"] and json.loads(row["extra"]) for row in loaded.rows("pairing", "raw")]
    assert kept == [{"联系人微信": "甲"}, None, {"联系人微信": "丙"}]


def test_defect_55_an_older_template_without_the_newer_columns_is_no_fault(load: Loader) -> None:
    rows = [*preamble("城关区", "2024年11月"), *pairs(2)]
    loaded = load({"城关区.xlsx": workbook(rows)}, "2024-11")
    assert loaded.findings == []


def test_defect_56_an_old_workbook_full_to_its_last_row_is_queried(load: Loader) -> None:
    rows = pairs(3)

    def fill(_book: Any, sheet: Any) -> None:
        for column, value in enumerate(pairs(4)[4]):
            sheet.write(65_535, column, value)

    loaded = load({"城关区12月.xls": xls(rows, fill)})
    assert loaded.column("row") == [2, 3, 4, 65_536]
    (finding,) = loaded.found("R010")
    assert (finding["severity"], finding["row"]) == ("query", 65_536)


def test_defect_56_a_ledger_that_fills_its_template_exactly_is_queried(load: Loader) -> None:
    counts = dict(zip(COUNTIES, [49, 50, 51], strict=False))
    loaded = load({f"{county}12月.xlsx": workbook(pairs_of(county, count)) for county, count in counts.items()})
    assert {county: len(rows) for county, rows in loaded.by_county("row").items()} == counts
    noted = {Path(item["file"]).name: item["severity"] for item in loaded.found("R156")}
    assert noted == {f"{county}12月.xlsx": "query" for county, count in counts.items() if count == 50}


SHIFTS = {"城关区": (0, 2), "七里河区": (3, 0), "西固区": (3, 2)}


def test_defect_58_leading_blank_rows_and_columns_shift_no_row_number(load: Loader) -> None:
    files = {}
    for county, (above, left) in SHIFTS.items():
        rows = pairs_of(county, 30, {"帮扶对象类别": ["低保户", *["孤儿"] * 29]})
        shifted: Rows = [*([[]] * above), *([None] * left + row for row in rows)]
        files[f"{county}12月.xlsx"] = workbook(shifted)
    loaded = load(files)
    expected = {county: list(range(above + 2, above + 32)) for county, (above, _left) in SHIFTS.items()}
    assert loaded.by_county("row") == expected
    placed = {Path(item["file"]).name[:-8]: (item["row"], item["column"]) for item in loaded.found("P143")}
    assert placed == {county: (above + 2, "帮扶对象类别") for county, (above, _left) in SHIFTS.items()}


def test_defect_58_blank_lines_of_a_text_file_shift_no_row_number(load: Loader) -> None:
    data = csv(pairs(30, {"帮扶对象类别": ["低保户", *["孤儿"] * 29]}), "utf-8")
    loaded = load({"城关区12月.csv": b"\r\n\r\n" + data})
    assert loaded.places("P143") == [(4, "帮扶对象类别")]
