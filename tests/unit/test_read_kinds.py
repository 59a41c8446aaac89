"""Defects 36 and 37: a file is what its content is, whatever its name says; exports in HTML and XML are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aixin_cli.errors import InputError
from aixin_cli.read import SourceFile, list_sources
from aixin_cli.read.delivery.containers import CONTAINERS, SUFFIXES
from aixin_cli.read.delivery.sniff import sniff
from aixin_cli.read.web.html import read_html
from tests.unit.read_examples import (
    Rows,
    csv_text,
    make_id,
    pairing,
    read_bytes,
    refusal,
    xlsx,
)
from tests.unit.test_read_files import TITLED, ods, xls

IDS = [make_id(number) for number in range(1, 4)]


def html(rows: Rows, head: str = "") -> str:
    lines = ["".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) for row in rows]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><head>{head}</head><body><table>{table}</table></body></html>"


def mhtml(rows: Rows) -> bytes:
    import email.policy
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    page = MIMEMultipart("related")
    frame = MIMEText("<html><frameset></frameset></html>", "html", "utf-8")
    sheet = MIMEText(html(rows), "html", "gb18030")
    page.attach(frame)
    page.attach(sheet)
    return page.as_bytes(policy=email.policy.SMTP)


def spreadsheet_ml(rows: Rows, cells: str = "") -> str:
    body = "".join(
        "<Row>"
        + "".join(
            f'<Cell ss:Index="{index}"><Data ss:Type="String">{cell}</Data></Cell>'
            for index, cell in enumerate(row, 1)
            if cell is not None
        )
        + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="台账"><Table>{body}{cells}</Table></Worksheet></Workbook>'
    )


def kinds(file: SourceFile) -> list[str]:
    """What is said of files whose name and content differ."""
    return [notice.message for notice in file.notices if notice.rule == "R136"]


@pytest.mark.parametrize(("name", "make", "kind"), [
    ("城关区.xls", lambda: xlsx({"台账": TITLED}), "xlsx"),
    ("城关区.et", lambda: xlsx({"台账": TITLED}), "xlsx"),
    ("城关区.csv", lambda: xlsx({"台账": TITLED}), "xlsx"),
    ("城关区.xlsx", lambda: xls(TITLED), "xls"),
    ("城关区.csv", lambda: xls(TITLED), "xls"),
    ("城关区.xlsx", lambda: ods(TITLED), "ods"),
    ("城关区.xlsx", lambda: csv_text(TITLED).encode("gb18030"), "text"),
    ("城关区.xls", lambda: html(TITLED).encode("utf-8"), "HTML"),
    ("城关区.xls", lambda: html(TITLED, '<meta charset="gb2312">').encode("gb18030"), "HTML"),
    ("城关区.xls", lambda: html(TITLED).encode("utf-16"), "HTML"),
    ("城关区.xls", lambda: mhtml(TITLED), "MHTML"),
    ("城关区.xls", lambda: spreadsheet_ml(TITLED).encode("utf-8"), "XML"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_a_file_is_read_as_what_it_is_and_that_is_noted(tmp_path: Path, name: str, make, kind: str) -> None:  # type: ignore[no-untyped-def]
    file = read_bytes(tmp_path, name, make())
    assert file.error is None, file.error
    (table,) = file.tables
    assert table.rows.column("recipient_id").to_pylist() == IDS
    (said,) = kinds(file)
    assert kind in said


FIXTURES: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx({"台账": TITLED}),
    "xls": lambda: xls(TITLED),
    "ods": lambda: ods(TITLED),
    "text": lambda: csv_text(TITLED, "\t").encode("utf-16"),
    "XML": lambda: spreadsheet_ml(TITLED).encode(),
    "MHTML": lambda: mhtml(TITLED),
    "HTML": lambda: html(TITLED).encode(),
}
"""A table in a container of each kind that there is a record of."""


def test_every_container_has_a_fixture_and_no_two_share_an_ending() -> None:
    assert FIXTURES.keys() == {container.kind for container in CONTAINERS}
    endings = [suffix for container in CONTAINERS for suffix in container.suffixes]
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_is_noted_of_a_file_that_is_what_its_name_says(tmp_path: Path, suffix: str) -> None:
    file = read_bytes(tmp_path, f"城关区{suffix}", FIXTURES[SUFFIXES[suffix]]())
    assert file.error is None, file.error
    (table,) = file.tables
    assert table.rows.column("recipient_id").to_pylist() == IDS
    assert not kinds(file)


@pytest.mark.parametrize("kind", FIXTURES)
def test_a_container_is_known_by_its_content_alone(kind: str) -> None:
    assert sniff(FIXTURES[kind](), "x") == kind


@pytest.mark.parametrize(("language", "hint"), [
    ("en", "give .xlsx, .xlsm, .xls, .et, .ods, .csv, .tsv or .txt, or a .zip of them"),
    ("zh", "请提供 .xlsx、.xlsm、.xls、.et、.ods、.csv、.tsv、.txt 文件，或装有它们的 .zip"),
])  # fmt: skip
def test_what_may_be_sent_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, hint: str) -> None:
    monkeypatch.setenv("AIXIN_LANG", language)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError) as said:
        list_sources([tmp_path])
    assert said.value.hint == hint


def _zip_of(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return buffer.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"{stream}\0".encode("utf-16-le") + bytes(900)


@pytest.mark.parametrize(("data", "says", "hint"), [
    (_zip_of("xl/workbook.bin", "[Content_Types].xml"), "XLSB", "save the table as .xlsx"),
    (_zip_of("word/document.xml", "[Content_Types].xml"), "Word", "save the table as .xlsx"),
    (_zip_of("ppt/presentation.xml", "[Content_Types].xml"), "PowerPoint", "save the table as .xlsx"),
    (_zip_of("a.csv", "b.csv"), "ZIP", "ending .zip"),
    (_ole("WordDocument"), "Word", "save the table as .xlsx"),
    (_ole("PowerPoint Document"), "PowerPoint", "save the table as .xlsx"),
    (b"%PDF-1.7", "PDF", "save the table as .xlsx"),
    (b"\x89PNG\r\n\x1a\n\0\0", "PNG", "save the table as .xlsx"),
    (b"BM\x36\x10\0\0\0\0", "BMP", "save the table as .xlsx"),
    (b"Rar!\x1a\x07\x01\0", "RAR", ".zip"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "7z", ".zip"),
    (b"\x1f\x8b\x08\0\0", "gzip", ".zip"),
    (b"a.csv".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "tar", ".zip"),
    (b'<?xml version="1.0"?><svg xmlns="x"/>', "XML", "save the table as .xlsx"),
    (b"<html><body><p>log in</p></body></html>", "without a table", "save it as .xlsx"),
    (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x</p>", "without a table", "save it as .xlsx"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_what_is_no_table_is_refused_by_what_it_is(tmp_path: Path, data: bytes, says: str, hint: str) -> None:
    message = refusal(read_bytes(tmp_path, "城关区.xlsx", data))
    assert says in message
    assert hint in message


def test_a_text_that_begins_like_a_picture_is_a_text(tmp_path: Path) -> None:
    rows = [["BM123 城关区台账"], *pairing(3)]
    file = read_bytes(tmp_path, "城关区.csv", csv_text(rows).encode())
    assert file.error is None


def grid_of(page: str, data: bytes | None = None) -> list[list[str | None]]:
    grid = read_html(page.encode() if data is None else data, "x")
    return grid.rows(0, grid.height)


def test_spans_of_html_are_merges_and_keep_the_columns_in_place() -> None:
    page = "<table><tr><td rowspan=2>甲<td colspan='2'>乙<td>丙<tr><td>1<td>2<td>3</table>"
    grid = read_html(page.encode(), "x")
    assert grid.rows(0, 2) == [["甲", "乙", None, "丙"], [None, "1", "2", "3"]]
    assert grid.merges == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_lines_between_tables_are_rows_as_a_spreadsheet_program_shows_them() -> None:
    page = "<h3>城关区 台账</h3><div>单位：元</div><table><tr><td>a<tr><td>1</table>下表<table><tr><td>b</table>"
    assert grid_of(page) == [["城关区 台账"], ["单位：元"], ["a"], ["1"], ["下表"], ["b"]]


def test_entities_blanks_breaks_and_hidden_text_of_html() -> None:
    page = (
        "<head><title>报表</title><style>td {x:y}</style></head><!-- <table><tr><td>old</table> -->"
        "<table><tr><td>&#39532;&nbsp;一&lt;</td><td> a\n  b </td><td>一<br>二</td><td>&nbsp;</td>"
        "<td><b>粗</b>体</td><td>&#xD800;</td></tr></table>"
    )
    assert grid_of(page) == [["马\xa0一<", "a b", "一\n二", None, "粗体", "\ufffd"]]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    assert grid_of("<!-- x <table><tr><td>1</table>") == [["<!-- x"], ["1"]]


def test_a_number_cell_of_html_is_no_exact_id_but_a_text_cell_is() -> None:
    number = make_id(1)
    page = f"<table><tr><td>{number}</td><td x:num>{number}</td><td x:num='12.75'>12.8</td></tr></table>"
    assert grid_of(page) == [[number, f"{number}.0", "12.75"]]


def test_a_date_in_a_number_cell_of_html_is_the_date_that_is_shown() -> None:
    assert grid_of('<table><tr><td x:num="45352">2024-03-01</td></tr></table>') == [["2024-03-01"]]


@pytest.mark.parametrize("span", ["rowspan=999999999", "colspan=999999999"])
def test_absurd_spans_are_cut(span: str) -> None:
    grid = read_html(f"<table><tr><td {span}>1<td>2</table>".encode(), "x")
    assert grid.height == 1
    assert grid.batch.num_columns <= 1001


def test_charsets_are_told_by_the_page_or_the_bytes() -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset={}'><table><tr><td>环县</table>"
    for named, used in (("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gb18030"), ("none-such", "gb18030")):
        assert grid_of("", page.format(named).encode(used)) == [["环县"]]


def test_cells_of_xml_have_their_place_type_and_merges(tmp_path: Path) -> None:
    number = make_id(3)
    cells = (
        f'<Row ss:Index="7"><Cell ss:Index="2"><Data ss:Type="String">城关区</Data></Cell>'
        f'<Cell ss:Index="4"><Data ss:Type="String">马三</Data></Cell>'
        f'<Cell><Data ss:Type="Number">{number[:17]}0</Data></Cell>'
        '<Cell ss:Index="11"><Data ss:Type="DateTime">2023-06-01T00:00:00.000</Data></Cell></Row>'
    )
    file = read_bytes(tmp_path, "城关区.xls", spreadsheet_ml(pairing(2), cells).encode())
    assert file.error is None, file.error
    found = file.tables[0].rows.to_pylist()[-1]
    assert found["row"] == 7
    assert found["recipient_id"] == f"{number[:17]}0.0"
    assert found["start_date"] == "2023-06-01 00:00:00"


def test_a_hidden_sheet_of_xml_is_left_out_with_a_query(tmp_path: Path) -> None:
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
        "</WorksheetOptions></Worksheet>"
    )
    text = spreadsheet_ml(pairing(2))
    sheet = text[text.index("<Worksheet") : text.index("</Workbook>")]
    hidden = sheet.replace("台账", "旧").replace("</Worksheet>", options)
    file = read_bytes(tmp_path, "城关区.xls", text.replace("</Workbook>", hidden + "</Workbook>").encode())
    assert [table.sheet for table in file.tables] == ["台账"]
    assert [notice.sheet for notice in file.notices if notice.rule == "R006"] == ["旧"]


def test_xml_of_a_broken_workbook_or_with_entities_is_refused(tmp_path: Path) -> None:
    text = spreadsheet_ml(pairing(2))
    assert "damaged" in refusal(read_bytes(tmp_path, "城关区.xls", text[:-40].encode()))
    laughs = text.replace("?><Workbook", '?><!DOCTYPE x [<!ENTITY a "ha">]><Workbook')
    assert "entities" in refusal(read_bytes(tmp_path, "城关区.xls", laughs.encode()))
