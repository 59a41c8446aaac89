"""A workbook goes back with its cells marked, and with nothing else in it touched."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from aixin_cli.feedback.book.comments import MOST
from aixin_cli.feedback.items import Item, Letter, Sent
from aixin_cli.feedback.marked import Unmarkable, list_workbook, mark_workbook
from aixin_cli.feedback.receipt import Receipt, check_code
from tests.awkward_books import AWKWARD, RELATIONS, Parts, commented, protected, read_parts, write_parts

SHEET = "结对 台账"
READ_BY_OPENPYXL = [make for make in AWKWARD if make.__name__ not in ("strict", "pivot")]
"""It takes no strict workbook, and no pivot table that isn't all there."""
LETTER = Letter("某县", "2024年12月", date(2025, 1, 20))
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
"""The order in which a worksheet's children stand (ECMA-376 part 1, CT_Worksheet)."""


def item(cell: str | None, severity: str = "error", sheet: str | None = SHEET, **said: Any) -> Item:
    row = int(re.sub(r"\D", "", cell)) if cell else None
    texts = {"value": "甲**", "message": "缺少姓名", "hint": "请补填", "check": f"c{cell}"[:10], **said}
    return Item(severity, "P101", sheet, row, cell, **texts)


ITEMS = (
    item("A3"),
    item("B5", "query"),
    item("B5", "note"),
    item("D7", "query"),
    item("C21"),
    item("AB40", "note"),
    item(None, "query"),
    item("A1", "error", "没有这张表"),
)


def sent(*items: Item) -> Sent:
    return Sent(Receipt("2024-12", 7, "0a1b2c3d"), "m/某县.xlsx", None, ("620102",), items)


def marked(parts: Parts, *items: Item) -> Parts:
    return read_parts(mark_workbook(write_parts(parts), sent(*items), LETTER))


def root_of(parts: Parts, name: str) -> Any:
    return etree.fromstring(parts[name])


def relations(parts: Parts, part: str) -> list[Any]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    return list(root_of(parts, path)) if path in parts else []


def target(part: str, relation: Any) -> str:
    said = str(relation.get("Target"))
    return (
        said.lstrip("/") if said.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), said))
    )


@pytest.fixture(params=AWKWARD, ids=lambda make: make.__name__)
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Parts:
    make: Callable[[Path], Parts] = request.param
    return make(tmp_path)


