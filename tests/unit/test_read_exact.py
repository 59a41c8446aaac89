"""What the fast reader doesn't tell of a workbook is read exactly where there is any of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from aixin_cli.read.grid import Grid
from aixin_cli.read.sheet_facts import SheetFacts
from aixin_cli.read.workbook.exact import with_facts
from aixin_cli.read.workbook.package import Package
from aixin_cli.read.workbook.sheetxml import SheetXml, column_index, column_letters
from aixin_cli.read.workbook.workbooks import read_workbook
from tests.unit.read_examples import Rows, make_id, pairing, read_bytes, refusal, xlsx

SHEET = "xl/worksheets/sheet1.xml"
WRECKED = 620102199001011235


def grid_of(data: bytes) -> Grid:
    return read_workbook(data, "a")[0]


def cells(grid: Grid) -> list[list[str | None]]:
    return grid.rows(0, grid.height)


def book(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as made:
        fill(made, made.add_worksheet("台账"))
    return buffer.getvalue()


def patched(data: bytes, change: Callable[[str], str], part: str = SHEET) -> bytes:
    """The workbook with the text of one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return buffer.getvalue()


def without_places(xml: str) -> str:
    return re.sub(r'(<(?:c|row)) r="[A-Z]*\d+"', r"\1", xml)


def with_prefix(xml: str) -> str:
    named = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml.replace("<?xml", "\0"))
    return named.replace("\0", "<?xml").replace("xmlns=", "xmlns:x=", 1)


def single_quoted(xml: str) -> str:
    return re.sub(r'="([^"]*)"', r"='\1'", xml)


WRITERS = {"as usual": str, "places left out": without_places, "prefixed": with_prefix, "single quotes": single_quoted}


def errors_and_formulas(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    for column, text in enumerate("甲乙丙丁"):
        sheet.write(0, column, text)
        sheet.write(1, column, text)
    sheet.write_formula(2, 0, "=NA()", None, "#N/A")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_number(2, 2, WRECKED)
    sheet.write_string(2, 3, "620102199001011200")
    sheet.set_row(1, None, None, {"hidden": True})


@pytest.mark.parametrize("writer", WRITERS)
def test_error_cells_hidden_rows_and_number_cells_are_told_whoever_wrote_the_xml(writer: str) -> None:
    grid = grid_of(patched(book(errors_and_formulas), WRITERS[writer]))
    found = cells(grid)[2]
    assert found[:2] == ["#N/A", "#DIV/0!"]
    assert found[2] is not None
    assert found[2].endswith(".0")
    assert found[3] == "620102199001011200"
    assert grid.facts is not None
    assert grid.facts.hidden_rows == {1}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_formula_without_its_value_is_told_from_one_whose_text_is_empty(writer: str) -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for column in range(5):
            sheet.write(0, column, "题")
        sheet.write_formula(1, 4, "=A1", None, "失")
        sheet.write_formula(1, 0, "=A1", None, "题")
        sheet.write_formula(1, 1, '=""', None, "")
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_formula(1, 3, "=1+2", None, 987)

    def lose(xml: str) -> str:
        emptied = xml.replace('<c r="B2"><f>', '<c r="B2" t="str"><f>').replace("<v>987</v>", "<v></v>")
        return WRITERS[writer](emptied.replace("<v>失</v>", ""))

    grid = grid_of(patched(book(fill), lose))
    assert grid.facts is not None
    assert grid.facts.unvalued == {(1, 3), (1, 4)}
    assert cells(grid)[1][:3] == ["题", None, "2"]


def test_error_cells_beyond_the_last_value_are_not_lost() -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "甲")
        sheet.write_formula(4, 3, "=NA()", None, "#N/A")

    assert cells(grid_of(book(fill)))[4] == [None, None, None, "#N/A"]


def test_comments_pictures_hidden_columns_and_links_are_counted(tmp_path: Path) -> None:
    image = tmp_path / "scan.png"
    image.write_bytes(bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060"
        "60f80f0001050101cfa02ca50000000049454e44ae426082"
    ))  # fmt: skip

    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "甲")
        sheet.write_comment(0, 0, "已核")
        sheet.write_comment(1, 0, "红色为退出")
        sheet.insert_image(3, 3, str(image))
        sheet.set_column(1, 2, None, None, {"hidden": True})

    facts = grid_of(book(fill)).facts
    assert facts is not None
    assert (facts.comment_count, facts.picture_count, facts.hidden_columns) == (2, 1, {1, 2})


