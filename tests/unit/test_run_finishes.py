"""A month that was broken off is finished by the same command; one that is whole is left alone."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

import aixin_cli.publish.publishing
import aixin_cli.rollup.month
import aixin_cli.store.statistics
from aixin_cli.errors import ExitCode, ReconciliationError
from tests.contract.processes import aixin_here
from tests.contract.returns import write_pairing

PERIOD = "2024-12"
FULL = OSError(errno.ENOSPC, "No space left on device")
DONE = "out/2024-12 holds the current results: nothing else to do"
BREAKS: dict[str, tuple[Any, str, Exception, ExitCode]] = {
    "the workbook fills the disk": (aixin_cli.publish.publishing, "write_workbook", FULL, ExitCode.STORE),
    "the last file fills the disk": (aixin_cli.publish.publishing, "write_figures", FULL, ExitCode.STORE),
    "the statistics fill the disk": (aixin_cli.store.statistics, "write_statistics", FULL, ExitCode.STORE),
    "the rollup fails": (
        aixin_cli.rollup.month,
        "reconcile",
        ReconciliationError("T01 does not reconcile", None, None),
        ExitCode.RECONCILIATION,
    ),
}


def run(place: Path, code: ExitCode = ExitCode.DONE) -> str:
    """The month's command, always the same one."""
    done = aixin_here("run", "in", "--period", PERIOD, "--received", "2025-01-05", cwd=place)
    assert done.returncode == code, done.stderr
    return done.stderr


def files(place: Path) -> dict[str, bytes]:
    found = (path for path in (place / "out").rglob("*") if path.is_file())
    return {path.relative_to(place / "out").as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("what", BREAKS)
def test_the_same_file_sent_again_finishes_what_broke_off_and_then_does_nothing_more(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, error, code = BREAKS[what]
    write_pairing(tmp_path / "in" / "城关区_2024-12_AX01.csv")

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(module, name, fail)
        run(tmp_path, code)
        assert files(tmp_path) == {} or what.startswith("the statistics")
        # It is no better for being loaded already.
        assert DONE not in run(tmp_path, code)
    said = run(tmp_path)
    assert "everything here was loaded before: nothing changed" in said
    assert DONE not in said
    whole = files(tmp_path)
    assert {"2024-12/summary.xlsx", "2024-12/figures.json", "2024-12/briefing.md"} <= whole.keys()
    assert (tmp_path / "aixin-store" / "statistics.duckdb").is_file()
    assert DONE in run(tmp_path)


def test_a_result_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    write_pairing(tmp_path / "in" / "城关区_2024-12_AX01.csv")
    run(tmp_path)
    whole = files(tmp_path)
    (tmp_path / "out" / PERIOD / "briefing.md").write_text("changed", "utf-8")
    assert DONE not in run(tmp_path)
    assert files(tmp_path)["2024-12/briefing.md"] == whole["2024-12/briefing.md"]
    assert DONE in run(tmp_path)
