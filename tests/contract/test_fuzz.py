"""A sample of the files changed at random that `bench/fuzz.py` makes without end: refused or read, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.contract.processes import ROOT, environment


@pytest.mark.fuzz
@pytest.mark.skipif(sys.platform != "linux", reason="the harness holds a process as Linux does")
def test_files_changed_at_random_are_refused_or_read() -> None:
    command = [sys.executable, str(ROOT / "bench" / "fuzz.py"), "--seed", "12", "--count", "150", "--seconds", "25"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "'read'" in done.stdout
    assert "'refused'" in done.stdout


@pytest.mark.fuzz
@pytest.mark.skipif(sys.platform != "linux", reason="the harness holds a process as Linux does")
def test_the_harness_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import fuzz  # noqa: PLC0415

    from aixin_cli.errors import InputError  # noqa: PLC0415
    from aixin_cli.read import SourceFile  # noqa: PLC0415

    told = InputError(f"what of {fuzz.PERSONS[0]}", "a", "hint")
    assert "wasn't read" in fuzz.judge([SourceFile("a/城关区.csv", "", 0, "refused", error=told)]).fault
    assert fuzz.PERSONS[0] in fuzz.said_of(SourceFile("a/台账.csv", "", 0, "refused", error=told))
    assert fuzz.make_case(1, 7, ["xls"]) == fuzz.make_case(1, 7, ["xls"])
