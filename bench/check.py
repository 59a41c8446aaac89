"""`aixin check` with all its rules against four validators with those that they can express.

Usage: python bench/check.py [--rounds 3] [--slow-rounds 1] [--keep DIR] [--month DIR] [--peers DIR]. The
province's pairing ledger as one text, one workbook and 89 workbooks: whole processes in interleaved
rounds, medians and ratios; then, in this process, what checking costs beside reading.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ledger import PERIOD, make_ledgers, make_month
from province import aixin, timed

from aixin_cli.check import run_checks
from aixin_cli.forms import layouts
from aixin_cli.link import link_period
from aixin_cli.read import Declared, read_sources
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.stage.rules import field_rules
from aixin_cli.store import Store

HERE = Path(__file__).parent
PEERS = ("frictionless", "pandera", "pointblank", "dataframely")
SLOW = "frictionless"
SHAPES = {"csv": "one CSV", "xlsx": "one XLSX", "books": "89 XLSX"}
TARGETS = {("xlsx", SLOW): 8.0, ("books", SLOW): 15.0} | {("csv", peer): 1.0 for peer in PEERS}
"""How many times as fast as the peer aixin is to be."""
MOST_CHECK_SHARE = 0.8
DECLARED = Declared(period=PERIOD, is_period_strict=False)


@dataclass
class Measured:
    """Seconds and peak memory of one program on one shape of the ledger, and its number of rules."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0
    rules: int = 0

    def add(self, run: tuple[float, float, str]) -> None:
        """Take a whole process's figures in."""
        self.seconds.append(run[0])
        self.memory = max(self.memory, run[1])
        told = re.search(r"rules=(\d+)", run[2])
        self.rules = int(told[1]) if told else self.rules

    @property
    def median(self) -> float:
        """The middle of its rounds."""
        return statistics.median(self.seconds)


def peer_python(folder: Path) -> Path:
    """The interpreter of the peers' environment, made by plain pip where it isn't there yet."""
    found = [path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists()]
    if found:
        return found[0]
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists())
    requirements = str(HERE / "peers" / "requirements.txt")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    return python


def command_of(program: str, python: Path, rules: Path, path: Path) -> list[str]:
    """How a program is started on a file or folder."""
    if program == "aixin":
        return aixin("check", str(path), "--period", PERIOD, "--format", "json", "--fail-on", "never")
    return [str(python), str(HERE / "peers" / f"{program}_check.py"), str(rules), str(path)]


def race(paths: dict[str, Path], python: Path, options: argparse.Namespace) -> dict[tuple[str, str], Measured]:
    """Every program on every shape, in turn; the slow one in fewer rounds."""
    measured: dict[tuple[str, str], Measured] = defaultdict(Measured)
    rules = paths["csv"].parent / "rules.json"
    for turn in range(max(options.rounds, options.slow_rounds)):
        for shape, path in paths.items():
            for program in ("aixin", *PEERS):
                if turn < (options.slow_rounds if program == SLOW else options.rounds):
                    measured[shape, program].add(timed(command_of(program, python, rules, path)))
    return measured


def show_race(measured: dict[tuple[str, str], Measured], rule_count: int) -> bool:
    """Print a line for each; tell whether all that is to be reached is."""
    print(f"{'':<9} {'program':<13} {'rules':>5} {'median s':>9} {'min-max':>15} {'MB':>5} {'/ aixin':>8}", flush=True)
    is_met = True
    for (shape, program), item in measured.items():
        ours = measured[shape, "aixin"].median
        ratio, target = item.median / ours, TARGETS.get((shape, program))
        count = rule_count if program == "aixin" else item.rules
        span = f"{min(item.seconds):.2f}-{max(item.seconds):.2f}"
        line = f"{SHAPES[shape]:<9} {program:<13} {count:>5} {item.median:>9.2f} {span:>15} {item.memory:>5.0f}"
        print(f"{line} {ratio:>7.2f}x  {_verdict(ratio, target)}", flush=True)
        is_met = is_met and (target is None or ratio >= target)
    return is_met


def _verdict(ratio: float, target: float | None) -> str:
    if target is None:
        return ""
    return f"to reach: >= {target:g}: {'met' if ratio >= target else 'NOT MET'}"


def inside(path: Path, rounds: int) -> dict[str, float]:
    """Medians of what `aixin check` does with the workbooks, part by part, and its number of rules."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with Store.in_memory() as store:
            clock = time.perf_counter()
            files = list(read_sources([path], DECLARED, threads=2))
            clock = _lap(taken["reading"], clock)
            load_files(store, iter(files), LoadOptions())
            clock = _lap(taken["staging"], clock)
            link_period(store, PERIOD)
            clock = _lap(taken["linking"], clock)
            run_checks(store, PERIOD)
            _lap(taken["checks"], clock)
            asked = store.rows("select distinct rule from chk.outcome where outcome not in ('skipped', 'broken')")
    codes = {rule.code for rule in field_rules(layouts()["pairing"])} | {row[0] for row in asked}
    return {name: statistics.median(seconds) for name, seconds in taken.items()} | {"rules": len(codes)}


def _lap(seconds: list[float], since: float) -> float:
    now = time.perf_counter()
    seconds.append(now - since)
    return now


def show_inside(parts: dict[str, float]) -> bool:
    """Print what checking costs beside reading; tell whether it is little enough."""
    reading = parts["reading"]
    for name in ("reading", "staging", "linking", "checks"):
        print(f"89 XLSX, in this process: {name:<10} {parts[name]:>6.2f} s  {parts[name] / reading:>5.2f} x reading")
    share = parts["checks"] / reading
    is_met = share <= MOST_CHECK_SHARE
    print(f"all checks / reading: {share:.2f}  to reach: <= {MOST_CHECK_SHARE}: {'met' if is_met else 'NOT MET'}")
    return is_met


def main() -> None:
    """Make the ledger and the peers' environment, measure, print; exit code 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the program that takes minutes")
    parser.add_argument("--keep", type=Path, help="where the ledgers are kept for the next time")
    parser.add_argument("--month", type=Path, help="a clean province month that is there already")
    parser.add_argument("--peers", type=Path, help="where the peers' environment is or is to be")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="aixin-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    python = peer_python(options.peers or folder / "peers")
    if not (folder / "done").exists():
        make_ledgers(folder, options.month or make_month(folder))
    paths = make_ledgers(folder, folder)
    parts = inside(paths["books"], options.rounds)
    is_within = show_inside(parts)
    is_faster = show_race(race(paths, python, options), int(parts["rules"]))
    if options.keep is None:
        shutil.rmtree(folder)
    sys.exit(0 if is_within and is_faster else 1)


if __name__ == "__main__":
    main()
