"""`aixin duplicates` as a person meets it: counted, listed, one unit's own side, in words and as data."""

from __future__ import annotations

import csv
import io
import json

from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import aixin, fresh_aixin


def duplicates(month: Month, *arguments: str, **changes: str) -> str:
    done = aixin("duplicates", *arguments, "--period", PERIOD, cwd=month.folder, **changes)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_counted_is_what_the_lists_hold(faulty_month: Month) -> None:
    counted = json.loads(duplicates(faulty_month, "count", "--format", "json"))
    found = {item["kind"]: item for item in counted if item["row_count"]}
    assert {"same_row", "same_pair", "other_unit", "one_number"} <= found.keys()
    for kind in ("same_pair", "one_number"):
        rows = json.loads(duplicates(faulty_month, "list", "--kind", kind, "--format", "json"))
        assert len(rows) == found[kind]["row_count"]
        assert len({row["case_no"] for row in rows}) == found[kind]["case_count"]


def test_what_is_said_to_be_in_t10_stands_there(faulty_month: Month) -> None:
    counted = json.loads(duplicates(faulty_month, "count", "--format", "json"))
    told = {item["kind"]: item["t10_count"] for item in counted}
    (path,) = (faulty_month.results / "tables").glob("T10*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        province = {row["项目"]: row for row in csv.DictReader(file) if row["区划代码"] == "620000"}
    pairs = [province["对"], province["辅助对"]]
    for kind, title in {"same_row": "同行", "same_pair": "同对", "other_unit": "外单位"}.items():
        assert told[kind] == sum(int(row[f"减/{title}重复"]) for row in pairs), kind
    assert told["other_unit"] > 0
    assert told["same_activity"] == int(province["活动"]["减/同行重复"])
    assert told["several_main"] is None


def test_a_table_says_the_rule_in_words_and_csv_by_its_id(faulty_month: Month) -> None:
    table = duplicates(faulty_month, "list", "--kind", "same_row")
    assert "that row comes first" in table
    rows = list(csv.DictReader(io.StringIO(duplicates(faulty_month, "list", "--kind", "same_row", "--format", "csv"))))
    assert {row["rule"] for row in rows} == {"row_order"}
    assert all(row["masked_name"].endswith("**") for row in rows)


def test_a_unit_is_shown_its_own_rows_and_of_the_others_only_whose_they_are(faulty_month: Month) -> None:
    everything = json.loads(duplicates(faulty_month, "list", "--kind", "other_unit", "--format", "json"))
    unit = everything[0]["unit_code"]
    mine = json.loads(duplicates(faulty_month, "list", "--kind", "other_unit", "--unit", unit, "--format", "json"))
    assert len(mine) == sum(row["unit_code"] == unit for row in everything) > 0
    assert {row["unit_code"] for row in mine} == {unit}
    for row in mine:
        assert row["other_unit"] != unit
        assert (row["other_path"], row["other_sheet"], row["other_row"]) == (None, None, None)
        assert row["other_unit_name"]


def test_a_kind_that_there_is_not_ends_with_the_code_for_usage(faulty_month: Month) -> None:
    done = fresh_aixin("duplicates", "list", "--kind", "twice", "--period", PERIOD, cwd=faulty_month.folder)
    assert done.returncode == 2
    assert "same_row" in done.stderr


def test_looking_changes_nothing_in_the_register(faulty_month: Month) -> None:
    register = faulty_month.folder / "aixin-store" / "register.duckdb"
    before = register.read_bytes()
    duplicates(faulty_month, "count")
    assert register.read_bytes() == before
