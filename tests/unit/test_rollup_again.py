"""A month that is rolled up again from the same is left as it is, and only then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from aixin_cli.link import link_period
from aixin_cli.screen.summary import say_stale
from aixin_cli.store import Store, statistics
from tests.months import DECEMBER, JANUARY, contacts, put, told, two_months

NOTHING = "nothing to do"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return Path(shutil.copytree(two_months(), tmp_path / "store"))


def test_where_nothing_came_nothing_is_done_and_the_statistics_stay_as_they_are(store: Path) -> None:
    path = store / "statistics.duckdb"
    before = (path.stat().st_ino, path.stat().st_mtime_ns)
    for period in (DECEMBER, JANUARY):
        said = told(store, "rollup", "--period", period)
        assert NOTHING in said
        assert f"aixin publish --period {period}" in said
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def late(store: Path) -> None:
    put(store, contacts(JANUARY, 1, 2, day=20, is_supplement=True), names=["late.xlsx"])


def lost(store: Path) -> None:
    (store / "statistics.duckdb").unlink()


def damaged(store: Path) -> None:
    path = store / "statistics.duckdb"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:5000])


def older(store: Path) -> None:
    """As where the disk was full when the statistics of a later rollup were to be written."""
    late(store)
    before = (store / "statistics.duckdb").read_bytes()
    told(store, "rollup", "--period", JANUARY)
    (store / "statistics.duckdb").unlink()
    (store / "statistics.duckdb").write_bytes(before)


def without(store: Path) -> None:
    assert NOTHING not in told(store, "rollup", "--period", JANUARY, "--without", "2025-01-1.xlsx")


def broken(store: Path) -> None:
    (store / "rules").mkdir()
    (store / "rules" / "z001.sql").write_text("no rule", "utf-8")


def set_anew(store: Path) -> None:
    (store / "aixin.toml").write_text("[activity]\nlate_days = 5\n", "utf-8")


@pytest.mark.parametrize("change", [late, lost, damaged, older, without, set_anew], ids=lambda change: change.__name__)
def test_whatever_changed_under_it_or_is_missing_has_it_rolled_up(store: Path, change: Callable[[Path], None]) -> None:
    change(store)
    assert NOTHING not in told(store, "rollup", "--period", JANUARY)
    assert NOTHING in told(store, "rollup", "--period", JANUARY)


def test_a_rule_that_cannot_be_asked_is_told_each_time(store: Path) -> None:
    broken(store)
    for _turn in range(2):
        assert "rule not asked" in told(store, "rollup", "--period", JANUARY, code=5)


def test_stale_months_after_it_are_rolled_up_on_request(store: Path) -> None:
    late(store)
    # The statistics say of each month whether it is stale.
    assert NOTHING not in told(store, "rollup", "--period", DECEMBER)
    said = told(store, "rollup", "--period", DECEMBER, "--cascade")
    assert NOTHING in said
    assert "stale" not in said
    assert NOTHING in told(store, "rollup", "--period", JANUARY)


def test_a_change_that_is_taken_back_leaves_the_month_as_it_was(store: Path) -> None:
    set_anew(store)
    (store / "aixin.toml").unlink()
    assert NOTHING in told(store, "rollup", "--period", JANUARY)
    with Store.open(store, read_only=True) as opened:
        assert opened.rows("select count(*) from meta.rolled_month") == [(2,)]


def test_stale_months_of_which_the_same_is_to_be_said_are_one_span(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = {"2024-01": ("returns",), "2024-02": ("before",), "2024-03": ("before",), "2024-04": ("before",)}
    monkeypatch.setattr("aixin_cli.rollup.stale_months", lambda _store: stale | {"2024-06": ("rules",)})
    with Store.in_memory() as opened:
        say_stale(opened, "2024-06")
    said = capsys.readouterr().err
    assert "stale: 2024-01 (returns changed); 2024-02 to 2024-04, 3 months (the month before was rolled up" in said
    assert "aixin rollup --period 2024-01 --cascade" in said


@pytest.mark.parametrize("is_broken", [False, True], ids=["written", "broken off"])
def test_the_register_is_packed_as_before_once_the_statistics_are_written(
    store: Path, is_broken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_broken:
        monkeypatch.setitem(statistics.TABLES, "pair", "select * from ent.nowhere")
    with Store.open(store) as opened:
        link_period(opened, JANUARY)
        with pytest.raises(duckdb.Error) if is_broken else nullcontext():
            statistics.write_statistics(opened, JANUARY)
        assert opened.rows("select current_setting('disabled_compression_methods')") == [("",)]
