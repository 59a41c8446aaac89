"""How a store grows: months that follow on one another, loaded and rolled up one after another, held to their truth.

Usage: python bench/history.py [--months 20] [--first 2023-10] [--size county] [--seed 1] [--faults 0.05] [--keep DIR].
Each month is loaded and rolled up by processes of its own. Prints, a line a month, seconds of both beyond start-up, the
store's bytes and peak memory, and whether the province's figures are those of truth.json; then, on the full store, a
rollup without anything new, a saved question and the month published; beside each what is to reach. Ends with 1 where a
figure differs.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

AIXIN = [sys.executable, "-m", "aixin_cli"]


@dataclass(frozen=True)
class Spent:
    """What one process took."""

    wall: float
    cpu: float
    megabytes: float


def spend(folder: Path, *arguments: str) -> Spent:
    """Run one command of aixin, which has to end with 0."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as talk:
        start = time.perf_counter()
        process = subprocess.Popen([*AIXIN, *arguments], stdout=subprocess.DEVNULL, stderr=talk, env=kept, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        talk.seek(0)
        if process.returncode != 0:
            sys.exit(f"aixin {' '.join(arguments)}\n{talk.read()[-3000:]}")
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def differing(folder: Path, period: str) -> list[str]:
    """The province's figures that aren't those of the month's truth."""
    truth = json.loads((folder / "made" / period / "truth.json").read_text("utf-8"))["figures"]
    told = subprocess.run(
        [*AIXIN, "query", "figures", "--param", f"period={period}", "--param", "unit=620000", "--format", "json"],
        cwd=folder, check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    values = {item["figure_id"]: item["value"] for item in json.loads(told)}
    return [name for name, value in values.items() if name in truth and value != truth[name]]


def megabytes(folder: Path) -> float:
    """Of all the store's files."""
    return sum(path.stat().st_size for path in (folder / "aixin-store").rglob("*") if path.is_file()) / 2**20


def grow(folder: Path, periods: list[str], start: float) -> tuple[list[Spent], bool]:
    """Load and roll up the months in their order; the rollups, and whether all figures are right."""
    rolled: list[Spent] = []
    is_right, before = True, 0.0
    print(f"{'month':9}{'load s':>8}{'rollup s':>10}{'/ first':>9}{'store MB':>10}{'+':>7}{'peak MB':>9}  figures")
    for period in periods:
        loaded = spend(folder, "load", f"made/{period}", "--received", f"{period}-28")
        rolled.append(spend(folder, "rollup", "--period", period))
        wrong, held = differing(folder, period), megabytes(folder)
        is_right &= not wrong
        seconds = [item.wall - start for item in (loaded, rolled[-1])]
        ratio = seconds[1] / (rolled[0].wall - start)
        peak = max(loaded.megabytes, rolled[-1].megabytes)
        words = f"differ: {' '.join(wrong)}" if wrong else "as the truth"
        print(
            f"{period:9}{seconds[0]:8.2f}{seconds[1]:10.2f}{ratio:9.2f}{held:10.1f}{held - before:7.1f}{peak:9.0f}  "
            f"{words}",
            flush=True,
        )
        before = held
    return rolled, is_right


def ask(folder: Path, period: str, start: float) -> None:
    """What is asked of a full store, beside what is to reach."""
    for name, target, arguments in (
        ("rollup, nothing new", "<= 1 s", ("rollup", "--period", period)),
        ("a saved question", "<= 1 s", ("query", "activity_by_unit_and_month")),
        ("activities by month", "<= 1 s", ("query", "select period, count(*) from stat.activity group by all")),
        ("published", "", ("publish", "--period", period, "--out", "out")),
        ("published, nothing new", "<= 3 s", ("publish", "--period", period, "--out", "out")),
    ):
        done = spend(folder, *arguments)
        print(f"{name:24}{done.wall - start:7.2f} s beyond start-up  {target}")


def main() -> None:
    """Make the months, let the store grow, ask it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=20)
    parser.add_argument("--first", default="2023-10")
    parser.add_argument("--size", default="county", choices=("small", "county", "province"))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--faults", default="0.05")
    parser.add_argument("--keep", type=Path, help="a new folder for months and store, which then stay")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(exist_ok=True)
        made = ("--months", str(given.months), "--size", given.size, "--seed", given.seed, "--faults", given.faults)
        spend(folder, "sample", "made", "--period", given.first, *made)
        periods = sorted(path.name for path in (folder / "made").iterdir() if path.is_dir())
        start = statistics.median(spend(folder, "forms").wall for _turn in range(3))
        rolled, is_right = grow(folder, periods, start)
        last, first = rolled[-1].wall - start, rolled[0].wall - start
        print(f"\nrollup of the last month / of the first: {last / first:.2f}  (to reach <= 1.2)")
        ask(folder, periods[-1], start)
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
