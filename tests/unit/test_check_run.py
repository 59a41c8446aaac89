"""Asking every rule of a month: five outcomes by unit, facts, rules that yield, files that are no rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aixin_cli.check import check_report, run_checks, try_rule
from aixin_cli.errors import DefinitionError
from aixin_cli.link import link_for_checks, link_period
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.store import Store
from aixin_cli.store.catalogue import parse_statement
from aixin_cli.store.rehearsal import rehearse
from tests.returns import contact, pairing, source_files, source_table

HEADER = {
    "kind": '"check"',
    "severity": '"query"',
    "category": '"consistency"',
    "forms": '["pairing"]',
    "grain": '["part_id", "row"]',
    "since": '"2023-05"',
    "title": '{ zh = "村名", en = "village" }',
    "message": '{ zh = "第 {row_no} 行", en = "row {row_no}" }',
    "why": '{ zh = "试", en = "a trial" }',
    "expected": '{ zh = "无", en = "nothing" }',
    "fix": '{ zh = "改", en = "change it" }',
    "null": '{ zh = "未知", en = "unknown" }',
    "source": '"an office"',
}
SELECT = """
select s.part_id, s.row, 'village' as field, s.village <> '第1村' as ok, mask(s.village) as value, s.row_no
from stg.pairing as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.is_current
"""


FEW = {"self_pair", "helper_is_recipient", "orphan_of_age"}
"""Rules of ours that are asked beside an office's own."""
Broken = tuple[Path, dict[str, Any], list[DefinitionError]]
"""The folder of the rules, what was reported, and the faults."""


def write_rule(folder: Path, name: str, code: str, select: str = SELECT, **changes: str) -> Path:
    """A rule of the office's own."""
    lines = {"id": f'"{name}"', "code": f'"{code}"', **HEADER, **changes}
    header = "\n".join(f"{key} = {value}" for key, value in lines.items())
    path = folder / "rules" / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"/*\n{header}\n*/{select}", encoding="utf-8")
    return path


def checked(store: Store, *tables: Any) -> tuple[dict[str, Any], list[DefinitionError]]:
    """Returns loaded, and asked about as `aixin check` does; an office's own rules beside a few of ours."""
    done = load_files(store, source_files(*tables), LoadOptions())
    checks = store.catalogue.of_kind("check")
    if store.catalogue.faults or not all(check.is_ours for check in checks):
        unasked = {check.id for check in checks if check.is_ours} - FEW
        kept = [item for item in store.catalogue.statements if item.kind != "check" or item.id not in unasked]
        store.catalogue = replace(store.catalogue, statements=tuple(kept))
    link_for_checks(store, "2024-12", store.catalogue.of_kind("check"))
    broken = run_checks(store, "2024-12")
    return check_report(store, done.load_id), broken


def counts(report: dict[str, Any], rule: str) -> dict[tuple[str | None, str], int]:
    return {(item["unit"], item["outcome"]): item["count"] for item in report["outcomes"] if item["rule"] == rule}


def test_outcomes_are_counted_by_rule_and_unit(tmp_path: Path) -> None:
    write_rule(tmp_path, "village_one", "Z001")
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(
            store,
            source_table("pairing", [pairing(1), pairing(2, village=None), pairing(3)]),
            source_table("pairing", [pairing(4), pairing(5)], unit="620103"),
        )
    assert not broken
    assert counts(report, "Z001") == {
        ("620102", "pass"): 1,
        ("620102", "fail"): 1,
        ("620102", "unknown"): 1,
        ("620103", "pass"): 2,
    }


def test_rows_are_kept_for_fail_and_unknown_and_only_fails_are_findings(tmp_path: Path) -> None:
    write_rule(tmp_path, "village_one", "Z001")
    with Store.in_memory(tmp_path) as store:
        report, _ = checked(store, source_table("pairing", [pairing(1), pairing(2, village=None), pairing(3)]))
        kept = store.rows("select row, outcome from chk.finding where rule = 'Z001' order by row")
    assert kept == [(3, "fail"), (4, "unknown")]
    assert [item["row"] for item in report["findings"] if item["rule"] == "Z001"] == [3]


def test_a_finding_has_place_key_value_expected_and_the_facts_its_message_names(tmp_path: Path) -> None:
    write_rule(tmp_path, "village_one", "Z001")
    with Store.in_memory(tmp_path) as store:
        report, _ = checked(store, source_table("pairing", [pairing(1), pairing(2)]))
    (found,) = [item for item in report["findings"] if item["rule"] == "Z001"]
    assert (found["message"], found["expected"]) == ("row 1", "nothing")
    assert (found["unit"], found["form"]) == ("620102", "pairing")
    assert found["value"] == "第**"
    assert found["key"] == "1 620199************ 马**"
    assert "马" + pairing(1)["recipient_name"][1] not in json.dumps(report, ensure_ascii=False)