def test_only_parts_that_need_a_mark_are_changed(parts: Parts) -> None:
    after = marked(parts, *ITEMS)
    changed = {name for name, content in parts.items() if after.get(name) != content}
    allowed = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    allowed |= {"xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    if "xl/comments1.xml" in parts:
        allowed |= {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert changed <= allowed
    assert {"xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"} <= changed


def test_the_package_holds_together(parts: Parts) -> None:
    after = marked(parts, *ITEMS)
    types = root_of(after, "[Content_Types].xml")
    named = {node.get("PartName", "").lstrip("/") for node in types}
    extensions = {str(node.get("Extension")).lower() for node in types if node.get("Extension")}
    for name in after:
        assert name == "[Content_Types].xml" or name in named or name.rpartition(".")[2].lower() in extensions, name
        links = relations(after, name)
        assert len({link.get("Id") for link in links}) == len(links)
        for link in links:
            assert link.get("TargetMode") == "External" or target(name, link) in after, (name, link.get("Target"))


def test_every_part_that_was_written_stands_in_the_order_of_the_standard(parts: Parts) -> None:
    after = marked(parts, *ITEMS)
    formats = root_of(after, "xl/styles.xml")
    counts = {etree.QName(node).localname: node for node in formats}
    for name in ("fonts", "fills", "borders", "cellXfs"):
        assert int(counts[name].get("count")) == len(counts[name])
    for node in counts["cellXfs"]:
        assert int(node.get("fillId")) < len(counts["fills"])
        assert int(node.get("fontId")) < len(counts["fonts"])
        assert int(node.get("borderId")) < len(counts["borders"])
    for name in (name for name in after if re.fullmatch(r"xl/worksheets/\w+\.xml", name)):
        sheet = root_of(after, name)
        places = [ORDER.index(etree.QName(node).localname) for node in sheet]
        assert places == sorted(places), name
        cells = sheet.iter("{*}c")
        assert all(int(cell.get("s", "0")) < len(counts["cellXfs"]) for cell in cells)
        rows = [int(row.get("r")) for row in sheet.iter("{*}row") if row.get("r")]
        assert rows == sorted(set(rows))


@pytest.mark.parametrize("make", READ_BY_OPENPYXL, ids=lambda make: make.__name__)
def test_marked_cells_have_the_fill_of_the_gravest_and_keep_what_they_were(
    make: Callable[[Path], Parts], tmp_path: Path
) -> None:
    parts = make(tmp_path)
    before = openpyxl.load_workbook(io.BytesIO(write_parts(parts)))
    after = openpyxl.load_workbook(io.BytesIO(mark_workbook(write_parts(parts), sent(*ITEMS), LETTER)))
    assert after.sheetnames == ["问题清单", *before.sheetnames]
    for sheet in before.worksheets:
        same = after[sheet.title]
        assert same.sheet_state == sheet.sheet_state
        assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=20)] == [
            [cell.value for cell in row] for row in same.iter_rows(max_row=20, max_col=sheet.max_column)
        ]
    ours, theirs = after[SHEET], before[SHEET]
    fills = {cell: ours[cell].fill.fgColor.rgb for cell in ("A3", "B5", "D7", "C21", "AB40")}
    assert fills == {"A3": "FFFFC6CD", "B5": "FFFFEB9B", "D7": "FFFFEB9B", "C21": "FFFFC6CD", "AB40": "FFDDEBF6"}
    # Of a cell that wasn't there the row's format, else the column's.
    of_column = "#,##0.00" if b"<cols>" in parts["xl/worksheets/sheet1.xml"] else "General"
    formats = [ours[cell].number_format for cell in ("A3", "B5", "D7", "C21")]
    assert formats == ["General", "yyyy-mm-dd", of_column, "yyyy-mm-dd"]
    assert ours["A4"].fill.fgColor.rgb == theirs["A4"].fill.fgColor.rgb
    said = ours["B5"].comment.text
    assert "aixin feedback 核实 P101：缺少姓名。请补填。" in said
    assert "另有 1 个问题" in said


def test_a_comment_that_was_there_stays_and_ours_stands_below_it(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(mark_workbook(write_parts(commented(tmp_path)), sent(*ITEMS), LETTER)))[
        SHEET
    ]
    assert sheet["A3"].comment.text.startswith("原来的批注\n")
    assert "aixin feedback" in sheet["A3"].comment.text
    assert sheet["H30"].comment.text == "另一条"
    assert sheet["D7"].comment is not None
    drawing = marked(commented(tmp_path), *ITEMS)["xl/drawings/vmlDrawing1.vml"]
    numbers = re.findall(rb'id="_x0000_s(\d+)"', drawing)
    assert len(numbers) == len(set(numbers)) == 6


@pytest.mark.parametrize("make", [commented, protected], ids=lambda make: make.__name__)
def test_the_drawing_of_comments_is_the_sheets_own(make: Callable[[Path], Parts], tmp_path: Path) -> None:
    """Neither in a condition of a cell's format, which may hold an extLst too, nor that of the header's pictures."""
    after = marked(make(tmp_path), *ITEMS)
    (drawing,) = root_of(after, "xl/worksheets/sheet1.xml").findall("./{*}legacyDrawing")
    said = {
        link.get("Id"): target("xl/worksheets/sheet1.xml", link)
        for link in relations(after, "xl/worksheets/sheet1.xml")
    }
    assert b'ObjectType="Note"' in after[said[drawing.get(f"{{{RELATIONS}}}id")]]
    assert len(root_of(after, "xl/worksheets/sheet1.xml").findall(".//{*}legacyDrawing")) == 1


