from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aixin_cli.blank.conditions import condition_formula, condition_text
from aixin_cli.blank.model import FIRST, HEAD, ROWS
from aixin_cli.blank.workbook import blank_workbook, plan_blanks, write_templates
from aixin_cli.errors import DefinitionError, StoreError, UsageError
from aixin_cli.forms import layouts
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read import Declared, SourceFile
from aixin_cli.store.settings import load_settings
from tests.templates import EVERY, FILLED, PERIOD, UNIT, blank_of, columns, fill, opened
from tests.unit.read_examples import read_bytes

SETTINGS = load_settings(None)


def checks(sheet: Any) -> dict[str, Any]:
    """The check of each column of the table, by title."""
    at = {column: title for title, column in columns(sheet).items()}
    found = {}
    for check in sheet.data_validations.dataValidation:
        (area,) = check.sqref.ranges
        if area.min_row == FIRST + 1:
            found[at[area.min_col]] = check
    return found


def read(tmp_path: Path, layout: str, unit: str = UNIT) -> SourceFile:
    blank = blank_of(layout, unit)
    return read_bytes(tmp_path, blank.file_name, blank_workbook(blank), Declared())


def test_without_a_form_a_unit_gets_what_it_owes() -> None:
    assert [blank.form.id for blank in plan_blanks([], UNIT, PERIOD, SETTINGS)] == list(load_divisions().owes(UNIT))


def test_a_layout_is_named_by_id_and_a_form_by_code_and_none_is_made_twice() -> None:
    blanks = plan_blanks(["activity_monthly", "AX02", "帮扶活动月表"], UNIT, PERIOD, SETTINGS)
    assert [blank.layout.id for blank in blanks] == ["activity_monthly", "activity"]
    assert len({blank.file_name for blank in blanks}) == 2


