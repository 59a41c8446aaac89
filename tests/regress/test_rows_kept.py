"""Rows of data that hold words of signatures, notes, totals or samples are data all the same."""

from pathlib import Path

import pytest

from tests.unit.read_examples import Cell, Rows, make_id, pairing, read_bytes, read_rows, reasons, xlsx

SITES: Rows = [["阵地名称", "阵地类型", "乡镇", "志愿者人数", "备注栏"]]
LOG: Rows = [["活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "帮扶对象身份证号", "活动类型", "活动内容"]]
NAME = "620102_2024-12.xlsx"


@pytest.mark.parametrize(
    "text", ["户籍正在审批", "填表人：本人", "已审核：通过", "联系电话：见附件", "（盖章）", "说明：见上"]
)
def test_a_remark_makes_no_row_without_numbers_a_signature(tmp_path: Path, text: str) -> None:
    rows = [[*row, cell] for row, cell in zip(pairing(12), ["备注", *[None] * 4, text, *[None] * 7], strict=True)]
    rows[5][4] = rows[5][7] = None
    table = read_rows(tmp_path, rows)
    assert table.rows.num_rows == 12
    assert reasons(table) == {1: "header"}


@pytest.mark.parametrize("site", ["【示范】东岗青年之家", "*西固驿站", "说明书驿站", "※南关驿站"])
def test_a_site_may_be_called_as_notes_begin(tmp_path: Path, site: str) -> None:
    rows: Rows = [*SITES, [site, "爱心驿站", "东岗街道", 5, "待审核人确认"], ["填表人：马某", None, "审核人：丁某"]]
    table = read_bytes(tmp_path, NAME, xlsx({"阵地": rows})).tables[0]
    assert table.rows.column("site_name").to_pylist() == [site]
    assert reasons(table) == {1: "header", 3: "signature"}


def test_what_an_activity_was_about_makes_it_no_signature(tmp_path: Path) -> None:
    row: list[Cell] = ["2024-12-03", "马三", None, "李四", None, "帮办实事", "联系经办人办理低保审批"]
    table = read_bytes(
        tmp_path, NAME, xlsx({"活动": [*LOG, row, row, ["单位负责人：", "丁某", None, "填表人：", "马某"]]})
    ).tables[0]
    assert table.rows.num_rows == 2
    assert reasons(table)[4] == "signature"


@pytest.mark.parametrize("label", ["小计", "城关镇小计", "合　计"])
def test_a_total_with_counts_under_the_numbers_is_one_wherever_it_stands(tmp_path: Path, label: str) -> None:
    rows = pairing(30)
    rows.insert(7, [label, None, None, 6, "6人", None, "6人", "6人"])
    table = read_rows(tmp_path, rows)
    assert reasons(table) == {1: "header", 8: "total"}
    assert table.rows.num_rows == 30


def test_samples_go_on_as_long_as_one_follows_the_other(tmp_path: Path) -> None:
    rows = pairing(10)
    samples: Rows = [["例", "城关区", None, "张三", "62999919900101XXXX", "孤儿"] for _ in range(5)]
    table = read_rows(tmp_path, [rows[0], *samples, *rows[1:]])
    assert [row for row, reason in reasons(table).items() if reason == "sample"] == [2, 3, 4, 5, 6]
    assert table.rows.num_rows == 10


def test_a_person_called_as_in_samples_who_has_no_number_for_a_reason_is_one(tmp_path: Path) -> None:
    rows = [[*row, None] for row in pairing(4)]
    rows[0][-1] = "无身份证原因"
    rows[1][3], rows[1][4], rows[1][7], rows[1][-1] = "王五", None, None, "无户籍"
    assert read_rows(tmp_path, rows).rows.num_rows == 4


def test_a_year_in_a_1904_workbook_is_no_serial_number(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[1][10], rows[2][10], rows[3][10] = 2015, "2015", 43616
    data = xlsx({"台账": rows}, date_1904=True)
    assert read_bytes(tmp_path, NAME, data).tables[0].rows.column("start_date").to_pylist() == [
        "2015",
        "2015",
        "2023-06-01",
    ]


def test_a_date_with_slashes_is_not_divided_among_three_persons(tmp_path: Path) -> None:
    rows = [[*row, None] for row in pairing(2)]
    rows[0][-1] = "出生日期"
    rows[1][3], rows[1][4] = "马甲、马乙、马丙", "、".join(make_id(number) for number in (1, 2, 3))
    rows[1][-1] = "2015/3/1"
    file = read_bytes(tmp_path, NAME, xlsx({"台账": rows}))
    births = [table.rows.column("recipient_birth_date").to_pylist()[0] for table in file.tables]
    assert births == ["2015/3/1"] * 3


def test_a_row_of_dashes_says_that_there_is_nothing(tmp_path: Path) -> None:
    rows: Rows = [*LOG, ["/", "/", "—", "/", None, "/", "/"], ["填表人：马某"]]
    table = read_bytes(tmp_path, NAME, xlsx({"活动": rows})).tables[0]
    assert table.is_zero
    assert table.rows.num_rows == 0
