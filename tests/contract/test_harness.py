"""A sample of the two sweeps of bench/: the whole of them takes hours (`pytest -m harness` runs these)."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import kills, planted

from tests.contract.returns import write_pairing

pytestmark = pytest.mark.harness


# The first kill of a load lies between its original and the register's commit.
KILLS = {"load": range(43, 44), "run": range(100, 101), "publish": range(20, 21)}
UNITS = ("城关区", "七里河区", "西固区", "安宁区", "红古区")
"""A unit a format: a workbook new and old, OpenDocument, a web page, an archive."""


@pytest.mark.parametrize("verb", KILLS)
def test_what_was_killed_is_finished_by_the_same_command(tmp_path: Path, verb: str) -> None:
    write_pairing(tmp_path / "in" / "a.csv", 5)
    assert kills.sweep(tmp_path / "in", verb, tmp_path / "trials", KILLS[verb]) == 1


def test_nothing_planted_leaves_the_register(tmp_path: Path) -> None:
    for unit in UNITS:
        path = write_pairing(tmp_path / "returns" / f"{unit}.csv", 5)
        path.write_text(path.read_text("utf-8-sig").replace("城关区", unit), "utf-8-sig")
    known = planted.plant(tmp_path / "returns", 7)
    assert len(known) > 200
    assert {path.suffix for path in (tmp_path / "returns").iterdir()} >= {".xlsx", ".xls", ".ods", ".html", ".zip"}
    assert planted.trial(tmp_path, known, ("sarif",), ("status",)) == {}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("亓燚燚", encoding="gb18030")
    (tmp_path / "register.duckdb").write_text("亓燚燚", encoding="utf-8")
    assert planted.search(tmp_path, {"亓燚燚"}) == {"a.txt": ["亓燚燚"]}