def test_merged_ranges_are_told() -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 3, "台账")
        sheet.merge_range(1, 1, 4, 1, "张掖路街道")

    assert grid_of(book(fill)).merges == ((0, 0, 0, 3), (1, 1, 4, 1))


def test_days_counted_from_1904_become_those_counted_from_1900(tmp_path: Path) -> None:
    rows: Rows = pairing(3)
    for row in rows[1:]:
        row[10] = 45078 - 1462
    data = patched(
        xlsx({"台账": rows}), lambda xml: xml.replace("<workbookPr ", '<workbookPr date1904="1" '), "xl/workbook.xml"
    )
    table = read_bytes(tmp_path, "620102_2024-12.xlsx", data).tables[0]
    assert table.rows.column("start_date").to_pylist() == ["2023-06-01"] * 3
    assert [(fix.rule, fix.field, fix.rows) for fix in table.fixes] == [("R145", "start_date", (2, 3, 4))]


def test_a_sheet_whose_formulas_lost_their_values_is_refused_with_column_and_row(tmp_path: Path) -> None:
    def lose(xml: str) -> str:
        return re.sub(r'<c r="E3"[^>]*>.*?</c>', '<c r="E3"><f>身份证!A1</f><v></v></c>', xml, count=1)

    file = read_bytes(tmp_path, "620102_2024-12.xlsx", patched(xlsx({"台账": pairing(3)}), lose))
    assert "1 formulas" in refusal(file)
    assert "帮扶对象身份证号" in refusal(file)
    assert "row 3" in refusal(file)


def test_a_lost_formula_in_a_total_or_the_running_number_refuses_nothing(tmp_path: Path) -> None:
    rows = pairing(3)
    rows.append(["合计", None, None, 3])

    def lose(xml: str) -> str:
        lost = re.sub(r'<c r="D5"[^>]*>.*?</c>', '<c r="D5"><f>COUNTA(D2:D4)</f><v></v></c>', xml, count=1)
        return re.sub(r'<c r="A3"[^>]*>.*?</c>', '<c r="A3"><f>A2+1</f><v></v></c>', lost, count=1)

    file = read_bytes(tmp_path, "620102_2024-12.xlsx", patched(xlsx({"台账": rows}), lose))
    assert file.error is None
    assert file.tables[0].rows.num_rows == 3


def test_hidden_rows_are_read_and_told_and_hidden_rows_aside_are_not_counted(tmp_path: Path) -> None:
    def hide(xml: str) -> str:
        for row in (3, 4, 6):
            xml = xml.replace(f'<row r="{row}" ', f'<row r="{row}" hidden="1" ')
        return xml

    rows = pairing(4)
    rows.append(["合计", None, None, 4])
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", patched(xlsx({"台账": rows}), hide))
    told = [(notice.rule, notice.severity, notice.row, notice.message) for notice in file.notices]
    assert told == [("R116", "query", 3, "2 rows are hidden; they are read and count.")]
    assert file.tables[0].rows.num_rows == 4


def test_an_old_workbook_tells_errors_numbers_and_hidden_rows_too() -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("台账")
    sheet.write(0, 0, "证号")
    sheet.write(1, 0, WRECKED)
    sheet.write(2, 0, make_id(1))
    sheet.write(3, 0, xlwt.Formula("NA()"))
    sheet.write_merge(4, 6, 0, 0, "合并")
    sheet.row(2).hidden = True
    sheet.col(0).hidden = True
    buffer = io.BytesIO()
    made.save(buffer)
    grid = grid_of(buffer.getvalue())
    assert grid.facts is not None
    assert (grid.facts.hidden_rows, grid.facts.hidden_columns) == ({2}, {0})
    assert grid.merges == ((4, 0, 6, 0),)
    texts = [row[0] for row in cells(grid)]
    assert texts[1] is not None
    assert texts[1].endswith(".0")
    assert texts[2] == make_id(1)


def test_an_open_document_tells_errors_numbers_and_hidden_rows_too() -> None:
    made = OpenDocumentSpreadsheet()
    table = Table(name="台账")

    def add(*kinds: dict[str, str], text: str, **attributes: str) -> None:
        row = TableRow(**attributes)
        cell = TableCell(**(kinds[0] if kinds else {"valuetype": "string"}))
        cell.addElement(P(text=text))
        row.addElement(cell)
        table.addElement(row)

    add(text="证号")
    add({"valuetype": "float", "value": str(WRECKED)}, text="620102199001011000")
    add(text=make_id(1), visibility="filter")
    add({"valuetype": "string"}, text="#N/A")
    made.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    made.write(buffer)
    marked = patched(
        buffer.getvalue(),
        lambda xml: xml.replace(
            'office:value-type="string"><text:p>#N/A',
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
            'calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#N/A',
        ),
        "content.xml",
    )
    grid = grid_of(marked)
    texts = [row[0] for row in cells(grid)]
    assert texts[1] is not None
    assert texts[1].endswith(".0")
    assert texts[2:] == [make_id(1), "#N/A"]
    assert grid.facts is not None
    assert grid.facts.hidden_rows == {2}


