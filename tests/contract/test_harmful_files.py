"""What would harm a reader: a clear word within 5 s and 1 GB, and the other files of the load go on.

The seconds are counted from when Python has started and imported, which takes less than one of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from tests.contract import bad_files as bad
from tests.contract.processes import environment, measured
from tests.contract.returns import write_pairing

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what a process used at most is told by Linux only")
SECONDS = 4
MEGABYTES = 1024

HARMFUL: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    "no bytes": ("a.xlsx", lambda _: b"", "is empty"),
    "a truncated .xlsx": ("a.xlsx", bad.cut(bad.workbook), "damaged"),
    "a truncated .xls": ("a.xls", bad.cut(bad.old_workbook), "damaged"),
    "a truncated .ods": ("a.ods", bad.cut(bad.open_document), "damaged"),
    "a truncated .zip": ("a.zip", bad.cut(bad.overlapping_zip), "damaged"),
    "noise": ("a.xlsx", bad.noise, "damaged"),
    "laughs in the workbook": ("a.xlsx", bad.laughing(bad.workbook, "xl/workbook.xml"), "entities"),
    "laughs in the sheet": ("a.xlsx", bad.laughing(bad.workbook, "xl/worksheets/sheet1.xml"), "entities"),
    "laughs in the texts": ("a.xlsx", bad.laughing(bad.workbook, "xl/sharedStrings.xml"), "entities"),
    "laughs in .ods": ("a.ods", bad.laughing(bad.open_document, "content.xml"), "entities"),
    "a swelling workbook": ("a.xlsx", bad.swelling_workbook, "implausible"),
    "a workbook that lies about its size": ("a.xlsx", bad.lying_workbook, "implausible"),
    "members that overlap": ("a.zip", bad.overlapping_zip, "implausible"),
    "archives in archives in archives": ("a.zip", bad.zip_of_zips, "too large"),
    "a swelling member": ("a.zip", bad.swelling_zip, "implausible"),
    "a member that is too large": ("a.zip", bad.large_zip, "too large"),
    "a member that lies about its size": ("a.zip", bad.lying_zip, "No form"),
    "one cell in the last row and column": ("a.xlsx", bad.lone_cell("XFD1048576", bad.LAST_ROW), "column 16384"),
    "the same, denied by the sheet": (
        "a.xlsx", bad.lone_cell("XFD1048576", bad.LAST_ROW, '<dimension ref="A1:L20"/>'), "column 16384",
    ),
    "one cell in the last row": ("a.xlsx", bad.lone_cell("AD1048576", bad.LAST_ROW), "row 1048576"),
    "an old workbook with a column that can't be": ("a.xls", bad.far_old_workbook, "damaged"),
    "every column": ("a.xlsx", bad.every_column, "far beyond its table"),
    "every row of twelve columns": ("a.xlsx", bad.every_row(12), "implausible"),
    "every row of four columns": ("a.xlsx", bad.every_row(4), "row 1048576"),
    "one cell in the last row of the first column": (
        "a.xlsx", bad.lone_cell("A1048576", bad.LAST_ROW), "row 1048576",
    ),
    "cells without a place": ("a.xlsx", bad.unnumbered, "far beyond its table"),
    "a cell of .ods for every row": (
        "a.ods", lambda text: bad.open_document(text, rows=bad.LAST_ROW), "row 104",
    ),
    "a cell of .ods for every column": (
        "a.ods", lambda text: bad.open_document(text, columns=16_384), "far beyond its table",
    ),
    "a page of endless cells": ("a.xls", bad.page("<tr><td colspan=1000 rowspan=60000>x" * 60_000), "too many cells"),
    "a page of open comments": ("a.xls", bad.page("<!--" * 1_000_000), "No form"),
    "a page of open tags": ("a.xls", bad.page("<" * 8_000_000), "too many cells"),
    "a surrogate alone": ("a.xlsx", bad.surrogate, "damaged"),
}  # fmt: skip


HEAVY = (
    *("a swelling workbook", "a workbook that lies about its size", "a swelling member", "a member that is too large"),
    *("a member that lies about its size", "every column", "every row of twelve columns", "every row of four columns"),
    *("cells without a place", "a cell of .ods for every row", "a cell of .ods for every column"),
    *("a page of endless cells", "a page of open comments", "a page of open tags"),
)
"""What takes time or memory, each in a load of its own; all others come in one, with twice the seconds for all."""
LOADS = {"what is light": [case for case in HARMFUL if case not in HEAVY]} | {case: [case] for case in HEAVY}


@LINUX
@pytest.mark.parametrize("load", LOADS)
def test_a_harmful_file_is_refused_in_time_and_the_others_are_loaded(tmp_path: Path, load: str) -> None:
    content = write_pairing(tmp_path / "load" / "b.csv").read_text("utf-8-sig")
    names = {case: f"a{place}{Path(HARMFUL[case][0]).suffix}" for place, case in enumerate(LOADS[load])}
    for case, name in names.items():
        (tmp_path / "load" / name).write_bytes(HARMFUL[case][1](content))
    done = measured("load", "load", cwd=tmp_path)
    assert done.code == ExitCode.INPUT, done.said
    assert f"files: 1 accepted, 0 held, {len(names)} refused" in done.said
    told = {part.partition(":")[0]: part for part in done.said.split("refused: load/")[1:]}
    # What is said of a member of an archive has its name too.
    wrong = {case for case, name in names.items() if not any(HARMFUL[case][2] in told[of] for of in told if name in of)}
    assert not wrong, done.said
    assert "Traceback" not in done.said
    assert "panicked" not in done.said
    assert done.seconds < SECONDS * (1 if len(names) == 1 else 2)
    assert done.megabytes < MEGABYTES


@LINUX
def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    write_pairing(tmp_path / "load" / "b.csv")
    os.mkfifo(tmp_path / "load" / "a.csv")
    done = subprocess.run(
        [sys.executable, "-m", "aixin_cli", "load", "load"],
        capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment(), check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == ExitCode.INPUT
    assert "no ordinary file" in done.stderr
    assert "files: 1 accepted" in done.stderr
