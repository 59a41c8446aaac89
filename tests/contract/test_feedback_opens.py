"""Marked workbooks, opened by another program and read back from what it saved."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from aixin_cli.feedback.marked import mark_workbook
from tests.awkward_books import AWKWARD, commented, protected, write_parts
from tests.contract.processes import environment
from tests.unit.test_feedback_book import ITEMS, LETTER, sent

SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All awkward workbooks, marked, as LibreOffice saved them."""
    if SOFFICE is None and os.environ.get("CI") != "true":
        pytest.skip("soffice is not installed here; CI opens the workbooks with LibreOffice")
    assert SOFFICE, "CI must have LibreOffice: see .ci/run"
    folder = tmp_path_factory.mktemp("marked")
    names = [f"{make.__name__}.xlsx" for make in AWKWARD]
    for make, name in zip(AWKWARD, names, strict=True):
        (folder / name).write_bytes(mark_workbook(write_parts(make(folder)), sent(*ITEMS), LETTER))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", "saved", *names]
    subprocess.run(command, capture_output=True, cwd=folder, check=True, env=environment(), timeout=300)
    return folder / "saved"


def test_libreoffice_reads_list_sheets_comments_and_drop_down(saved: Path) -> None:
    found = {}
    for make in AWKWARD:
        with zipfile.ZipFile(saved / f"{make.__name__}.ods") as packed:
            root = etree.fromstring(packed.read("content.xml"))
        names = [node.get(f"{{{node.nsmap['table']}}}name") for node in root.iterfind(".//{*}spreadsheet/{*}table")]
        notes, choices = (len(root.findall(f".//{{*}}{name}")) for name in ("annotation", "content-validation"))
        found[make] = (names, notes, choices)
    sheets = ["问题清单", "结对 台账", "备注"]
    assert found == {make: (sheets, 5 + (make is commented), 1 + (make is protected)) for make in AWKWARD}
