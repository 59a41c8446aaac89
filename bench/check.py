"""`aixin check` with all its rules against four validators with those that they can express.

Usage: python bench/check.py [--rounds 3] [--slow-rounds 1] [--keep DIR] [--month DIR] [--peers DIR]. The
province's pairing ledger as one text, one workbook and 89 workbooks: whole processes in interleaved
rounds, medians and ratios of seconds (processor seconds beside them: other work on the machine doesn't
blur those); then, in this process, what checking costs beside reading.
"""

import argparse
import os
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

from ledger import PERIOD, ledger_paths
from peer_environment import peer_python
from province import aixin

from aixin_cli.check import run_checks
from aixin_cli.forms import layouts
from aixin_cli.forms.field_rules import field_rules
from aixin_cli.link import link_period
from aixin_cli.read import Declared, read_sources
from aixin_cli.stage import LoadOptions, load_files
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
    """Seconds of one program on one shape of the ledger, its processor's and memory, and its number of rules."""

    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    memory: float = 0
    rules: int = 0

    def run(self, command: list[str]) -> None:
        """Run a whole process; end here where it fails."""
        start = time.perf_counter()
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as talk:
            process = subprocess.Popen(command, stdout=out, stderr=talk)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds.append(time.perf_counter() - start)
            talk.seek(0)
            out.seek(0)
            if os.waitstatus_to_exitcode(status) != 0:
                sys.exit(f"{' '.join(command)}\n{talk.read()[-2000:]}")
            told = re.search(r"rules=(\d+)", out.readline())
        self.busy.append(usage.ru_utime + usage.ru_stime)
        self.memory = max(self.memory, usage.ru_maxrss / 1024)
        self.rules = int(told[1]) if told else self.rules

    @property
    def median(self) -> float:
        """The middle of its rounds."""
        return statistics.median(self.seconds)


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
                    measured[shape, program].run(command_of(program, python, rules, path))
    return measured


def show_race(measured: dict[tuple[str, str], Measured], rule_count: int) -> bool:
    """Print a line for each; tell whether all that is to be reached is."""
    print(f"{'':<9} {'program':<13} {'rules':>5} {'median s':>9} {'min-max':>15} {'CPU s':>6} {'MB':>5} {'/ aixin':>8}")
    is_met = True
    for (shape, program), item in measured.items():
        ours = measured[shape, "aixin"].median
        ratio, target = item.median / ours, TARGETS.get((shape, program))
        count = rule_count if program == "aixin" else item.rules
        span = f"{min(item.seconds):.2f}-{max(item.seconds):.2f}"
        line = f"{SHAPES[shape]:<9} {program:<13} {count:>5} {item.median:>9.2f} {span:>15}"
        line += f" {statistics.median(item.busy):>6.1f} {item.memory:>5.0f}"
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
    # In a process of its own, and this one's work last: a child's peak memory begins with its parent's.
    made = [sys.executable, str(HERE / "ledger.py"), str(folder), str(options.month or "")]
    subprocess.run(made, check=True)
    paths = ledger_paths(folder)
    measured = race(paths, python, options)
    parts = inside(paths["books"], options.rounds)
    is_faster = show_race(measured, int(parts["rules"]))
    is_within = show_inside(parts)
    if options.keep is None:
        shutil.rmtree(folder)
    sys.exit(0 if is_within and is_faster else 1)


if __name__ == "__main__":
    main()
