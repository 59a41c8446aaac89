"""What a file says of itself may end its reader: that refuses the file, the reader comes back, the others are read."""

from __future__ import annotations

import io
import os
import re
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aixin_cli.arrow import load_arrow
from aixin_cli.read import Declared, SourceFile, read_files, read_sources
from aixin_cli.read.apart import reader as reader_module
from aixin_cli.read.apart.ceilings import Ceiling
from aixin_cli.read.apart.doubts import find_ceiling, is_doubtful
from aixin_cli.read.apart.reader import APART, Apart
from aixin_cli.read.content import Content, read_content
from aixin_cli.read.unforeseen import attempt
from tests.contract import bad_files as bad
from tests.contract.processes import environment
from tests.unit.read_examples import DECEMBER, csv_text, pairing, refusal

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="this system has another way to hold a process")
GOOD = csv_text(pairing(3))
TEXTS = "xl/sharedStrings.xml"


def says(make: Callable[[str], bytes], part: str, old: bytes, new: bytes) -> bytes:
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new, 1)

    return bad.with_part(make(GOOD), part, change)


def counted(count: str) -> bytes:
    return says(bad.workbook, TEXTS, b'uniqueCount="', b'uniqueCount="' + count.encode() + b'" was="')


def spaced(count: str) -> bytes:
    blank = b'<text:s text:c="' + count.encode() + b'"/>'
    return says(bad.open_document, "content.xml", "城关区".encode(), "城关区".encode() + blank)


def repeated(rows: str) -> bytes:
    said = b'<table:table-row table:number-rows-repeated="' + rows.encode() + b'">'
    return says(bad.open_document, "content.xml", b"<table:table-row>", said)


def chained(link: Callable[[list[int]], dict[int, int]]) -> bytes:
    """An .xls whose table of sectors is changed; `link` is told the table."""
    data = bytearray(bad.old_workbook(GOOD))
    place = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    table = list(struct.unpack_from("<128i", data, place))
    for sector, following in link(table).items():
        struct.pack_into("<i", data, place + 4 * sector, following)
    return bytes(data)


def circle(table: list[int]) -> dict[int, int]:
    """Every chain leads back to where it began."""
    return {sector: sector for sector, following in enumerate(table) if following >= 0}


def second_circle(table: list[int]) -> dict[int, int]:
    return {table.index(-2): 0}


HARMFUL: dict[str, tuple[str, bytes]] = {
    "more texts than there can be": ("a.xlsx", counted("4294967295")),
    "more texts than there is memory for": ("a.xlsx", counted("900000000")),
    "two thousand million blanks": ("a.ods", spaced("2000000000")),
    "sectors in a circle": ("a.et", chained(circle)),
    "the last sector leads to the first": ("a.xls", chained(second_circle)),
}
HONEST: dict[str, tuple[str, bytes]] = {
    "texts counted wrongly": ("城关区.xlsx", counted("900")),
    "no texts counted": ("城关区.xlsx", counted("0")),
    "twenty blanks": ("城关区.ods", spaced("20")),
    "rows said to be one": ("城关区.ods", repeated("1")),
    "an old workbook": ("城关区.xls", bad.old_workbook(GOOD)),
    "an .et": ("城关区.et", bad.old_workbook(GOOD)),
}


def read_apart(name: str, data: bytes, ceiling: Ceiling | None = None, reader: Apart = APART) -> SourceFile:
    load_arrow()
    content = Content(name, (name,), data)
    return reader.read(content, DECEMBER, ceiling or find_ceiling(data))


@LINUX
@pytest.mark.parametrize("case", HARMFUL)
def test_a_file_that_ends_its_reader_is_refused_and_the_next_one_is_read(tmp_path: Path, case: str) -> None:
    name, data = HARMFUL[case]
    assert is_doubtful(data)
    (tmp_path / name).write_bytes(data)
    (tmp_path / "城关区.xls").write_bytes(bad.old_workbook(GOOD))
    first, second = read_sources([tmp_path], DECEMBER)
    assert f"/{name}" in refusal(first)
    assert second.status == "read", second.error


@pytest.mark.parametrize("case", HONEST)
def test_a_file_near_to_that_is_read(tmp_path: Path, case: str) -> None:
    name, data = HONEST[case]
    (tmp_path / name).write_bytes(data)
    (file,) = read_sources([tmp_path], DECEMBER)
    assert file.status == "read", file.error
    assert file.tables[0].rows.num_rows == 3


