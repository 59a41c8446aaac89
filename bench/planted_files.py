"""Where `planted` puts persons beside a table's cells: in every format, and in the names of what holds them."""

import csv
import datetime
import io
import warnings
import zipfile
from collections.abc import Callable, Iterator

import xlsxwriter
import xlwt
from odf.dc import Creator, Title
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Lines = list[list[str]]
Make = Callable[[str], str]
"""Makes a person's name, number or telephone and remembers it: `name`, `id` or `phone`."""


def as_xlsx(lines: Lines, make: Make) -> bytes:
    """A workbook with persons in its properties, comments, headers, names, hidden and other sheets."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), xlsxwriter.Workbook(buffer) as book:
        warnings.simplefilter("ignore")
        book.set_properties({name: make("name") for name in ("title", "author", "manager", "company", "comments")})
        book.set_custom_property(make("name"), make("id"))
        sheet = book.add_worksheet("台账")
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)
        sheet.write_comment(len(lines) - 1, 1, make("name") + make("phone"), {"author": make("name")})
        sheet.set_header("&C" + make("name"))
        sheet.write_row(0, len(lines[-1]) + 2, [make("name"), make("id")])
        book.define_name("n" + make("name"), "=台账!$A$1")
        for name, state in ((make("name"), "hide"), (make("name") + "的草稿", "very_hidden"), (make("id"), "")):
            other = book.add_worksheet(name)
            other.write_row(0, 0, [make("name"), make("id"), make("phone")])
            if state:
                getattr(other, state)()
        book.add_chartsheet(make("name"))
    return buffer.getvalue()


def as_xls(lines: Lines, make: Make) -> bytes:
    """The same as an old workbook."""
    book = xlwt.Workbook()
    book.owner = make("phone")
    for number, name in enumerate(["台账", make("name"), make("name") + "备查", make("phone")]):
        sheet = book.add_sheet(name)
        sheet.visibility = number if number < 3 else 0
        for row, line in enumerate(lines if not number else [[make("name"), make("id")]] * 2):
            for column, text in enumerate(line):
                sheet.write(row, column, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods(lines: Lines, make: Make) -> bytes:
    """The same as an OpenDocument spreadsheet."""
    book = OpenDocumentSpreadsheet()
    book.meta.addElement(Title(text=make("name")))
    book.meta.addElement(Creator(text=make("name")))
    for name, rows in (("台账", lines), (make("name"), [[make("name"), make("id")]]), (make("id"), [[make("name")]])):
        sheet = Table(name=name)
        for line in rows:
            row = TableRow()
            for text in line:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=text))
                row.addElement(cell)
            sheet.addElement(row)
        note = Annotation()
        note.addElement(Creator(text=make("name")))
        note.addElement(P(text=make("name") + make("phone")))
        cell.addElement(note)
        book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def as_html(lines: Lines, make: Make) -> bytes:
    """The same as a web page."""
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in lines)
    head = f"<title>{make('name')}</title><meta name=author content='{make('name')}'><!-- {make('id')} -->"
    return f"<html><meta charset=utf-8>{head}<body>{make('name')}<table>{rows}</table></body></html>".encode()


def as_csv(lines: Lines, _make: Make) -> bytes:
    """The lines as text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue().encode("utf-8-sig")


def as_zip(lines: Lines, make: Make) -> bytes:
    """A workbook in a folder of an archive, among members that can't be read."""
    return pack(
        {
            f"{make('name')}/台账.xlsx": as_xlsx(lines, make),
            f"{make('name')}.xlsx": b"PK\x03\x04",
            f"{make('name')}{make('phone')}.jpg": b"x",
            f"{make('name')}.zip": pack({f"{make('name')}.doc": b"x", f"{make('id')}.csv": b"\xff\xfe"}),
        }
    )


def pack(members: dict[str, bytes]) -> bytes:
    """An archive with a remark."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
        packed.comment = "备注".encode()
    return buffer.getvalue()


AS = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods, "html": as_html, "zip": as_zip, "csv": as_csv, "et": as_xls}


def strewn(lines: Lines, make: Make) -> Iterator[tuple[str, bytes]]:
    """Files that are refused or ignored, under the names of persons, and their bytes."""
    name = lambda: make("name")  # noqa: E731
    small = lines[:1] + [[make("name"), make("id"), make("phone")]] * 3
    yield f"{name()}.xlsx", b"PK\x03\x04"
    yield f"{name()}结对帮扶台账.xls", as_xls(small, make)
    yield f"{name()}{make('phone')}.ods", as_ods(small, make)
    yield f"{name()}-{name()}.csv", as_csv(small, make)
    yield f"{make('id')}.pdf", b"%PDF"
    yield f"~${name()}.xlsx", b"x"
    yield f"{name()}/{name()}/{name()}.html", as_html(small, make)
    yield f"{name()}的资料/{make('id')}.zip", as_zip(small, make)
    yield f"{name()}.zip", as_zip(small, make)[:400]
    yield f"{name()}.mht", b"MIME-Version: 1.0\r\n\r\n" + name().encode()
    yield f"{name()}.xml", f"<?xml version='1.0'?><{name()}>{make('id')}".encode()
    yield f"报送 {datetime.date(2025, 1, 3):%Y%m%d} {name()}.txt", name().encode("gb18030") * 3
