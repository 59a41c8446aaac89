"""Reading in this process, measured against the bare readers of the same bytes.

Usage: python bench/intake.py [--rows 267000] [--rounds 5] [--keep DIR] [--skip-month]. Makes a workbook
of styled blank rows, a ledger as workbook and as text, and a clean province month; then prints medians
over interleaved rounds (min to max) and ratios, each beside what it is to reach.
"""

import argparse
import csv
import io
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fastexcel
import pyarrow as pa
import xlsxwriter
import xlwt
from bare_read import read as read_bare
from pyarrow import csv as arrow_csv

from aixin_cli.arrow import load_arrow
from aixin_cli.read import Declared, read_listed, read_sources
from aixin_cli.read.apart.doubts import find_ceiling
from aixin_cli.read.apart.reader import APART
from aixin_cli.read.content import Content, read_content
from aixin_cli.read.delivery.sources import Source
from aixin_cli.read.text.delimited import read_delimited
from aixin_cli.read.workbook.workbooks import read_workbook

DECEMBER = Declared(period="2024-12", is_period_strict=False)
TITLES = ["序号", "县（市、区）", "乡镇（街道）", "村（社区）", "帮扶对象姓名", "帮扶对象身份证号",
          "帮扶对象类别", "联系电话", "家庭住址", "结对人姓名", "结对人身份证号", "结对人单位",
          "结对人类别", "结对类型", "结对日期", "状态", "备注"]  # fmt: skip
TOWNSHIPS = ["张掖路街道", "雁南街道", "东岗街道", "伏龙坪街道", "青白石街道", "草场街街道"]
VILLAGES = ["东岗村", "上庄村", "下庄村", "红柳村", "白马浪社区"]
SURNAMES = "马李王张刘陈杨赵黄周吴徐孙胡朱高林何郭罗丁沙䶮"
GIVEN = "一三五七国强伟芳娜秀英敏静丽军勇艳杰涛超霞平刚桂兰芝堃喆镕"
CATEGORIES = ["孤儿", "事实无人抚养儿童", "重度残疾人", "特困人员"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make_id(number: int, birth: str) -> str:
    """An ID number with a right check digit and an area code nobody has."""
    body = f"629999{birth}{number % 1000:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def ledger(count: int) -> Iterator[list[str]]:
    """Rows of a pairing ledger of invented people: many different texts, some blanks."""
    chance = random.Random(7)  # noqa: S311 - made data must be the same every time
    pick = chance.choice
    for number in range(1, count + 1):
        day = f"{chance.randint(1940, 2018)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
        township, village = pick(TOWNSHIPS), pick(VILLAGES)
        phone = f"139{chance.randint(0, 99_999_999):08d}" if chance.random() < 0.6 else ""
        yield [
            str(number), "城关区", township, village, pick(SURNAMES) + pick(GIVEN) + pick(GIVEN), make_id(number, day),
            pick(CATEGORIES), phone, f"{township}{village}{chance.randint(1, 400)}号", pick(SURNAMES) + pick(GIVEN),
            make_id(number + 5, "19800101"), f"{township}办事处", "党员干部", "主结对",
            f"2023-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", "在帮",
            "" if chance.random() < 0.9 else "已核实",
        ]  # fmt: skip


def make_text(count: int, quoting: int) -> str:
    """The ledger as a spreadsheet program saves it, with a title; with quotes also cells of several lines."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["结对帮扶台账", *[""] * (len(TITLES) - 1)])
    writer.writerow(TITLES)
    for number, row in enumerate(ledger(count)):
        if quoting != csv.QUOTE_NONE and number % 200 == 0:
            row[-1] = '家属说"都好"\n再访, 下月'
        writer.writerow(row)
    return lines.getvalue()


def make_ledger_book(path: Path, count: int) -> None:
    """The ledger as a workbook with shared strings, as Excel and WPS write it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, TITLES)
    for number, row in enumerate(ledger(count), 1):
        for column, value in enumerate(row):
            if value:
                sheet.write_string(number, column, value)
    book.close()


def make_blank_book(path: Path) -> None:
    """Five rows and 100,000 rows of eight bordered blank cells under them."""
    book = xlsxwriter.Workbook(path)
    border = book.add_format({"border": 1})
    sheet = book.add_worksheet("台账")
    kept = [4, 5, 6, 9, 10, 12, 13, 14, 15]
    for number, row in enumerate([TITLES, *ledger(5)]):
        sheet.write_row(number, 0, [row[column] for column in kept], border)
    for number in range(6, 100_006):
        for column in range(8):
            sheet.write_blank(number, column, None, border)
    book.close()