def test_a_field_rule_counts_what_passes_fails_and_cannot_be_told() -> None:
    rows = [pairing(1), pairing(2, recipient_sex="中"), pairing(3, recipient_sex=None), pairing(4, recipient_id="123")]
    with Store.in_memory() as store:
        report, _ = checked(store, source_table("pairing", rows))
    assert counts(report, "P123") == {("620102", "pass"): 2, ("620102", "fail"): 1}
    assert counts(report, "P128") == {("620102", "pass"): 1, ("620102", "unknown"): 2}
    assert counts(report, "P102") == {("620102", "pass"): 3, ("620102", "fail"): 1}


def test_a_rule_is_skipped_with_its_reason_where_nothing_is_there_to_ask(tmp_path: Path) -> None:
    write_rule(tmp_path, "of_sites", "Z001", forms='["site"]')
    write_rule(tmp_path, "of_last_month", "Z002", needs='["previous"]')
    write_rule(tmp_path, "of_next_year", "Z003", since='"2025-01"')
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(store, source_table("pairing", [pairing(1)]))
    reasons = {item["rule"]: item["reason"] for item in report["outcomes"] if item["outcome"] == "skipped"}
    assert not broken
    assert reasons["Z001"] == "no returns that count (none sent, or held): AX06"
    assert reasons["Z002"] == "not loaded: 2024-11"
    assert reasons["Z003"] == "not in force"


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    write_rule(tmp_path, "village_one", "Z001")
    write_rule(tmp_path, "village_again", "Z002", yields_to='["Z001"]')
    with Store.in_memory(tmp_path) as store:
        report, _ = checked(store, source_table("pairing", [pairing(1), pairing(2)]))
    assert [item["rule"] for item in report["findings"] if item["rule"].startswith("Z")] == ["Z001"]
    assert counts(report, "Z002") == {("620102", "pass"): 1, ("620102", "unknown"): 1}