def test_names_of_a_sheet_and_the_open_sheet_move_on_by_one(tmp_path: Path) -> None:
    book = root_of(marked(protected(tmp_path), *ITEMS), "xl/workbook.xml")
    local = {node.get("name"): node.get("localSheetId") for node in book.iter("{*}definedName")}
    assert local == {"_xlnm._FilterDatabase": "1", "本表": "2"}
    assert [node.get("activeTab") for node in book.iter("{*}workbookView")] == ["1"]


def test_the_list_is_complete_and_leads_to_the_cells() -> None:
    parts = protected(Path())
    sheet = openpyxl.load_workbook(io.BytesIO(mark_workbook(write_parts(parts), sent(*ITEMS), LETTER))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    top = {row[1]: row[3] for row in rows[2:10]}
    assert (top["单位"], top["回执号"], top["强制"], top["核实"], top["提示"]) == (
        *("某县", "2024-12-7-0a1b2c3d"),
        *("3", "3", "2"),
    )
    assert top["回复截止日"] == "2025年1月20日"
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert [row[0] for row in rows[head + 1 :]] == [str(number) for number in range(1, 9)]
    first = sheet.cell(head + 2, 6)
    assert first.hyperlink.location == "'结对 台账'!A3"
    assert sheet.cell(head + 9, 6).hyperlink is None
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"已改,经核实无误,特殊情况说明(申请豁免),不适用"'
    assert str(rule.sqref) == f"J{head + 2}:J{head + 9}"


def test_a_book_has_no_more_comments_than_programs_bear_and_all_marks() -> None:
    many = [item(f"A{row}", "note") for row in range(1, MOST + 50)] + [item("B1")]
    after = marked(protected(Path()), *many)
    comments = root_of(after, "xl/comments1.xml").findall(".//{*}comment")
    assert len(comments) == MOST
    assert comments[0].get("ref") == "A1"
    assert "B1" in {node.get("ref") for node in comments}
    styled = [
        cell for cell in root_of(after, "xl/worksheets/sheet1.xml").iter("{*}c") if cell.get("r", "").startswith("A")
    ]
    assert len(styled) >= MOST + 49


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_is_said_to_be_unmarkable(data: bytes) -> None:
    with pytest.raises(Unmarkable):
        mark_workbook(data, sent(*ITEMS), LETTER)


def test_a_workbook_without_a_table_of_formats_gets_a_list(tmp_path: Path) -> None:
    parts = protected(tmp_path)
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb'<Relationship [^>]*styles"[^>]*/>', b"", parts["xl/_rels/workbook.xml.rels"]
    )
    with pytest.raises(Unmarkable):
        mark_workbook(write_parts(parts), sent(*ITEMS), LETTER)


def test_a_table_of_formats_without_fills_gets_a_list(tmp_path: Path) -> None:
    parts = protected(tmp_path)
    parts["xl/styles.xml"] = re.sub(rb"<fills.*</fills>", b"", parts["xl/styles.xml"])
    with pytest.raises(Unmarkable):
        mark_workbook(write_parts(parts), sent(*ITEMS), LETTER)


def test_a_picture_that_is_damaged_gets_a_list(tmp_path: Path) -> None:
    data = bytearray(write_parts({**protected(tmp_path), "xl/media/a.png": bytes(range(256)) * 40}))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        start = packed.getinfo("xl/media/a.png").header_offset + 30 + len("xl/media/a.png")
    data[start : start + 8] = b"\xff" * 8
    with pytest.raises(Unmarkable):
        mark_workbook(bytes(data), sent(*ITEMS), LETTER)


def test_the_list_alone_says_which_file_it_is_of() -> None:
    book = openpyxl.load_workbook(io.BytesIO(list_workbook(sent(*ITEMS), LETTER)))
    assert book.sheetnames == ["问题清单", "说明"]
    assert "某县.xlsx" in book["说明"]["A1"].value
    assert book["问题清单"].cell(12, 6).value == "A3"


