"""Rows without height, sheets without cells, documents with a first day of their own, phonetic guides."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
import xlwt

from aixin_cli.read.model import SourceFile
from tests.defects.files import SHEET, html, members, repacked, workbook, xls, zipped
from tests.unit.read_examples import Rows, pairing, read_bytes

XLSX, ODS, XLS = "城关区12月.xlsx", "城关区12月.ods", "城关区12月.xls"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def with_rows(data: bytes, old: str, new: str) -> bytes:
    """The workbook with the tags of its rows, or what stands before them, rewritten."""
    xml = members(data)[SHEET].decode()
    changed = re.sub(old, new, xml)
    assert changed != xml
    return repacked(data, {SHEET: changed.encode()})


def hidden(file: SourceFile) -> list[tuple[int | None, str]]:
    assert file.error is None
    return [(notice.row, notice.message) for notice in file.notices if notice.rule == "R116"]


@pytest.mark.parametrize("height", ['ht="0"', 'ht="0.0" customHeight="1"', 'ht="0.25"', "ht='0'"])
def test_a_row_without_height_is_hidden(tmp_path: Path, height: str) -> None:
    file = read_bytes(tmp_path, XLSX, with_rows(workbook(pairing(4)), '<row r="3"', f'<row r="3" {height}'))
    assert [row for row, _said in hidden(file)] == [3]


@pytest.mark.parametrize("height", ['ht="15"', 'ht="6.75"', 'ht="10.05"', 'customHeight="0"'])
def test_a_row_of_any_height_is_seen(tmp_path: Path, height: str) -> None:
    file = read_bytes(tmp_path, XLSX, with_rows(workbook(pairing(4)), '<row r="3"', f'<row r="3" {height}'))
    assert hidden(file) == []


@pytest.mark.parametrize("usual", ['defaultRowHeight="0" zeroHeight="1"', 'defaultRowHeight="15" zeroHeight="1"'])
def test_rows_hidden_by_default_are_those_that_state_no_height_where_others_do(tmp_path: Path, usual: str) -> None:
    data = with_rows(workbook(pairing(4)), r'(<row r="[^3]")', r'\1 ht="15"')
    data = with_rows(data, "<sheetFormatPr[^>]*/>", f"<sheetFormatPr {usual}/>")
    assert [row for row, _said in hidden(read_bytes(tmp_path, XLSX, data))] == [3]


def test_where_only_the_rows_below_the_table_are_hidden_no_row_is(tmp_path: Path) -> None:
    data = workbook(pairing(4), lambda _book, sheet: sheet.set_default_row(hide_unused_rows=True))
    assert "zeroHeight" in members(data)[SHEET].decode()
    assert hidden(read_bytes(tmp_path, XLSX, data)) == []


def test_a_row_of_an_old_workbook_without_height_is_hidden(tmp_path: Path) -> None:
    def flatten(_book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        for row, height in ((2, 0), (3, 200)):
            sheet.row(row).height_mismatch = True
            sheet.row(row).height = height

    assert [row for row, _said in hidden(read_bytes(tmp_path, XLS, xls(pairing(4), flatten)))] == [3]


def open_document(rows: Rows, settings: str = "", styles: str = "", row_style: dict[int, str] | None = None) -> bytes:
    """An .ods; a text that begins with < is a cell's XML."""
    lines = []
    for index, row in enumerate(rows):
        style = f' table:style-name="{row_style[index]}"' if row_style and index in row_style else ""
        lines.append(f"<table:table-row{style}>{''.join(map(ods_cell, row))}</table:table-row>")
    content = (
        f'<office:document-content {SPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{settings}"
        f'<table:table table:name="台账">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entries = entry.format("/", kind) + entry.format("content.xml", "text/xml")
    return zipped({
        "mimetype": kind.encode(), "content.xml": content.encode(),
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>'.encode(),
    })  # fmt: skip


def ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    kind = f'float" office:value="{value}' if isinstance(value, int | float) else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def null_date(day: str) -> str:
    return f'<table:calculation-settings><table:null-date table:date-value="{day}"/></table:calculation-settings>'


@pytest.mark.parametrize(("settings", "serial"), [
    (null_date("1904-01-01"), 45078 - 1462), (null_date("1900-01-01"), 45078 - 2),
    (null_date("1899-12-30"), 45078), ("", 45078), ("<table:calculation-settings/>", 45078),
])  # fmt: skip
def test_day_numbers_of_an_open_document_count_from_its_own_first_day(
    tmp_path: Path, settings: str, serial: int
) -> None:
    rows = pairing(2)
    rows[1][10] = serial
    rows[2][10] = (
        '<table:table-cell office:value-type="date" office:date-value="2023-06-02">'
        "<text:p>x</text:p></table:table-cell>"
    )
    table = read_bytes(tmp_path, ODS, open_document(rows, settings)).tables[0]
    first, second = table.rows.column("start_date").to_pylist()
    assert first in ("2023-06-01", "45078")
    assert (first == "2023-06-01") == bool(table.fixes)
    assert second[:10] == "2023-06-02"


def test_a_phonetic_guide_is_no_part_of_a_name_in_an_open_document(tmp_path: Path) -> None:
    rows = pairing(3)
    ruby = "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>sun</text:ruby-text></text:ruby>"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows[1][3] = cell.format(ruby.format("马一"))
    rows[2][3] = cell.format(ruby.format("马") + "二")
    table = read_bytes(tmp_path, ODS, open_document(rows)).tables[0]
    assert table.rows.column("recipient_name").to_pylist() == ["马一", "马二", rows[3][3]]


@pytest.mark.parametrize("text", [
    '<si><t>{}</t><rPh sb="0" eb="1"><t>sun</t></rPh><phoneticPr fontId="1"/></si>',
    '<si><r><t>{}</t></r><rPh sb="0" eb="1"><t>sun</t></rPh></si>',
])  # fmt: skip
def test_a_phonetic_guide_is_no_part_of_a_name_in_a_workbook(tmp_path: Path, text: str) -> None:
    rows = pairing(3)
    data, part = workbook(rows), "xl/sharedStrings.xml"
    old = f"<si><t>{rows[1][3]}</t></si>"
    shared = members(data)[part].decode()
    assert old in shared
    data = repacked(data, {part: shared.replace(old, text.format(rows[1][3])).encode()})
    names = read_bytes(tmp_path, XLSX, data).tables[0].rows.column("recipient_name").to_pylist()
    assert names == [row[3] for row in rows[1:]]


def test_a_phonetic_guide_is_no_part_of_a_name_in_a_page(tmp_path: Path) -> None:
    rows = pairing(2)
    name = rows[1][3]
    rows[1][3] = f"<ruby>{name}<rp>(</rp><rt>sun</rt><rp>)</rp></ruby>"
    table = read_bytes(tmp_path, XLS, html(rows)).tables[0]
    assert table.rows.column("recipient_name").to_pylist()[0] == name


@pytest.mark.parametrize(("style", "is_hidden"), [("0cm", True), ("0.000in", True), ("0.3pt", True), ("0.45cm", False)])
def test_a_row_of_an_open_document_is_hidden_by_a_style_without_height(
    tmp_path: Path, style: str, is_hidden: bool
) -> None:
    styles = (
        '<style:style style:name="ro1" style:family="table-row">'
        f'<style:table-row-properties style:row-height="{style}"/></style:style>'
    )
    file = read_bytes(tmp_path, ODS, open_document(pairing(3), "", styles, {2: "ro1"}))
    assert [row for row, _said in hidden(file)] == ([3] if is_hidden else [])


def test_a_chart_sheet_is_left_out_and_nobody_elses_words_are_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def draw(book: object, _sheet: object) -> None:
        chart = book.add_chart({"type": "column"})  # type: ignore[attr-defined]
        chart.add_series({"values": "=台账!$A$2:$A$4"})
        book.add_chartsheet("图表").set_chart(chart)  # type: ignore[attr-defined]

    file = read_bytes(tmp_path, XLSX, workbook(pairing(3), draw))
    assert [table.rows.num_rows for table in file.tables] == [3]
    assert [(notice.rule, notice.sheet) for notice in file.notices] == [("R182", "图表")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("kind", "folder"), [
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/dialogsheet", "dialogsheets"),
    ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets"),
    ("http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet", "macrosheets"),
])  # fmt: skip
def test_dialogs_and_sheets_of_macros_are_left_out_unread(tmp_path: Path, kind: str, folder: str) -> None:
    data, part = workbook({"台账": pairing(3), "宏": pairing(5)}), "xl/_rels/workbook.xml.rels"
    relations = members(data)[part].decode()
    second = re.search(r'Type="([^"]+)" Target="worksheets/sheet2.xml"', relations)
    assert second
    changed = relations.replace(second[0], f'Type="{kind}" Target="{folder}/sheet1.xml"').encode()
    moved = members(data)[SHEET.replace("1.xml", "2.xml")]
    file = read_bytes(tmp_path, XLSX, repacked(data, {part: changed, f"xl/{folder}/sheet1.xml": moved}))
    assert file.error is None
    assert [table.rows.num_rows for table in file.tables] == [3]
    assert [(notice.rule, notice.sheet) for notice in file.notices] == [("R182", "宏")]
