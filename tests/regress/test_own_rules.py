"""An office's own rule is SQL that somebody else wrote: it can't write, nor read files, nor tell who somebody is."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path

import pytest

from aixin_cli.store import Store
from tests.returns import pairing, source_table
from tests.unit.test_check_run import checked, counts, write_rule

PLAIN = "select part_id, row, 'village' as field, false as ok, null as value, row_no from stg.pairing"


@pytest.mark.parametrize(
    "select",
    [
        "drop table stg.pairing",
        "insert into stg.pairing select * from stg.pairing",
        f"{PLAIN}; create table meta.made as select 1 as a",
        # What closes the brackets that a rule is asked in, and opens others at its end.
        "select 1 as part_id, 1 as row, true as ok) as x; create table meta.made as select 1 as a;"
        " select 1 as part_id, true as ok, 1 from (select 1 as b",
    ],
)
def test_a_rule_that_is_more_than_a_select_never_runs(tmp_path: Path, select: str) -> None:
    path = write_rule(tmp_path, "meddling", "Z010", f"\n{select}\n")
    with Store.in_memory(tmp_path) as store:
        _report, broken = checked(store, source_table("pairing", [pairing(1)]))
        assert not store.rows("select 1 from duckdb_tables() where table_name = 'made'")
        assert store.rows("select count(*) from stg.pairing") == [(1,)]
    assert [str(fault.where).partition(":")[0] for fault in broken] == [str(path)]


def test_a_rule_reads_no_file(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("a secret", encoding="utf-8")
    columns = "part_id, row, 'village' as field, false as ok, content as value, row_no"
    select = f"\nselect {columns} from stg.pairing, read_text('{other.as_posix()}')"
    write_rule(tmp_path, "reading", "Z011", select)
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [pairing(1)]))
    assert len(broken) == 1
    assert "a secret" not in json.dumps(report, ensure_ascii=False)


def test_a_rule_that_forgets_to_mask_shows_nobody(tmp_path: Path) -> None:
    select = (
        "\nselect part_id, row, 'recipient_id' as field, false as ok, recipient_id as value,"
        " recipient_name as who, helper_kind as kind from stg.pairing"
    )
    write_rule(tmp_path, "telling", "Z012", select, message='{ zh = "{who} {kind}", en = "{who} {kind}" }')
    person = pairing(1)
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [person]))
        kept = str(store.rows("select value, facts from chk.finding where rule = 'Z012'"))
    assert not broken
    for shown in (json.dumps(report, ensure_ascii=False), kept):
        assert str(person["recipient_id"]) not in shown
        assert str(person["recipient_name"]) not in shown
    assert "党员干部" in kept


def test_a_rule_may_end_with_a_comment(tmp_path: Path) -> None:
    write_rule(tmp_path, "commented", "Z013", f"\n{PLAIN} -- all of them\n")
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [pairing(1)]))
    assert not broken
    assert counts(report, "Z013") == {("620102", "fail"): 1}


@pytest.mark.parametrize(
    ("change", "value"),
    [("message", '{ zh = "{0} {", en = "{ x" }'), ("since", '"May"'), ("forms", '"pairing"')],
)
def test_a_header_that_cant_be_meant_is_named_with_its_line(tmp_path: Path, change: str, value: str) -> None:
    path = write_rule(tmp_path, "odd", "Z014", f"\n{PLAIN}\n", **{change: value})
    line = next(
        number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.startswith(f"{change} ")
    )
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [pairing(1)]))
    assert [fault.where for fault in broken] == [f"{path}:{line}"]
    assert report["outcomes"]


@pytest.mark.parametrize(
    "select",
    [
        PLAIN.replace("false as ok", "'maybe' as ok"),
        PLAIN.replace(", row,", ", 'third' as row,"),
        PLAIN.replace("row_no", "1 as other"),
    ],
)
def test_columns_that_cant_be_read_are_the_rules_own_fault(tmp_path: Path, select: str) -> None:
    path = write_rule(tmp_path, "wrong", "Z015", f"\n{select}\n")
    with Store.in_memory(tmp_path) as store:
        _report, broken = checked(store, source_table("pairing", [pairing(1)]))
    assert [str(fault.where).partition(":")[0] for fault in broken] == [str(path)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_a_rule_that_never_ends_can_be_stopped(tmp_path: Path) -> None:
    # Whoever starts the tests in the background hands down an ignored SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    select = (
        "\nselect s.part_id, s.row, 'village' as field, max(a.range + b.range) > 0 as ok, null as value, 1 as row_no"
        " from stg.pairing as s, range(10000000) as a, range(10000000) as b group by all"
    )
    write_rule(tmp_path, "endless", "Z016", select)
    stop = threading.Timer(3, os.kill, (os.getpid(), signal.SIGINT))
    with Store.in_memory(tmp_path) as store:
        stop.start()
        with pytest.raises(KeyboardInterrupt):
            checked(store, source_table("pairing", [pairing(1)]))


GREEDY = {
    "a list of all numbers": "(select len(list(range)) from range(50000000)) = 0",
    "its own error": "error('interrupted: no space left, set lock on')",
}


@pytest.mark.parametrize("answer", GREEDY.values(), ids=GREEDY)
def test_a_rule_that_takes_all_memory_or_fails_is_named_and_the_others_are_asked(tmp_path: Path, answer: str) -> None:
    (tmp_path / "aixin.toml").write_text("[engine]\nmemory_limit_mb = 200\n")
    path = write_rule(tmp_path, "a_greedy", "Z001", f"\n{PLAIN.replace('false', answer)}")
    write_rule(tmp_path, "modest", "Z014", f"\n{PLAIN}")
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [pairing(1)]))
    assert [str(fault.where).partition(":")[0] for fault in broken] == [str(path)]
    assert [item["rule"] for item in report["findings"] if item["rule"].startswith("Z")] == ["Z014"]
    assert {item["outcome"] for item in report["outcomes"] if item["rule"] == "Z001"} == {"broken"}
