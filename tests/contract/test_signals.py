"""Signals that end the program, from real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import environment, shell
from tests.contract.returns import write_pairing, write_statistics
from tests.unit.test_check_run import write_rule

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to one process")
ENDLESS = "select count(*) from range(100000000000) a, range(10000000) b where a.range % 7 = b.range % 11"


def ended(arguments: list[str], place: Path, number: int, *, after: float = 0.5, started: str = "") -> tuple[int, str]:
    """A command that is sent a signal once it works, with its code and what it said."""
    code = f"{started}\nfrom aixin_cli.__main__ import main\nmain()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=place, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(number)
        process.send_signal(number)
        _out, said = process.communicate(timeout=30)
    return process.returncode, said


BEFORE_QUERY = """
import duckdb
connect = duckdb.connect
def told(*given, **named):
    print('connected', flush=True)
    return connect(*given, **named)
duckdb.connect = told
"""
BEFORE_RULES = """
import aixin_cli.check, aixin_cli.check.run as run
ask = run._Asking.ask
def told(self, check):
    if not check.is_ours:
        print('asking', flush=True)
    return ask(self, check)
run._Asking.ask = told
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_question_that_never_ends_is_ended(name: str, tmp_path: Path) -> None:
    write_statistics(tmp_path)
    code, said = ended(["query", ENDLESS], tmp_path, getattr(signal, name), started=BEFORE_QUERY)
    assert code == ExitCode.TERMINATED
    assert said.splitlines() == [
        "aixin: error: ended by a signal; what was half done has been undone",
        "hint: run the same command again when you are ready",
    ]


def test_a_month_is_ended_inside_a_rule_and_nothing_is_left(tmp_path: Path) -> None:
    write_pairing(tmp_path / "a.csv", 5)
    columns = "part_id, row, 'village' as field, null as value, row_no"
    select = f"\nselect {columns}, ({ENDLESS}) > 0 as ok from stg.pairing"
    rule = write_rule(tmp_path / "aixin-store", "endless", "Z901", select)
    code, said = ended(["run", "a.csv", "--period", "2024-12"], tmp_path, signal.SIGTERM, started=BEFORE_RULES)
    assert (code, "Traceback" in said) == (ExitCode.TERMINATED, False)
    # What was loaded is a whole of its own and stays; of the month nothing is there.
    left = sorted(path.name for path in (tmp_path / "aixin-store").iterdir())
    assert left == ["originals", "register.duckdb", "rules"]
    assert not (tmp_path / "out").exists()
    rule.unlink()
    # The same again, now with nowhere to print.
    assert shell("aixin run a.csv --period 2024-12 >&- 2>&-", tmp_path)[0] == ExitCode.DONE
    assert (tmp_path / "out" / "2024-12" / "figures.json").exists()


def test_what_the_caller_ignores_stays_ignored(tmp_path: Path) -> None:
    code = (
        "import signal, sys; from aixin_cli import signals; signals.hear_signals(); signal.raise_signal(1); sys.exit(7)"
    )
    done = subprocess.run(
        ["bash", "-c", f"trap '' HUP; exec '{sys.executable}' -c '{code}'"], env=environment(), check=False
    )
    assert done.returncode == 7