def interleave(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """Seconds of each work in each round, taken in turn; a first round isn't counted."""
    seconds: list[list[float]] = [[] for _work in works]
    for turn in range(rounds + 1):
        for work, found in zip(works, seconds, strict=True):
            start = time.perf_counter()
            work()
            if turn:
                found.append(time.perf_counter() - start)
    return seconds


def told(seconds: list[float]) -> str:
    """Median, min and max."""
    return f"{statistics.median(seconds):.3f} s ({min(seconds):.3f}-{max(seconds):.3f})"


def line(what: str, value: str, target: str = "") -> None:
    """One line of the result."""
    print(f"{what:<52} {value:>24}   {target}", flush=True)


def compare(name: str, ours: list[float], bare: list[float], target: str) -> None:
    """Both times, and the ratio of the medians."""
    line(f"{name}: bare", told(bare))
    line(f"{name}: aixin", told(ours))
    line(f"{name}: ratio", f"{statistics.median(ours) / statistics.median(bare):.2f} x", target)


def source(path: Path) -> Source:
    """One file as the reading stage gets it."""
    return Source(path.name, (path.parent.name, path.name), lambda _passwords: path.read_bytes())


def read_one(path: Path) -> None:
    """Read a file that must give a table."""
    (found,) = read_listed([source(path)], Declared(period="2024-12", unit="620102"), threads=1)
    if found.status != "read":
        sys.exit(f"{path.name}: {found.error}")


def read_book(path: Path) -> pa.RecordBatch:
    """One sheet by the bare reader, as text."""
    book = fastexcel.read_excel(path.read_bytes())
    return book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_arrow()


def read_arrow(data: bytes, encoding: str) -> pa.Table:
    """A text by Arrow's reader, every column text, on one thread as aixin reads a file."""
    names = [f"c{index}" for index in range(len(TITLES))]
    return arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(use_threads=False, column_names=names, encoding=encoding),
        arrow_csv.ParseOptions(newlines_in_values=True),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )


def measure_books(folder: Path, options: argparse.Namespace) -> None:
    """The styled blank rows, and the ledger against the bare reader."""
    blank, book = folder / "blank.xlsx", folder / f"ledger-{options.rows}.xlsx"
    if not blank.exists():
        make_blank_book(blank)
    if not book.exists():
        make_ledger_book(book, options.rows)
    (seconds,) = interleave(options.rounds, lambda: read_one(blank))
    line("100,000 styled blank rows x 8: aixin", told(seconds), "to reach: <= 0.5 s")
    ours, bare = interleave(options.rounds, lambda: read_one(book), lambda: read_book(book))
    compare(f"workbook, {options.rows:,} rows", ours, bare, "to reach: <= 1.6")


def measure_texts(options: argparse.Namespace) -> None:
    """The ledger as text, against Arrow's reader on the same bytes."""
    for name, quoting in (("plain", csv.QUOTE_NONE), ("some quoted", csv.QUOTE_MINIMAL), ("all quoted", csv.QUOTE_ALL)):
        text = make_text(options.rows, quoting)
        for encoding in ("gb18030", "utf8"):
            data = text.encode(encoding)
            works = (lambda d=data: read_delimited(d, "x"), lambda d=data, e=encoding: read_arrow(d, e))  # type: ignore[misc]
            ours, bare = interleave(options.rounds, *works)
            compare(f"text, {encoding}, {name}", ours, bare, "to reach: <= 1.5")


def make_old_book(rows: int) -> bytes:
    """The ledger as Excel 97 wrote it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for number, row in enumerate([TITLES, *ledger(rows)]):
        for column, value in enumerate(row):
            if value:
                sheet.write(number, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measure_old_books(options: argparse.Namespace) -> None:
    """As many .xls as there are units, in a process apart and in this one."""
    load_arrow()
    data = make_old_book(options.rows // 89)
    content, declared = Content("a.xls", ("a.xls",), data), Declared(period="2024-12", unit="620102")

    def apart() -> None:
        for _unit in range(89):
            APART.read(content, declared, find_ceiling(data))

    def here() -> None:
        for _unit in range(89):
            read_content(content, declared)

    ours, bare = interleave(options.rounds, apart, here)
    line("89 .xls: here", told(bare))
    line("89 .xls: apart", told(ours))
    line("89 .xls: ratio", f"{statistics.median(ours) / statistics.median(bare):.2f} x", "to reach: <= 1.05")


def measure_month(folder: Path, options: argparse.Namespace) -> None:
    """The clean province month as workbooks, on two threads: what exactness adds to the bare read."""
    month = folder / "month"
    if not month.exists():
        arguments = ["--size", "province", "--period", "2024-12", "--faults", "0", "--container", "workbook"]
        subprocess.run([sys.executable, "-m", "aixin_cli", "sample", str(month), *arguments], check=True)
    paths = sorted(path for path in month.rglob("*.xlsx") if not path.name.startswith("~$"))

    def ours() -> None:
        refused = [found.path for found in read_sources(paths, DECEMBER, threads=2) if found.status != "read"]
        if refused:
            sys.exit(f"refused: {refused[:5]}")

    def bare() -> None:
        with ThreadPoolExecutor(2) as pool:
            sum(pool.map(read_bare, paths))

    def cells(path: Path) -> int:
        return sum(grid.height for grid in read_workbook(path.read_bytes(), path.name))

    def exact() -> None:
        with ThreadPoolExecutor(2) as pool:
            sum(pool.map(cells, paths))

    whole, told_exactly, plain = interleave(options.rounds, ours, exact, bare)
    name = f"province month, {len(paths)} workbooks, 2 threads"
    compare(f"{name}, cells", told_exactly, plain, "")
    added = statistics.median(told_exactly) / statistics.median(plain) - 1
    line("province month: what exactness adds", f"{added:.2f} x", "to reach: <= 0.6")
    line(f"{name}, tables", told(whole), f"{statistics.median(whole) / statistics.median(plain):.2f} x the bare read")


def main() -> None:
    """Make what is to be read, read it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=267_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--skip-month", action="store_true")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="aixin-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    measure_texts(options)
    measure_books(folder, options)
    measure_old_books(options)
    if not options.skip_month:
        measure_month(folder, options)
    if options.keep is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
