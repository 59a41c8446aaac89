"""Defects 16, 17, 32, 33, 35, 40, 41 and 57: what a fast reader doesn't see."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.defects.files import members, png, repacked, substituted, with_cells, workbook, xls
from tests.defects.ledgers import COUNTIES, HELPER, ID, RECIPIENT, ids, pairs, place_of, put_column, sites
from tests.defects.loaded import NAME, Loader
from tests.unit.read_examples import Rows

COUNT = "志愿者人数"


def test_defect_16_hidden_rows_are_read_and_queried(load: Loader) -> None:
    def hide(_book: Any, sheet: Any) -> None:
        for row in (2, 4):
            sheet.set_row(row, None, None, {"hidden": True})

    loaded = load({NAME: workbook(pairs(5), hide)})
    assert loaded.column("recipient_id") == ids(1, 2, 3, 4, 5)
    (finding,) = loaded.found("R116")
    assert (finding["severity"], finding["sheet"]) == ("query", "台账")
    assert "2" in finding["message"]


def test_defect_16_rows_that_are_not_hidden_are_not_queried(load: Loader) -> None:
    def tall(_book: Any, sheet: Any) -> None:
        sheet.set_row(2, 40)

    assert load({NAME: workbook(pairs(5), tall)}).findings == []


def test_defect_16_hidden_blank_rows_below_the_table_hide_nobody(load: Loader) -> None:
    def hide(_book: Any, sheet: Any) -> None:
        sheet.set_row(40, None, None, {"hidden": True})

    assert load({NAME: workbook(pairs(5), hide)}).found("R116") == []


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_defect_17_hidden_sheets_are_listed_and_never_read(load: Loader, how: str) -> None:
    def hide(book: Any, _sheet: Any) -> None:
        getattr(book.get_worksheet_by_name("上月"), how)()

    loaded = load({NAME: workbook({"台账": pairs(2), "上月": pairs(9)}, hide)})
    assert loaded.column("recipient_id") == ids(1, 2)
    (finding,) = loaded.found("R006")
    assert (finding["severity"], finding["sheet"]) == ("query", "上月")


def test_defect_17_hidden_columns_are_read_and_queried(load: Loader) -> None:
    rows = pairs(3)

    def hide(_book: Any, sheet: Any) -> None:
        place = rows[0].index(HELPER)
        sheet.set_column(place, place + 1, None, None, {"hidden": True})

    loaded = load({NAME: workbook(rows, hide)})
    assert None not in loaded.column("helper_id")
    (finding,) = loaded.found("R117")
    assert (finding["severity"], finding["sheet"]) == ("query", "台账")
    assert "2" in finding["message"]


def test_defect_17_hidden_columns_right_of_the_table_hide_nothing(load: Loader) -> None:
    def hide(_book: Any, sheet: Any) -> None:
        sheet.set_column(40, 16383, None, None, {"hidden": True})

    assert load({NAME: workbook(pairs(3), hide)}).found("R117") == []


def test_defect_32_a_formula_without_a_value_refuses_the_file(load: Loader) -> None:
    rows = sites(3)
    spoilt = {
        f"{unit}12月.xlsx": with_cells(workbook(rows), {place_of(rows, COUNT, 2): formula})
        for unit, formula in zip(COUNTIES[1:4], ["<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>"], strict=True)
    }
    loaded = load({**spoilt, NAME: workbook(pairs(2))})
    assert sorted(loaded.refused) == sorted(spoilt)
    assert all("WPS" in said and "save" in said for said in loaded.refused.values())
    assert len(loaded.rows()) == 2


def test_defect_32_a_formula_with_its_value_is_read(load: Loader) -> None:
    rows = sites(3)
    cells = {place_of(rows, COUNT, 2): "<f>10+10</f><v>20</v>", place_of(rows, "序号", 3): "<f>A3+1</f><v>3</v>"}
    loaded = load({NAME: with_cells(workbook(rows), cells)})
    assert loaded.column("volunteer_count", "site") == [10, 20, 30]
    assert loaded.findings == []


def test_defect_32_a_formula_that_gives_no_text_is_a_blank(load: Loader) -> None:
    rows = pairs(3, {"备注": ["一", "二", "三"]})
    book = with_cells(workbook(rows), {place_of(rows, "备注", 2): 't="str"|<f>IF(1,"","")</f><v></v>'})
    loaded = load({NAME: book})
    assert loaded.refused == {}
    assert loaded.column("remark") == ["一", None, "三"]


ERRORS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"]


def test_defect_33_an_error_in_a_count_is_never_a_blank(load: Loader) -> None:
    rows = sites(7)
    cells = {
        place_of(rows, COUNT, number): f't="e"|<f>VLOOKUP(1,A1,2)</f><v>{error}</v>'
        for number, error in enumerate(ERRORS, start=2)
    }
    loaded = load({NAME: with_cells(workbook(rows), cells)})
    assert loaded.places("S08C") == [(row, COUNT) for row in range(3, 8)]
    assert {item["severity"] for item in loaded.found("S08C")} == {"error"}
    assert loaded.quarantined("site") == [3, 4, 5, 6, 7]


def test_defect_33_an_error_in_a_name_blanks_it_and_in_a_number_refuses_it(load: Loader) -> None:
    rows = pairs(3)
    cells = {place_of(rows, RECIPIENT, 1): 't="e"|<v>#REF!</v>', place_of(rows, ID, 2): 't="e"|<v>#N/A</v>'}
    loaded = load({NAME: with_cells(workbook(rows), cells)})
    assert loaded.places("P09C") == [(2, RECIPIENT)]
    assert loaded.places("P10C") == [(3, ID)]
    assert loaded.column("recipient_name")[0] is None
    assert loaded.column("recipient_id") == [ids(1)[0], None, ids(3)[0]]
    assert loaded.quarantined() == []


def test_defect_33_an_error_in_a_date_is_blanked_and_the_row_counts(load: Loader) -> None:
    rows = pairs(2)
    loaded = load({NAME: with_cells(workbook(rows), {place_of(rows, "结对日期", 2): 't="e"|<v>#VALUE!</v>'})})
    assert loaded.column("start_date")[1] is None
    assert loaded.places("P29C") == [(3, "结对日期")]
    assert loaded.quarantined() == []


def test_defect_33_an_error_in_an_old_workbook_is_seen_too(load: Loader) -> None:
    rows = sites(30)
    place = rows[0].index(COUNT)
    rows[2][place] = None

    def spoil(_book: Any, sheet: Any) -> None:
        sheet.row(2).set_cell_error(place, 0x2A)

    loaded = load({"城关区12月.xls": xls(rows, spoil)})
    assert loaded.places("S08C") == [(3, COUNT)]
    assert loaded.quarantined("site") == [3]


LINK = '<externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId90"/>'


def with_external_link(data: bytes) -> bytes:
    """The workbook as Excel saves one whose formulas look into another file."""
    parts = members(data)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    book = parts["xl/workbook.xml"].decode().replace(
        "</sheets>", f"</sheets><externalReferences>{LINK}</externalReferences>"
    )  # fmt: skip
    link = f'<Relationship Id="rId90" Type="{kind}" Target="externalLinks/externalLink1.xml"/>'
    rels = parts["xl/_rels/workbook.xml.rels"].decode().replace("</Relationships>", f"{link}</Relationships>")
    return repacked(data, {
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": rels.encode(),
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{main}"/>'.encode(),
    })  # fmt: skip


def test_defect_35_values_looked_up_in_another_file_are_used_as_saved_and_queried(load: Loader) -> None:
    rows = sites(3)
    cell = "<f>VLOOKUP(B3,[1]Sheet1!A:B,2,0)</f><v>20</v>"
    loaded = load({NAME: with_external_link(with_cells(workbook(rows), {place_of(rows, COUNT, 2): cell}))})
    assert loaded.column("volunteer_count", "site") == [10, 20, 30]
    (finding,) = loaded.found("R135")
    assert finding["severity"] == "query"
    assert loaded.rules("error") == set()


def test_defect_40_an_empty_fill_in_the_styles_is_no_obstacle(load: Loader) -> None:
    book = workbook(pairs(3))
    first = '<fill><patternFill patternType="none"/></fill>'
    loaded = load({NAME: substituted(book, "xl/styles.xml", first, "<fill/>")})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert loaded.findings == []


def _with_pictures(count: int) -> Any:
    def draw(_book: Any, sheet: Any) -> None:
        for place in range(count):
            sheet.insert_image(20 + place, 3, "scan.png", {"image_data": io.BytesIO(png())})

    return draw


def test_defect_41_floating_pictures_are_counted_and_queried(load: Loader) -> None:
    loaded = load({NAME: workbook(pairs(3), _with_pictures(2))})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    (finding,) = loaded.found("R141")
    assert (finding["severity"], finding["sheet"]) == ("query", "台账")
    assert "2" in finding["message"]


FORMULAS = ['=DISPIMG("ID_0123ABCD",1)', '=_xlfn.DISPIMG("ID_0123ABCD",1)']


def test_defect_41_the_text_of_a_picture_in_a_cell_is_no_data(load: Loader) -> None:
    rows = pairs(3, {"备注": ["一", "二", "三"], RECIPIENT: ["马一", "马二", "马三"]})
    quoted = [text.replace('"', "&quot;") for text in FORMULAS]
    remark, name = (f't="str"|<f>{text[1:]}</f><v>{text}</v>' for text in quoted)
    cells = {place_of(rows, "备注", 2): remark, place_of(rows, RECIPIENT, 3): name}
    book = repacked(with_cells(workbook(rows), cells), {"xl/cellimages.xml": b"<etc:cellImages/>"})
    loaded = load({NAME: book})
    assert loaded.column("remark") == ["一", None, "三"]
    assert loaded.column("recipient_name") == ["马一", "马二", None]
    assert loaded.found("R141")
    assert loaded.places("P091") == [(4, RECIPIENT)]


@pytest.mark.parametrize("rows", [[], [["城关区结对帮扶台账"]]], ids=["nothing else", "a title above it"])
def test_defect_41_a_table_that_is_only_a_picture_is_refused_as_such(load: Loader, rows: Rows) -> None:
    loaded = load({NAME: workbook(rows, _with_pictures(1))})
    assert "picture" in loaded.refused[NAME]


def test_defect_57_comments_are_counted_and_queried(load: Loader) -> None:
    def comment(book: Any, sheet: Any) -> None:
        sheet.write_comment("D3", "已迁出")
        sheet.write_comment("D4", "红色为退出")
        sheet.set_row(2, None, book.add_format({"bg_color": "red"}))

    loaded = load({NAME: workbook(pairs(3), comment)})
    assert loaded.column("recipient_id") == ids(1, 2, 3)
    assert set(loaded.column("status")) == {"在帮"}
    (finding,) = loaded.found("R157")
    assert (finding["severity"], finding["sheet"]) == ("query", "台账")
    assert "2" in finding["message"]
    assert "迁出" not in str(loaded.report)


def test_defect_57_a_workbook_without_comments_is_not_queried(load: Loader) -> None:
    rows = pairs(3)
    put_column(rows, "备注", "已迁出")
    assert load({NAME: workbook(rows)}).found("R157") == []
