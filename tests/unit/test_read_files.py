"""Kinds of files: encodings, workbooks of every age, archives, and what is refused."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlwt
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet

from aixin_cli.errors import InputError
from aixin_cli.read import Declared, content, list_sources, read_sources
from tests.unit.read_examples import DECEMBER, Rows, csv_text, make_id, pairing, read_bytes, reasons, refusal, xlsx

IDS = [make_id(number) for number in range(1, 4)]
TITLED: Rows = [["城关区结对帮扶台账"], ["填报单位：城关区"], [], *pairing(3), ["合计", None, None, 3]]


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(index, column, value, day if isinstance(value, datetime.date) else xlwt.Style.default_style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Rows) -> bytes:
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


@pytest.mark.parametrize(("name", "make"), [
    ("城关区.xlsx", lambda: xlsx({"台账": TITLED})),
    ("城关区.xlsm", lambda: xlsx({"台账": TITLED})),
    ("城关区.xls", lambda: xls(TITLED)),
    ("城关区.et", lambda: xls(TITLED)),
    ("城关区.ods", lambda: ods(TITLED)),
    ("城关区.xls", lambda: xlsx({"台账": TITLED})),
    ("城关区.xlsx", lambda: xls(TITLED)),
    ("城关区.csv", lambda: csv_text(TITLED).encode("utf-8")),
    ("城关区.xls", lambda: csv_text(TITLED, "\t").encode("gb18030")),
], ids=["xlsx", "xlsm", "xls", "et", "ods", "xlsx named xls", "xls named xlsx", "csv", "text named xls"])  # fmt: skip
def test_every_kind_of_file_gives_the_same_table_whatever_its_extension(tmp_path: Path, name: str, make) -> None:  # type: ignore[no-untyped-def]
    file = read_bytes(tmp_path, name, make())
    assert file.error is None, file.error
    (table,) = file.tables
    assert table.rows.column("row").to_pylist() == [5, 6, 7]
    assert table.rows.column("recipient_id").to_pylist() == IDS
    assert reasons(table) == {1: "title", 2: "title", 3: "blank", 4: "header", 8: "total"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "；"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_text_is_read_in_every_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    file = read_bytes(tmp_path, "城关区.csv", csv_text(TITLED, delimiter, newline).encode(encoding))
    assert file.error is None, file.error
    assert file.tables[0].rows.column("recipient_id").to_pylist() == IDS
    assert file.tables[0].rows.column("row").to_pylist() == [5, 6, 7]


def test_ragged_lines_keep_their_place(tmp_path: Path) -> None:
    text = "城关区台账\n" + csv_text(pairing(3), newline="\n") + "合计\n填表人：丁某,审核人：沙某\n"
    file = read_bytes(tmp_path, "城关区.csv", text.encode())
    assert reasons(file.tables[0]) == {1: "title", 2: "header", 6: "total", 7: "signature"}
    assert file.tables[0].rows.column("row").to_pylist() == [3, 4, 5]


def test_quoted_fields_may_hold_newlines_and_text_marks_are_stripped(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[1][2] = '"甲镇\n乙村"'
    rows[1][4] = f'"=""{IDS[0]}"""'
    rows[2][4] = f"'{IDS[1]}"
    table = read_bytes(tmp_path, "城关区.csv", csv_text(rows).encode("utf-8-sig")).tables[0]
    assert table.rows.column("recipient_id").to_pylist() == IDS[:2]
    assert table.rows.column("township").to_pylist()[0] == "甲镇\n乙村"
    assert table.rows.column("row").to_pylist() == [2, 3]


def test_cells_of_every_type_become_text(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[0] += ["是否独居", "户编号"]
    rows[1] += [True, 12]
    rows[2] += [False, 12.5]
    rows[1][10] = datetime.date(2024, 1, 5)
    for data in (xlsx({"台账": rows}), xls(rows)):
        found = read_bytes(tmp_path, "城关区.xlsx", data).tables[0].rows
        assert found.column("start_date").to_pylist() == ["2024-01-05 00:00:00", "2023-06-01"]
        assert found.column("lives_alone").to_pylist() == ["true", "false"]
        assert found.column("household_no").to_pylist() == ["12", "12.5"]


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"),
    (b"\r\n  \r\n", "empty"),
    (xlsx({"台账": pairing(2)})[:900], "damaged"),
    (b"PK\x03\x04" + b"x" * 300, "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "damaged"),
    (_encrypted(), "password"),
    (_bomb(), "implausible"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"<html><p>x</p></html>", "web page"),
    (("a,b\x00,c\n" * 50).encode(), "NUL"),
    ("序号,姓名,证\n1,\"马,3\n2,b,c\n3,d,e\n".encode(), "quotes"),
    ("序号,姓名,证\n1,\"马,3\n2,b,c\n3,d\",e\n".encode(), "quotes"),
    (b"\xff\xfe\x00\xd8\x00\xd8", "encoding"),
    (xlsx({"台账": [["姓名", "电话"], ["a", "b"]]}), "No form"),
    (xlsx({"台账": []}), "No form"),
], ids=["nothing", "blank", "cut off", "no zip", "no ole", "encrypted", "bomb", "pdf", "html", "nul", "open quote",
        "swallowed records", "bad utf-16", "no form", "no rows"])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, data: bytes, says: str) -> None:
    file = read_bytes(tmp_path, "城关区.xlsx", data)
    message = refusal(file)
    assert says in message
    assert "城关区.xlsx" in message
    assert isinstance(file.error, InputError)
    assert file.error.hint


