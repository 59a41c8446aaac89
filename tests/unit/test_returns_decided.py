"""What is refused at load, held, waits for a choice, is withdrawn and kept: one return at a time."""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.check import check_report
from aixin_cli.check.report import file_report
from aixin_cli.errors import StoreError, UsageError
from aixin_cli.forms import load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read.model import SourceFile, SourceTable
from aixin_cli.stage import LoadOptions, NothingRead, load_files
from aixin_cli.stage.returns.decisions import Decision, choose, reinstate, release, withdraw
from aixin_cli.stage.returns.held import held_of_period
from aixin_cli.stage.returns.shown import list_returns, show_return, superseded_by_load, withdrawn_of_load
from aixin_cli.store import Store
from tests.contract.processes import aixin_here
from tests.returns import pairing, source_files, source_table

DECEMBER = "2024-12"
WHY = Decision("asked the county", "the office")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def many(count: int, start: int = 1, **changes: str | None) -> list[dict[str, str | None]]:
    return [pairing(number, **changes) for number in range(start, start + count)]


def ledger(count: int, filled: str | None = None, **facts: Any) -> SourceTable:
    return source_table("pairing", many(count), filled_date=filled, **facts)


def load(store: Store, *tables: SourceTable | list[SourceTable], names: tuple[str, ...], **options: Any) -> int:
    return load_files(store, source_files(*tables, names=names), LoadOptions(**options)).load_id


def states(store: Store) -> list[tuple[str, str | None]]:
    return [(state, why) for state, why in store.rows("select state, state_reason from meta.part order by part_id")]


@pytest.mark.parametrize(("unit", "rule"), [("620100", "R907"), ("620000", "R907"), ("62X002", "R908")])
def test_a_form_that_its_unit_does_not_send_is_refused_and_the_rest_of_the_book_stays(
    store: Store, unit: str, rule: str
) -> None:
    layout = "activity" if unit == "62X002" else "pairing"
    unowed = source_table(layout, many(3), unit=unit, sheet="错表")
    load(store, [unowed, ledger(5, sheet="台账")], names=("合集.xlsx",))
    assert store.rows("select unit_code, sheet, state from meta.part") == [("620102", "台账", "accepted")]
    assert store.rows("select count(*) from raw.pairing") == [(5,)]
    report = check_report(store, 1)
    (refused,) = report["files"][0]["refused"]
    assert (report["files"][0]["status"], refused["sheet"], refused["rule"]) == ("accepted", "错表", rule)
    (finding,) = [item for item in report["findings"] if item["rule"] == rule]
    assert unit in finding["message"]
    assert "3 rows" in finding["message"]
    assert "AX0" in finding["hint"]


def test_a_file_with_nothing_but_what_is_not_owed_is_refused_whatever_is_said(store: Store) -> None:
    mine = ledger(5, unit="620100")
    for options in ({}, {"prefer": {"兰州市.xlsx"}}, {"relation": "replace"}):
        with pytest.raises(NothingRead) as refused:
            load(store, mine, names=("兰州市.xlsx",), **options)
        assert "AX01" in refused.value.what
        assert "--unit" in str(refused.value.hint)
    load(store, mine, ledger(4), names=("兰州市.xlsx", "城关区.xlsx"))
    assert store.rows("select path, status from meta.file order by path") == [
        ("兰州市.xlsx", "refused"),
        ("城关区.xlsx", "read"),
    ]


def test_what_each_kind_of_unit_may_send_is_taken_in_and_nothing_else(store: Store) -> None:
    units = ("620102", "620200", "620171", "62X001", "620000", "620100", "62X002")
    layouts = {form.id: form.layouts[0].id for form in load_forms().values()}
    tables = [source_table(layouts[form], [], unit=unit, is_zero=True) for unit in units for form in layouts]
    load(store, *tables, names=tuple(f"{number}.xlsx" for number in range(len(tables))))
    taken = {(unit, form) for unit, form in store.rows("select unit_code, form from meta.part")}
    assert taken == {(unit, form) for unit in units for form in load_divisions().may_send(unit)}


