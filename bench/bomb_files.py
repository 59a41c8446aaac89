"""The files that `bombs` reads: each is small, or as large as it looks, and asks its reader for more."""

# ruff: noqa: E501 - one file a line
import io
import struct
import zipfile
from collections.abc import Callable

from fuzz_files import LINES, ROWS, TITLES, make_mht, make_ods, make_text, make_xls, make_xlsx

CSV = make_text("utf-8")
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def with_part(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same container with one part changed, or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in names:
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
        if part not in names:
            new.writestr(part, change(b""))
    return buffer.getvalue()


def before(tag: str, text: str) -> Callable[[bytes], bytes]:
    """Put a text before a tag."""

    def change(data: bytes) -> bytes:
        assert tag.encode() in data, tag
        return data.replace(tag.encode(), text.encode() + tag.encode(), 1)

    return change


def in_sheet(tag: str, text: str) -> bytes:
    """The workbook with a text before a tag of its sheet."""
    return with_part(make_xlsx(), SHEET, before(tag, text))


def page(body: str) -> bytes:
    """A web page with the ledger's rows and a body."""
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in LINES)
    return f"<html><meta charset=utf-8><body><table>{rows}{body}".encode()


def archive(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of members, whose names may be the same."""
    import warnings

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            packed.writestr(name, content)
    return buffer.getvalue()


def nested(levels: int, wide: int) -> bytes:
    """Archives in archives."""
    data = archive([("台账.csv", CSV)])
    for _level in range(levels):
        data = archive([(f"{number}.zip", data) for number in range(wide)])
    return data


def many_texts(text: str) -> bytes:
    """A workbook whose one shared text is this one."""
    return with_part(make_xlsx(), "xl/sharedStrings.xml", before("</sst>", f"<si>{text}</si>"))


def many_styles(count: int) -> bytes:
    """Formats of numbers and cells beyond what any program writes."""
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="0.{n % 9}&quot;万元{n}&quot;"/>' for n in range(count))
    cells = "".join(f'<xf numFmtId="{200 + n}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for n in range(count))

    def change(data: bytes) -> bytes:
        data = before("<fonts", f'<numFmts count="{count}">{formats}</numFmts>')(data)
        return before("</cellXfs>", cells)(data)

    return with_part(make_xlsx(), STYLES, change)


def comments(body: str) -> bytes:
    """A workbook with a part of comments."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<comments xmlns="{main}"><authors><author>a</author></authors><commentList>{body}</commentList></comments>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{relation}" Target="../comments1.xml"/></Relationships>'
    )
    book = with_part(make_xlsx(), "xl/comments1.xml", lambda _none: part.encode())
    return with_part(book, "xl/worksheets/_rels/sheet1.xml.rels", lambda _none: rels.encode())


def ods_rows(text: str) -> bytes:
    """An .ods with rows added."""
    return with_part(make_ods(), "content.xml", before("</table:table>", text))


def circular() -> bytes:
    """An old workbook whose every sector says that it is followed by the first."""
    data = bytearray(make_xls())
    first = struct.unpack_from("<I", data, 76)[0]
    at = 512 + first * 512
    for place in range(at, at + 512, 4):
        if struct.unpack_from("<I", data, place)[0] < 0xFFFFFFF0:
            struct.pack_into("<I", data, place, 0)
    return bytes(data)


def circular_directory() -> bytes:
    """An old workbook whose entries point at one another."""
    data = bytearray(make_xls())
    at = 512 + struct.unpack_from("<I", data, 48)[0] * 512
    for entry in range(4):
        struct.pack_into("<III", data, at + 128 * entry + 68, 1, 1, 1)
    return bytes(data)


def circular_difat() -> bytes:
    """An old workbook whose list of lists begins again and again."""
    data = bytearray(make_xls())
    struct.pack_into("<II", data, 68, 0, 0x7FFFFFFF)
    return bytes(data)


def parts(count: int, body: str, depth: bool = False) -> bytes:
    """An envelope of many parts."""
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    one = f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n"
    return (head + one * count + "--b--\r\n").encode()


def table(row: str = "") -> str:
    """The ledger as a table."""
    return "<table>" + "".join("<tr>" + "".join(f"<td>{t}</td>" for t in line) + "</tr>" for line in LINES) + row


def columns(count: int) -> str:
    """Many numbered titles."""
    return ",".join(f"列{n}" for n in range(count))


