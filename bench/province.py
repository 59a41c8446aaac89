"""The main job on a province month, measured against the bare read and an office's pandas script.

Usage: python bench/province.py [--seed 1] [--keep DIR] [--skip-office]. Makes the month as workbooks,
then prints seconds, peak memory and ratios, each beside what it is to reach.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
BARE_PROGRAM = """
import typer
from rich.console import Console
app = typer.Typer()
@app.command()
def hello(name: str = "x") -> None:
    "Say hello."
    Console().print(name)
@app.command()
def bye(name: str = "x") -> None:
    "Say bye."
app()
"""


def timed(command: list[str], env: dict[str, str] | None = None) -> tuple[float, float, str]:
    """Seconds, peak memory in MB, and standard output of a whole process."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as talk:
        process = subprocess.Popen(command, stdout=out, stderr=talk, env={**os.environ, **(env or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        talk.seek(0)
        out.seek(0)
        text = out.read()
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(command)}\n{talk.read()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024, text


def aixin(*arguments: str) -> list[str]:
    """The command under test, by this interpreter."""
    return [sys.executable, "-m", "aixin_cli", *arguments]


def measure_help(folder: Path) -> tuple[float, float]:
    """Median seconds of `aixin --help` and of a bare Typer+Rich program's, taken in turn."""
    program = folder / "bare.py"
    program.write_text(BARE_PROGRAM)
    ours, bare = [], []
    for _ in range(11):
        ours.append(timed(aixin("--help"))[0])
        bare.append(timed([sys.executable, str(program), "--help"])[0])
    return statistics.median(ours[1:]), statistics.median(bare[1:])


def line(what: str, value: str, target: str) -> None:
    """One line of the result."""
    print(f"{what:<46} {value:>16}   {target}")


def main() -> None:
    """Make the month, run everything once, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", default="1")
    parser.add_argument("--faults", default="0.05")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--skip-office", action="store_true")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="aixin-bench-"))
    month = folder / "month"
    if not month.exists():
        arguments = ["--size", "province", "--period", "2024-12", "--seed", options.seed, "--faults", options.faults]
        seconds, memory, _ = timed(aixin("sample", str(month), *arguments, "--container", "workbook"))
        line("aixin sample (province, workbooks)", f"{seconds:.1f} s", f"{memory:.0f} MB")
    _, _, text = timed([sys.executable, str(HERE / "bare_read.py"), str(month)])
    bare, rows, books = (float(item) for item in text.split())
    line("bare read, 2 threads, best of 3", f"{bare:.2f} s", f"{rows:,.0f} rows in {books:.0f} workbooks")
    runs = []
    for turn in range(3):
        store, out = folder / f"store{turn}", folder / f"out{turn}"
        shutil.rmtree(store, ignore_errors=True)
        command = aixin("--store", str(store), "run", str(month), "--period", "2024-12", "--out", str(out))
        runs.append(timed(command)[:2])
    seconds = statistics.median(run[0] for run in runs)
    memory = max(run[1] for run in runs)
    line("aixin run, median of 3", f"{seconds:.2f} s", f"(min {min(runs)[0]:.2f})")
    line("aixin run / bare read", f"{seconds / bare:.2f} x", "to reach: <= 5 (aim 4)")
    line("aixin run, peak memory", f"{memory:.0f} MB", "to reach: <= 1024")
    if not options.skip_office:
        office, office_memory, _ = timed(
            [sys.executable, str(HERE / "office_script.py"), str(month), str(folder / "o.xlsx")]
        )
        line("pandas + openpyxl script", f"{office:.1f} s", f"{office_memory:.0f} MB")
        line("pandas script / aixin run", f"{office / seconds:.1f} x", "to reach: >= 8")
    ours, typer = measure_help(folder)
    line(
        "aixin --help / bare Typer+Rich --help",
        f"{ours / typer:.2f} x",
        f"to reach: <= 1.5 ({ours:.3f} s / {typer:.3f} s)",
    )
    if options.keep is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