@pytest.mark.parametrize(
    ("good", "bad", "is_held"),
    [(11, 1, False), (8, 4, False), (7, 5, True), (95, 5, False), (94, 5, True)],
)
def test_a_return_is_held_only_for_five_rows_and_more_than_five_percent(
    store: Store, good: int, bad: int, is_held: bool
) -> None:
    rows = [*many(good), *many(bad, 500, status="?")]
    load(store, source_table("pairing", rows), names=("城关区.xlsx",))
    held = held_of_period(store, DECEMBER)
    assert [item.reason for item in held] == (["quarantined"] if is_held else [])
    if is_held:
        first = 3 + good
        assert f"rows {', '.join(str(row) for row in range(first, first + bad))}" in held[0].message.en
        assert f"aixin returns release {held[0].unit_name} AX01 --period {DECEMBER}" in held[0].fix.en
        assert held[0].fix.en in [item["hint"] for item in check_report(store, 1)["findings"]]


def test_a_return_in_parts_is_held_once_with_the_rows_of_each(store: Store) -> None:
    parts = [source_table("pairing", [*many(6, start), *many(3, start + 50, status="?")]) for start in (1, 200)]
    load(store, *parts, names=("甲.xlsx", "乙.xlsx"))
    (held,) = held_of_period(store, DECEMBER)
    assert "乙.xlsx Sheet1 rows 9, 10, 11; 甲.xlsx Sheet1 rows 9, 10, 11" in held.message.en
    assert list_returns(store, DECEMBER).column("reason").to_pylist() == ["quarantined"] * 2


WAYS = [(None, None), ("2025-01-03", None), (None, "2025-01-03"), ("2025-01-03", "2025-01-03")]
"""Days of two versions by which nobody can tell the later one."""