@pytest.mark.parametrize("make", [bad.old_workbook, bad.open_document], ids=["xls", "ods"])
def test_what_is_read_apart_is_what_is_read_here(make: Callable[[str], bytes]) -> None:
    data = make(GOOD + "合计,,,,\n填表人：马小军,,,\n")
    here, apart = read_content(Content("a", ("a",), data), DECEMBER), read_apart("a", data)
    assert here.tables[0].rows.equals(apart.tables[0].rows)
    assert here.tables[0].set_aside.equals(apart.tables[0].set_aside)
    assert (here.notices, here.layouts, here.sha256) == (apart.notices, apart.layouts, apart.sha256)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_reader_speaks_the_language_of_who_asks(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("AIXIN_LANG", language)
    data = bad.old_workbook("甲,乙\n1,2\n")
    assert str(read_apart("a.xls", data).error) == str(read_content(Content("a.xls", ("a.xls",), data), DECEMBER).error)


def test_what_people_decided_reaches_the_reader_when_it_changes() -> None:
    data = bad.old_workbook(GOOD)
    content = Content("a.xls", ("a.xls",), data)
    found = [
        APART.read(content, Declared(unit="620102", period=period), find_ceiling(data)).tables[0].period
        for period in ("2024-11", "2024-12")
    ]
    assert found == ["2024-11", "2024-12"]


@LINUX
@pytest.mark.parametrize(("ceiling", "word"), [(Ceiling(0.05, 2**30), "longer"), (Ceiling(9, 2**20), "process|memory")])
def test_who_takes_too_much_is_told_what(ceiling: Ceiling, word: str) -> None:
    data = bad.old_workbook("\n".join(["甲,乙,丙,丁"] * 12_000))
    found = attempt(lambda: read_apart("a.xls", data, ceiling), "a.xls")
    assert re.search(word, str(getattr(found, "error", found)))


@LINUX
def test_the_reader_is_started_for_the_first_doubtful_file_and_nothing_is_left_of_it() -> None:
    reader = Apart()
    reader.close()
    read_apart("a.xls", bad.old_workbook(GOOD), reader=reader)
    process = reader._process
    assert process is not None
    reader.close()
    assert process.returncode is not None
    assert not Path(f"/proc/{process.pid}").exists()


@LINUX
def test_a_reader_that_was_stopped_between_two_files_is_started_again() -> None:
    reader = Apart()
    for _file in range(2):
        assert read_apart("a.xls", bad.old_workbook(GOOD), reader=reader).status == "read"
        reader.stop()
    reader.close()


@LINUX
def test_no_file_in_the_folder_becomes_a_module_of_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xlrd.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    reader = Apart()
    assert read_apart("a.xls", bad.old_workbook(GOOD), reader=reader).status == "read"
    reader.close()


@LINUX
def test_ctrl_c_ends_the_reader_too(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(bad.old_workbook("\n".join([",".join("甲乙丙丁戊己庚辛")] * 10_000)))
    command = [sys.executable, "-m", "aixin_cli", "check", "a.xls", "--period", "2024-12"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task")
    reader = ""
    for _look in range(600):
        reader = "".join((task / "children").read_text() for task in children.iterdir()).strip()
        if reader and "serving" in Path(f"/proc/{reader}/cmdline").read_text():
            break
        time.sleep(0.05)
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130, said.decode()
    assert b"Traceback" not in said
    assert not Path(f"/proc/{reader}").exists()


def several(folder: Path, count: int = 6) -> list[Path]:
    for number in range(count):
        (folder / f"城关区{number}.csv").write_text(csv_text(pairing(3 + number)), encoding="utf-8")
    return [folder]


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[SourceFile | None]:
    """What the second process gave for each file that it was asked for, where even a little is much."""
    given: list[SourceFile | None] = []
    ask = Apart.read_if_free

    def told(self: Apart, content: Content, declared: Declared) -> SourceFile | None:
        given.append(ask(self, content, declared))
        return given[-1]

    monkeypatch.setattr(Apart, "read_if_free", told)
    monkeypatch.setattr(read_files, "MUCH", 0)
    monkeypatch.setattr(read_files, "LOOK_AHEAD", 2)
    return given


def test_of_much_a_second_process_reads_some_and_nothing_shows_it(
    tmp_path: Path, beside: list[SourceFile | None]
) -> None:
    alone = list(read_sources(several(tmp_path), DECEMBER, threads=1))
    assert not beside
    together = list(read_sources([tmp_path], DECEMBER))
    assert len(beside) == len(alone) == 6
    assert any(beside)
    assert together == alone


def test_what_a_second_process_can_not_read_is_read_here(
    tmp_path: Path, beside: list[SourceFile | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "_SERVING", "aixin_cli.nowhere")
    files = list(read_sources(several(tmp_path), DECEMBER))
    assert [file.tables[0].rows.num_rows for file in files] == [3, 4, 5, 6, 7, 8]
    assert not any(beside)


def test_a_system_without_a_further_process_reads_here(
    tmp_path: Path, beside: list[SourceFile | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert [file.status for file in read_sources(several(tmp_path), DECEMBER)] == ["read"] * 6
    assert not any(beside)


@LINUX
def test_nothing_is_left_of_a_second_process_when_nobody_reads_on(
    tmp_path: Path, beside: list[SourceFile | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = Apart._start

    def told(self: Apart, ceiling: Ceiling | None) -> subprocess.Popen[bytes]:
        started.append(start(self, ceiling))
        return started[-1]

    monkeypatch.setattr(Apart, "_start", told)
    files = read_sources(several(tmp_path, 9), DECEMBER)
    next(files)
    files.close()  # type: ignore[attr-defined]
    assert started
    assert not any(Path(f"/proc/{process.pid}").exists() for process in started)


ORDINARY = {"a ledger": bad.workbook(GOOD), "text": GOOD.encode(), "a small page": bad.page("<tr><td>x")("")}


@pytest.mark.parametrize("case", ORDINARY)
def test_ordinary_files_need_no_process_of_their_own(case: str) -> None:
    assert not is_doubtful(ORDINARY[case])


def sheets(count: int, *, is_one_part: bool) -> bytes:
    """A workbook of so many sheets, all of them the same XML, each in a part of its own or not."""
    with zipfile.ZipFile(io.BytesIO(bad.raw_workbook(bad.content_rows(GOOD)))) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    sheet, relation = parts["xl/worksheets/sheet1.xml"], f"{bad.OFFICE}/worksheet"
    parts["xl/workbook.xml"] = f'<workbook xmlns="{bad.MAIN}" xmlns:r="{bad.OFFICE}"><sheets>' + "".join(
        f'<sheet name="台账{number}" sheetId="{number}" r:id="rId{number}"/>' for number in range(1, count + 1)
    ) + "</sheets></workbook>"  # fmt: skip
    targets = {number: 1 if is_one_part else number for number in range(1, count + 1)}
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{bad.PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="rId{number}" Type="{relation}" Target="worksheets/sheet{target}.xml"/>'
        for number, target in targets.items()
    ) + "</Relationships>"  # fmt: skip
    parts |= {f"xl/worksheets/sheet{target}.xml": sheet for target in targets.values()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def sheet_with(place: bytes, more: bytes) -> bytes:
    """A ledger with something before the place in its sheet's XML."""
    return bad.with_part(bad.raw_workbook(bad.content_rows(GOOD)), "xl/worksheets/sheet1.xml",
                         lambda xml: xml.replace(place, more + place, 1))  # fmt: skip


def many(pattern: str, count: int = 15_000) -> bytes:
    return "".join(pattern.format(n=number) for number in range(20, 20 + count)).encode()


LONG = {
    "columns hidden again and again": lambda: sheet_with(
        b"<sheetData>", b"<cols>" + many('<col min="1" max="16384" hidden="1" x="{n}"/>') + b"</cols>"
    ),
    "error cells without a value": lambda: sheet_with(b"</sheetData>", many('<row r="{n}"><c r="A{n}" t="e"/></row>')),
    "formulas of error cells": lambda: sheet_with(
        b"</sheetData>", many('<row r="{n}"><c r="B{n}" t="e"><v>#N/A</v></c></row>')
    ),
    "one sheet twice": lambda: sheets(2, is_one_part=True),
    "more sheets than anybody has": lambda: sheets(400, is_one_part=False),
    "a sheet's name of many words": lambda: bad.with_part(
        bad.raw_workbook(bad.content_rows(GOOD)), "xl/workbook.xml",
        lambda xml: xml.replace("台账".encode(), b"ab cd " * 3000),
    ),
    "a page with a span of blanks": lambda: bad.page("<tr><td rowspan=" + " " * 100_000 + "x>")(""),
}  # fmt: skip


@pytest.mark.parametrize("case", LONG)
def test_work_grows_with_what_a_file_holds_and_not_with_its_square(case: str) -> None:
    data = LONG[case]()
    load_arrow()
    started = time.process_time()
    read_content(Content("城关区.xlsx", ("城关区.xlsx",), data), DECEMBER)
    assert time.process_time() - started < 5


def test_a_book_of_many_townships_sheets_is_read() -> None:
    data = sheets(60, is_one_part=False)
    assert not is_doubtful(data)
    load_arrow()
    file = read_content(Content("城关区.xlsx", ("城关区.xlsx",), data), DECEMBER)
    assert file.status == "read", file.error
    assert len(file.tables) == 60
