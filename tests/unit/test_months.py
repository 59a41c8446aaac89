"""Months that follow on one another: falls, stale months, and what the statistics say of them."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from aixin_cli.errors import ExitCode
from aixin_cli.rollup import stale_months
from aixin_cli.store import Store
from tests.months import (
    DECEMBER,
    HERE,
    JANUARY,
    THERE,
    ask,
    contacts,
    figure,
    ledger,
    put,
    take_out,
    told,
    two_months,
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy to write in."""
    return copytree(two_months(), tmp_path / "store")


def stale(store: Path) -> dict[str, tuple[str, ...]]:
    with Store.open(store, read_only=True) as opened:
        return stale_months(opened)


def test_totals_go_on_and_a_fall_waits_for_somebodys_word_which_is_kept_for_that_month(store: Path) -> None:
    assert [figure(store, "F03", period) for period in (DECEMBER, JANUARY)] == [5, 10]
    for period in (DECEMBER, JANUARY):
        take_out(store, HERE, "activity", period)
    words = ["--accept-fall", "F03", "--reason", "one county's log was invented", "--by", "王"]
    said = told(store, "rollup", "--period", JANUARY, *["--accept-fall", "F04", *words[2:]], code=ExitCode.NOT_READY)
    assert "2025-01: F03 联系交流 would be 4, below the 5 of 2024-12" in said
    assert "F03 城关区 −3 (AX02" in said
    assert "2024-12 was replaced by another version" in said
    assert "aixin rollup --period 2025-01 --accept-fall F03 --reason" in said
    assert figure(store, "F03", JANUARY) == 10
    assert "F03 of 2025-01 was 10 and is now 4" in told(store, "rollup", "--period", JANUARY, *words)
    assert ask(store, "select period, figure_id, value, reason, accepted_by from meta.accepted_fall") == [
        (JANUARY, "F03", 4, "one county's log was invented", "王")
    ]
    adjusted = """
        select unit_code, adjustment_value from out.t03
        where item_no = 1 and period = '2025-01' and unit_code in ('620100', '620102', '620103') order by unit_code
    """
    assert ask(store, adjusted) == [("620100", -3), (HERE, -3), (THERE, 0)]


@pytest.mark.parametrize(
    "words",
    [
        ["--accept-fall", "F03"],
        ["--accept-fall", "F03", "--by", "王"],
        ["--accept-fall", "F03", "--reason", "r", "--by", " "],
        ["--accept-fall", "F01", "--reason", "r", "--by", "王"],
        ["--reason", "r", "--by", "王"],
    ],
)
def test_a_word_needs_a_cumulative_figure_a_reason_and_a_name(store: Path, words: list[str]) -> None:
    told(store, "rollup", "--period", JANUARY, *words, code=ExitCode.USAGE)


def test_a_late_return_makes_its_month_and_those_after_it_stale_and_no_other(store: Path) -> None:
    put(store, contacts(JANUARY, 1, 2, day=20, is_supplement=True), names=["late.xlsx"])
    assert stale(store) == {JANUARY: ("returns",)}
    told(store, "publish", "--period", DECEMBER)
    said = told(store, "publish", "--period", JANUARY, code=ExitCode.NOT_READY)
    assert "2025-01 is stale: returns changed since it was rolled up" in said
    assert "aixin rollup --period 2025-01" in said


def test_the_same_content_again_makes_nothing_stale(store: Path) -> None:
    put(store, contacts(DECEMBER, 1, 2, 3), names=["again.xlsx"])
    assert stale(store) == {}


