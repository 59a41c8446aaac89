"""What would change without a return or a rule's rows is told as it would be, and nothing is done to the store."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.contract.processes import aixin_here
from tests.months import DECEMBER, HERE, JANUARY, ask, told, two_months

ABOVE = ["620000", "620100", HERE]


def run(store: Path, *arguments: str) -> str:
    done = aixin_here(*arguments, "--store", str(store), cwd=store.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of two counties, the rules asked too; one contact is dated in the month before."""
    store = tmp_path_factory.mktemp("impact") / "store"
    shutil.copytree(two_months(), store)
    run(store, "rollup", "--period", JANUARY)
    return store


def number_of(store: Path, name: str) -> str:
    ((part,),) = ask(
        store,
        "select part_id from meta.part as part inner join meta.file as file on part.file_id = file.file_id"
        f" where file.path = '{name}'",
    )
    return str(part)


def told_of(store: Path, *arguments: str) -> dict:
    return json.loads(run(store, "impact", *arguments, "--format", "json"))


def numbers(store: Path) -> dict[tuple[str, str], object]:
    rows = ask(store, f"select figure_id, unit_code, value from out.figure where period = '{JANUARY}'")
    return {(str(figure), str(unit)): value for figure, unit, value in rows}


def test_what_changes_is_what_changes_when_the_return_is_withdrawn(store: Path, tmp_path: Path) -> None:
    part, before = number_of(store, f"{DECEMBER}-2.xlsx"), numbers(store)
    found = told_of(store, part)
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    run(copy, "returns", "withdraw", part, "--reason", "no", "--by", "somebody")
    run(copy, "rollup", "--period", DECEMBER, "--cascade", "--accept-fall", "F03", "--reason", "no", "--by", "somebody")
    after = numbers(copy)
    changed = {(row["number"], row["unit_code"]) for row in found["changes"] if row["column"] == "value"}
    assert changed == {place for place in before if before[place] != after[place]}
    assert [(row["number"], row["unit_code"], row["change"]) for row in found["changes"][:3]] == [
        ("F03", unit, -3) for unit in ABOVE
    ]


def test_the_store_stays_byte_for_byte(store: Path) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in store.rglob("*") if path.is_file()}
    run(store, "impact", number_of(store, f"{JANUARY}-2.xlsx"))
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in store.rglob("*") if path.is_file()} == before


def test_a_rule_s_rows_go_as_if_they_had_never_been_written(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    part = number_of(copy, f"{JANUARY}-0.xlsx")
    with_finding(copy, part)
    found = told_of(copy, "P106", "--return", part)
    people = [row for row in found["changes"] if row["number"] == "F02"]
    assert found["rows"] == 1
    assert [(row["unit_code"], row["before"], row["change"]) for row in people] == [
        ("620000", 5, -1),
        ("620100", 5, -1),
        (HERE, 3, -1),
    ]
    read = [row for row in found["changes"] if (row["number"], row["column"]) == ("T09", "rows_read")]
    assert [(row["item"], row["change"]) for row in read] == [("AX01", -1)]


def with_finding(store: Path, part: str) -> None:
    """A finding in the first row of a return; the month counts as rolled up of it."""
    from aixin_cli.store import Store

    with Store.open(store) as opened:
        ((row,),) = opened.rows("select min(row) from stg.pairing where part_id = ?", [int(part)])
        opened.execute("insert into chk.finding (part_id, row, rule) values (?, ?, 'P106')", [int(part), row])


def test_all_numbers_go_into_a_file(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "numbers.csv"
    run(store, "impact", number_of(store, f"{JANUARY}-2.xlsx"), "--limit", "1", "-o", str(out))
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "number,item,column,unit_code,unit_name,before,after,change"
    assert any(line.startswith("T03,1,month_value") for line in lines)


def test_a_return_that_another_has_replaced_changes_nothing(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    part = number_of(copy, f"{JANUARY}-2.xlsx")
    run(copy, "returns", "withdraw", part, "--reason", "no", "--by", "somebody")
    run(copy, "rollup", "--period", JANUARY, "--accept-fall", "F03", "--reason", "no", "--by", "somebody")
    assert "changes nothing" in run(copy, "impact", part)
    assert told_of(copy, part)["changes"] == []


def test_a_return_of_a_later_month_changes_nothing(store: Path) -> None:
    assert "2025-01" in run(store, "impact", number_of(store, f"{JANUARY}-2.xlsx"), "--period", DECEMBER)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("999",), 2, "aixin returns list"),
        (("zzz",), 2, "aixin findings --period 2025-01"),
        (("P106",), 2, "aixin findings --period 2025-01 --rule P106"),
        (("1", "--row", "5"), 2, "a return goes as a whole"),
        (("1", "--period", "2026-01"), 8, "aixin rollup --period 2026-01"),
        (("1", "-o", "numbers.xlsx"), 2, ".csv, .json"),
    ],
)
def test_what_can_t_be_meant_is_refused(store: Path, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in told(store, "impact", *words, code=code)


def test_a_closed_month_is_refused(store: Path, tmp_path: Path) -> None:
    from aixin_cli.store import Store

    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with Store.open(copy) as opened:
        opened.execute(
            "insert into meta.publication (period, edition, kind, closed_by, closed_at, program, settings_hash)"
            f" values ('{JANUARY}', 1, 'final', 'somebody', now()::timestamp, '1', '')"
        )
    assert "aixin reopen" in told(copy, "impact", "1", code=8)
