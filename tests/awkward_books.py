"""Ten workbooks that programs damage: made by XlsxWriter, then given what it can't make, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000 01f15c4890000000d49444154789c626001000000ffff03000006"
    "0005 57bfabd40000000049454e44ae426082".replace(" ", "")
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
Fill = Callable[[xlsxwriter.Workbook, Any, Any], None]


def _book(fill: Fill | None = None, **options: Any) -> Parts:
    """Two sheets: a ledger with text, numbers, days and a blank, and notes; `fill` adds what makes it awkward."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        sheet, other = book.add_worksheet("结对 台账"), book.add_worksheet("备注")
        day, money = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00"})
        sheet.set_column(3, 3, 12, money)
        for row in range(12):
            sheet.write_string(row, 0, f"第{row}行")
            sheet.write_number(row, 1, 45000 + row, day)
            sheet.write_number(row, 2, row / 3, money)
        sheet.set_row(20, 30, day)
        other.write_string(0, 0, "无")
        if fill:
            fill(book, sheet, other)
    return read_parts(buffer.getvalue())


def read_parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def write_parts(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _with(parts: Parts, **added: tuple[str, str, str]) -> Parts:
    """Parts that the first sheet or the workbook leads to; each: its name, its relationship's kind, who leads to it."""
    for content, (name, kind, owner) in added.items():
        parts[name] = f"<{content} xmlns='urn:test'/>".encode()
        path = f"xl/worksheets/_rels/{owner}.rels" if owner.startswith("sheet") else f"xl/_rels/{owner}.rels"
        before = parts.get(
            path,
            b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'></Relationships>",
        )
        link = f'<Relationship Id="rIdT{len(parts)}" Type="{RELATIONS}/{kind}" Target="/{name}"/>'
        parts[path] = before.replace(b"</Relationships>", link.encode() + b"</Relationships>")
        types = parts["[Content_Types].xml"]
        kind_of = f'<Override PartName="/{name}" ContentType="application/xml"/>'
        parts["[Content_Types].xml"] = types.replace(b"</Types>", kind_of.encode() + b"</Types>")
    return parts


def pictures(tmp_path: Path) -> Parts:
    def fill(_book: Any, sheet: Any, _other: Any) -> None:
        sheet.insert_image(2, 5, "picture.png", {"image_data": io.BytesIO(PICTURE)})

    return _book(fill)


def charts(tmp_path: Path) -> Parts:
    def fill(book: Any, sheet: Any, _other: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='结对 台账'!$C$1:$C$12"})
        sheet.insert_chart("F2", chart)

    return _book(fill)


def pivot(tmp_path: Path) -> Parts:
    parts = _book()
    return _with(
        parts,
        pivotTableDefinition=("xl/pivotTables/pivotTable1.xml", "pivotTable", "sheet2.xml"),
        pivotCacheDefinition=("xl/pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition", "workbook.xml"),
    )


def macros(tmp_path: Path) -> Parts:
    code = tmp_path / "vbaProject.bin"
    code.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(range(256)))

    def fill(book: Any, _sheet: Any, _other: Any) -> None:
        book.add_vba_project(str(code))

    return _book(fill)


def slicers(tmp_path: Path) -> Parts:
    parts = _with(_book(), slicers=("xl/slicers/slicer1.xml", "slicer", "sheet1.xml"))
    extra = b'<extLst><ext uri="{A8765BA9}"><x14:slicerList xmlns:x14="urn:test"/></ext></extLst>'
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</worksheet>", extra + b"</worksheet>")
    return parts


def commented(tmp_path: Path) -> Parts:
    def fill(_book: Any, sheet: Any, _other: Any) -> None:
        sheet.write_comment("A3", "原来的批注")
        sheet.write_comment("H30", "另一条")
        sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(PICTURE)})

    return _book(fill)


def protected(tmp_path: Path) -> Parts:
    def fill(book: Any, sheet: Any, other: Any) -> None:
        sheet.protect("secret")
        sheet.autofilter(0, 0, 11, 2)
        sheet.merge_range(13, 0, 14, 2, "合并")
        sheet.conditional_format(0, 2, 11, 2, {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation(0, 4, 11, 4, {"validate": "list", "source": ["甲", "乙"]})
        sheet.write_url(15, 0, "internal:'备注'!A1", string="去备注")
        other.hide()
        book.define_name("'备注'!本表", "='备注'!$A$1")

    return _book(fill)


def tables(tmp_path: Path) -> Parts:
    def fill(_book: Any, sheet: Any, _other: Any) -> None:
        sheet.add_table(0, 8, 6, 10, {"data": [[1, 2, 3]] * 6})
        sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(PICTURE)})

    return _book(fill)


def strict(tmp_path: Path) -> Parts:
    """ISO/IEC 29500 strict: other namespaces and relationship types."""
    return {
        name: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in _book().items()
    }


def foreign(tmp_path: Path) -> Parts:
    """As other programs write: a prefix on every element, rows and cells that don't say where they are, no <cols>."""
    parts = _book()
    sheet = "xl/worksheets/sheet1.xml"
    text = re.sub(rb"<cols>.*</cols>", b"", parts[sheet])
    text = re.sub(rb'<row r="\d+" ', b"<row ", text, count=12)
    text = re.sub(rb'<c r="[A-C](\d|1[0-2])"', b"<c", text)
    text = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", text)
    parts[sheet] = text.replace(b"xmlns=", b"xmlns:x=")
    return parts


def since_1904(tmp_path: Path) -> Parts:
    return _book(date_1904=True)


AWKWARD: tuple[Callable[[Path], Parts], ...] = (
    *(pictures, charts, pivot, macros, slicers, commented),
    *(protected, tables, strict, foreign, since_1904),
)
