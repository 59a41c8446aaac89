"""Each exit code, from a real process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.store import Store
from tests.contract.processes import aixin, aixin_after, environment
from tests.contract.returns import write_pairing

PLANTED = """
import aixin_cli.rollup, aixin_cli.errors
def fail(*_): raise {error}
aixin_cli.rollup.roll_up = fail
"""


def refusal(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The two lines an error ends with."""
    lines = done.stderr.splitlines()[-2:]
    assert lines[0].startswith("aixin: error: "), done.stderr
    assert lines[1].startswith("hint: ")
    assert "Traceback" not in done.stderr
    return lines


def run_planted(error: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`aixin run` where rolling up fails as it is told to."""
    return aixin_after(PLANTED.format(error=error), "run", "in", "--period", "2024-12", cwd=cwd)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one good return in `in`."""
    write_pairing(tmp_path / "in" / "a.csv")
    return tmp_path


def test_0_done(place: Path) -> None:
    done = aixin("check", "in", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stderr.splitlines()[-1].startswith("next: aixin load in")


def test_1_a_fault_of_ours(place: Path) -> None:
    done = run_planted("ValueError('62019919900101123X')", place)
    assert done.returncode == ExitCode.BUG
    assert "62019919900101123X" not in done.stdout + done.stderr
    refusal(done)


def test_2_usage(place: Path) -> None:
    done = aixin("run", "in", "--period", "2024-13", cwd=place)
    assert done.returncode == ExitCode.USAGE
    refusal(done)
    assert not (place / "aixin-store").exists()


@pytest.mark.parametrize("verb", [["run", "--period", "2024-12"], ["load"], ["check"]])
def test_3_a_path_that_is_not_there(place: Path, verb: list[str]) -> None:
    done = aixin(verb[0], "nowhere", *verb[1:], cwd=place)
    assert done.returncode == ExitCode.INPUT
    assert "nowhere" in refusal(done)[0]
    assert not (place / "aixin-store").exists()


def test_3_a_folder_without_returns(place: Path) -> None:
    (place / "empty").mkdir()
    (place / "empty" / "README.md").write_text("nothing")
    done = aixin("load", "empty", cwd=place)
    assert done.returncode == ExitCode.INPUT
    refusal(done)
    assert not (place / "aixin-store").exists()


def test_3_only_a_damaged_file(place: Path) -> None:
    (place / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    done = aixin("load", "bad.xlsx", cwd=place)
    assert done.returncode == ExitCode.INPUT
    assert refusal(done)[0].startswith("aixin: error: bad.xlsx: ")
    assert not (place / "aixin-store").exists()


def test_3_a_refused_file_does_not_stop_the_others(place: Path) -> None:
    (place / "in" / "bad.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    done = aixin("load", "in", cwd=place)
    assert done.returncode == ExitCode.INPUT
    assert "files: 1 accepted, 0 held, 1 refused" in done.stderr
    assert "pairing" in aixin("returns", "list", "--period", "2024-12", cwd=place).stdout


def test_4_findings_where_asked_to_fail(tmp_path: Path) -> None:
    write_pairing(tmp_path / "a.csv", 200, **{"结对人类别": "什么也不是"})
    assert aixin("check", "a.csv", cwd=tmp_path).returncode == ExitCode.FINDINGS
    assert aixin("check", "a.csv", "--fail-on", "never", cwd=tmp_path).returncode == ExitCode.DONE
    assert aixin("load", "a.csv", cwd=tmp_path).returncode == ExitCode.DONE


def test_5_a_broken_setting(place: Path) -> None:
    (place / "aixin-store").mkdir()
    (place / "aixin-store" / "aixin.toml").write_text("[returns]\ndeadlines = 3\n")
    done = aixin("load", "in", cwd=place)
    assert done.returncode == ExitCode.DEFINITION
    assert "returns.deadlines" in refusal(done)[0]


def test_6_a_store_that_is_none(place: Path) -> None:
    (place / "aixin-store").mkdir()
    (place / "aixin-store" / "register.duckdb").write_bytes(b"this is no database" * 1000)
    done = aixin("load", "in", cwd=place)
    assert done.returncode == ExitCode.STORE
    refusal(done)


@pytest.mark.parametrize("verb", ["status", "findings", "rollup", "publish"])
def test_6_no_store_here(tmp_path: Path, verb: str) -> None:
    done = aixin(verb, "--period", "2024-12", cwd=tmp_path)
    assert done.returncode == ExitCode.STORE
    refusal(done)
    assert not (tmp_path / "aixin-store").exists()


def test_6_a_busy_store(place: Path) -> None:
    aixin("load", "in", cwd=place)
    code = (
        "import duckdb, time; c = duckdb.connect('aixin-store/register.duckdb'); print(1, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=place, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = aixin("load", "in", cwd=place)
        holder.kill()
    assert done.returncode == ExitCode.STORE
    assert "busy" in refusal(done)[0]


def test_7_figures_that_do_not_reconcile(place: Path) -> None:
    done = run_planted("aixin_cli.errors.ReconciliationError('t01 and t02 differ', 'F02', 'see t10')", place)
    assert done.returncode == ExitCode.RECONCILIATION
    assert refusal(done) == ["aixin: error: F02: t01 and t02 differ", "hint: see t10"]
    assert not (place / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_8_a_month_that_is_not_ready(place: Path) -> None:
    with Store.open(place / "aixin-store") as store:
        store.execute("create table out.figure (period varchar, figure_id varchar, unit_code varchar, value bigint)")
        store.execute("insert into out.figure values ('2024-12', 'F03', '620000', 9)")
    done = aixin("publish", "--period", "2024-12", cwd=place)
    assert done.returncode == ExitCode.NOT_READY
    told = refusal(done)
    assert told[0].startswith("aixin: error: 2024-12 is stale: ")
    assert told[1] == "hint: roll it up again: aixin rollup --period 2024-12"
    assert not (place / "out").exists()


def test_130_interrupted(place: Path) -> None:
    code = PLANTED.format(error="SystemExit(0)").replace(
        "raise SystemExit(0)", "print('rolling', flush=True); import time; time.sleep(60)"
    )
    code += "from aixin_cli.__main__ import main\nmain()"
    command = [sys.executable, "-c", code, "run", "in", "--period", "2024-12"]
    with subprocess.Popen(
        command, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _out, talk = process.communicate(timeout=30)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "aixin: error: interrupted" in talk
    assert "Traceback" not in talk
