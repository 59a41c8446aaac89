"""A sheet as a county sends it becomes a table of text, every row accounted for."""

from pathlib import Path

import pyarrow as pa
import pytest

from aixin_cli.forms.title import split_money_unit
from aixin_cli.read.body.rows import has_mark
from tests.unit.read_examples import (
    DECEMBER,
    TITLES,
    Rows,
    make_id,
    merged_xlsx,
    pairing,
    pairing_row,
    read_bytes,
    read_rows,
    reasons,
    refusal,
    xlsx,
)


def test_a_plain_ledger_is_read_with_unit_and_period_from_its_name(tmp_path: Path) -> None:
    table = read_rows(tmp_path, pairing(5))
    assert (table.form, table.layout, table.unit, table.period) == ("pairing", "pairing", "620102", "2024-12")
    assert table.rows.num_rows == 5
    assert table.rows.column("recipient_id").to_pylist() == [make_id(n) for n in range(1, 6)]
    assert table.rows.column("household_no").null_count == 5
    assert table.titles["recipient_id"] == "帮扶对象身份证号"


@pytest.mark.parametrize("blank_rows", [0, 1, 3])
def test_row_numbers_are_those_of_the_spreadsheet_program(tmp_path: Path, blank_rows: int) -> None:
    rows = [*([[]] * blank_rows), ["城关区结对帮扶台账"], ["填报单位：城关区", None, "报告期：2024年12月"], *pairing(3)]
    table = read_rows(tmp_path, rows, "a.xlsx")
    first = blank_rows + 4
    assert table.header_row == first - 1
    assert table.rows.column("row").to_pylist() == [first, first + 1, first + 2]


def test_row_numbers_hold_over_rows_set_aside_in_the_middle(tmp_path: Path) -> None:
    rows = pairing(4)
    rows.insert(3, ["小计", None, None, "2人"])
    rows.insert(4, [])
    table = read_rows(tmp_path, rows)
    assert table.rows.column("row").to_pylist() == [2, 3, 6, 7]
    assert reasons(table) == {1: "header", 4: "total", 5: "blank"}


def test_every_row_is_either_data_or_set_aside_with_a_reason(tmp_path: Path) -> None:
    rows = [
        ["城关区结对帮扶台账"],
        ["填报单位：城关区民政局    报告期：2024年12月    填报日期：2025年1月5日"],
        list(TITLES),
        list(range(1, 13)),
        [None, None, None, "示例", None, "孤儿"],
        *pairing(3)[1:],
        ["合　计", None, None, 3],
        [4],
        [],
        ["城关区", None, None, None, None, None, None, None, None, None, None, 12],
        ["填表人：丁某", None, None, "审核人：沙某"],
        ["说明：本表按月报送。"],
    ]
    table = read_rows(tmp_path, rows, "a.xlsx")
    expected = {1: "title", 2: "title", 3: "header", 4: "ordinals", 5: "sample", 9: "total", 10: "blank",
                11: "blank", 12: "total", 13: "signature", 14: "note"}  # fmt: skip
    assert reasons(table) == expected
    assert table.rows.column("row").to_pylist() == [6, 7, 8]
    assert table.filled_date == "2025-01-05"


def test_a_row_with_a_valid_id_is_never_taken_for_a_total(tmp_path: Path) -> None:
    rows = pairing(2)
    rows.append(["合计", *pairing_row(3)[1:]])
    assert read_rows(tmp_path, rows).rows.num_rows == 3