def stacked(count: int) -> bytes:
    """Small tables one below the other."""
    other = ["序号", "县（市、区）", "项目名称", "项目编号", "资金", "备注"]
    lines = []
    for number in range(count):
        head = TITLES if number % 2 else TITLES[::-1]
        row = ROWS[0] if number % 2 else ROWS[0][::-1]
        lines += [",".join(head), ",".join(row), ""]
    del other
    return "\r\n".join(lines).encode()


def repeated(count: int) -> bytes:
    """The same titles above each row."""
    return "\r\n".join([",".join(TITLES) + "\r\n" + ",".join(ROWS[0])] * count).encode()


def book_of(text: bytes) -> bytes:
    """The same lines as a workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("台账")
        for row, line in enumerate(text.decode().split("\r\n")):
            sheet.write_row(row, 0, line.split(",") if line else [])
    return buffer.getvalue()


Q = '"'
EMPTY = "<si><t></t></si>"
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    # web pages
    "html: nested tables": ("a.html", lambda: page("<tr><td><table>" * 50_000)),
    "html: nested divs": ("a.html", lambda: page("<tr><td>" + "<div>" * 500_000 + "x")),
    "html: nested spans closed": ("a.html", lambda: page("<tr><td>" + "<b>" * 200_000 + "x" + "</b>" * 200_000)),
    "html: a million empty cells": ("a.html", lambda: page("<tr>" + "<td></td>" * 1_000_000)),
    "html: a million empty cells unclosed": ("a.html", lambda: page("<tr>" + "<td>" * 1_000_000)),
    "html: a million rows": ("a.html", lambda: page("<tr><td></td></tr>" * 1_000_000)),
    "html: a million open rows": ("a.html", lambda: page("<tr>" * 1_000_000)),
    "html: colspan 1e9": ("a.html", lambda: page("<tr><td colspan=1000000000>x</td></tr>" * 1000)),
    "html: rowspan 1e9": ("a.html", lambda: page("<tr><td rowspan=1000000000>x</td></tr>" * 1000)),
    "html: both 1e9": ("a.html", lambda: page("<tr><td colspan=1000000000 rowspan=1000000000>x</td></tr>" * 1000)),
    "html: spans of 5,000 digits": ("a.html", lambda: page(f"<tr><td colspan={'9' * 5000}>x</td></tr>" * 100)),
    "html: unclosed tables": ("a.html", lambda: page("<table>" * 300_000)),
    "html: 3,000 tables": ("a.html", lambda: page("</table>" + (table() + "</table>") * 3000)),
    "html: closing tags": ("a.html", lambda: page("</td></tr></table>" * 300_000)),
    "html: attributes": ("a.html", lambda: page("<tr><td " + "a=1 " * 500_000 + ">x")),
    "html: a long attribute": ("a.html", lambda: page("<tr><td a='" + "x" * 20_000_000 + "'>x")),
    "html: open attribute": ("a.html", lambda: page("<tr><td a='" * 200_000)),
    "html: entities": ("a.html", lambda: page("<tr><td>" + "&amp;" * 1_000_000)),
    "html: open entities": ("a.html", lambda: page("<tr><td>" + "&" * 3_000_000)),
    "html: numbers of characters": ("a.html", lambda: page("<tr><td>" + f"&#{'9' * 5000};" * 500)),
    "html: comments": ("a.html", lambda: page("<!-- x -->" * 500_000)),
    "html: open comments": ("a.html", lambda: page("<!--" * 1_000_000)),
    "html: processing": ("a.html", lambda: page("<?" * 500_000 + "<![CDATA[" * 300_000)),
    "html: script": ("a.html", lambda: page("<script>" * 300_000)),
    "html: breaks": ("a.html", lambda: page("<tr><td>" + "<br>" * 1_000_000)),
    "html: named .xls": ("a.xls", lambda: page("<tr>" + "<td></td>" * 1_000_000)),
    # envelopes
    "mht: 1,900 parts": ("a.mht", lambda: parts(1900, "<html>" + table() + "</table>")),
    "mht: 50,000 parts": ("a.mht", lambda: parts(50_000, "x")),
    "mht: a long boundary": ("a.mht", lambda: make_mht().replace(b"b\r\n", b"b" * 100 + b"\r\n") + b"--b\r\n" * 300_000),
    "mht: headers": ("a.mht", lambda: b"MIME-Version: 1.0\r\n" + b"X-A: b\r\n" * 500_000 + make_mht()),
    "mht: a folded header": ("a.mht", lambda: b"MIME-Version: 1.0\r\nX:" + b" b\r\n" * 500_000 + make_mht()),
    "mht: soft breaks": (
        "a.mht", lambda: make_mht().replace(b"utf-8\r\n\r\n", b"utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\r\n" * 2_000_000),
    ),
    "mht: base64": (
        "a.mht", lambda: make_mht().replace(b"utf-8\r\n\r\n", b"utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"PHRkPg==\r\n" * 500_000),
    ),
    # archives
    "zip: 4,900 empty members": ("a.zip", lambda: archive([(f"{n}.csv", b"") for n in range(4_900)])),
    "zip: 200 small members": ("a.zip", lambda: archive([(f"{n}.csv", CSV + str(n).encode()) for n in range(200)])),
    "zip: 4,900 empty workbooks": ("a.zip", lambda: archive([(f"{n}.xlsx", b"") for n in range(4_900)])),
    "zip: 400 damaged old workbooks": (
        "a.zip", lambda: archive([(f"{n}.xls", make_xls()[: 600 + n % 7]) for n in range(400)]),
    ),
    "zip: 60,000 empty members": ("a.zip", lambda: archive([(f"{n}.csv", b"") for n in range(60_000)])),
    "zip: one name": ("a.zip", lambda: archive([("台账.csv", CSV)] * 3000)),
    "zip: one name, other content": ("a.zip", lambda: archive([("台账.csv", CSV), ("台账.csv", CSV + b"\r\nx")])),
    "zip: nested 3": ("a.zip", lambda: nested(2, 10)),
    "zip: nested 40": ("a.zip", lambda: nested(40, 1)),
    "zip: nested wide": ("a.zip", lambda: nested(1, 500)),
    "zip: folders": ("a.zip", lambda: archive([("a/" * 1000 + f"{n}.csv", CSV) for n in range(100)])),
    "zip: long names": ("a.zip", lambda: archive([("台" * 20_000 + f"{n}.csv", CSV) for n in range(60)])),
    "zip: folders only": ("a.zip", lambda: archive([(f"{n}/", b"") for n in range(4_900)])),
    "zip: up": ("a.zip", lambda: archive([("../" * 30 + "台账.csv", CSV), ("/etc/台账.csv", CSV), ("C:\\台账.csv", CSV)])),
    # new workbooks
    "xlsx: 20,000 names": (
        "a.xlsx",
        lambda: with_part(
            make_xlsx(), "xl/workbook.xml",
            before("<calcPr", "<definedNames>" + "".join(f'<definedName name="n{n}">台账!$A${n + 1}</definedName>' for n in range(20_000)) + "</definedNames>"),
        ),
    ),
    "xlsx: a name of 20 MB": (
        "a.xlsx",
        lambda: with_part(
            make_xlsx(), "xl/workbook.xml", before("<calcPr", f'<definedNames><definedName name="n">{"A1+" * 7_000_000}</definedName></definedNames>'),
        ),
    ),
    "xlsx: 16,000 merges": (
        "a.xlsx", lambda: in_sheet("<pageMargins", "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:M{n + 1}"/>' for n in range(7, 32_000, 2)) + "</mergeCells>"),
    ),
    "xlsx: merges over one another": (
        "a.xlsx", lambda: in_sheet("<pageMargins", "<mergeCells>" + "".join(f'<mergeCell ref="A1:M{n}"/>' for n in range(2, 30_000)) + "</mergeCells>"),
    ),
    "xlsx: merges of the whole sheet": (
        "a.xlsx", lambda: in_sheet("<pageMargins", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 16_000 + "</mergeCells>"),
    ),
    "xlsx: 100,000 styles": ("a.xlsx", lambda: many_styles(100_000)),
    "xlsx: a style of 20 MB": (
        "a.xlsx", lambda: with_part(make_xlsx(), STYLES, before("<fonts", f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{"0," * 10_000_000}"/></numFmts>')),
    ),
    "xlsx: a text of 50 MB": ("a.xlsx", lambda: many_texts("<t>" + "长" * 17_000_000 + "</t>")),
    "xlsx: a text of 50 MB in a cell": (
        "a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9"><c r="E9" t="inlineStr"><is><t>' + "长" * 17_000_000 + "</t></is></c></row>"),
    ),
    "xlsx: a digit string of 50 MB": (
        "a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9"><c r="E9"><v>' + "1" * 50_000_000 + "</v></c></row>"),
    ),
    "xlsx: a million runs": ("a.xlsx", lambda: many_texts("<r><t>x</t></r>" * 1_000_000)),
    "xlsx: a million guides": ("a.xlsx", lambda: many_texts("<t>x</t>" + '<rPh sb="0" eb="1"><t>y</t></rPh>' * 1_000_000)),
    "xlsx: a million empty texts": ("a.xlsx", lambda: with_part(make_xlsx(), "xl/sharedStrings.xml", before("</sst>", EMPTY * 1_000_000))),
    "xlsx: 300,000 comments": ("a.xlsx", lambda: comments("".join(f'<comment ref="A{n + 1}" authorId="0"><text><t>x</t></text></comment>' for n in range(300_000)))),
    "xlsx: a comment of 50 MB": ("a.xlsx", lambda: comments('<comment ref="A1" authorId="0"><text><t>' + "x" * 50_000_000 + "</t></text></comment>")),
    "xlsx: a million empty cells in a row": ("a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9">' + "<c/>" * 1_000_000 + "</row>")),
    "xlsx: a million cells at one place": ("a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9">' + '<c r="A9"><v>1</v></c>' * 1_000_000 + "</row>")),
    "xlsx: a million rows at one place": ("a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9"/>' * 1_000_000)),
    "xlsx: a million columns": ("a.xlsx", lambda: in_sheet("<sheetData>", "<cols>" + '<col min="1" max="16384" width="9" hidden="1"/>' * 1_000_000 + "</cols>")),
    "xlsx: links": ("a.xlsx", lambda: in_sheet("<pageMargins", "<hyperlinks>" + "".join(f'<hyperlink ref="A{n + 1}" r:id="rId{n}"/>' for n in range(300_000)) + "</hyperlinks>")),
    "xlsx: checks": ("a.xlsx", lambda: in_sheet("<pageMargins", "<dataValidations>" + '<dataValidation sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation>' * 200_000 + "</dataValidations>")),
    "xlsx: a formula of 50 MB": ("a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9"><c r="E9"><f>' + "1+" * 25_000_000 + "1</f><v>1</v></c></row>")),
    "xlsx: nested tags": ("a.xlsx", lambda: in_sheet("</sheetData>", "<row>" * 500_000 + "</row>" * 500_000)),
    "xlsx: nested in styles": ("a.xlsx", lambda: with_part(make_xlsx(), STYLES, before("<fonts", "<a>" * 300_000 + "</a>" * 300_000))),
    "xlsx: far rows": ("a.xlsx", lambda: in_sheet("</sheetData>", "".join(f'<row r="{n}"><c r="A{n}" t="str"><v> </v></c></row>' for n in range(9, 1_048_576, 3)))),
    "xlsx: 250 members of one name": ("a.xlsx", lambda: archive([(n, d) for n, d in _members(make_xlsx())] + [(SHEET, b"<worksheet/>")] * 250)),
    "xlsx: 30,000 members": ("a.xlsx", lambda: archive([*_members(make_xlsx()), *((f"xl/media/{n}.png", b"") for n in range(30_000))])),
    "xlsx: shared formulas": ("a.xlsx", lambda: in_sheet("</sheetData>", '<row r="9">' + '<c r="A9"><f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>1</v></c>' * 200_000 + "</row>")),
    # text
    "csv: a million columns": ("a.csv", lambda: columns(1_000_000).encode() + b"\r\n" + b"1," * 1_000_000),
    "csv: a million columns below": ("a.csv", lambda: CSV + b"\r\n" + b"1," * 1_000_000),
    "csv: a line of 100 MB": ("a.csv", lambda: CSV + b"\r\n" + b"x" * 100_000_000),
    "csv: a quoted line of 100 MB": ("a.csv", lambda: CSV + b'\r\n"' + b"x" * 100_000_000 + b'"'),
    "csv: an open quote": ("a.csv", lambda: CSV + b'\r\n"' + b"x,y\r\n" * 5_000_000),
    "csv: quotes": ("a.csv", lambda: CSV + b"\r\n" + b'"' * 20_000_001),
    "csv: blank lines": ("a.csv", lambda: CSV + b"\r\n" * 10_000_000),
    "csv: commas": ("a.csv", lambda: CSV + b"\r\n" + (b"," * 12 + b"\r\n") * 2_000_000),
    "csv: carriage returns": ("a.csv", lambda: CSV + b"\r" * 10_000_000),
    "csv: rising width": ("a.csv", lambda: CSV + b"\r\n" + b"\r\n".join(b"1," * n for n in range(3000))),
    "csv: zeros": ("a.csv", lambda: CSV + bytes(20_000_000)),
    "csv: marks": ("a.csv", lambda: CSV + "\u200b".encode() * 10_000_000),
    "csv: titles of 10 MB": ("a.csv", lambda: CSV.replace("乡镇（街道）".encode(), "乡".encode() * 3_000_000)),
    "csv: digits": ("a.csv", lambda: CSV + b"\r\n" + b"1" * 20_000_000),
    "csv: brackets": ("a.csv", lambda: CSV + ("\r\n3,城关区,x,y," + "（" * 3_000_000).encode()),
    "csv: labels": ("a.csv", lambda: CSV + ("\r\n" + "填表人：" * 1_000_000).encode()),
    "csv: blanks": ("a.csv", lambda: CSV + ("\r\n3,城关区,x,y,马" + " " * 10_000_000 + "a").encode()),
    "txt: tabs": ("a.txt", lambda: CSV + b"\r\n" + b"\t" * 5_000_000),
    "txt: lines and bars": ("a.txt", lambda: b"\r\n".join([b"|" + b"-" * 200 + b"|"] * 100_000)),
    # OpenDocument
    "ods: repeated rows": ("a.ods", lambda: ods_rows('<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row>')),
    "ods: repeated filled rows": ("a.ods", lambda: ods_rows('<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>')),
    "ods: repeated columns": ("a.ods", lambda: ods_rows('<table:table-row><table:table-cell table:number-columns-repeated="1000000000" office:value-type="float" office:value="1"/></table:table-row>')),
    "ods: both, a little": ("a.ods", lambda: ods_rows('<table:table-row table:number-rows-repeated="60000"><table:table-cell table:number-columns-repeated="170" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>')),
    "ods: many repeated": ("a.ods", lambda: ods_rows('<table:table-row table:number-rows-repeated="16000"><table:table-cell/></table:table-row>' * 60_000)),
    "ods: blanks": ("a.ods", lambda: ods_rows('<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>')),
    "ods: nested": ("a.ods", lambda: ods_rows("<table:table-row><table:table-cell>" * 100_000)),
    "ods: groups": ("a.ods", lambda: ods_rows("<table:table-row-group>" * 100_000 + "</table:table-row-group>" * 100_000)),
    "ods: nested text": ("a.ods", lambda: ods_rows('<table:table-row><table:table-cell office:value-type="string"><text:p>' + "<text:span>" * 100_000 + "</text:span>" * 100_000 + "</text:p></table:table-cell></table:table-row>")),
    "ods: notes": ("a.ods", lambda: ods_rows("<table:table-row><table:table-cell>" + "<office:annotation><text:p>x</text:p></office:annotation>" * 300_000 + "</table:table-cell></table:table-row>")),
    "ods: negative": ("a.ods", lambda: ods_rows('<table:table-row table:number-rows-repeated="-5"><table:table-cell table:number-columns-repeated="-7" office:value-type="float" office:value="1"/></table:table-row>')),
    "ods: 5,000 sheets": ("a.ods", lambda: with_part(make_ods(), "content.xml", before("</office:spreadsheet>", "".join(f'<table:table table:name="s{n}"/>' for n in range(5000))))),
    # old workbooks
    "xls: sectors in a circle": ("a.xls", circular),
    "xls: a directory in a circle": ("a.xls", circular_directory),
    "xls: a list of lists": ("a.xls", circular_difat),
    "xls: circle, .et": ("a.et", circular),
    "xls: cut": ("a.xls", lambda: make_xls()[:1500]),
    # many small tables
    "stacked: 3,000 tables": ("a.csv", lambda: stacked(3000)),
    "stacked: 3,000 tables in a workbook": ("a.xlsx", lambda: book_of(stacked(3000))),
    "stacked: 3,000 repeated headers": ("a.csv", lambda: repeated(3000)),
    "stacked: 3,000 repeated headers in a workbook": ("a.xlsx", lambda: book_of(repeated(3000))),
    # as XML
    "xml: indexes": ("a.xml", lambda: _spread('<Row ss:Index="2000000000"><Cell ss:Index="2000000000"><Data>1</Data></Cell></Row>')),
    "xml: merges": ("a.xml", lambda: _spread('<Row><Cell ss:MergeAcross="2000000000" ss:MergeDown="2000000000"><Data>1</Data></Cell></Row>' * 1000)),
    "xml: nested": ("a.xml", lambda: _spread("<Row><Cell>" * 100_000)),
    "xml: a million cells": ("a.xml", lambda: _spread("<Row>" + "<Cell/>" * 1_000_000 + "</Row>")),
    "xml: a million rows": ("a.xml", lambda: _spread("<Row/>" * 1_000_000)),
}  # fmt: skip


def _members(book: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return [(name, packed.read(name)) for name in packed.namelist()]


def _spread(rows: str) -> bytes:
    from fuzz_files import make_xml

    return before("</Table>", rows)(make_xml())
