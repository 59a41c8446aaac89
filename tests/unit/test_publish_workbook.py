from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from aixin_cli.publish.book.sheet_header import read_layout
from aixin_cli.publish.book.workbook import write_workbook
from aixin_cli.publish.model import Completeness, Figure, History, Table
from aixin_cli.publish.order import Order
from tests.unit.publish_examples import example_edition, example_figure, example_table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "summary.xlsx"
    write_workbook(example_edition(), target)
    return target


@pytest.fixture
def sheet(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path)["T01 结对帮扶总体情况"]


def test_the_sheets_stand_in_their_order(path: Path) -> None:
    names = openpyxl.load_workbook(path).sheetnames
    assert names == ["封面", "目录", "主要指标", "T01 结对帮扶总体情况", "T03 结对帮扶总体情况", "说明", "数据来源"]


def test_a_second_run_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_workbook(example_edition(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_the_only_date_in_the_file_is_the_datas(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        core = book.read("docProps/core.xml").decode()
        times = {item.date_time for item in book.infolist()}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2024-12-31T"}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_cover_carries_stamp_period_and_day(path: Path) -> None:
    texts = [cell.value for cell in openpyxl.load_workbook(path)["封面"]["A"] if cell.value]
    assert texts[0].startswith("内部资料")
    assert "报告期：2024年12月" in texts
    assert "数据截止：2024年12月31日" in texts
    assert not any("不完整" in text for text in texts)


def test_an_edition_with_refused_files_says_so_on_its_cover(tmp_path: Path) -> None:
    write_workbook(example_edition(refused=("b.xlsx",)), tmp_path / "x.xlsx")
    texts = [cell.value for cell in openpyxl.load_workbook(tmp_path / "x.xlsx")["封面"]["A"] if cell.value]
    assert "结果不完整：1个文件未能读入" in texts


def test_heads_are_merged_and_frozen(sheet: Worksheet) -> None:
    assert {"A3:A4", "B3:B4", "C3:D3", "E3:F3"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$3:$4"


def test_cells_have_the_numbers_and_formats_of_the_standard(sheet: Worksheet) -> None:
    assert (sheet["C5"].value, sheet["C5"].number_format) == (12345, "0")
    assert (sheet["E5"].value, sheet["E5"].number_format) == (1234567.1, "0.00")
    assert (sheet["F5"].value, sheet["F5"].number_format) == (0.9876, "0.00%")


def test_zero_blank_and_dash_are_three_things(sheet: Worksheet) -> None:
    assert sheet["C8"].value == 0
    assert sheet["D8"].value is None
    assert sheet["F6"].value == "—"


def test_codes_stay_text_and_no_text_becomes_a_formula(path: Path, sheet: Worksheet) -> None:
    assert sheet["A5"].value == "620000"
    # openpyxl reads every text that starts with = as a formula; the file itself says which it is.
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not [name for name in sheets if b"<f>" in book.read(name)]


def test_the_province_is_bold_and_a_prefecture_shaded(sheet: Worksheet) -> None:
    assert sheet["C5"].font.b
    assert sheet["C6"].fill.fgColor.rgb == "FFEAF1FB"
    assert not sheet["C7"].font.b


def test_notes_and_print_settings_are_there(sheet: Worksheet) -> None:
    assert sheet["A9"].value == "干部按人去重。"
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.page_setup.paperSize == 9
    assert sheet.oddHeader.left.text == "内部资料"
    assert "&P" in (sheet.oddFooter.center.text or "")


def test_notes_name_what_is_missing_and_carried(path: Path) -> None:
    rows = openpyxl.load_workbook(path)["说明"].iter_rows(values_only=True)
    text = "\n".join(str(cell) for row in rows for cell in row if cell)
    assert "未报：结对帮扶台账 榆中县" in text
    assert "沿用以前月份：结对帮扶台账 皋兰县（2024-11）" in text
    assert "四舍五入" in text


def test_the_returns_behind_stand_on_a_hidden_sheet_that_is_not_printed(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["数据来源"]
    assert sheet.sheet_state == "hidden"
    assert [cell.value for cell in sheet[2]][4] == "a.xlsx#台账"


def test_contents_link_to_the_sheets(path: Path) -> None:
    contents = openpyxl.load_workbook(path)["目录"]
    assert contents["B4"].hyperlink is not None
    assert contents["B4"].hyperlink.location == "'T01 结对帮扶总体情况'!A1"


def test_a_table_without_rows_is_still_a_sheet(tmp_path: Path) -> None:
    full = example_table()
    empty = type(full)(full.id, full.title, full.unit_line, full.columns, full.data.slice(0, 0), (), ())
    write_workbook(example_edition(tables=(empty,)), tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["T01 结对帮扶总体情况"]["A3"].value == "区划代码"


def test_a_text_that_looks_like_a_formula_stays_a_text(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=兰州市本级"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_sheet_prints_its_table_alone_with_heads_on_each_page(sheet: Worksheet) -> None:
    assert sheet.print_area == "'T01 结对帮扶总体情况'!$A$1:$F$10"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_tables_rows_have_a_name(path: Path) -> None:
    names = openpyxl.load_workbook(path).defined_names
    assert names["T01_数据"].attr_text == "'T01 结对帮扶总体情况'!$A$5:$F$8"


def test_the_file_says_of_what_month_it_is_and_what_made_it(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.properties.title == "结对帮扶·爱心甘肃统计汇总 2024年12月"
    told = {item.name: item.value for item in book.custom_doc_props.props}
    assert told["aixin_settings_hash"] == "0123456789abcdef"
    assert told["aixin_period"] == "2024-12"


def silent_table() -> Table:
    """A month of which the second county sent nothing."""
    table = example_table()
    rows = pa.table(
        {
            "unit_code": ["620000", "620102", "620103"],
            "unit_name": ["甘肃省", "城关区", "七里河区"],
            "helper_count": pa.array([3, 3, None], pa.int64()),
            "helper_unverified_count": pa.array([0, 0, None], pa.int64()),
            "amount_yuan": pa.array([None, None, None], pa.decimal128(18, 2)),
            "paired_rate": pa.array([None, None, Decimal("0.5")], pa.decimal128(9, 4)),
        }
    )
    return replace(table, data=rows, levels=("province", "area", "area"))


def test_a_unit_that_sent_nothing_is_grey(tmp_path: Path) -> None:
    write_workbook(example_edition(tables=(silent_table(),)), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["T01 结对帮扶总体情况"]
    grey = [sheet[f"B{row}"].font.color.rgb == "FF8C8C8C" for row in (5, 6, 7)]
    assert grey == [False, False, True]


def test_a_unit_that_sent_nothing_can_be_left_out_and_the_cover_says_so(tmp_path: Path) -> None:
    write_workbook(example_edition(tables=(silent_table(),), only_reported=True), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    names = [cell.value for cell in book["T01 结对帮扶总体情况"]["B"]]
    assert ("城关区" in names, "七里河区" in names) == (True, False)
    assert "没有任何上报数据的单位未列出" in [cell.value for cell in book["封面"]["A"]]


def test_a_publication_without_silent_units_is_another_publication() -> None:
    assert Order().choices != Order(only_reported=True).choices


DECLARED = [
    {"title": "人数", "down": ["unit_name"], "cells": ["helper_count"]},
    {"title": "资金", "down": ["unit_name"], "cells": ["amount_yuan"], "notes": ["另见。"]},
    {"title": "各单位", "chart": "bar", "down": ["unit_name"], "cells": ["helper_count"]},
]


def laid_out(path: Path, times: int) -> openpyxl.Workbook:
    """A workbook of a table that is declared in parts, its rows so many times."""
    table = example_table()
    sheets = read_layout({"sheet": DECLARED}, [column.name for column in table.columns], "t01.sql")
    data, levels = pa.concat_tables([table.data] * times), table.levels * times
    write_workbook(example_edition(tables=(replace(table, sheets=sheets, data=data, levels=levels),)), path)
    return openpyxl.load_workbook(path)


def test_parts_of_a_table_that_fall_on_one_page_stand_on_one_sheet(tmp_path: Path) -> None:
    book = laid_out(tmp_path / "x.xlsx", 1)
    assert book.sheetnames == ["封面", "目录", "主要指标", "图表", "T01-1 人数", "说明", "数据来源"]
    sheet = book["T01-1 人数"]
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert [text for text in texts if text.startswith("T01-2")] == ["T01-2  资金"]
    assert not any("本表的说明见" in text for text in texts)
    # Of one page each way nothing is written.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, None)
    first, second = (book.defined_names[f"T01_{number}_数据"].attr_text for number in (1, 2))
    assert first.startswith("'T01-1 人数'!$A$4:")
    assert [row[1].value for row in sheet[second.partition("!")[2].replace("$", "")]][:2] == [1234567.1, 0]
    listed = {row[0].value: row[1].hyperlink.location for row in book["目录"].iter_rows(min_row=3) if row[0].value}
    assert listed == {"T01-1": "'T01-1 人数'!A1", "T01-2": "'T01-1 人数'!A1"}


def test_a_table_is_laid_out_and_drawn_as_its_header_says(tmp_path: Path) -> None:
    book = laid_out(tmp_path / "x.xlsx", 12)
    assert book.sheetnames == ["封面", "目录", "主要指标", "图表", "T01-1 人数", "T01-2 资金", "说明", "数据来源"]
    assert [cell.value for cell in book["T01-2 资金"]["A"] if cell.value][-3] == "另见。"
    (chart,) = book["图表"]._charts
    (series,) = chart.series
    assert series.val.numRef.f.startswith("图表!")
    first = series.val.numRef.f.partition("!")[2].partition(":")[0].replace("$", "")
    assert book["图表"][first].value == 12345


def test_definitions_are_told_once_and_in_one_paragraph_a_table(path: Path) -> None:
    texts = [str(cell.value) for row in openpyxl.load_workbook(path)["说明"] for cell in row if cell.value]
    told = [text for text in texts if "有在帮主结对的党员干部" in text]
    assert len(told) == 1
    assert told[0].startswith("T01  ")


def figures(tmp_path: Path, *told: Figure) -> list[tuple[object, ...]]:
    write_workbook(example_edition(figures=told), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.defined_names["指标_F01"].attr_text.startswith("'主要指标'!$")
    return [row for row in book["主要指标"].iter_rows(min_row=4, values_only=True) if str(row[0]).startswith("F")]


def test_a_stock_stands_beside_last_month_and_has_no_year(tmp_path: Path) -> None:
    history = History(previous=Decimal(250000), growth=Decimal("0.004"))
    counted = Completeness(expected=89, received=86, carried=1, absent=2, silent=("榆中县", "皋兰县"))
    figure = replace(example_figure(), history=history, completeness=counted)
    (line,) = figures(tmp_path, figure)
    assert line[3:11] == ("月末", 251000, 250000, 1000, 0.004, "—", "—", "25.1万名")
    assert line[11] == "据已报的87个单位统计（应报89个，其中1个沿用以前月份，不含榆中县、皋兰县）"


def test_what_is_added_up_has_its_month_its_year_and_its_whole(tmp_path: Path) -> None:
    history = History(month=Decimal(10), previous_month=Decimal(12), year=Decimal(90))
    figure = replace(example_figure(), measure="cumulative", history=history)
    part = replace(example_figure("F01_year", printed="90名"), measure="cumulative")
    (line,) = figures(tmp_path, figure, part)
    assert line[3:10] == ("本月", 10, 12, -2, None, 90, 251000)
    assert line[10] == "25.1万名；本年90名"