def test_a_sample_row_with_a_valid_id_is_a_person(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[1][0] = "例"
    assert read_rows(tmp_path, rows).rows.num_rows == 2


def test_rows_without_a_name_are_kept_as_data(tmp_path: Path) -> None:
    rows = pairing(30)
    rows[5][3] = None
    rows[6][3] = rows[6][4] = None
    assert read_rows(tmp_path, rows).rows.num_rows == 30


def test_the_header_printed_again_on_every_page_is_set_aside(tmp_path: Path) -> None:
    rows = pairing(40)
    rows.insert(20, list(TITLES))
    table = read_rows(tmp_path, rows)
    assert reasons(table)[21] == "header"
    assert table.rows.num_rows == 40


def test_synonyms_in_any_order_are_understood(tmp_path: Path) -> None:
    titles = {"帮扶对象姓名": "对象姓名", "帮扶对象身份证号": "公民身份号码", "结对人姓名": "帮扶干部姓名",
              "结对人身份证号": "干部身份证号", "县（市、区）": "县区"}  # fmt: skip
    rows = pairing(3)
    rows[0] = [titles.get(str(title), title) for title in rows[0]]
    table = read_rows(tmp_path, [list(reversed(row)) for row in rows])
    assert table.rows.column("recipient_id").to_pylist() == [make_id(n) for n in (1, 2, 3)]
    assert table.titles["helper_id"] == "干部身份证号"


def test_a_header_of_two_levels_tells_recipient_and_helper_apart(tmp_path: Path) -> None:
    top = [
        "序号",
        "县（市、区）",
        "乡镇（街道）",
        "帮扶对象信息",
        None,
        None,
        "结对人信息",
        None,
        None,
        "结对类型",
        "结对日期",
        "状态",
    ]
    below = [None, None, None, "姓名", "身份证号", "类别", "姓名", "身份证号", "类别", None, None, None]
    rows = [["结对帮扶台账"], top, below, *pairing(3)[1:]]
    table = read_rows(tmp_path, rows)
    assert table.header_row == 3
    assert table.rows.column("helper_id").to_pylist() == [make_id(n, "19800101") for n in (1, 2, 3)]
    assert table.titles["helper_name"] == "结对人信息/姓名"
    assert table.rows.column("row").to_pylist() == [4, 5, 6]


def test_a_header_of_three_levels_is_joined(tmp_path: Path) -> None:
    top = ["基本情况", None, None, None, None, None, "帮扶情况", None, None, None, None, None]
    middle = [
        "序号",
        "县（市、区）",
        "乡镇（街道）",
        "帮扶对象",
        None,
        None,
        "结对干部",
        None,
        None,
        "结对类型",
        "结对日期",
        "状态",
    ]
    below = [None, None, None, "姓名", "身份证号", "类别", "姓名", "身份证号", "类别", None, None, None]
    table = read_rows(tmp_path, [top, middle, below, *pairing(3)[1:]])
    assert table.header_row == 3
    assert table.rows.column("recipient_category").to_pylist() == ["孤儿"] * 3
    assert table.rows.column("status").to_pylist() == ["在帮"] * 3


def test_a_bare_phone_after_the_helper_is_the_helpers(tmp_path: Path) -> None:
    rows = pairing(2)
    for row, (first, second) in zip(rows, [("联系电话", "联系电话"), ("a", "b"), ("c", "d")], strict=True):
        row.insert(9, second)
        row.insert(6, first)
    table = read_rows(tmp_path, rows)
    assert table.rows.column("recipient_phone").to_pylist() == ["a", "c"]
    assert table.rows.column("helper_phone").to_pylist() == ["b", "d"]


def test_unknown_columns_are_kept_as_json_with_a_note(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0] += ["家庭情况", "网格员"]
    rows[1] += ['说"好"\n二行', None]
    rows[2] += [None, "b\\c"]
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"台账": rows}))
    extra = file.tables[0].rows.column("extra").to_pylist()
    assert extra == ['{"家庭情况":"说\\"好\\"\\n二行"}', '{"网格员":"b\\\\c"}', None]
    assert [notice.column for notice in file.notices if notice.rule == "R001"] == ["家庭情况", "网格员"]


def test_a_missing_required_column_names_the_nearest_title(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0][9] = "结对的类型"
    message = refusal(read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"台账": rows})))
    assert "结对类型" in message
    assert "结对的类型" in message
    assert "row 1" in message