@pytest.fixture(scope="module")
def doubtful() -> Iterator[Store]:
    """Two such versions of two counties each, the first of all in one load and the second of all in another."""
    with Store.in_memory() as store:
        units = store.rows(
            "select unit_code from meta.unit where reports = 'county' order by 1 limit ?", [2 * len(WAYS)]
        )
        for version, name in enumerate(("a", "b")):
            days = [WAYS[place // 2][version] for place in range(len(units))]
            sent = [ledger(20 - version, day, unit=unit) for (unit,), day in zip(units, days, strict=True)]
            load(store, *sent, names=tuple(f"{name}{place}.xlsx" for place in range(len(sent))))
        assert states(store) == [("accepted", None)] * len(units) + [("held", "conflict")] * len(units)
        yield store


@pytest.mark.parametrize("way", range(len(WAYS)), ids=lambda way: "-".join(map(str, WAYS[way])))
def test_of_versions_that_nothing_tells_apart_the_later_comer_waits_until_somebody_chooses(
    doubtful: Store, way: int
) -> None:
    for chosen in (0, 1):
        place = 2 * way + chosen
        parts = (place + 1, place + 1 + 2 * len(WAYS))
        (waiting,) = [item for item in held_of_period(doubtful, DECEMBER) if item.part_id == parts[1]]
        assert (waiting.rule, f"a{place}.xlsx" in waiting.message.en) == ("R909", True)
        assert choose(doubtful, parts[chosen], WHY).others == (parts[1 - chosen],)
        expected = [("superseded", "newer version")] * 2
        expected[chosen] = ("accepted", None)
        assert [states(doubtful)[part - 1] for part in parts] == expected
        with pytest.raises(UsageError):
            choose(doubtful, parts[chosen], WHY)


@pytest.mark.parametrize("preferred", [0, 1])
def test_prefer_settles_a_choice_that_is_open_from_an_earlier_load(store: Store, preferred: int) -> None:
    tables, names = (ledger(20), ledger(19)), ("a.xlsx", "b.xlsx")
    for table, name in zip(tables, names, strict=True):
        load(store, table, names=(name,))
    load(store, tables[preferred], names=(names[preferred],), prefer={names[preferred]})
    expected = [("superseded", "newer version")] * 2
    expected[preferred] = ("accepted", None)
    assert states(store) == expected


def test_three_that_nothing_tells_apart_wait_together_and_a_later_one_settles_it(store: Store) -> None:
    same = [ledger(count, "2025-01-03") for count in (20, 19, 18)]
    load(store, *same, names=("a.xlsx", "b.xlsx", "c.xlsx"))
    assert states(store) == [("held", "conflict")] * 3
    number = load(store, ledger(17, "2025-01-09"), names=("d.xlsx",))
    assert states(store) == [*[("superseded", "newer version")] * 3, ("accepted", None)]
    told = superseded_by_load(store, number)
    assert [(item.winner, item.loser, item.loser_date) for item in told] == [
        ("d.xlsx", name, date(2025, 1, 3)) for name in ("a.xlsx", "b.xlsx", "c.xlsx")
    ]


def test_a_further_part_and_a_supplement_wait_for_nobody(store: Store) -> None:
    load(store, ledger(20), names=("a.xlsx",))
    load(store, source_table("pairing", many(20, 100)), names=("b.xlsx",))
    load(store, ledger(3, is_supplement=True), names=("补报.xlsx",))
    assert states(store) == [("accepted", None)] * 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_rows_go_before_a_zero_return_of_the_same_day(order: tuple[int, int]) -> None:
    tables = (source_table("activity", [], is_zero=True), ledger(4))
    with Store.in_memory() as store:
        zero, rows = source_table("pairing", [], is_zero=True), tables[1]
        load(store, *[(zero, rows)[place] for place in order], names=("a.xlsx", "b.xlsx"))
        assert store.rows("select row_count from meta.part where state = 'accepted'") == [(4,)]


def test_a_return_is_taken_out_stays_out_and_comes_back_in_place_of_what_stands(store: Store) -> None:
    load(store, ledger(20, "2025-01-03"), names=("a.xlsx",))
    load(store, ledger(19, "2025-01-05"), names=("b.xlsx",))
    assert withdraw(store, 2, WHY).others == (1,)
    load(store, ledger(19, "2025-01-05"), names=("b.xlsx",))
    assert states(store) == [("superseded", "newer version"), ("withdrawn", "withdrawn")]
    assert "R910" in {item["rule"] for item in check_report(store, 3)["findings"]}
    reinstate(store, 1)
    reinstate(store, 2, WHY)
    assert states(store) == [("superseded", "newer version"), ("accepted", None)]
    decisions = show_return(store, 2)["decisions"]
    assert [(item["verb"], item["no"], item["reason"], item["by"]) for item in decisions] == [
        ("withdraw", 2, "asked the county", "the office"),
        ("reinstate", 1, None, None),
        ("reinstate", 2, "asked the county", "the office"),
    ]
    for number in (1, 99):
        with pytest.raises(UsageError):
            withdraw(store, number, WHY)


def test_the_last_that_waits_counts_when_what_it_waited_for_is_withdrawn(store: Store) -> None:
    load(store, ledger(20), names=("a.xlsx",))
    load(store, ledger(19), names=("b.xlsx",))
    withdraw(store, 1, WHY)
    assert states(store) == [("withdrawn", "withdrawn"), ("accepted", None)]


def test_a_hold_follows_what_stands(store: Store) -> None:
    load(store, ledger(20, "2025-01-03"), names=("a.xlsx",))
    bad = source_table("pairing", [*many(14), *many(6, 15, status="?")], filled_date="2025-01-05")
    load(store, bad, names=("b.xlsx",))
    assert [item.reason for item in held_of_period(store, DECEMBER)] == ["quarantined"]
    reinstate(store, 1)
    assert held_of_period(store, DECEMBER) == []


def source(name: str, data: bytes, table: SourceTable) -> SourceFile:
    (file,) = source_files(table, names=(name,))
    return replace(file, original=data, sha256=name.encode().hex() * 4)


def test_originals_are_kept_once_for_their_owner_and_not_of_a_load_that_fails(tmp_path: Path) -> None:
    book, text = b"PK\x03\x04 a workbook", "一份文本".encode() * 9
    files = [source("a.xlsx", book, ledger(4)), source("b.csv", text, source_table("pairing", many(4, 100)))]
    with Store.open(tmp_path / "store") as store:

        def broken() -> Iterator[SourceFile]:
            yield from files
            raise OSError("gone")

        with pytest.raises(Exception, match="."):
            load_files(store, broken(), LoadOptions())
        assert not (tmp_path / "store" / "originals").exists()
        for _again in range(2):
            load_files(store, iter(files), LoadOptions(received=date(2025, 1, 20)))
        places = [
            tmp_path / "store" / name for (name,) in store.rows("select distinct original from meta.file order by 1")
        ]
        kept = sorted(gzip.decompress(path.read_bytes()) if path.suffix else path.read_bytes() for path in places)
        assert kept == sorted([book, text])
        assert {path.stat().st_mode & 0o777 for path in places} == {0o600}
        # What a killed load left is taken away by the next one.
        left = places[0].with_name("ff" * 32)
        left.write_bytes(b"left over")
        load_files(store, iter(files), LoadOptions())
        assert not left.exists()
        shown = show_return(store, 1)["parts"][0]
        assert (shown["received"], shown["original"]) == (
            date(2025, 1, 20),
            places[0].relative_to(tmp_path / "store").as_posix(),
        )


def test_an_original_that_the_disk_does_not_take_fails_the_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    files = [source(name, b"PK\x03\x04" + name.encode(), ledger(4)) for name in ("a.xlsx", "b.xlsx")]
    with Store.open(tmp_path / "store") as store:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="disk is full"):
            load_files(store, iter(files), LoadOptions())
        assert store.rows("select file_id from meta.file") == []
        assert not (tmp_path / "store" / "originals").exists()


def test_what_waits_for_a_choice_names_a_command_that_can_be_given_as_it_stands(store: Store) -> None:
    load(store, ledger(5, "2025-01-03"), names=("a",))
    load(store, ledger(6, "2025-01-03"), names=("b",))
    (held,) = held_of_period(store, DECEMBER)
    assert held.next == 'aixin returns choose 2 --reason "..." --by "..."'


def test_decisions_name_version_unit_form_and_month_and_a_withdrawn_return_that_comes_again(tmp_path: Path) -> None:
    place = tmp_path / "s"
    table = ledger(5, "2025-01-03")
    with Store.open(place) as opened:
        load(opened, table, names=("a",))
    which = "城关区 AX01 结对帮扶台账 2024-12"

    def said(*arguments: str, code: int = 0) -> str:
        done = aixin_here("returns", *arguments, "--store", str(place), cwd=tmp_path, AIXIN_LANG="zh")
        assert done.returncode == code, done.stderr
        return done.stderr

    assert f"已撤回第1号报表（第1版），不再计入：{which}\n" in said("withdraw", "1", "--reason", "x", "--by", "y")
    with Store.open(place) as opened:
        again = load(opened, table, names=("a",))
        ((told, message, hint),) = withdrawn_of_load(opened, again)
        (file,) = file_report(opened, again)
    assert (told, file["status"]) == ("a Sheet1", "ignored")
    assert file["what"] in ("withdrawn before", "内容与已撤回的相同")
    assert "return 1, which was withdrawn (a)" in message.en
    assert hint.en.endswith("aixin returns reinstate 1")
    assert f"已恢复第1号报表（第1版）：{which}\n下一步：aixin rollup --period 2024-12\n" in said("reinstate", "1")
    release = said("release", "620102", "AX01", "--period", DECEMBER, "--reason", "x", code=2)
    assert "城关区 AX01 2024-12 并未暂缓采用" in release
    assert "aixin returns list --period 2024-12" in release


def bad(count: int, filled: str, **facts: Any) -> SourceTable:
    rows = [*many(20 - count), *many(count, 21 - count, status="?")]
    return source_table("pairing", rows, filled_date=filled, **facts)


def held_now(store: Store) -> list[str]:
    return [item.reason for item in held_of_period(store, DECEMBER)]


def test_a_release_holds_for_the_version_it_was_given_for_and_for_no_later_one(store: Store) -> None:
    key = ("620102", "pairing", DECEMBER)
    load(store, bad(6, "2025-01-03"), names=("a.xlsx",))
    release(store, key, WHY)
    assert held_now(store) == []
    # The same file again, and a further part in order, are nothing new.
    load(store, bad(6, "2025-01-03"), names=("again.xlsx",))
    load(store, source_table("pairing", many(5, 100), is_supplement=True), names=("补报.xlsx",))
    assert held_now(store) == []
    assert {item["no"] for item in show_return(store, 1)["decisions"]} == {1}
    # A worse version is, and a better one that is still too bad.
    load(store, bad(7, "2025-01-05"), names=("b.xlsx",))
    assert held_now(store) == ["quarantined"]
    release(store, key, WHY)
    load(store, bad(5, "2025-01-07"), names=("c.xlsx",))
    assert held_now(store) == ["quarantined"]
    # The last that was released is brought back: that was seen, but of another version meanwhile; ask again.
    load(store, ledger(20, "2025-01-09"), names=("d.xlsx",))
    assert held_now(store) == []


def test_a_further_part_with_bad_rows_ends_a_release(store: Store) -> None:
    load(store, bad(6, "2025-01-03"), names=("a.xlsx",))
    release(store, ("620102", "pairing", DECEMBER), WHY)
    load(store, source_table("pairing", many(3, 100, status="?"), is_supplement=True), names=("补报.xlsx",))
    assert held_now(store) == ["quarantined"]


def test_a_release_by_an_aixin_that_noted_no_parts_holds_for_what_was_there(store: Store) -> None:
    load(store, bad(6, "2025-01-03"), names=("a.xlsx",))
    release(store, ("620102", "pairing", DECEMBER), WHY)
    store.execute("delete from meta.return_decision")
    load(store, source_table("pairing", many(5, 100), is_supplement=True), names=("补报.xlsx",))
    assert held_now(store) == []
    load(store, bad(7, "2025-01-05"), names=("b.xlsx",))
    assert held_now(store) == ["quarantined"]


@pytest.mark.parametrize("is_later_first", [False, True])
def test_lost_pairs_are_judged_whichever_month_comes_first_and_released_for_a_version(
    store: Store, is_later_first: bool
) -> None:
    months = [ledger(40, "2025-01-03"), source_table("pairing", many(20), period="2025-01", filled_date="2025-02-03")]
    for place in (1, 0) if is_later_first else (0, 1):
        load(store, months[place], names=(f"{place}.xlsx",))
    (held,) = held_of_period(store, "2025-01")
    assert (held.reason, held_now(store)) == ("lost pairs", [])
    release(store, ("620102", "pairing", "2025-01"), WHY)
    more = source_table("pairing", many(2, 100), period="2025-01", is_supplement=True)
    load(store, more, names=("补报.xlsx",))
    assert held_of_period(store, "2025-01") == []
    load(store, source_table("pairing", many(19), period="2025-01", filled_date="2025-02-09"), names=("b.xlsx",))
    assert [item.reason for item in held_of_period(store, "2025-01")] == ["lost pairs"]
    # A December that never had those pairs lets it go.
    done = withdraw(store, store.rows("select part_id from meta.part where period = '2024-12'")[0][0], WHY)
    assert [key[2] for _part, key in done.gained] == ["2025-01", "2025-01"]


def test_what_waited_to_be_told_what_it_is_counts_when_the_other_is_withdrawn(store: Store) -> None:
    load(store, ledger(20, "2025-01-03"), names=("a.xlsx",))
    load(store, source_table("pairing", many(20, 11), filled_date="2025-01-04"), names=("b.xlsx",))
    assert states(store) == [("accepted", None), ("held", "overlap")]
    assert [number for number, _key in withdraw(store, 1, WHY).gained] == [2]
