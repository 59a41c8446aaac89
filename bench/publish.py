"""Publishing a province month, measured beside the same workbook by pandas and openpyxl and one figure by matplotlib.

Usage: python bench/publish.py STORE [--period 2024-12]. STORE holds the month, rolled up (bench/province.py --keep).
Prints seconds, processor seconds and peak memory of `aixin publish` whole, of each product alone, and of finding out
that nothing changed; then those of an office's script that writes the published tables, and of one bare chart.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PRODUCTS = ("workbook", "briefing", "charts", "poster", "data")
OFFICE = """
import sys, pathlib, pandas as pd
tables = sorted(pathlib.Path(sys.argv[1]).glob("*.parquet"))
with pd.ExcelWriter(sys.argv[2], engine="openpyxl") as book:
    for path in tables:
        pd.read_parquet(path).to_excel(book, sheet_name=path.stem, index=False)
"""
CHART = """
import sys
from matplotlib.figure import Figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
figure = Figure(figsize=(8, 4.5), dpi=300)
FigureCanvasAgg(figure)
figure.add_subplot().bar(range(14), range(14))
figure.savefig(sys.argv[1])
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
            sys.exit(f"{' '.join(command)}\n{talk.read()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(what: str, measured: tuple[float, float, float], target: str = "") -> None:
    """One line of the result."""
    seconds, work, peak = measured
    print(f"{what:46}{seconds:8.2f} s {work:8.2f} CPU s {peak:7.0f} MB   {target}")


def main() -> None:
    """Measure all of it in one sitting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--period", default="2024-12")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ask = [sys.executable, "-m", "aixin_cli", "--store", str(given.store), "publish", "--period", given.period]
        start = timed([sys.executable, "-m", "aixin_cli", "forms"])
        whole = timed([*ask, "--out", str(folder / "all")])
        show("aixin forms: start-up alone", start)
        show("aixin publish, everything", whole, "to reach: <= 12 s, <= 1024 MB")
        show("the same again, unchanged", timed([*ask, "--out", str(folder / "all")]), "to reach: <= 3 s")
        for product in PRODUCTS:
            show(f"  --only {product}", timed([*ask, "--out", str(folder / product), "--only", product]))
        tables = folder / "all" / given.period / "tables"
        office = timed([sys.executable, "-c", OFFICE, str(tables), str(folder / "office.xlsx")])
        show("the tables by pandas and openpyxl", office)
        show("one chart by matplotlib", timed([sys.executable, "-c", CHART, str(folder / "chart.png")]))
        print(f"publish / pandas and openpyxl {whole[0] / office[0]:.2f} x")
        shutil.rmtree(folder / "all")


if __name__ == "__main__":
    main()