@pytest.mark.parametrize(
    ("names", "unit", "period", "said"),
    [
        (["pairings"], UNIT, PERIOD, "pairings"),
        (["pairing"], "620100", PERIOD, "does not send"),
        ([], "620100", PERIOD, "owes no form"),
        (["pairing"], UNIT, "2023-04", "2023-05"),
    ],
)
def test_what_cannot_be_meant_is_refused(names: list[str], unit: str, period: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        plan_blanks(names, unit, period, SETTINGS)
    assert said in refused.value.what
    assert refused.value.hint


@pytest.mark.parametrize("layout", EVERY)
def test_the_same_question_gives_the_same_bytes(layout: str) -> None:
    assert blank_workbook(blank_of(layout)) == blank_workbook(blank_of(layout))


@pytest.mark.parametrize("layout", EVERY)
def test_the_header_has_every_field_in_force_in_the_forms_order(layout: str) -> None:
    sheet = opened(layout).worksheets[1]
    expected = [field.title for field in layouts()[layout].fields if field.name not in ("unit_name", "unit_code")]
    assert list(columns(sheet)) == expected


def test_fields_not_yet_in_force_are_left_out() -> None:
    assert "户编号" in columns(opened("pairing").worksheets[1])
    assert "户编号" not in columns(opened("pairing", period="2024-11").worksheets[1])


@pytest.mark.parametrize("layout", EVERY)
def test_every_column_to_fill_in_has_a_hint_and_no_text_is_longer_than_excel_takes(layout: str) -> None:
    blank = blank_of(layout)
    found = checks(opened(layout).worksheets[1])
    printed = {"序号", "指标代码", "指标名称", "计量单位"} if blank.is_fixed else set()
    assert found.keys() == {field.title for field in blank.fields} - printed
    for check in found.values():
        assert check.showInputMessage
        assert 0 < len(check.promptTitle) <= 32
        assert 0 < len(check.prompt) <= 255
        assert len(check.errorTitle) <= 32
        assert len(check.error or "") <= 255
        assert len(check.formula1 or "") <= 257


def test_codes_are_chosen_from_a_list_and_others_are_stopped() -> None:
    check = checks(opened("pairing").worksheets[1])["状态"]
    assert (check.type, check.formula1, check.errorStyle or "stop") == ("list", '"在帮,终止,待结对"', "stop")
    assert check.showErrorMessage
    (area,) = check.sqref.ranges
    assert area.size["rows"] == ROWS


def test_a_code_that_has_ended_is_not_offered() -> None:
    blank = blank_of("pairing")
    field = blank.layout.field("status")
    ended = replace(field, codes=(*field.codes[:2], replace(field.codes[2], until="2024-12")))
    assert blank.choices(ended) == ("在帮", "终止")


def test_an_offices_own_categories_are_offered_too() -> None:
    assert "安置帮教对象" in checks(opened("pairing").worksheets[1])["帮扶对象类别"].formula1


def test_where_several_codes_may_stand_nothing_restricts_the_cell() -> None:
    check = checks(opened("pairing").worksheets[1])["其他类别"]
    assert check.type in (None, "none")
    assert "可填多个" in check.prompt


def test_a_countys_own_townships_are_offered_and_another_name_is_only_asked_about() -> None:
    check = checks(opened("pairing").worksheets[1])["乡镇（街道）"]
    assert check.formula1.startswith('"酒泉路街道,张掖路街道,')
    assert check.errorStyle == "warning"


def test_a_list_too_long_for_a_check_stands_beside_the_instructions_and_on_no_hidden_sheet() -> None:
    blank = blank_of("site")
    field = blank.layout.field("site_kind")
    many = tuple(replace(field.codes[0], value=f"第{number}种服务阵地") for number in range(60))
    fields = tuple(replace(field, codes=many) if item is field else item for item in blank.layout.fields)
    made = blank_workbook(replace(blank, layout=replace(blank.layout, fields=fields)))
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet, area = checks(book.worksheets[1])["阵地（队伍）类型"].formula1.replace("$", "").split("!")
    assert [row[0].value for row in book[sheet.strip("'")][area]] == [code.value for code in many]
    assert all(item.sheet_state == "visible" for item in book)


def test_dates_lie_between_the_forms_first_day_and_the_months_last() -> None:
    check = checks(opened("pairing").worksheets[1])["结对日期"]
    days = [(date(1899, 12, 30).toordinal() + int(text)) for text in (check.formula1, check.formula2)]
    assert (check.type, [date.fromordinal(day) for day in days]) == ("date", [date(2000, 1, 1), date(2025, 1, 31)])


def test_counts_are_whole_numbers_and_amounts_are_not_negative() -> None:
    found = checks(opened("activity").worksheets[1])
    assert [(found[title].type, found[title].formula1) for title in ("人次", "资助资金")] == [
        ("whole", "1"),
        ("decimal", "0"),
    ]


def test_figures_of_an_indicator_are_whole_unless_they_are_money() -> None:
    check = checks(opened("indicator").worksheets[1])["本月数"]
    assert check.formula1 == 'AND(ISNUMBER($E5),$E5>=0,OR($D5="元",$E5=INT($E5)))'
    assert (check.errorStyle or "stop") == "stop"


def test_a_wrong_number_of_a_person_is_asked_about_but_can_be_kept() -> None:
    found = checks(opened("pairing").worksheets[1])
    for title in ("帮扶对象身份证号", "结对人身份证号", "残疾人证号", "联系电话"):
        assert (found[title].type, found[title].errorStyle) == ("custom", "warning")


def test_numbers_are_text_and_days_are_days_in_all_rows_without_a_cell_for_each() -> None:
    sheet = opened("pairing").worksheets[1]
    at = columns(sheet)
    formats = {}
    for title, column in at.items():
        letter = openpyxl.utils.get_column_letter(column)
        formats[title] = sheet.column_dimensions[letter].number_format
    assert {formats[title] for title in ("帮扶对象身份证号", "联系电话", "对象编号", "状态", "村（社区）")} == {"@"}
    assert formats["结对日期"] == "yyyy-mm-dd"
    assert sheet.max_row == HEAD + 1


def test_the_header_is_protected_without_a_password_and_the_rows_below_are_free() -> None:
    sheet = opened("pairing").worksheets[1]
    protection = sheet.protection
    assert protection.sheet
    assert not protection.password
    assert not any((protection.insertRows, protection.deleteRows, protection.sort, protection.autoFilter))
    assert all(cell.protection.locked for row in sheet.iter_rows(max_row=HEAD + 1) for cell in row if cell.row != 3)
    assert not sheet.cell(HEAD, 2).protection.locked
    assert not sheet.column_dimensions["H"].protection.locked
    assert sheet.freeze_panes == f"B{FIRST + 1}"


def test_a_column_that_is_always_required_has_a_red_mark_and_one_that_is_sometimes_a_blue_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(blank_of("pairing"))), rich_text=True)
    marks = {
        str(cell.value).rstrip("*"): cell.value[-1].font.color.rgb[-6:]
        for cell in book.worksheets[1][HEAD + 1]
        if str(cell.value).endswith("*")
    }
    fields = layouts()["pairing"].fields
    assert {title for title, colour in marks.items() if colour == "C00000"} == {f.title for f in fields if f.required}
    assert {title for title, colour in marks.items() if colour == "0563C1"} == {
        field.title for field in fields if field.required_when
    }