def test_the_same_question_gives_the_same_bytes() -> None:
    data = write_parts(protected(Path()))
    assert mark_workbook(data, sent(*ITEMS), LETTER) == mark_workbook(data, sent(*ITEMS), LETTER)
    assert list_workbook(sent(*ITEMS), LETTER) == list_workbook(sent(*ITEMS), LETTER)


def test_signs_that_no_xml_holds_are_left_out() -> None:
    odd = item("A3", message="坏\x00字\x1f<&>\ufffe")
    sheet = openpyxl.load_workbook(io.BytesIO(list_workbook(sent(odd), LETTER))).worksheets[0]
    assert sheet.cell(12, 8).value == "坏字<&>"


def test_a_receipt_is_read_as_it_was_written_and_nothing_else_is_one() -> None:
    receipt = Receipt.of("2024-12", 17, "5be0cd19" + "0" * 56)
    assert Receipt.read(f" {receipt} ") == receipt
    assert [Receipt.read(text) for text in ("", "2024-12-17", "2024-12-x-5be0cd19", "2024-12-17-5be0cd1g")] == [
        None
    ] * 4


def test_a_check_code_is_of_one_finding_of_one_file_and_one_version_of_its_rule() -> None:
    receipt = Receipt("2024-12", 17, "5be0cd19")
    place = (SHEET, 7, "姓名")
    codes = {
        check_code(receipt, "P101", "v1", place),
        check_code(Receipt("2024-12", 18, "5be0cd19"), "P101", "v1", place),
        check_code(receipt, "P102", "v1", place),
        check_code(receipt, "P101", "v2", place),
        check_code(receipt, "P101", "v1", (SHEET, 8, "姓名")),
        check_code(receipt, "P101", "v1", (None, None, None)),
    }
    assert len(codes) == 6
    assert check_code(receipt, "P101", "v1", place) in codes


def test_a_second_round_takes_the_first_ones_marks_away_and_has_one_list(tmp_path: Path) -> None:
    first = mark_workbook(write_parts(commented(tmp_path)), sent(*ITEMS), LETTER)
    again = read_parts(mark_workbook(first, sent(item("B5", "query")), LETTER))
    book = openpyxl.load_workbook(io.BytesIO(write_parts(again)))
    assert book.sheetnames == ["问题清单", SHEET, "备注"]
    sheet, before = book[SHEET], openpyxl.load_workbook(io.BytesIO(write_parts(commented(tmp_path))))[SHEET]
    comments = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert comments.keys() == {"A3", "B5", "H30"}
    assert comments["A3"].strip() == "原来的批注"
    assert comments["B5"].count("aixin feedback") == 1
    assert sheet["B5"].fill.fgColor.rgb == "FFFFEB9B"
    for cell in ("A3", "D7", "C21", "AB40"):
        assert sheet[cell].fill.patternType is None
    assert sheet["C2"].number_format == before["C2"].number_format
    shapes = re.findall(rb"<x:Row>(\d+)</x:Row>", again["xl/drawings/vmlDrawing1.vml"])
    assert sorted(shapes) == [b"2", b"29", b"4"]
    rows = [row[0] for row in book["问题清单"].iter_rows(values_only=True)]
    assert rows[rows.index("序号") + 1 :] == ["1"]


def test_a_units_own_colours_of_good_and_bad_stay(tmp_path: Path) -> None:
    parts = protected(tmp_path)
    own = openpyxl.load_workbook(io.BytesIO(write_parts(parts)))
    own[SHEET]["A2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFC7CE")
    buffer = io.BytesIO()
    own.save(buffer)
    after = openpyxl.load_workbook(io.BytesIO(mark_workbook(buffer.getvalue(), sent(item("A3")), LETTER)))[SHEET]
    assert after["A2"].fill.fgColor.rgb == "00FFC7CE"


def test_without_an_earlier_round_no_sheet_but_the_marked_one_is_touched(tmp_path: Path) -> None:
    parts = protected(tmp_path)
    assert marked(parts, item("A3"))["xl/worksheets/sheet2.xml"] == parts["xl/worksheets/sheet2.xml"]
