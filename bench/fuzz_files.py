"""The small honest files that `fuzz` changes: one ledger in every format."""

import io
import zipfile
from collections.abc import Callable

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

TITLES = ["序号", "县（市、区）", "乡镇（街道）", "村（社区）", "帮扶对象姓名", "帮扶对象身份证号", "帮扶对象类别",
          "结对人姓名", "结对人身份证号", "结对人类别", "结对类型", "结对日期", "状态"]  # fmt: skip
PERSONS = ("马沙娜", "杨尕妹", "629999201001011230", "629999201101011234")
ROWS = [
    ["1", "城关区", "张掖路街道", "东岗村", PERSONS[0], PERSONS[2], "孤儿", "王建国", "629999198001010010", "党员干部",
     "主结对", "2023-05-06", "在帮"],
    ["2", "城关区", "雁南街道", "红柳村", PERSONS[1], PERSONS[3], "孤儿", "李建设", "629999198001010029", "党员干部",
     "主结对", "2023-05-07", "在帮"],
]  # fmt: skip
LINES = [["结对帮扶台账"], *([TITLES, *ROWS]), ["合计", "2"], ["填表人：王建国", "", "填报日期：2025年1月3日"]]


def make_text(encoding: str) -> bytes:
    """The ledger as text."""
    return "\r\n".join(",".join(line) for line in LINES).encode(encoding)


def make_xlsx() -> bytes:
    """The ledger as Excel writes it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, 5, "")
        for row, line in enumerate(LINES):
            sheet.write_row(row, 0, line)
    return buffer.getvalue()


def make_xls() -> bytes:
    """The ledger as Excel 97 wrote it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row, line in enumerate(LINES):
        for column, text in enumerate(line):
            sheet.write(row, column, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_ods() -> bytes:
    """The ledger as LibreOffice writes it."""
    book, sheet = OpenDocumentSpreadsheet(), Table(name="台账")
    for line in LINES:
        row = TableRow()
        for text in line:
            cell = TableCell(valuetype="string", numbercolumnsrepeated=1)
            cell.addElement(P(text=text))
            row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def make_html() -> bytes:
    """The ledger as systems export it."""
    rows = ("<tr>" + "".join(f"<td colspan=1 rowspan=1>{text}</td>" for text in line) for line in LINES)
    return ("<html><meta charset=utf-8><body><table>" + "".join(rows) + "</table></body></html>").encode()


def make_mht() -> bytes:
    """The page in its envelope."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return head + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + make_html() + b"\r\n--b--\r\n"


def make_xml() -> bytes:
    """The ledger as Excel 2003 wrote it in XML."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        f'<Row ss:Index="{number}">'
        + "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in line)
        + "</Row>"
        for number, line in enumerate(LINES, 1)
    )
    book = f'<Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="台账"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?>{book}</Workbook>'.encode()


def make_zip() -> bytes:
    """The ledger in an archive, packed in three ways."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
            packed.writestr(f"{method}/台账.csv", make_text("utf-8"), method)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "csv": lambda: make_text("utf-8"), "txt": lambda: make_text("gb18030"), "xlsx": make_xlsx, "xls": make_xls,
    "et": make_xls, "ods": make_ods, "html": make_html, "mht": make_mht, "xml": make_xml, "zip": make_zip,
}  # fmt: skip
