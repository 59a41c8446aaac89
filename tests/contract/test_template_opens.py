"""Blank workbooks, opened and recalculated by another program than the one that wrote them."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from aixin_cli.blank.numbers import certificate_formula, phone_formula, resident_id_formula, uscc_formula
from aixin_cli.read import Declared, read_sources
from tests.contract.test_workbook_opens import run
from tests.templates import blank_of, fill, make_uscc
from tests.unit.read_examples import make_id

LAYOUTS = ("pairing", "indicator", "opening")
GOOD_ID = make_id(7)
NUMBERS = {
    "resident_id": [
        (GOOD_ID, True),
        (make_id(8).lower(), True),
        (GOOD_ID[:-1] + ("0" if GOOD_ID[-1] != "0" else "1"), False),
        (GOOD_ID[:-1], False),
        ("629999一950101001X", False),
    ],
    "uscc": [(make_uscc(), True), (make_uscc()[:-1] + "I", False), (make_uscc("53629998MJY000001")[:-1], False)],
    "phone": [("13900000000", True), ("0931-1234567", True), ("1390000", True), ("139", False), ("1" * 13, False)],
    "certificate": [(GOOD_ID + "42", True), (GOOD_ID + "42B1", True), (make_id(9) + "42", False), (GOOD_ID, False)],
}
FORMULAS = {
    "resident_id": resident_id_formula,
    "uscc": uscc_formula,
    "phone": phone_formula,
    "certificate": lambda cell: certificate_formula(cell, "$C$1"),
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `after` with the workbooks of `before`, as LibreOffice recalculated and saved them."""
    if shutil.which("soffice") is None and os.environ.get("CI") != "true":
        pytest.skip("soffice not installed here; CI opens the blank workbooks with LibreOffice")
    assert shutil.which("soffice"), "CI must have LibreOffice: see .ci/run"
    folder = tmp_path_factory.mktemp("templates")
    before = folder / "before"
    before.mkdir()
    for layout in LAYOUTS:
        fill(layout, before / blank_of(layout).file_name)
    write_numbers(before / "numbers.xlsx")
    # A profile of its own: an office that is open on this machine would answer instead.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    books = [str(path) for path in sorted(before.iterdir())]
    run(folder, "soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "after"), *books)
    return folder


def write_numbers(path: Path) -> None:
    """Each check's formula beside numbers, without a saved result."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, cases in NUMBERS.items():
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 2, GOOD_ID)
            for row, (text, _is_right) in enumerate(cases):
                sheet.write_string(row, 0, text)
                sheet.write_formula(row, 1, f"=IFERROR({FORMULAS[name](f'A{row + 1}')},FALSE)", value="")


def both(folder: Path, layout: str) -> tuple[Any, Any]:
    name = blank_of(layout).file_name
    return (
        openpyxl.load_workbook(folder / "before" / name),
        openpyxl.load_workbook(folder / "after" / name),
    )


def cells(book: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows(max_row=80, max_col=34)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_keeps_cells_checks_and_protection(converted: Path, layout: str) -> None:
    before, after = both(converted, layout)
    assert [value for row in cells(after) for value in row if value] == [
        value for row in cells(before) for value in row if value
    ]
    sheet, kept = before.worksheets[1], after.worksheets[1]
    assert kept.protection.sheet
    assert checked(kept) == checked(sheet)


def checked(sheet: Any) -> Counter[tuple[str, int]]:
    """How many columns have a check of each kind; LibreOffice may join or split their areas."""
    found: Counter[tuple[str, int]] = Counter()
    for check in sheet.data_validations.dataValidation:
        for area in check.sqref.ranges:
            for column in range(area.min_col, area.max_col + 1):
                if check.type not in (None, "none"):
                    found[check.type, column] = 1
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_libreoffice_saved_is_read_without_a_word(converted: Path, layout: str) -> None:
    (file,) = read_sources([converted / "after" / blank_of(layout).file_name], Declared())
    assert file.error is None
    assert file.notices == ()
    assert len(file.tables) == 1


@pytest.mark.parametrize("name", NUMBERS)
def test_the_formulas_tell_right_numbers_from_wrong_ones(converted: Path, name: str) -> None:
    book = openpyxl.load_workbook(converted / "after" / "numbers.xlsx", data_only=True)
    judged = [bool(book[name].cell(row, 2).value) for row in range(1, len(NUMBERS[name]) + 1)]
    assert judged == [is_right for _text, is_right in NUMBERS[name]]
