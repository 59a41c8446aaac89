"""Files that harm a careless reader: bombs, entities, endless sheets, cut-off containers."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterable
from itertools import chain

import xlsxwriter
import xlwt
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet
from xlwt.CompoundDoc import XlsDoc

from tests.unit.zips import Member, make_zip, nested

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LAST_ROW = 1_048_576
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def workbook(content: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("台账")
        for place, line in enumerate(content.splitlines()):
            sheet.write_row(place, 0, line.split(","))
    return buffer.getvalue()


def old_workbook(content: str) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row, line in enumerate(content.splitlines()):
        for column, cell in enumerate(line.split(",")):
            sheet.write(row, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def open_document(content: str, **repeated: int) -> bytes:
    """An .ods; its last cell stands for as many as are given."""
    book = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="台账")
    lines = content.splitlines()
    for line in lines:
        is_last = line is lines[-1]
        row = odf_table.TableRow(**({"numberrowsrepeated": repeated.get("rows", 1)} if is_last else {}))
        for text in line.split(","):
            cell = odf_table.TableCell(valuetype="string")
            cell.addElement(odf_text.P(text=text))
            row.addElement(cell)
        if is_last:
            cell.setAttrNS(cell.qname[0], "number-columns-repeated", repeated.get("columns", 1))
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def cut(make: Callable[[str], bytes]) -> Callable[[str], bytes]:
    def truncated(content: str) -> bytes:
        whole = make(content)
        return whole[: len(whole) // 2]

    return truncated


def with_part(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same container with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part else data)
    return buffer.getvalue()


def laughing(make: Callable[[str], bytes], part: str) -> Callable[[str], bytes]:
    """The container with a billion laughs before one part's root."""

    def change(xml: bytes) -> bytes:
        at = xml.index(b"?>") + 2
        text = xml[:at] + LAUGHS.encode() + xml[at:]
        return text.replace("城关区".encode(), b"&j;", 1)

    return lambda content: with_part(make(content), part, change)


def raw_workbook(rows: Iterable[str], dimension: str = "") -> bytes:
    """An .xlsx of one sheet whose rows are given as XML, written as they come: they may be a gigabyte.

    It is packed quickly: what unpacks from it is the same, and less of a bomb.
    """
    relation = f"{OFFICE}/worksheet"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{relation}" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
            sheet.write(f'<worksheet xmlns="{MAIN}">{dimension}<sheetData>'.encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
    return buffer.getvalue()


def cell(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def content_rows(content: str) -> list[str]:
    """The rows of a return as XML."""
    return [
        f'<row r="{row}">'
        + "".join(cell(f"{letters(column)}{row}", text) for column, text in enumerate(line.split(","), 1) if text)
        + "</row>"
        for row, line in enumerate(content.splitlines(), 1)
    ]


def lone_cell(place: str, row: int, dimension: str = "") -> Callable[[str], bytes]:
    """A return with one cell far away from it."""
    return lambda content: raw_workbook([*content_rows(content), f'<row r="{row}">{cell(place)}</row>'], dimension)


def every_column(content: str) -> bytes:
    rows = content_rows(content)
    more = [
        f'<row r="{row}">' + "".join(cell(f"{letters(column)}{row}") for column in range(1, 16_385)) + "</row>"
        for row in range(len(rows) + 1, len(rows) + 40)
    ]
    return raw_workbook([*rows, *more])


def every_row(columns: int) -> Callable[[str], bytes]:
    """A return that fills so many columns down to the last row."""

    def make(content: str) -> bytes:
        lines = [",".join(line.split(",")[:columns]) for line in content.splitlines()]
        rows = content_rows("\n".join(lines))
        pattern = "".join(cell(f"{letters(column)}%d", "1") for column in range(1, columns + 1))
        body = (
            "".join(f'<row r="{row}">{pattern % ((row,) * columns)}</row>' for row in range(start, start + 1000))
            for start in range(len(rows) + 1, LAST_ROW - 1000, 1000)
        )
        last = f'<row r="{LAST_ROW}">{pattern % ((LAST_ROW,) * columns)}</row>'
        return raw_workbook(chain(rows, body, [last]))

    return make


def unnumbered(content: str) -> bytes:
    """Cells without a place, as the standard allows: one wide row, and so many narrow ones."""
    wide = "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>"
    return raw_workbook([*content_rows(content), wide, "<row><c><v>1</v></c></row>" * 500_000])


def swelling_workbook(_content: str) -> bytes:
    return with_part(raw_workbook([]), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 300_000_000)


def lying_workbook(content: str) -> bytes:
    """A sheet that unpacks to three hundred times what the directory says, as other readers would find."""
    with zipfile.ZipFile(io.BytesIO(raw_workbook(content_rows(content)))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet + b" " * 300_000_000
    sizes = {"xl/worksheets/sheet1.xml": len(sheet)}
    return make_zip(Member(name.encode(), data, size=sizes.get(name)) for name, data in parts.items())


def overlapping_zip(_content: str) -> bytes:
    """Thousands of members that are all the same bytes of the file."""
    data = make_zip([Member(b"a.csv", b"1,2\n" * 50_000)])
    start, stop = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    count = 4000
    end = struct.pack("<HHHHIIH", 0, 0, count, count, count * (stop - start), start, 0)
    return data[:start] + data[start:stop] * count + b"PK\x05\x06" + end


def zip_of_zips(_content: str) -> bytes:
    """Sixteen archives in each of sixteen in each of sixteen in one, as the famous one has them."""
    data = nested(1, {"0.csv": b"0" * 10_000_000})
    for _level in range(4):
        data = nested(1, {f"{number}.zip": data for number in range(16)})
    return data


def swelling_zip(_content: str) -> bytes:
    return nested(1, {"a.csv": b"0" * 100_000_000})


def large_zip(_content: str) -> bytes:
    return nested(1, {"a.csv": b"0" * 600_000_000})


def lying_zip(_content: str) -> bytes:
    return make_zip([Member(b"a.csv", b"1,2\n" * 100_000_000, size=4000)])


def page(body: str) -> Callable[[str], bytes]:
    return lambda _content: f"<html><body><table>{body}</table></body></html>".encode()


def noise(_content: str) -> bytes:
    return b"PK\x03\x04" + os.urandom(100_000)


def surrogate(content: str) -> bytes:
    """Half a character, which XML doesn't allow."""
    return raw_workbook(content_rows(content.replace("城关区", "城关区&#xD800;")))


def far_old_workbook(content: str) -> bytes:
    """An .xls with one cell in column 65,536, where it can have 256."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row, line in enumerate(content.splitlines()):
        for column, text in enumerate(line.split(",")):
            sheet.write(row, column, text)
    sheet.write(60_000, 77, "x")
    stream = book.get_biff_data()
    place = struct.pack("<HHHH", 0x00FD, 10, 60_000, 77)
    assert stream.count(place) == 1
    buffer = io.BytesIO()
    XlsDoc().save(buffer, stream.replace(place, struct.pack("<HHHH", 0x00FD, 10, 60_000, 0xFFFF)))
    return buffer.getvalue()