def test_the_instruction_sheet_tells_every_column_and_when_it_is_due() -> None:
    book = opened("pairing")
    guide = book["填表说明"]
    lines = [[cell.value for cell in row[:6]] for row in guide.iter_rows()]
    text = "\n".join(str(cell) for line in lines for cell in line if cell)
    # The 15th is a Saturday.
    for said in ("兰州市城关区（620102）", "2025年1月", "2025年2月17日前", "一对结对关系一行"):
        assert said in text
    by_title = {line[1]: line for line in lines if line[0] and len(str(line[0])) <= 2}
    assert by_title.keys() - {"标题"} == {field.title for field in blank_of("pairing").fields}
    assert by_title["终止原因"][2] == "“状态”为终止时必填"
    assert by_title["帮扶对象类别"][5] == "留守儿童、困境儿童：只用于“结对类型”为辅助结对的情况。"
    assert by_title["状态"][4] == "在帮、终止、待结对"


@pytest.mark.parametrize("layout", list(layouts().values()), ids=list(layouts()))
def test_every_condition_of_every_form_can_be_said_in_chinese_and_as_a_formula(layout: Any) -> None:
    conditions = [text for field in layout.fields for text in (field.required_when, field.uscc_when) if text]
    conditions += [code.only_when for field in layout.fields for code in field.codes if code.only_when]
    for condition in conditions:
        assert "“" in condition_text(condition, layout)
        assert condition_formula(condition, layout, {}).count('"') % 2 == 0


def test_a_condition_of_an_unknown_kind_is_refused_and_not_left_out() -> None:
    with pytest.raises(DefinitionError, match="between"):
        condition_text("person_times between 1 and 3", layouts()["activity"])


def test_a_condition_becomes_a_formula_in_which_a_blank_is_not_different() -> None:
    formula = condition_formula("status <> '待结对'", layouts()["pairing"], {"status": "$Z5"})
    assert formula == 'AND($Z5<>"",$Z5<>"待结对")'