def test_ditto_marks_repeat_the_value_above(tmp_path: Path) -> None:
    rows = pairing(4)
    rows[1][2], rows[2][2], rows[3][2], rows[4][2] = "甲镇", "同上", "〃", None
    assert read_rows(tmp_path, rows).rows.column("township").to_pylist() == ["甲镇", "甲镇", "甲镇", None]


@pytest.mark.parametrize("mark", ["〃 ", " 同 上 ", "〃〃", "同前", "上同", "同上。", "\u3000同上", "''", "〃 〃"])
def test_a_ditto_mark_is_known_in_every_style_and_in_every_column_of_text(tmp_path: Path, mark: str) -> None:
    rows = pairing(2)
    rows[2][1:] = [mark] * 11
    table = read_rows(tmp_path, rows)
    first, second = table.rows.drop_columns(["row", "row_no"]).to_pylist()
    assert second == first
    assert {fix.field for fix in table.fixes if fix.rule == "R011"} >= {"recipient_id", "helper_id", "start_date"}


@pytest.mark.parametrize("cells", [['"'], ["上", "''"], [None, "三〃", "中", "〃"], ["", "\xa0同上", "a"], ["\t”"]])
def test_a_ditto_mark_is_seen_wherever_a_column_has_it(cells: list[str | None]) -> None:
    assert has_mark(pa.array(cells))
    assert has_mark(pa.array(["〃", *cells]).slice(1))


@pytest.mark.parametrize("cells", [["上"], ["同意", "上海", "三", None], [" a ", "'同上", "同 上 学"], ["", None], []])
def test_a_text_that_begins_like_a_ditto_mark_is_none(cells: list[str | None]) -> None:
    assert not has_mark(pa.array(["〃", *cells, None], pa.string()).slice(1))


def test_a_ditto_mark_takes_the_row_directly_above_and_a_blank_one_gives_a_blank(tmp_path: Path) -> None:
    rows = pairing(5)
    rows[2][6:8], rows[3][6:8], rows[4][6:8] = [None, None], ["同上", "〃"], ["〃", "〃"]
    table = read_rows(tmp_path, rows)
    assert table.rows.column("helper_id").is_null().to_pylist() == [False, True, True, True, False]
    assert table.rows.column("helper_name").is_null().to_pylist() == [False, True, True, True, False]
    assert table.fixes == ()


def test_a_ditto_mark_with_nothing_above_stays_to_be_reported(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[1][7], rows[2][7] = "同上", "〃"
    table = read_rows(tmp_path, rows)
    assert table.rows.column("helper_id").to_pylist() == ["同上", "〃", make_id(3, "19800101")]
    assert table.fixes == ()


def test_a_word_that_only_begins_like_a_ditto_mark_is_a_value(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[2][2] = "同上乡"
    assert read_rows(tmp_path, rows).rows.column("township").to_pylist() == ["张掖路街道", "同上乡"]


def test_the_two_layouts_of_activity_are_told_apart(tmp_path: Path) -> None:
    log = [["活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "活动类型", "人次"],
           ["2024-12-03", "马一", make_id(1), "马二", "联系交流", 1]]  # fmt: skip
    monthly = [["结对人姓名", "结对人身份证号", "帮扶对象姓名", "联系次数", "走访次数", "资助资金（元）"],
               ["马一", make_id(1), "马二", 2, 1, 200]]  # fmt: skip
    assert read_rows(tmp_path, log).layout == "activity"
    table = read_rows(tmp_path, monthly)
    assert (table.form, table.layout, table.money_unit) == ("activity", "activity_monthly", "元")


@pytest.mark.parametrize(("title", "preamble", "unit"), [
    ("金额（万元）", "专项基金", "万元"),
    ("金额", "金额单位：万元", "万元"),
    ("金额(元)", "单位：万元", "元"),
    ("金额（万）", "单位：元", "万元"),
    ("金额(万)", "专项基金", "万元"),
    ("金额", "单位：人、万元", "万元"),
    ("金额", "专项基金", None),
])  # fmt: skip
def test_the_money_unit_comes_from_the_header_before_the_preamble(
    tmp_path: Path, title: str, preamble: str, unit: str | None
) -> None:
    rows = [[preamble], ["日期", "收支", "票据号", title], ["2024-12-03", "募集", "1", 3.5]]
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"基金": rows}))
    assert file.tables[0].money_unit == unit
    assert ("R009" in {notice.rule for notice in file.notices}) == (unit is None)