def test_half_characters_in_cells_do_no_harm(tmp_path: Path) -> None:
    rows = pairing(2)
    rows[1][2] = "张掖路_xD800_街道"
    file = read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": rows}))
    assert file.error is None, file.error
    assert str(file.tables[0].rows.column("township").to_pylist()[0]).encode("utf-8").startswith("张掖路".encode())


def test_a_panic_of_the_reader_refuses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # noqa: N818 - as the reader calls it
        pass

    def panic(_data: bytes, _where: str) -> None:
        raise PanicException

    monkeypatch.setitem(content.READERS, "xlsx", panic)
    assert "PanicException" in refusal(read_bytes(tmp_path, "城关区.xlsx", xlsx({"台账": pairing(2)})))


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "城关区.xlsx").write_bytes(xlsx({"台账": pairing(2)}))
    assert [file.status for file in read_sources([tmp_path], DECEMBER)] == ["refused", "read"]


def test_files_that_are_no_returns_are_ignored(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "readme.txt",
        "truth.json",
        "~$城关区.xlsx",
        ".DS_Store",
        "truth/x.csv",
        "a.parquet",
        "b.docx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "城关区.csv").write_text(csv_text(pairing(1)))
    statuses = {file.path.split("/", 1)[1]: file.status for file in read_sources([tmp_path], DECEMBER)}
    assert [name for name, status in statuses.items() if status != "ignored"] == ["城关区.csv"]


def test_paths_without_anything_to_read_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(InputError, match="no file to read"):
        list_sources([tmp_path])
    with pytest.raises(InputError, match="no such file"):
        list_sources([tmp_path / "nowhere"])


def test_members_of_a_zip_are_read_and_chinese_names_of_windows_are_understood(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("兰州市/城关区12月.csv".encode("gb18030").decode("cp437"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../逃/七里河区.xlsx", xlsx({"台账": pairing(2, None)}))
        packed.writestr("readme.txt", "x")
        packed.writestr("b.rar", "x")
    _append_cp437(tmp_path / "a.zip", info, csv_text(pairing(1)).encode("gb18030"))
    files = list(read_sources([tmp_path / "a.zip"], DECEMBER))
    assert [(file.path, file.status) for file in files] == [
        ("a.zip/b.rar", "refused"),
        ("a.zip/readme.txt", "ignored"),
        ("a.zip/兰州市/城关区12月.csv", "read"),
        ("a.zip/逃/七里河区.xlsx", "read"),
    ]


def _append_cp437(path: Path, info: zipfile.ZipInfo, data: bytes) -> None:
    """Add a member as Windows does: GBK bytes in the name, no flag that says so."""
    marker = "x" * len(info.filename.encode("cp437"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(marker, data)
    path.write_bytes(path.read_bytes().replace(marker.encode(), info.filename.encode("cp437")))


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("inner.zip", b"x")
    files = list(read_sources([tmp_path], DECEMBER))
    assert ["damaged" in refusal(file) for file in files] == [True, True]


def test_the_order_of_paths_and_threads_changes_nothing(tmp_path: Path) -> None:
    names = ["城关区", "七里河区", "西固区", "安宁区", "红古区", "永登县", "皋兰县"]
    for name in names:
        (tmp_path / f"{name}.xlsx").write_bytes(xlsx({"台账": pairing(len(name), None)}))
    one = [(f.path, f.sha256) for f in read_sources([tmp_path], DECEMBER, threads=1)]
    paths = [tmp_path / f"{name}.xlsx" for name in names]
    many = [(f"{tmp_path.name}/{f.path}", f.sha256) for f in read_sources([*paths, *paths], DECEMBER, threads=4)]
    assert one == many


def test_reading_may_be_stopped_halfway(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"城关区{number}.xlsx").write_bytes(xlsx({"台账": pairing(1, None)}))
    files = read_sources([tmp_path], Declared(period="2024-12"))
    assert next(iter(files)).status == "read"
    files.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cell", "is_refused"),
    [
        ("", True),
        ('office:value-type="string"', True),
        ('office:value-type="string" office:string-value=""', False),
        ('office:value-type="string"><text:p>马一</text:p></table:table-cell', False),
    ],
)
def test_a_formula_without_its_value_refuses_an_ods(tmp_path: Path, cell: str, *, is_refused: bool) -> None:
    old = '<table:table-cell office:value-type="string"><text:p>马二</text:p></table:table-cell>'
    new = f'<table:table-cell table:formula="of:=[.A1]" {cell}{">" if cell.endswith("cell") else "/>"}'
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods(pairing(3)))) as book, zipfile.ZipFile(buffer, "w") as changed:
        for name in book.namelist():
            changed.writestr(name, book.read(name).replace(old.encode(), new.encode(), 1))
    assert new.encode() in zipfile.ZipFile(buffer).read("content.xml")
    file = read_bytes(tmp_path, "城关区.ods", buffer.getvalue())
    assert (file.status == "refused") is is_refused
    if is_refused:
        assert "1 formulas" in refusal(file)