def test_the_indicators_are_printed_in_order_by_section_and_only_figures_are_free() -> None:
    sheet = opened("indicator").worksheets[1]
    at = columns(sheet)
    rows = list(range(FIRST + 1, sheet.max_row + 1))
    codes = [sheet.cell(row, at["指标代码"]).value for row in rows]
    assert [code for code in codes if code] == [
        code.value for code in layouts()["indicator"].field("indicator_code").codes
    ]
    assert [sheet.cell(row, 1).value for row in rows if not codes[row - FIRST - 1]][:2] == ["孤儿", "残疾人"]
    first, allowance = rows[1], rows[4]
    assert not sheet.cell(first, at["本月数"]).protection.locked
    assert sheet.cell(first, at["本年累计"]).protection.locked, "a stock is not added up"
    assert not sheet.cell(allowance, at["启动以来累计"]).protection.locked
    assert sheet.cell(first, at["指标代码"]).protection.locked


def test_the_opening_totals_are_printed_for_every_measure_and_scope_up_to_the_month_before() -> None:
    sheet = opened("opening").worksheets[1]
    at = columns(sheet)
    rows = [[sheet.cell(row, at[title]).value for title in ("指标", "口径", "截止日期")] for row in range(5, 25)]
    assert len({(measure, scope) for measure, scope, _day in rows}) == 20
    assert {day for _measure, _scope, day in rows} == {datetime(2024, 12, 31)}  # noqa: DTZ001


@pytest.mark.parametrize("layout", EVERY)
def test_a_filled_in_workbook_is_read_without_a_word(tmp_path: Path, layout: str) -> None:
    name = blank_of(layout).file_name
    data = fill(layout, tmp_path / name).read_bytes()
    file = read_bytes(tmp_path, name, data, Declared())
    assert file.error is None
    assert file.notices == ()
    (table,) = file.tables
    assert (table.layout, table.unit, table.period) == (layout, UNIT, PERIOD)
    assert table.filled_date == FILLED.isoformat()
    assert all(column.how == "title" for column in table.columns)


@pytest.mark.parametrize(
    ("layout", "rule"), [(name, "R015" if name in ("indicator", "opening") else "R007") for name in EVERY]
)
def test_a_blank_workbook_is_no_return_and_that_is_all_that_is_said(tmp_path: Path, layout: str, rule: str) -> None:
    file = read(tmp_path, layout)
    assert (file.status, file.tables) == ("read", ())
    assert [(notice.rule, notice.severity) for notice in file.notices] == [(rule, "note")]


def test_a_county_without_an_activity_says_so_in_the_first_row(tmp_path: Path) -> None:
    path = fill("activity", tmp_path / "zero.xlsx", [{"序号": "零报告"}])
    (table,) = read_bytes(tmp_path, "620102_2025-01_AX02.xlsx", path.read_bytes(), Declared()).tables
    assert (table.is_zero, table.rows.num_rows) == (True, 0)


@pytest.mark.parametrize("unit", [unit.code for unit in load_divisions().units])
def test_every_units_workbook_says_unmistakably_whose_it_is(tmp_path: Path, unit: str) -> None:
    form = load_divisions().may_send(unit)[0]
    (shown,) = read(tmp_path, form, unit).layouts
    assert shown.unit == unit


def test_only_the_programs_own_instruction_sheet_is_passed_over_in_silence(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(fill("site", tmp_path / "site.xlsx"))
    book["填表说明"]["A2"] = None
    buffer = io.BytesIO()
    book.save(buffer)
    file = read_bytes(tmp_path, "620102_2025-01_AX06.xlsx", buffer.getvalue(), Declared())
    assert [notice.rule for notice in file.notices] == ["R005"]


def write(names: list[str], folder: Path) -> tuple[Path, ...]:
    return write_templates(plan_blanks(names, UNIT, PERIOD, SETTINGS), folder)


def test_a_file_that_may_have_been_filled_in_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    path = tmp_path / blank_of("site").file_name
    fill("site", path)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        write(["pairing", "site"], tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_blank_one_may_be_made_again(tmp_path: Path) -> None:
    first = write(["site"], tmp_path)
    assert write(["site", "pairing"], tmp_path)[0] == first[0]


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="can't be written"):
        write(["site"], tmp_path / "out")