@pytest.mark.parametrize(("title", "preamble", "below", "unit"), [
    ("金额", "单位：千元", None, "千元"), ("金额", "金额单位：百万元", None, "百万元"),
    ("金额", "单位：亿元", None, "亿元"),
    ("金额（千元）", "专项基金", None, "千元"), ("金额", "专项基金", "（千元）", "千元"),
])  # fmt: skip
def test_amounts_in_thousands_are_never_taken_for_yuan(
    tmp_path: Path, title: str, preamble: str, below: str | None, unit: str
) -> None:
    rows: Rows = [[preamble], ["日期", "收支", "票据号", title]]
    rows += [[None, None, None, below]] if below else []
    rows.append(["2024-12-03", "募集", "1", 3.5])
    told = refusal(read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"基金": rows})))
    assert f"in {unit}" in told
    assert "元 or 万元" in told


def test_tens_of_thousands_of_people_are_no_money(tmp_path: Path) -> None:
    assert split_money_unit("服务人次（万）") == ("服务人次（万）", None)
    assert split_money_unit("资助金额（万）") == ("资助金额（）", "万元")


def test_cover_and_explanations_are_no_tables(tmp_path: Path) -> None:
    cover = [["爱心甘肃月报"], ["填报单位：榆中县民政局"], ["报告期：2024年12月"]]
    sheets = {"封面": cover, "台账": pairing(2, None), "填报说明": [["序号", "帮扶对象姓名"]], "样例": pairing(1)}
    file = read_bytes(tmp_path, "a.xlsx", xlsx(sheets))
    assert [(table.sheet, table.unit) for table in file.tables] == [("台账", "620123")]
    assert {(n.rule, n.sheet) for n in file.notices} == {("R004", "封面"), ("R005", "填报说明"), ("R005", "样例")}


def test_a_sheet_called_a_sample_is_read_where_it_holds_the_only_real_rows_of_its_form(tmp_path: Path) -> None:
    site: Rows = [
        ["阵地名称", "类型", "启用日期", "志愿者人数", "本月服务人次"],
        ["某驿站", "爱心驿站", "2023-08-01", 5, 10],
    ]
    file = read_bytes(tmp_path, "620102.xlsx", xlsx({"阵地": site, "结对帮扶台账样表": pairing(3)}))
    assert [(table.form, table.rows.num_rows) for table in file.tables] == [("site", 1), ("pairing", 3)]


def test_a_file_of_nothing_but_sheets_left_out_names_them_and_why(tmp_path: Path) -> None:
    sample = pairing(2)
    for row in sample[1:]:
        row[4] = row[7] = "6299991990XXXXXXXX"
    told = refusal(
        read_bytes(tmp_path, "620102.xlsx", xlsx({"填报样例": sample, "旧表": pairing(2)}, hidden=("旧表",)))
    )
    assert "填报样例 (named as a sample or an explanation)" in told
    assert "旧表 (hidden)" in told


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, "620102.xlsx", xlsx({"台账": pairing(2), "旧": pairing(9)}, hidden=("旧",)))
    assert [table.sheet for table in file.tables] == ["台账"]
    assert [(n.rule, n.sheet) for n in file.notices] == [("R006", "旧")]


def test_sheets_of_one_form_are_parts_and_supplements_are_marked(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, "620102.xlsx", xlsx({"一镇": pairing(2), "补报": pairing(1)}))
    assert [(table.sheet, table.is_supplement) for table in file.tables] == [("一镇", False), ("补报", True)]
    assert read_bytes(tmp_path, "620102补充.xlsx", xlsx({"一镇": pairing(2)})).tables[0].is_supplement


