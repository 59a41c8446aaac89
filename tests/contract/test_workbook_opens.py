"""The published workbook, opened by another program than the one that wrote it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contract.conftest import Month
from tests.contract.processes import environment

NEEDED = {"soffice": shutil.which("soffice"), "pdftotext": shutil.which("pdftotext")}
MISSING = [name for name, path in NEEDED.items() if path is None]


@pytest.fixture(scope="module")
def pages(faulty_month: Month, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The workbook's text as LibreOffice prints it."""
    if MISSING and os.environ.get("CI") != "true":
        pytest.skip(f"{' and '.join(MISSING)} not installed here; CI opens the workbook with LibreOffice")
    assert not MISSING, "CI must have LibreOffice and poppler-utils: see .ci/run"
    folder = tmp_path_factory.mktemp("pdf")
    # A profile of its own: an office that is open on this machine would answer instead.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    workbook = faulty_month.results / "summary.xlsx"
    run(folder, "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook))
    return run(folder, "pdftotext", "-layout", "summary.pdf", "-")


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
