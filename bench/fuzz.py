"""Honest small files changed at random, read beside a sound one: refused or read, and never more than that.

Usage: python bench/fuzz.py [--count 1000] [--first 0] [--seed 1] [--format xls ...] [--keep DIR]. A case is made
from the seed and its number alone, so that `--first` goes on where a run ended and one number repeats a failure.
Each is read in a process that may take 3 GB. A failure is a process that died, a sound file that wasn't read, a row
both kept and set aside, a person in a message, or more than 8 s of work.
"""

import argparse
import io
import multiprocessing
import random
import re
import resource
import struct
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from aixin_cli.read import Declared, SourceFile, read_sources

SECONDS = 8
MEMORY = 3 * 2**30
DECLARED = Declared(period="2024-12")
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
HUGE = (0, 1, 2, 255, 65_535, 65_536, 2**31 - 1, 2**32 - 1, 10**18)


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


def change_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut, doubled, or a number put over four of them."""
    changed = bytearray(data)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed))
        way = chance.randrange(5)
        if way == 0:
            changed[at] = chance.randrange(256)
        elif way == 1:
            changed[at : at + 4] = struct.pack("<I", chance.choice(HUGE) & 0xFFFFFFFF)
        elif way == 2:
            changed[at : at + 2] = struct.pack("<H", chance.randrange(65_536))
        elif way == 3:
            changed[at:at] = changed[at : at + chance.choice((1, 4, 512))] * chance.choice((1, 3, 200))
        else:
            del changed[at : at + chance.choice((1, 2, 4, 64, 4096))]
        if not changed:
            return b"x"
    return bytes(changed)


def change_markup(data: bytes, chance: random.Random) -> bytes:
    """A number in an attribute, a tag gone, repeated or put into itself."""
    way = chance.randrange(4)
    if way == 0:
        found = list(re.finditer(rb'=["\']?(\d+)', data))
        if found:
            one = chance.choice(found)
            return data[: one.start(1)] + str(chance.choice(HUGE)).encode() + data[one.end(1) :]
    tags = list(re.finditer(rb"<[^<>]*>", data))
    if not tags:
        return change_bytes(data, chance)
    first = chance.choice(tags)
    if way == 1:
        return data[: first.start()] + data[first.end() :]
    last = chance.choice(tags)
    piece = data[min(first.start(), last.start()) : max(first.end(), last.end())][:4000]
    times = chance.choice((1, 10, 1000) if way == 2 else (50, 3000))
    return data[: first.start()] + (piece if way == 2 else first[0]) * times + data[first.start() :]


def change_members(data: bytes, chance: random.Random) -> bytes:
    """One part of a container changed, dropped or written twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        infos = old.infolist()
        chosen, way = chance.choice(infos).filename, chance.randrange(6)
        for info in infos:
            content = old.read(info)
            if info.filename == chosen and way == 0:
                continue
            if info.filename == chosen:
                content = (change_bytes if way == 1 else change_markup)(content or b"x", chance)
            new.writestr(info.filename, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_case(seed: int, number: int, formats: list[str]) -> tuple[str, bytes]:
    """One case: a format and the changed file."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311 - the same every time
    kind = chance.choice(formats)
    data, ways = FORMATS[kind](), [change_bytes]
    if kind in ("xlsx", "ods", "zip"):
        ways += [change_members] * 3
    if kind in ("html", "mht", "xml"):
        ways += [change_markup] * 2
    return kind, chance.choice(ways)(data, chance)


@dataclass
class Outcome:
    """What came of a case, and what was wrong with it."""

    status: str
    fault: str = ""
    seconds: float = 0


def said_of(file: SourceFile) -> str:
    """Everything that is told of a file."""
    error = file.error
    told = [error.what, error.where, error.hint] if error else []
    return " ".join(map(str, [file.path, *told, *(f"{n.message} {n.message_zh} {n.hint}" for n in file.notices)]))


def judge(files: list[SourceFile]) -> Outcome:
    """Say what is wrong with how the files were read."""
    sound = [file for file in files if file.path.endswith("/城关区.csv")]
    others = [file for file in files if file not in sound]
    status = ",".join(sorted({file.status for file in others}))
    if [(file.status, sum(table.rows.num_rows for table in file.tables)) for file in sound] != [("read", 2)]:
        return Outcome(status, "the sound file wasn't read as it is")
    for file in others:
        if file.status == "refused" and not (file.error and file.error.hint):
            return Outcome(status, "refused without a word")
        if any(person in said_of(file) for person in PERSONS):
            return Outcome(status, "a person in a message")
        for table in file.tables:
            kept, aside = (part.column("row").to_pylist() for part in (table.rows, table.set_aside))
            if set(kept) & set(aside) or len(set(kept)) < len(kept):
                return Outcome(status, "a row kept and set aside, or kept twice")
    return Outcome(status)


def work(pipe: "multiprocessing.connection.Connection[tuple[str, bytes] | None, Outcome]") -> None:
    """Read case after case in a process of limited memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "城关区.csv").write_bytes(make_text("utf-8"))
        while (case := pipe.recv()) is not None:
            file = folder / f"台账.{case[0]}"
            file.write_bytes(case[1])
            start, before = time.process_time(), time.monotonic()
            outcome = judge(list(read_sources([folder], DECLARED, threads=1)))
            # The clock bounds what a process apart may take; a busy machine gets its patience.
            outcome.seconds = time.process_time() - start
            if outcome.seconds > SECONDS or time.monotonic() - before > 8 * SECONDS:
                outcome.fault = outcome.fault or "too long"
            file.unlink()
            pipe.send(outcome)


class Reader:
    """The process that reads, made again when it died."""

    def __init__(self) -> None:
        self._pipe, other = multiprocessing.get_context("spawn").Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=work, args=(other,), daemon=False)
        self._process.start()
        other.close()

    def read(self, case: tuple[str, bytes]) -> Outcome:
        """Read one case."""
        try:
            self._pipe.send(case)
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode
            self.__init__()  # type: ignore[misc]
            return Outcome("died", f"the run died with {code}")
        return outcome

    def close(self) -> None:
        """End it."""
        self._pipe.send(None)
        self._process.join()


def run(options: argparse.Namespace) -> int:
    """Read the cases; return how many failed."""
    reader, failed, counts, until = Reader(), 0, dict[str, int](), time.monotonic() + options.seconds
    number = options.first
    while number < options.first + options.count and time.monotonic() < until:
        kind, data = make_case(options.seed, number, options.format)
        outcome = reader.read((kind, data))
        counts[outcome.status] = counts.get(outcome.status, 0) + 1
        if outcome.fault:
            failed += 1
            print(f"case {number} (.{kind}): {outcome.fault} ({outcome.seconds:.1f} s)", flush=True)
            if options.keep:
                (options.keep / f"{options.seed}-{number}.{kind}").write_bytes(data)
        number += 1
    reader.close()
    print(f"{number - options.first} cases, next --first {number}: {counts}, {failed} failed", flush=True)
    return failed


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--format", nargs="+", choices=sorted(FORMATS), default=sorted(FORMATS))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    sys.exit(run(options) > 0)


if __name__ == "__main__":
    main()
