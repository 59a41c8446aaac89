"""The published workbook, opened by another program than the one that wrote it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import aixin, environment

NEEDED = {"soffice": shutil.which("soffice"), "pdftotext": shutil.which("pdftotext")}
MISSING = [name for name, path in NEEDED.items() if path is None]


@pytest.fixture(scope="module")
def printed(faulty_month: Month, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as LibreOffice prints it, all.pdf, and few.pdf without the units that sent nothing."""
    if MISSING and os.environ.get("CI") != "true":
        pytest.skip(f"{' and '.join(MISSING)} not installed here; CI opens the workbook with LibreOffice")
    assert not MISSING, "CI must have LibreOffice and poppler-utils: see .ci/run"
    folder = tmp_path_factory.mktemp("pdf")
    # A profile of its own: an office that is open on this machine would answer instead.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    few = ("--only", "workbook", "--only-reported", "--out", str(folder / "few"))
    done = aixin("publish", "--period", PERIOD, *few, cwd=faulty_month.folder)
    assert done.returncode == 0, done.stderr
    shutil.copy(faulty_month.results / "summary.xlsx", folder / "all.xlsx")
    shutil.copy(folder / "few" / PERIOD / "summary.xlsx", folder / "few.xlsx")
    run(folder, "soffice", profile, "--headless", "--convert-to", "pdf", "all.xlsx", "few.xlsx")
    return folder


@pytest.fixture(scope="module")
def pages(printed: Path) -> str:
    """The workbook's text."""
    return run(printed, "pdftotext", "-layout", "all.pdf", "-")


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=folder, check=True, env=environment(), timeout=300
    )
    return done.stdout


def test_libreoffice_opens_and_prints_the_workbook(pages: str) -> None:
    assert "甘肃省结对帮扶·爱心甘肃统计汇总" in pages
    for code in ("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T09", "T10"):
        assert f"{code} " in pages


def test_no_cell_is_an_error_or_too_narrow_for_its_number(pages: str) -> None:
    for sign in ("###", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "Err:"):
        assert sign not in pages


def test_three_counties_print_on_a_few_pages_on_which_everything_stands(printed: Path, pages: str) -> None:
    told = run(printed, "pdfinfo", "few.pdf")
    assert int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1]) <= 25
    few = run(printed, "pdftotext", "-layout", "few.pdf", "-")
    codes = set(re.findall(r"T\d\d(?:-\d)?(?=  ?\S)", pages))
    assert codes <= set(re.findall(r"T\d\d(?:-\d)?(?=  ?\S)", few))
    assert "###" not in few
