"""A sample of the two sweeps of bench/: the whole of them takes hours (`pytest -m harness` runs these)."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import kills, planted

from tests.contract.returns import write_pairing

pytestmark = pytest.mark.harness


def test_a_killed_publish_is_finished_by_the_next(tmp_path: Path) -> None:
    write_pairing(tmp_path / "in" / "a.csv", 5)
    assert kills.sweep(tmp_path / "in", "publish", tmp_path / "trials", range(20, 60, 25)) == 2


def test_nothing_planted_leaves_the_register(tmp_path: Path) -> None:
    write_pairing(tmp_path / "returns" / "a.csv", 20)
    known = planted.plant(tmp_path / "returns", 7)
    assert len(known) > 40
    assert planted.trial(tmp_path, known, ("table", "sarif"), ("status",)) == {}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("亓燚燚", encoding="gb18030")
    (tmp_path / "register.duckdb").write_text("亓燚燚", encoding="utf-8")
    assert planted.search(tmp_path, {"亓燚燚"}) == {"a.txt": ["亓燚燚"]}