@given(st.lists(st.one_of(st.integers(10**15, 10**20), st.floats(1e15, 1e20)), min_size=1, max_size=30))
def test_every_number_cell_of_fifteen_digits_and_more_is_marked(numbers: list[float]) -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "证号")
        for row, number in enumerate(numbers, start=1):
            sheet.write_number(row, 0, number)

    texts = [str(row[0]) for row in cells(grid_of(book(fill)))[1:]]
    assert all(text.endswith(".0") for text in texts), texts


@given(st.lists(st.from_regex(r"[1-9]\d{14,19}", fullmatch=True), min_size=1, max_size=30))
def test_no_text_cell_is_ever_marked(texts: list[str]) -> None:
    def fill(_made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "证号")
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, 0, text)

    assert [row[0] for row in cells(grid_of(book(fill)))[1:]] == texts


def test_pictures_in_cells_are_no_text(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[1][2] = '=DISPIMG("ID_1A2B",1)'

    def show(xml: str) -> str:
        return re.sub(r'<c r="C2"><f>(.*?)</f><v>0</v>', r'<c r="C2" t="str"><f>_xlfn.\1</f><v>=\1</v>', xml)

    buffer = io.BytesIO(patched(xlsx({"台账": rows}), show))
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("xl/cellimages.xml", "<cellImages/>")
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", buffer.getvalue())
    assert file.tables[0].rows.column("township").to_pylist()[0] is None
    assert "R141" in {notice.rule for notice in file.notices}


@given(st.integers(0, 16383))
def test_column_letters_and_indexes_are_each_others_reverse(column: int) -> None:
    assert column_index(column_letters(column)) == column


def test_facts_of_a_sheet_without_any_cost_no_change() -> None:
    grid = grid_of(xlsx({"台账": pairing(3)}))
    again = with_facts(grid, SheetFacts())
    assert again.batch.equals(grid.batch)


def test_a_package_tells_its_sheets_in_order_with_their_parts() -> None:
    data = xlsx({"甲": [["1"]], "乙 & 丙": [["2"]]}, hidden=("乙 & 丙",))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        package = Package(packed, data)
        assert [(sheet.name, sheet.is_hidden) for sheet in package.sheets] == [("甲", False), ("乙 & 丙", True)]
        assert SheetXml(package.read(package.sheets[0].part)).facts((0, 0), is_1904=False).errors == {}


EMPTY = {
    "a style": '<c r="A2" s="0"/>',
    "a formula without its value": '<c r="A2"><f>1</f><v></v></c>',
    "a value of nothing": '<c r="A2"><v/></c>',
    "an empty text": '<c r="A2" t="str"><f>""</f><v></v></c>',
    "an empty text in place": '<c r="A2" t="inlineStr"><is><t/></is></c>',
    "an error": '<c r="A2" t="e"><v>#N/A</v></c>',
    "nothing": "",
}


@pytest.mark.parametrize("empty", EMPTY)
def test_columns_keep_their_letters_whatever_stands_before_the_first_value(empty: str) -> None:
    filled = '<c r="C2" t="inlineStr"><is><t>丙</t></is></c>'
    grid = grid_of(patched(xlsx({"台账": [["甲"]]}), lambda _xml: SHEET_OF.format(cells=EMPTY[empty] + filled)))
    row = cells(grid)[1]
    assert row[1:] == [None, "丙"]
    assert row[0] == ("#N/A" if empty == "an error" else None)


def test_blank_columns_before_the_table_shift_nothing(tmp_path: Path) -> None:
    rows: Rows = [[None, None, *row] for row in pairing(3)]
    rows[2][6] = WRECKED
    file = read_bytes(tmp_path, "620102_2024-12.xlsx", xlsx({"台账": rows}))
    assert [text and text.endswith(".0") for text in file.tables[0].rows.column("recipient_id").to_pylist()] == [
        False, True, False,
    ]  # fmt: skip
    assert file.layouts[0].columns[0].letter == "C"


SHEET_OF = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="2">{cells}</row></sheetData></worksheet>'
)
