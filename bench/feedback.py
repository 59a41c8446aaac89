"""Returns given back marked, measured: all of a province month, and one ledger of 267,000 rows beside openpyxl.

Usage: python bench/feedback.py STORE [--period 2024-12] [--rows 267000] [--without-openpyxl]. STORE holds the month,
rolled up (bench/province.py --keep); it is only read. Prints seconds, processor seconds and
peak memory, beside what is to reach.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEDGER = """
import sys, xlsxwriter
rows, path = int(sys.argv[1]), sys.argv[2]
titles = ["序号", "姓名", "身份证号", "类别", "结对人", "结对人身份证号", "单位", "层级", "结对日期", "状态"]
with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
    sheet, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, titles * 3)
    for row in range(1, rows + 1):
        texts = [str(row), f"测试{row}", f"62019919500101{row % 10000:04d}", "特困人员", f"干部{row}",
                 f"62019919800101{row % 10000:04d}", "某局", "县区直"] * 3
        sheet.write_row(row, 0, texts)
        sheet.write_number(row, 24, 45000 + row % 300, day)
"""
OURS = """
import sys
from datetime import date
from pathlib import Path
from aixin_cli.feedback.items import Item, Letter, Sent
from aixin_cli.feedback.marked import mark_workbook
from aixin_cli.feedback.receipt import Receipt
rows, source, out = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
said = ("甲**", "缺少姓名", "请补填", "0123456789")
items = tuple(Item("error", "P101", "台账", row, f"C{row}", *said) for row in range(2, rows, 20))
sent = Sent(Receipt("2024-12", 1, "0a1b2c3d"), "a.xlsx", None, ("620102",), items)
out.write_bytes(mark_workbook(source.read_bytes(), sent, Letter("某县", "2024年12月", date(2025, 1, 20))))
"""
OPENPYXL = """
import sys, openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
rows, source, out = int(sys.argv[1]), sys.argv[2], sys.argv[3]
book = openpyxl.load_workbook(source)
sheet, fill = book["台账"], PatternFill("solid", fgColor="FFC7CE")
for place, row in enumerate(range(2, rows, 20)):
    sheet.cell(row, 3).fill = fill
    if place < 2000:
        sheet.cell(row, 3).comment = Comment("P101", "aixin")
listed = book.create_sheet("问题清单", 0)
for row in range(2, rows, 20):
    listed.append(["强制", "P101", "台账", row, f"C{row}", "缺少姓名", "请补填"])
book.save(out)
"""


def timed(command: list[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak memory in MB of a whole process that must end well."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as talk:
        process = subprocess.Popen(command, stdout=talk, stderr=talk)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        talk.seek(0)
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(command[:3])}\n{talk.read()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(what: str, measured: tuple[float, float, float], target: str = "") -> None:
    """One line of the result."""
    seconds, work, peak = measured
    print(f"{what:46}{seconds:8.2f} s {work:8.2f} CPU s {peak:7.0f} MB   {target}", flush=True)


def main() -> None:
    """Measure all of it in one sitting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--period", default="2024-12")
    parser.add_argument("--rows", type=int, default=267_000)
    parser.add_argument("--without-openpyxl", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        aixin = [sys.executable, "-m", "aixin_cli", "feedback", "--store", str(given.store), "--period", given.period]
        show("all returns of the month", timed([*aixin, "-o", f"{folder}/out"]), "<= 30 s, 600 MB")
        ledger, rows = f"{folder}/ledger.xlsx", str(given.rows)
        show(f"(a ledger of {rows} rows written)", timed([sys.executable, "-c", LEDGER, rows, ledger]))
        show("the ledger marked", timed([sys.executable, "-c", OURS, rows, ledger, f"{folder}/ours.xlsx"]), "<= 15 s")
        if not given.without_openpyxl:
            show("the same by openpyxl", timed([sys.executable, "-c", OPENPYXL, rows, ledger, f"{folder}/other.xlsx"]))


if __name__ == "__main__":
    main()