BROKEN: list[tuple[dict[str, str], int | None, str]] = [
    ({"select": SELECT.replace("from stg", "fromm stg")}, 19, "ParserException"),
    ({"select": SELECT.replace("stg.pairing", "stg.nowhere")}, 19, "CatalogException"),
    ({"select": SELECT.replace("s.village <>", "s.vilage <>")}, 18, "BinderException"),
    ({"select": SELECT.replace("'第1村'", "$no_setting")}, None, "no_setting"),
    ({"code": "X006"}, 3, "taken by sql/check/self_pair.sql"),
    ({"code": "P091"}, 3, "taken by src/aixin_cli/forms/pairing.toml"),
    ({"code": "z1"}, 3, "capital letter"),
    ({"severity": '"grave"'}, 1, "severity must be one of"),
    ({"null": '""'}, 1, "null"),
    ({"forms": '["pairings"]'}, 7, "pairings"),
    ({"sevrity": '"note"'}, 17, "sevrity"),
    ({"since": "2023-05-"}, 9, "header is broken"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    """One run with every broken file beside a rule that is sound."""
    folder = tmp_path_factory.mktemp("broken")
    write_rule(folder, "village_one", "Z001")
    for place, (changes, _, _) in enumerate(BROKEN):
        write_rule(folder, f"broken_{place}", **{"code": f"Z1{place:02}", **changes})
    with Store.in_memory(folder) as store:
        report, faults = checked(store, source_table("pairing", [pairing(1)]))
    return folder / "rules", report, faults


@pytest.mark.parametrize(("place", "line", "says"), [(place, *case[1:]) for place, case in enumerate(BROKEN)])
def test_a_broken_rule_file_is_named_with_its_line_and_the_others_still_run(
    broken: Broken, place: int, line: int | None, says: str
) -> None:
    rules, report, faults = broken
    path = rules / f"broken_{place}.sql"
    (fault,) = [fault for fault in faults if str(fault.where).split(":")[0] == str(path)]
    assert str(fault.where) == (f"{path}:{line}" if line else str(path))
    assert says in f"{fault.what} {fault.hint}"
    assert len(faults) == len(BROKEN)
    assert counts(report, "Z001") == {("620102", "fail"): 1}
    named = [item["outcome"] for item in report["outcomes"] if item["rule"] in (f"Z1{place:02}", path.name)]
    assert named == ["broken"]


@pytest.mark.parametrize("select", ["select nothing.of_the_kind", "select 1 as part_id, 1 as row, error('x') as ok"])
def test_a_broken_check_of_ours_takes_no_other_with_it(select: str) -> None:
    def asked(store: Store) -> tuple[list[tuple[Any, ...]], list[DefinitionError]]:
        faults = run_checks(store, "2024-12")
        return store.rows("select * from chk.outcome where rule <> 'X009' order by all"), faults

    with Store.in_memory() as store:
        checked(store, source_table("pairing", [pairing(1), pairing(2, helper_id=pairing(2)["recipient_id"])]))
        sound, _ = asked(store)
        checks = [
            replace(item, sql=select) if item.header.get("code") == "X009" else item
            for item in store.catalogue.statements
        ]
        store.catalogue = replace(store.catalogue, statements=tuple(checks))
        others, (fault,) = asked(store)
    assert others == sound
    assert "fail" in {row[4] for row in others}
    assert str(fault.where).startswith("sql/check/")


def test_two_own_rules_of_one_code_are_not_both_asked(tmp_path: Path) -> None:
    write_rule(tmp_path, "a_first", "Z001")
    write_rule(tmp_path, "b_second", "Z001")
    with Store.in_memory(tmp_path) as store:
        _, (fault,) = checked(store, source_table("pairing", [pairing(1)]))
    assert "a_first.sql" in fault.what
    assert "b_second.sql:3" in str(fault.where)


def test_a_fault_never_quotes_a_cell(tmp_path: Path) -> None:
    select = SELECT.replace("s.village <> '第1村'", "cast(s.recipient_name as integer) > 0")
    write_rule(tmp_path, "casts", "Z001", select)
    with Store.in_memory(tmp_path) as store:
        _, (fault,) = checked(store, source_table("pairing", [pairing(1)]))
    assert str(pairing(1)["recipient_name"]) not in f"{fault.what} {fault.hint}"


def test_findings_after_a_death_stand_first() -> None:
    dead = pairing(2, status="终止", end_date="2024-11-20", end_reason="去世")
    with Store.in_memory() as store:
        report, _ = checked(
            store,
            source_table("activity", [contact(2, "2024-12-10")]),
            source_table("pairing", [pairing(1, recipient_id="123"), dead]),
        )
    assert report["findings"][0]["rule"] == "X008"


def test_a_trial_counts_what_would_newly_fail_and_what_other_rules_find(tmp_path: Path) -> None:
    own = write_rule(tmp_path / "store", "village_one", "Z001")
    rows = [pairing(1), pairing(2), pairing(3, recipient_sex="中")]
    with Store.open(tmp_path / "store") as store:
        checked(store, source_table("pairing", rows))
    changed = write_rule(tmp_path / "new", "village_one", "Z001", SELECT.replace("s.village <> '第1村'", "s.row = 4"))
    before = (tmp_path / "store" / "register.duckdb").read_bytes()
    with Store.open(tmp_path / "store", read_only=True) as store:
        rehearse(store)
        link_period(store, "2024-12")
        as_it_is = try_rule(store, parse_statement(own), "2024-12")
        trial = try_rule(store, parse_statement(changed), "2024-12")
    (same,), (unit,) = as_it_is.units, trial.units
    assert (same.asked_count, same.fail_count, same.new_count) == (3, 1, 0)
    assert (unit.unit, unit.asked_count, unit.fail_count, unit.new_count) == ("620102", 3, 2, 1)
    assert [(item.rule, item.shared_count, item.fail_count) for item in trial.overlaps] == [("P123", 1, 2)]
    assert (tmp_path / "store" / "register.duckdb").read_bytes() == before


def test_findings_without_a_row_stand_in_one_order_by_what_they_say(tmp_path: Path) -> None:
    select = (
        "\nselect part_id, null as row, 'village' as field, false as ok, printf('%02d**', hash(row) % 97) as value,"
        " row_no from stg.pairing order by hash(row)"
    )
    write_rule(tmp_path, "rowless", "Z001", select)
    with Store.in_memory(tmp_path) as store:
        report, broken = checked(
            store,
            source_table("pairing", [pairing(number) for number in range(1, 21)]),
            source_table("pairing", [pairing(number) for number in range(21, 31)], unit="620103"),
        )
    assert not broken
    told = [(item["file"], item["unit"], item["value"]) for item in report["findings"] if item["rule"] == "Z001"]
    assert len(told) == 30
    assert told == sorted(told)
