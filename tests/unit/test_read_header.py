"""The header is the window of rows whose titles map most fields, however it is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.errors import InputError
from aixin_cli.forms import layouts
from aixin_cli.read.grid import Row
from aixin_cli.read.header.find import Header, find_header
from aixin_cli.read.header.mapping import letter_of, map_columns
from aixin_cli.read.header.refusals import refuse_rival
from tests.unit.read_examples import TITLES, make_id, pairing, read_bytes, read_rows, reasons, refusal, xlsx

GROUPS: Row = [
    "序号",
    "县（市、区）",
    "乡镇（街道）",
    "帮扶对象",
    None,
    None,
    "结对人",
    None,
    None,
    "结对类型",
    "结对日期",
    "状态",
]
BELOW: Row = [None, None, None, "姓名", "身份证号", "类别", "姓名", "身份证号", "类别", None, None, None]
DATA: Row = [
    "1",
    "城关区",
    "甲镇",
    "马一",
    make_id(1),
    "孤儿",
    "李四",
    make_id(2),
    "党员干部",
    "主结对",
    "2023-06-01",
    "在帮",
]
FIELDS = {"recipient_name": 3, "recipient_id": 4, "recipient_category": 5, "helper_name": 6, "helper_id": 7,
          "helper_kind": 8, "status": 11}  # fmt: skip


def found(rows: list[Row], merges: list[tuple[int, int, int, int]] | None = None) -> Header:
    header = find_header(rows, merges or [])
    assert header is not None
    return header


def mapped(header: Header) -> dict[str, int]:
    return {name: header.columns[name] for name in FIELDS}


def test_merged_groups_are_filled_and_joined_with_what_stands_below() -> None:
    merges = [(0, column, 1, column) for column in (0, 1, 2, 9, 10, 11)] + [(0, 3, 0, 5), (0, 6, 0, 8)]
    header = found([GROUPS, BELOW, DATA], merges)
    assert (header.start, header.stop) == (0, 2)
    assert mapped(header) == FIELDS
    assert header.titles["recipient_name"] == "帮扶对象/姓名"
    assert header.titles["row_no"] == "序号"


def test_without_merged_ranges_a_groups_title_goes_rightwards() -> None:
    assert mapped(found([GROUPS, BELOW, DATA])) == FIELDS


def test_a_group_ends_where_its_merge_ends() -> None:
    """Without the merge 联系电话 would be taken for the helper's, whose group stands to its left."""
    top: Row = ["帮扶对象", None, "结对人", None, None]
    below: Row = ["姓名", "身份证号", "姓名", "身份证号", "联系电话"]
    for row, end in ((top, "状态"), (below, None)):
        row += ["类别" if row is below else None, "结对类型", end]
    header = found([top, below], [(0, 0, 0, 1), (0, 2, 0, 3)])
    assert header.titles["recipient_phone"] == "联系电话"
    assert "helper_phone" not in header.columns


def test_four_levels_with_numbered_groups_are_joined() -> None:
    first: Row = ["结对帮扶情况", *[None] * 11]
    second: Row = [
        "基本情况",
        None,
        None,
        "一、帮扶对象情况",
        None,
        None,
        "二、结对人情况",
        None,
        None,
        "三、结对情况",
        None,
        None,
    ]
    third: Row = ["序号", "县（市、区）", "乡镇（街道）", "个人信息", None, None, "个人信息", None, None, *GROUPS[9:]]
    header = found([first, second, third, BELOW, DATA])
    assert header.stop == 4
    assert mapped(header) == FIELDS


def test_eight_rows_are_looked_at_and_nine_are_not() -> None:
    def levels(count: int) -> list[Row]:
        return [[f"层级{n}甲", *[None] * 10, f"层级{n}乙"] for n in range(count - 2)] + [GROUPS, BELOW, DATA]

    merges = [(0, 0, 5, 0), (0, 11, 5, 11)]
    rows = levels(8)
    assert found(rows, merges).stop == 8
    assert find_header([["甲", *[None] * 11], *levels(8)], [(0, 0, 7, 0)]) is not None


def test_a_title_merged_downwards_belongs_to_the_header_to_its_end() -> None:
    rows: list[Row] = [list(TITLES), [None] * 11 + ["（在帮、终止）"], DATA]
    merges = [(0, column, 1, column) for column in range(11)]
    header = found(rows, merges)
    assert header.stop == 2
    assert header.titles["pair_kind"] == "结对类型"


def test_a_merge_that_ties_the_header_to_the_data_does_not_hide_it() -> None:
    assert found([list(TITLES), DATA], [(0, 1, 1, 1)]).columns["recipient_id"] == 4


def test_a_bare_title_under_somebody_elses_group_is_not_taken() -> None:
    top: Row = ["联系人", None, *TITLES[4:]]
    below: Row = ["姓名", "住址", *[None] * 8]
    merges = [(0, 0, 0, 1)] + [(0, column, 1, column) for column in range(2, 10)]
    header = found([top, below], merges)
    assert "recipient_name" not in header.columns
    assert "联系人/姓名" in header.unknown.values()


def test_a_helpers_sex_is_not_the_recipients() -> None:
    top: Row = ["帮扶对象", None, None, "结对人", None, None, "结对类型", "状态"]
    below: Row = ["姓名", "身份证号", "类别", "姓名", "身份证号", "性别", None, None]
    header = found([top, below])
    assert header.unknown == {5: "结对人/性别"}


