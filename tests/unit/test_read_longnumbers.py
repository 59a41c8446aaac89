"""Whether a sheet may hold numbers that have lost their last digits is told from its bytes."""

import io

import numpy as np
import pytest
import xlsxwriter

from aixin_cli.read.workbook import workbooks
from aixin_cli.read.workbook.longnumbers import CACHEFUL, has_long_numbers

TEXT = '<c r="E1" t="s"><v>1234567</v></c>'


def told(cells: str) -> bool:
    xml = f"<sheetData><row r='1'>{cells}</row></sheetData><pageMargins left='0.7'/></worksheet>"
    return has_long_numbers(np.frombuffer(xml.encode(), np.uint8))


@pytest.mark.parametrize("value", ["1", "12.5", "20241231", "12345678901234", "-0.25"])
@pytest.mark.parametrize("cell", ['<c r="D1"><v>{}</v></c>', "<c r='D1' s='3'><v>{}</v></c>"])
def test_short_numbers_are_no_long_ones(cell: str, value: str) -> None:
    assert not told(TEXT + cell.format(value) + TEXT)


@pytest.mark.parametrize("value", ["629999199001011", "6299991990010112", "629999199001011234", "6E+17", "6.2e17"])
@pytest.mark.parametrize("cell", ['<c r="D1"><v>{}</v></c>', '<c r="D1" t="n"><v>{}</v></c>', "<x:c><x:v>{}</x:v>"])
def test_a_long_number_is_seen_and_so_is_an_exponent(cell: str, value: str) -> None:
    assert told(TEXT + cell.format(value) + TEXT)


@pytest.mark.parametrize("shift", range(40))
def test_a_long_number_is_seen_wherever_the_sheet_is_cut(shift: int) -> None:
    before = "x" * (CACHEFUL - 40 - shift)

    assert told(before + '<c r="D1"><v>629999199001011234</v></c>' + TEXT)


def test_a_large_workbook_reads_like_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name in ("甲", "乙"):
            book.add_worksheet(name).write_row(0, 0, [name, 629999199001011234, "629999199001011234"])
        book.worksheets()[1].hide()
    small = workbooks.read_workbook(buffer.getvalue(), "book.xlsx")
    monkeypatch.setattr(workbooks, "LARGE", 0)
    large = workbooks.read_workbook(buffer.getvalue(), "book.xlsx")

    assert [grid.rows(0, 1) for grid in large] == [grid.rows(0, 1) for grid in small]
    assert large[0].rows(0, 1) == [["甲", "629999199001011200.0", "629999199001011234"]]
    assert [grid.is_hidden for grid in large] == [False, True]
