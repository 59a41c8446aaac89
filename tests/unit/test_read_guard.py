"""Sheets that reach far: blank cells that only have a style don't count, filled ones do, however they are written."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from aixin_cli.errors import InputError
from aixin_cli.read.workbook import guard
from aixin_cli.read.workbook.extent import find_extent
from aixin_cli.read.workbook.guard import check_sheet
from aixin_cli.read.workbook.package import Package
from tests.contract.bad_files import LAST_ROW, cell, letters, open_document, raw_workbook, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


def rows(count: int, text: str = "x", columns: str = "ABC") -> list[str]:
    return [
        f'<row r="{row}">' + "".join(cell(f"{column}{row}", text) for column in columns) + "</row>"
        for row in range(1, count + 1)
    ]


def check_workbook(book: bytes, where: str) -> None:
    """Both looks: at the container, and at each of its sheets."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        guard.check_workbook(book, packed, where)
        if "xl/workbook.xml" in packed.namelist():
            package = Package(packed, book)
            for sheet in package.sheets:
                check_sheet(package.unpack(sheet.part), where)


def refused(book: bytes) -> str:
    with pytest.raises(InputError) as caught:
        check_workbook(book, "a.xlsx")
    return caught.value.what


def prefixed(book: bytes) -> bytes:
    """The same sheet with a prefix before every tag, as some libraries write it."""

    def change(xml: bytes) -> bytes:
        return (
            xml.replace(b"</", b"</x:")
            .replace(b"<x:", b"<x:")
            .replace(b"<", b"<x:")
            .replace(b"<x:/x:", b"</x:")
            .replace(b"<x:?", b"<?")
            .replace(b"xmlns=", b"xmlns:x=")
        )

    return with_part(book, SHEET, change)


@pytest.mark.parametrize("blank", ['<c r="XFD{row}" s="1"/>', '<c r="XFD{row}" s="1"></c>'], ids=["short", "long"])
def test_blank_cells_with_a_style_may_reach_to_the_last_row_and_column(blank: str) -> None:
    styled = [f'<row r="{row}">{blank.format(row=row)}</row>' for row in (*range(10, 9000), LAST_ROW)]
    check_workbook(raw_workbook([*rows(5), *styled], '<dimension ref="A1:XFD1048576"/>'), "a.xlsx")


def test_a_million_styled_blank_rows_are_passed_quickly() -> None:
    blanks = "".join(f'<c r="{letters(column)}9" s="1"/>' for column in range(1, 9))
    book = raw_workbook([*rows(5), *(f'<row r="{row}">{blanks}</row>' for row in range(6, 200_000))])
    started = time.process_time()
    check_workbook(book, "a.xlsx")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("width", [1, 2, 26, 27, 52, 53, 78, 700, 702])
@pytest.mark.parametrize("row", [1, 9, 99_999, 100_000, 267_001, 999_999, 1_000_000, LAST_ROW])
def test_the_quick_look_knows_the_last_row_and_column(width: int, row: int) -> None:
    xml = f'<worksheet><sheetData><row r="{row}">{cell(f"A{row}")}{cell(f"{letters(width)}{row}")}</row></sheetData>'
    extent = find_extent(xml.encode())
    assert extent.is_usual
    assert extent.columns == max(width, 26)
    assert extent.rows == max(row, 99_999)


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:C20"/>', '<dimension ref="A1"/>'])
@pytest.mark.parametrize("far", [
    '<c r="XFD9"><v>1</v></c>', "<c r='XFD9'><v>1</v></c>", '<c  r="XFD9"><v>1</v></c>', '<c\nr="XFD9"><v>1</v></c>',
    '<c r = "XFD9"><v>1</v></c>', '<c s="1" r="XFD9"><v>1</v></c>', "<c><v>1</v></c>" * 2500,
])  # fmt: skip
def test_a_cell_far_to_the_right_is_found_however_it_is_written(dimension: str, far: str) -> None:
    assert "far beyond its table" in refused(raw_workbook([*rows(5), f'<row r="9">{far}</row>'], dimension))


@pytest.mark.parametrize("after", [0, 2**18 - 40, 2**18 - 20, 2**18])
def test_a_cell_far_down_is_found_where_the_pieces_meet(after: int) -> None:
    filling = f"<!--{'-' * after}-->" if after else ""
    book = raw_workbook([*rows(5), filling, f'<row r="{LAST_ROW}">{cell(f"B{LAST_ROW}")}</row>'])
    assert "row 1048576" in refused(book)


def test_prefixed_tags_are_looked_at_like_others() -> None:
    check_workbook(prefixed(raw_workbook(rows(50))), "a.xlsx")
    assert "row 1048576" in refused(prefixed(raw_workbook([*rows(5), f'<row r="{LAST_ROW}">{cell("A1048576")}</row>'])))
    assert "far beyond" in refused(prefixed(raw_workbook([*rows(5), f'<row r="9">{cell("XFD9")}</row>'])))


def test_cells_without_a_place_are_counted() -> None:
    check_workbook(raw_workbook(["<row><c><v>1</v></c><c><v>2</v></c></row>" * 500]), "a.xlsx")


def test_a_sheet_of_sixty_columns_is_read() -> None:
    check_workbook(raw_workbook(rows(300, columns=[letters(column) for column in range(1, 61)])), "a.xlsx")  # type: ignore[arg-type]


def test_too_many_cells_in_a_block_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 1000)
    check_workbook(raw_workbook(rows(333)), "a.xlsx")
    assert "row 334" in refused(raw_workbook(rows(334)))


@pytest.mark.parametrize("hidden", [b"<!-- <a> -->", b"<!--" + b" " * 300_000 + b"-->", b"\n" * 9000])
def test_a_document_type_is_found_behind_whatever_stands_before_it(hidden: bytes) -> None:
    book = with_part(raw_workbook(rows(3)), SHEET, lambda xml: xml.replace(b"?>", b"?>" + hidden + b"<!DOCTYPE x>", 1))
    assert "entities" in refused(book)


def test_the_word_in_a_cell_is_no_document_type() -> None:
    check_workbook(workbook("a,<!DOCTYPE x [<!ENTITY y 'z'>]>"), "a.xlsx")


def test_xml_in_sixteen_bits_is_refused() -> None:
    book = with_part(raw_workbook(rows(3)), SHEET, lambda xml: xml.decode().encode("utf-16"))
    assert "entities" in refused(book)


@pytest.mark.parametrize(("make", "says"), [
    (lambda: open_document("a,b\nc,d", rows=LAST_ROW), "row 104857"),
    (lambda: open_document("a,b\nc,d", columns=16_384), "column 16385"),
])  # fmt: skip
def test_repeated_cells_of_ods_count_as_often_as_they_stand(make: Callable[[], bytes], says: str) -> None:
    assert says in refused(make())


def test_repeated_blank_cells_of_ods_do_not_count() -> None:
    def change(xml: bytes) -> bytes:
        blanks = (
            b'<table:table-row table:number-rows-repeated="1048570">'
            b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        )
        assert b"</table:table>" in xml
        return xml.replace(b"</table:table>", blanks)

    check_workbook(with_part(open_document("a,b\nc,d"), "content.xml", change), "a.ods")