def test_rollup_says_which_months_must_follow_and_cascade_does_them(store: Path) -> None:
    put(store, ledger(DECEMBER, 7, unit="620104"), names=["third.xlsx"])
    said = told(store, "rollup", "--period", DECEMBER)
    assert "stale: 2025-01 (returns changed, the month before was rolled up again)" in said
    assert "aixin rollup --period 2025-01 --cascade" in said
    with duckdb.connect(store / "statistics.duckdb", read_only=True) as found:
        months = found.sql("select period, is_stale, is_newest, load_id from stat.month order by period").fetchall()
        assert months == [(DECEMBER, False, False, 3), (JANUARY, True, True, 2)]
        assert found.sql("select period from stat.about").fetchall() == [(JANUARY,)]
        assert found.sql("select count(*) from stat.recipient where is_member").fetchall() == [(5,)]
        assert found.sql("select count(distinct period) from stat.activity").fetchall() == [(2,)]
        value = "select value from out.figure where figure_id = 'F02' and unit_code = '620000' order by period"
        assert [int(row[0]) for row in found.sql(value).fetchall()] == [6, 5]
    told(store, "rollup", "--period", JANUARY, "--cascade")
    told(store, "publish", "--period", JANUARY)
    assert "stale" not in told(store, "status", "--period", JANUARY)
    with duckdb.connect(store / "statistics.duckdb", read_only=True) as found:
        assert found.sql("select count(*) from stat.recipient where is_member").fetchall() == [(6,)]
        assert found.sql("select count(*) from stat.month where is_stale").fetchall() == [(0,)]


def test_a_month_rolled_up_by_an_aixin_that_kept_no_hashes_is_stale(store: Path) -> None:
    with Store.open(store) as opened:
        opened.execute("delete from meta.rolled_month where period = '2024-12'")
    assert stale(store) == {DECEMBER: ("unknown",), JANUARY: ("before",)}
    said = told(store, "publish", "--period", JANUARY, code=ExitCode.NOT_READY)
    assert "aixin rollup --period 2024-12 --cascade" in said


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("insert into meta.hold values ('620102', 'pairing', '2024-12', 'quarantined', 9, 1, null, null)", "returns"),
        ("update meta.part set filled_date = date '2025-03-01' where period = '2024-12'", "returns"),
        (
            "insert into meta.decision by name select 1 as decision_id, 'person' as kind, 1 as left_id, 2 as right_id,"
            " '不是' as verdict, '2024-12' as period, '王' as decided_by, timestamp '2025-03-01' as decided_at",
            "decisions",
        ),
    ],
)
def test_whatever_changes_a_month_shows_whoever_did_it(store: Path, change: str, word: str) -> None:
    with Store.open(store) as opened:
        opened.execute(change)
    assert stale(store) == {DECEMBER: (word,), JANUARY: (word,)}


def test_a_setting_and_a_rule_of_the_office_make_months_stale_a_later_day_only_later_months(store: Path) -> None:
    (store / "aixin.toml").write_text("[as_of]\n'2025-01' = 2025-01-30\n", "utf-8")
    assert stale(store) == {JANUARY: ("settings",)}
    (store / "aixin.toml").write_text("[hold]\nlost_pairs = 11\n", "utf-8")
    assert "stale: 2024-12, 2025-01 (settings changed); roll up" in told(store, "status", "--period", DECEMBER)
    (store / "aixin.toml").unlink()
    (store / "rules").mkdir()
    rule = (
        '/*\nid = "own"\nkind = "check"\ncode = "L001"\nseverity = "note"\ncategory = "accuracy"\n'
        'forms = ["pairing"]\ngrain = ["part_id", "row"]\nsince = "2023-05"\n'
        'title = { zh = "一", en = "one" }\nmessage = { zh = "一", en = "one" }\nwhy = { zh = "一", en = "one" }\n'
        'expected = { zh = "一", en = "one" }\nfix = { zh = "一", en = "one" }\nnull = { zh = "一", en = "one" }\n'
        "source = \"office\"\n*/\nselect part_id, row, 'recipient_name' as field, true as ok from stg.pairing\n"
    )
    (store / "rules" / "own.sql").write_text(rule, "utf-8")
    assert stale(store) == {DECEMBER: ("rules",), JANUARY: ("rules",)}
