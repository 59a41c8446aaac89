"""What a command has no use for, it doesn't import: asked of new interpreters, one a command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import ROOT, environment

HEAVY = {
    *("duckdb", "pyarrow", "pandas", "splink", "openpyxl", "xlsxwriter", "fastexcel", "sqlglot", "pypinyin"),
    *("numpy.ma", "msoffcrypto", "xlrd", "olefile", "multiprocessing.pool", "urllib.request", "aixin_cli.sample"),
    *("matplotlib", "docx", "pydantic"),
}
ACTIVITIES = ROOT / "sample_data" / "clean" / "622927_2024-12_AX02.csv"


def imported(*arguments: str, cwd: Path) -> set[str]:
    code = (
        f"import sys\nsys.argv = {['aixin', *arguments]!r}\nfrom aixin_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('LOADED', *sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=environment(), check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("arguments", "used"),
    [
        (["forms"], set()),
        (["rules"], {"duckdb"}),
        (["query", "select count(*) from out.figure"], {"duckdb"}),
        (["check", str(ACTIVITIES)], {"duckdb", "pyarrow"}),
        (["status", "--period", PERIOD], {"duckdb", "pyarrow"}),
        (["link", "--period", PERIOD], {"duckdb", "pyarrow", "pypinyin"}),
    ],
    ids=["forms", "rules", "query", "check", "status", "link"],
)
def test_a_command_imports_nothing_heavy_that_it_has_no_use_for(
    faulty_month: Month, arguments: list[str], used: set[str]
) -> None:
    loaded = imported(*arguments, cwd=faulty_month.folder)
    assert "typer" in loaded
    assert (loaded & HEAVY) - used == set()
