"""Kills aixin at chosen file operations and looks whether the next run finds everything whole.

    python bench/kills.py FOLDER [--verb load|rollup|run|publish] [--step 7] [--first 0]

A child counts what it does to files (opened for writing, renamed, removed, made) and its statements, and kills itself
at the n-th. After each kill `aixin store check` must find the store whole, the same command must end with 0 and the
month's results must be byte for byte those of a run that was never killed, and nothing stale may be left. The n-th
operation is the same in every run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PERIOD = "2024-12"
KILLING = """
import itertools, os, signal, sys
left = itertools.count({number}, -1)
CHANGES = {{"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}}
def hook(event, given):
    is_writing = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wxa+")
    is_own = not str(given[0]).endswith((".pyc", "null")) if given else True
    if (is_writing or event in CHANGES or event.startswith("duckdb.")) and is_own and next(left) == 0:
        os.kill(os.getpid(), signal.SIGKILL)
from aixin_cli.app import run
import aixin_cli.store.register as register
# DuckDB's own writing is no event of Python's: every statement of the store's counts as well.
execute = register.Store.execute
def counted(self, *given):
    hook("duckdb.execute", ("register",))
    return execute(self, *given)
register.Store.execute = counted
sys.addaudithook(hook)
sys.exit(run(sys.argv[1:]))
"""
VERBS = ("load", "rollup", "run", "publish")
BEFORE = {"rollup": ("load",), "publish": ("load", "rollup")}
"""What is done before the verb that is killed."""
AFTER = {"load": ("rollup", "publish"), "rollup": ("publish",)}
"""What makes the month's results of it."""
STALE = (".new", ".old", ".journal", ".writing", ".wal")


@dataclass(frozen=True)
class Trial:
    """One verb over one folder of returns."""

    place: Path
    verb: str

    def command(self, verb: str) -> list[str]:
        """The command line of a verb."""
        given = ["returns"] if verb in ("load", "run") else []
        out = ["--out", "out"] if verb in ("run", "publish") else []
        return [verb, *given, "--period", PERIOD, *out]

    def killed_at(self, number: int) -> int:
        """The exit code of a run that kills itself at its n-th operation."""
        return _run([sys.executable, "-c", KILLING.format(number=number), *self.command(self.verb)], self.place)

    def check(self) -> None:
        """The store is whole, where there is one yet."""
        if (self.place / "aixin-store" / "register.duckdb").exists():
            assert _aixin(["store", "check"], self.place) == 0, "the store isn't whole"

    def finish(self) -> None:
        """The same again, and what makes the month's results of it."""
        for verb in (self.verb, *AFTER.get(self.verb, ())):
            assert _aixin(self.command(verb), self.place) == 0, f"{verb} failed"

    def left(self) -> list[str]:
        """What nobody needs any more."""
        found = [path for path in self.place.rglob("*") if path.name.endswith(STALE) or ".writing-" in path.name]
        return sorted(str(path.relative_to(self.place)) for path in found)

    def results(self) -> dict[str, str]:
        """The published files with their hashes."""
        out = self.place / "out"
        files = sorted(path for path in out.rglob("*") if path.is_file())
        return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _aixin(arguments: list[str], place: Path) -> int:
    return _run([sys.executable, "-m", "aixin_cli", *arguments], place)


def _run(command: list[str], place: Path) -> int:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, cwd=place, env=os.environ, check=False, **quiet).returncode  # type: ignore[call-overload,no-any-return]


def prepare(returns: Path, verb: str, place: Path) -> Trial:
    """A folder in which the verb can be run."""
    place.mkdir(parents=True)
    shutil.copytree(returns, place / "returns")
    trial = Trial(place, verb)
    for earlier in BEFORE.get(verb, ()):
        assert _aixin(trial.command(earlier), place) == 0
    return trial


def sweep(returns: Path, verb: str, folder: Path, numbers: range) -> int:
    """Kill at these operations until a run ends by itself; how many kills there were."""
    whole = prepare(returns, verb, folder / "whole")
    whole.finish()
    expected, kills = whole.results(), 0
    # Made once: a copy of it is what each kill happens in.
    template = prepare(returns, verb, folder / "template").place
    for number in numbers:
        trial = Trial(folder / f"{verb}-{number}", verb)
        shutil.copytree(template, trial.place)
        code = trial.killed_at(number)
        if code != -signal.SIGKILL:
            assert code == 0, f"{verb} ended with {code}"
            break
        kills += 1
        trial.check()
        trial.finish()
        assert trial.results() == expected, f"other results after a kill at {number}"
        assert not trial.left(), f"left after a kill at {number}: {trial.left()}"
        shutil.rmtree(trial.place)
    return kills


def main() -> None:
    """Sweep the verbs over a folder of returns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("returns", type=Path)
    parser.add_argument("--verb", choices=VERBS, action="append")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--most", type=int, default=100_000)
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.step * given.most, given.step)
    with tempfile.TemporaryDirectory() as folder:
        for verb in given.verb or VERBS:
            kills = sweep(given.returns, verb, Path(folder) / verb, numbers)
            print(f"{verb}: {kills} kills, each repeated whole")


if __name__ == "__main__":
    main()