@pytest.mark.parametrize("below", [["本月无"], ["零报告"], ["填表人：丁某"]])
def test_a_flow_form_without_rows_is_a_zero_when_it_says_so_or_is_signed(tmp_path: Path, below: list[str]) -> None:
    rows = [["活动日期", "结对人姓名", "结对人身份证号", "帮扶对象姓名", "活动类型"], below]
    table = read_rows(tmp_path, rows)
    assert table.is_zero
    assert table.rows.num_rows == 0
    assert table.set_aside.num_rows == 2


def test_a_sheet_that_only_says_that_nothing_happened_is_a_zero(tmp_path: Path) -> None:
    table = read_rows(tmp_path, [["城关区帮扶活动台账"], ["本月无帮扶活动，零报告。"]])
    assert (table.form, table.is_zero, table.rows.num_rows, table.set_aside.num_rows) == ("activity", True, 0, 2)


def test_an_empty_template_is_neither_a_return_nor_an_error(tmp_path: Path) -> None:
    template = [["序号", "活动日期", "活动类型", "结对人姓名", "结对人身份证号", "帮扶对象姓名"], [1], [2]]
    file = read_bytes(tmp_path, "620102.xlsx", xlsx({"台账": pairing(2), "活动": template}))
    assert [table.form for table in file.tables] == ["pairing"]
    assert [notice.rule for notice in file.notices] == ["R007"]


def test_a_name_in_the_files_name_is_masked(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[1][6] = "阿依舍"
    file = read_bytes(tmp_path, "城关区_阿依舍_12月.xlsx", xlsx({"阿依舍": rows}))
    assert file.path == "城关区_阿**_12月.xlsx"
    assert file.tables[0].sheet == "阿**"


def test_styled_blank_rows_below_the_table_are_no_rows(tmp_path: Path) -> None:
    rows = [*pairing(3), *([["  ", "\u3000"]] * 500)]
    table = read_rows(tmp_path, rows)
    assert table.rows.num_rows + table.set_aside.num_rows == 4


def test_declared_period_is_a_fallback_unless_strict(tmp_path: Path) -> None:
    data = xlsx({"台账": [["报告期：2024年11月"], *pairing(2)]})
    assert "2024-11" in refusal(read_bytes(tmp_path, "620102.xlsx", data))
    loose = type(DECEMBER)(period="2024-12", is_period_strict=False)
    assert read_bytes(tmp_path, "620102.xlsx", data, loose).tables[0].period == "2024-11"
    undated = xlsx({"台账": pairing(2)})
    assert read_bytes(tmp_path, "620102.xlsx", undated, loose).tables[0].period == "2024-12"


def test_cells_merged_downwards_count_for_every_row(tmp_path: Path) -> None:
    rows = pairing(6)
    for row in rows[2:]:
        row[2] = None
    rows[4][2] = "乙镇"
    data = merged_xlsx(rows, [(1, 3, 2), (4, 5, 2)])
    file = read_bytes(tmp_path, "620102.xlsx", data)
    assert file.tables[0].rows.column("township").to_pylist() == ["张掖路街道"] * 3 + ["乙镇"] * 2 + [None]
    assert [notice.rule for notice in file.notices] == ["R014"]


def test_blank_cells_that_are_not_merged_stay_blank(tmp_path: Path) -> None:
    rows = pairing(4)
    rows[2][2] = rows[3][2] = None
    assert read_rows(tmp_path, rows).rows.column("township").to_pylist()[1:3] == [None, None]


def test_id_numbers_in_number_cells_are_marked_as_damaged_whatever_their_check_digit(tmp_path: Path) -> None:
    rows = pairing(5)
    wrecked = [629999201503012345, 629999201503012345 + 128 * 7, 629999201503012345 + 128 * 9]
    for row, number in zip(rows[1:], wrecked, strict=False):
        row[4] = number
    found = read_rows(tmp_path, rows).rows.column("recipient_id").to_pylist()
    assert [text.endswith(".0") for text in found] == [True, True, True, False, False]
    assert found[3:] == [make_id(4), make_id(5)]
