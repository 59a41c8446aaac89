"""What a command costs before it does anything, measured against importing what it stands on.

Usage: python bench/startup.py [--turns 5] [--only check]. Each command and `python -c "import duckdb, pyarrow"` run in
turn; prints medians of wall and CPU seconds with their ratios, beside what is to reach, and which heavy modules each
command imports although it has no use for them.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "sample_data" / "clean"
FLOOR = [sys.executable, "-c", "import duckdb, pyarrow"]
HEAVY = frozenset({"duckdb", "pyarrow", "pandas", "numpy", "splink", "openpyxl", "xlsxwriter", "fastexcel", "sqlglot"})


@dataclass(frozen=True)
class Case:
    """A command, the heavy modules that it has a use for, and the ratio of walls it is to reach."""

    name: str
    arguments: tuple[str, ...]
    used: frozenset[str] = frozenset()
    target: str = ""


def cases(folder: Path) -> list[Case]:
    """The commands; those that ask a store come after `run`, which makes it."""
    loading = frozenset({"duckdb", "pyarrow", "numpy"})  # pyarrow itself imports numpy
    run = ("run", str(CLEAN), "--period", "2024-12", "--out", str(folder / "out"))
    small, ledger = CLEAN / "622927_2024-12_AX02.csv", next(CLEAN.glob("*（修改版）.csv"))
    return [
        Case("--help", ("--help",)),
        Case("forms", ("forms",)),
        Case("rules", ("rules",), frozenset({"duckdb"})),
        Case("check, 46 activities in CSV", ("check", str(small)), loading, "<= 5, aim 3.5"),
        Case("check, 72 pairs in CSV", ("check", str(ledger), "--period", "2024-12"), loading),
        Case("run, workbook and data only", (*run, "--only", "workbook,data"), HEAVY - {"openpyxl"}, "<= 14"),
        Case("run sample_data/clean", run, HEAVY - {"openpyxl"}, "<= 14"),
        Case("status", ("status", "--period", "2024-12"), loading),
        Case("query", ("query", "select count(*) from out.figure"), frozenset({"duckdb"})),
    ]


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a whole process, which has to end well (findings may be told)."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as talk:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=talk, env=kept, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        talk.seek(0)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{talk.read()[-2000:]}")
    return seconds, usage.ru_utime + usage.ru_stime


def imported(arguments: tuple[str, ...], folder: Path) -> set[str]:
    """The heavy modules that a command imports."""
    code = (
        f"import sys\nsys.argv = {['aixin', *arguments]!r}\nfrom aixin_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=folder)
    return HEAVY & set(done.stdout.rpartition("LOADED")[2].split())


def measure(case: Case, folder: Path, turns: int) -> None:
    """One line of the result: both sides in turn, the first turn of each not counted."""
    floor, ours = [], []
    for _ in range(turns + 1):
        if case.arguments[0] == "run":
            for made in ("aixin-store", "out"):
                shutil.rmtree(folder / made, ignore_errors=True)
        floor.append(timed(FLOOR, folder))
        ours.append(timed([sys.executable, "-m", "aixin_cli", *case.arguments], folder))
    (bare, bare_cpu), (wall, cpu) = (
        [statistics.median(column) for column in zip(*side[1:], strict=True)] for side in (floor, ours)
    )
    surplus = sorted(imported(case.arguments, folder) - case.used)
    print(
        f"{case.name:<28} {wall:6.2f} s {bare:6.2f} s {wall / bare:6.2f} x   "
        f"{cpu:6.2f} s {bare_cpu:6.2f} s {cpu / bare_cpu:6.2f} x   {', '.join(surplus) or '-':<20} {case.target}",
        flush=True,
    )


def main() -> None:
    """Measure every command, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--only", default="", help="commands whose name has this in it")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="aixin-bench-"))
    try:
        print(f"{'':<28} {'wall':>8} {'import':>8} {'ratio':>8}   {'CPU':>8} {'import':>8} {'ratio':>8}   no use for")
        for case in cases(folder):
            if options.only in case.name:
                measure(case, folder, options.turns)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
