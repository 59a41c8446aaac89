"""Small returns written by hand, as bytes of every kind of file, for the tests of reading."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import xlsxwriter

from aixin_cli.read import Declared, SourceFile, SourceTable, read_sources

Cell = str | int | float | bool | datetime.date | None
Rows = list[list[Cell]]
DECEMBER = Declared(period="2024-12")
TITLES = ["序号", "县（市、区）", "乡镇（街道）", "帮扶对象姓名", "帮扶对象身份证号", "帮扶对象类别",
          "结对人姓名", "结对人身份证号", "结对人类别", "结对类型", "结对日期", "状态"]  # fmt: skip
NAMES = ["马一", "马二", "马三", "李四", "张五", "王六", "丁七", "沙八"]


def make_id(number: int, birth: str = "20150301") -> str:
    """An ID number with a right check digit and an area code nobody has."""
    body = f"629999{birth}{number:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def pairing_row(number: int, unit: str | None = "城关区", township: str | None = "张掖路街道") -> list[Cell]:
    return [number, unit, township, NAMES[number % 8], make_id(number), "孤儿", NAMES[(number + 3) % 8],
            make_id(number, "19800101"), "党员干部", "主结对", "2023-06-01", "在帮"]  # fmt: skip


def pairing(count: int = 5, unit: str | None = "城关区") -> Rows:
    """A header and so many pairs."""
    return [list(TITLES), *(pairing_row(number, unit) for number in range(1, count + 1))]


def xlsx(sheets: dict[str, Rows], hidden: tuple[str, ...] = (), *, date_1904: bool = False) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": date_1904})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        _write(book, sheet, rows)
        if name in hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def merged_xlsx(rows: Rows, merges: list[tuple[int, int, int]]) -> bytes:
    """A sheet with cells merged downwards: first row, last row, column, counted from 0."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    _write(book, sheet, rows)
    for first, last, column in merges:
        sheet.merge_range(first, column, last, column, rows[first][column])
    book.close()
    return buffer.getvalue()


def _write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, rows: Rows) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(index, column, datetime.datetime.combine(value, datetime.time()), day)
            elif value is not None:
                sheet.write(index, column, value)


def csv_text(rows: Rows, delimiter: str = ",", newline: str = "\r\n") -> str:
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + newline for row in rows)


def read_bytes(directory: Path, name: str, data: bytes, declared: Declared = DECEMBER) -> SourceFile:
    """Write one file into a folder of its own and read it."""
    folder = directory / "returns"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    files = [file for file in read_sources([folder / name], declared) if file.status != "ignored"]
    assert len(files) == 1
    return files[0]


def read_rows(directory: Path, rows: Rows, name: str = "620102_2024-12.xlsx") -> SourceTable:
    """Read one sheet that must give exactly one table."""
    file = read_bytes(directory, name, xlsx({"台账": rows}))
    assert file.error is None, f"{file.error.what} {file.error.hint}"
    assert len(file.tables) == 1
    return file.tables[0]


def reasons(table: SourceTable) -> dict[int, str]:
    """The rows set aside: sheet row to reason."""
    columns = table.set_aside.to_pydict()
    return dict(zip(columns["row"], columns["reason"], strict=True))


def refusal(file: SourceFile) -> str:
    """What, where and hint of a refused file, joined."""
    assert file.status == "refused"
    assert file.error is not None
    return f"{file.error.what} | {file.error.where} | {file.error.hint}"