def test_each_column_says_how_it_was_understood() -> None:
    rows: list[Row] = [[*TITLES[:4], "公民身份号码", *TITLES[5:], "网格员", "状态"]]
    columns = {column.letter: column for column in found(rows).describe()}
    assert (columns["D"].field, columns["D"].how, columns["D"].score) == ("recipient_name", "title", 1.0)
    assert columns["E"].how == "synonym"
    assert (columns["M"].field, columns["M"].how, columns["M"].score) == (None, "unknown", 0.0)
    assert columns["N"].how == "repeated"
    assert found([GROUPS, BELOW]).describe()[3].how == "group"


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_the_letters_of_the_spreadsheet_program(index: int, letter: str) -> None:
    assert letter_of(index) == letter


def test_a_header_that_two_forms_fit_equally_is_refused() -> None:
    persons: Row = ["结对人姓名", "结对人身份证号", "帮扶对象姓名", "帮扶对象身份证号"]
    header = found([[*persons, "活动日期", "活动类型", "联系次数", "走访次数"]])
    assert header.rival is not None
    assert {header.layout.id, header.rival.id} == {"activity", "activity_monthly"}
    with pytest.raises(InputError, match="two forms equally") as error:
        refuse_rival(header, "a.xlsx")
    assert "帮扶活动" in error.value.what
    assert error.value.where == "a.xlsx, row 1"


def test_no_form_is_claimed_by_two_layouts_when_its_whole_header_is_there() -> None:
    for layout in layouts().values():
        header = found([[field.title for field in layout.fields]])
        assert (header.layout.id, header.rival) == (layout.id, None)


@pytest.mark.parametrize(("ordinals", "reason"), [
    (["1", "2", "5", "6", "7", "10", "11", "12", "13", "14", "15", "16"], "ordinals"),
    (["甲", "乙", "丙", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "ordinals"),
    (["（人）", None, None, "人", None, None, None, None, None, "对", None, "—"], "header"),
])  # fmt: skip
def test_ordinals_and_units_under_the_header_are_no_data(tmp_path: Path, ordinals: Row, reason: str) -> None:
    rows = pairing(3)
    table = read_rows(tmp_path, [rows[0], list(ordinals), *rows[1:]])
    assert reasons(table)[2] == reason
    assert table.rows.num_rows == 3


@pytest.mark.parametrize(("header", "units", "expected"), [
    (["日期", "收支", "票据号", "金额", "余额（元）"], [None, None, None, "万元", "元"], "万元"),
    (["日期", "收支", "票据号", "金额", "余额（万元）"], [None, None, None, "（元）", "（万元）"], "元"),
    (["日期", "收支", "票据号", "金额（元）", "余额（万元）"], ["2024-12-01", "募集", "0", "1", "2"], "元"),
])  # fmt: skip
def test_a_money_columns_unit_is_its_own_not_its_neighbours(
    tmp_path: Path, header: Row, units: Row, expected: str
) -> None:
    rows = [list(header), list(units), ["2024-12-03", "募集", "1", "3.5", "9"]]
    assert read_rows(tmp_path, rows).money_unit == expected


def test_the_form_is_told_by_the_header_whatever_the_sheet_is_called(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"社会组织": pairing(2)}))
    assert file.tables[0].form == "pairing"


def test_a_missing_column_names_near_titles_with_scores_and_the_command_that_decides(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0][4] = "证件编码"
    told = refusal(read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"台账": rows})))
    assert "证件编码 (0.75)" in told
    assert 'aixin layout accept "证件编码" recipient_id --form pairing --unit 620102' in told


def test_a_refused_file_still_tells_how_its_columns_were_understood(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0][4] = "证件编码"
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"台账": rows}))
    (layout,) = file.layouts
    assert (layout.layout, layout.unit, layout.first_row, layout.last_row) == ("pairing", "620102", 1, 1)
    assert layout.missing == ("recipient_id",)
    assert layout.columns[4].title == "证件编码"


@pytest.mark.parametrize(
    ("titles", "sex", "phone", "helper_phone"),
    [
        ("帮扶对象姓名 帮扶对象身份证号 结对人姓名 性别 结对人身份证号 联系电话 结对类型", None, None, 5),
        ("帮扶对象姓名 性别 联系电话 帮扶对象身份证号 结对人姓名 结对人身份证号 结对类型", 1, 2, None),
        ("帮扶对象姓名 帮扶对象身份证号 结对人姓名 联系电话 结对人身份证号 结对人电话 性别", None, None, 5),
        ("结对人姓名 结对人身份证号 性别 帮扶对象姓名 帮扶对象身份证号 结对类型", 2, None, None),
        ("帮扶对象姓名 帮扶对象身份证号 结对人姓名 结对类型 联系电话 性别", 5, 4, None),
    ],
)
def test_a_bare_title_among_the_helpers_columns_is_not_the_recipients(
    titles: str, sex: int | None, phone: int | None, helper_phone: int | None
) -> None:
    columns = map_columns(layouts()["pairing"], tuple((title,) for title in titles.split()), {}).columns
    assert (columns.get("recipient_sex"), columns.get("recipient_phone")) == (sex, phone)
    assert columns.get("helper_phone") == helper_phone
