"""Cells far from a table: blanks are no content, a sheet without a form refuses none with one, others are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.read.model import SourceFile
from tests.defects.files import SHEET, members, repacked, workbook
from tests.unit.read_examples import Rows, pairing, read_bytes, refusal

NAME = "城关区12月.xlsx"
INLINE = '<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def with_cell(data: bytes, cell: str, xml: str, sheet: str = SHEET) -> bytes:
    """The workbook with one more cell, in a row of its own."""
    row = "".join(letter for letter in cell if letter.isdigit())
    whole = members(data)[sheet].decode().replace("</sheetData>", f'<row r="{row}">{xml}</row></sheetData>')
    return repacked(data, {sheet: whole.encode()})


def read(directory: Path, data: bytes) -> SourceFile:
    return read_bytes(directory, NAME, data)


def with_texts(data: bytes, *items: str) -> bytes:
    """The workbook with further shared texts; returns it, they stand behind the others."""
    part = "xl/sharedStrings.xml"
    return repacked(data, {part: members(data)[part].decode().replace("</sst>", "".join(items) + "</sst>").encode()})


def text_count(data: bytes) -> int:
    return members(data)["xl/sharedStrings.xml"].decode().count("<si>")


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD3", "A1048576", "ZZ900000", "CZZ20"])
@pytest.mark.parametrize("text", [" ", "", "　", "&#160; "])
def test_a_blank_is_no_content_however_far_it_lies(tmp_path: Path, cell: str, text: str) -> None:
    file = read(tmp_path, with_cell(workbook(pairing(4)), cell, INLINE.format(cell=cell, text=text)))
    assert file.error is None
    assert [table.rows.num_rows for table in file.tables] == [4]
    assert file.notices == ()


@pytest.mark.parametrize("item", ["<si><t> </t></si>", "<si><r><t> </t></r><r><t>　</t></r></si>", "<si/>"])
def test_a_shared_text_of_blanks_is_one_too(tmp_path: Path, item: str) -> None:
    data = workbook(pairing(4))
    far = with_cell(with_texts(data, item), "XFD1048576", f'<c r="XFD1048576" t="s"><v>{text_count(data)}</v></c>')
    file = read(tmp_path, far)
    assert file.error is None
    assert [table.rows.num_rows for table in file.tables] == [4]


@pytest.mark.parametrize("xml", [
    '<c r="{cell}"><v>1</v></c>', INLINE.replace("{text}", "x"),
    '<c r="{cell}" t="s"><v>0</v></c>', '<c r="{cell}"><f>1+1</f></c>',
])  # fmt: skip
def test_content_far_from_a_form_refuses_it_and_is_named(tmp_path: Path, xml: str) -> None:
    said = refusal(read(tmp_path, with_cell(workbook(pairing(4)), "XFD7", xml.format(cell="XFD7"))))
    assert f"{NAME}, 台账!XFD7" in said
    assert "far beyond its table" in said


def test_content_far_below_a_form_is_named_too(tmp_path: Path) -> None:
    data = with_cell(workbook(pairing(4)), "C1048576", '<c r="C1048576"><v>1</v></c>')
    assert "台账!C1048576" in refusal(read(tmp_path, data))


def test_a_sheet_without_a_form_refuses_none_that_has_one(tmp_path: Path) -> None:
    other: Rows = [[1], [2]]
    data = workbook({"结对帮扶台账": pairing(4), "备查": other})
    cell = "XFD1048576"
    file = read(tmp_path, with_cell(data, cell, f'<c r="{cell}"><v>2</v></c>', SHEET.replace("1.xml", "2.xml")))
    assert file.error is None
    assert [table.rows.num_rows for table in file.tables] == [4]
    assert [(notice.rule, notice.sheet) for notice in file.notices] == [("R181", "备查")]
    assert cell in file.notices[0].message


def test_a_file_of_nothing_else_is_refused_with_the_cell(tmp_path: Path) -> None:
    data = with_cell(workbook([["备查"], [1]]), "XFD9", '<c r="XFD9"><v>2</v></c>')
    assert "台账!XFD9" in refusal(read(tmp_path, data))


def test_a_cell_that_is_not_far_keeps_its_place(tmp_path: Path) -> None:
    file = read(tmp_path, with_cell(workbook(pairing(4)), "AZ30", INLINE.format(cell="AZ30", text=" ")))
    assert file.error is None
    assert [table.rows.num_rows for table in file.tables] == [4]
