"""Files of every kind made by code, some of them broken on purpose."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter
import xlwt
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet

from tests.unit.read_examples import Rows, csv_text

Arrange = Callable[[Any, Any], None]
SHEET = "xl/worksheets/sheet1.xml"
_DAY = {"num_format": "yyyy-mm-dd"}


def workbook(
    rows: Rows | Mapping[str, Rows], arrange: Arrange | None = None, options: dict[str, Any] | None = None
) -> bytes:
    """An .xlsx; `arrange` is given the book and its first sheet to hide, merge or draw what it will."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, **(options or {})})
    day = book.add_format(_DAY)
    sheets = rows if isinstance(rows, Mapping) else {"台账": rows}
    made = []
    for name, lines in sheets.items():
        made.append(book.add_worksheet(name))
        for index, row in enumerate(lines):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    made[-1].write_datetime(index, column, datetime.datetime.combine(value, datetime.time()), day)
                elif value is not None:
                    made[-1].write(index, column, value)
    if arrange is not None:
        arrange(book, made[0])
    book.close()
    return buffer.getvalue()


def with_cells(data: bytes, cells: Mapping[str, str], sheet: str = SHEET) -> bytes:
    """The workbook with cells replaced by raw XML: {"E3": "<v>1</v>"}; a leading attribute list is kept apart by |."""
    xml = members(data)[sheet].decode()
    for place, inner in cells.items():
        attributes, _bar, content = inner.rpartition("|")
        pattern = rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)'
        assert re.search(pattern, xml), f"the sheet has no cell {place}"
        cell = f'<c r="{place}" {attributes}>{content}</c>'
        xml = re.sub(pattern, lambda _found, cell=cell: cell, xml, count=1)
    return repacked(data, {sheet: xml.encode()})


def members(data: bytes) -> dict[str, bytes]:
    """What a zip container holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The container with members replaced or added."""
    return zipped({**members(data), **changed})


def substituted(data: bytes, member: str, old: str, new: str) -> bytes:
    """The container with one text of one member replaced."""
    text = members(data)[member].decode()
    assert old in text, f"{member} has no {old}"
    return repacked(data, {member: text.replace(old, new).encode()})


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def zipped_as_windows(contents: Mapping[str, bytes]) -> bytes:
    """A zip archive whose member names are GBK and not marked as such, as Windows in China packs them."""
    buffer = io.BytesIO()
    names = {f"member{place:04d}": name for place, name in enumerate(contents)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for place, name in names.items():
            # As many bytes as the GBK name has, so that it can be written over.
            packed.writestr(place.ljust(len(name.encode("gbk")), "_"), contents[name])
    data = buffer.getvalue()
    for place, name in names.items():
        raw = name.encode("gbk")
        assert len(raw) >= len(place)
        data = data.replace(place.ljust(len(raw), "_").encode(), raw)
    return data


def xls(rows: Rows, arrange: Arrange | None = None) -> bytes:
    """A BIFF8 workbook, as .xls and the older .et are."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(index, column, value)
    if arrange is not None:
        arrange(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Rows) -> bytes:
    """An OpenDocument spreadsheet of texts."""
    book = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="台账")
    for row in rows:
        line = odf_table.TableRow()
        for value in row:
            cell = odf_table.TableCell(valuetype="string")
            if value is not None:
                cell.addElement(odf_text.P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def csv(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Delimited text, no cell quoted."""
    return csv_text(rows, delimiter).encode(encoding)


def html(rows: Rows) -> bytes:
    """A web page saved under a table's name, as many county systems export."""
    lines = ("".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    head = '<html><head><meta charset="utf-8"></head>'
    return f"{head}<body><table>{body}</table></body></html>".encode()


def png() -> bytes:
    """A picture of one dot."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
