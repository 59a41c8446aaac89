"""`aixin rules` as a person meets it: listed, shown, counted, tried; an office's own folder beside ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.processes import aixin, aixin_here, fresh_aixin
from tests.contract.returns import write_pairing
from tests.unit.test_check_run import SELECT, write_rule


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    write_pairing(folder / "620102_2024-12.csv", 20, 联系电话="12345")
    done = aixin(
        *("run", str(folder / "620102_2024-12.csv"), "--period", "2024-12"),
        *("--store", str(folder / "store"), "--out", str(folder / "out"), "--only", "data"),
    )
    assert done.returncode == 0, done.stderr
    return folder / "store"


def test_every_rule_is_listed_and_can_be_shown(tmp_path: Path) -> None:
    listed = json.loads(aixin_here("rules", "--format", "json", cwd=tmp_path).stdout)
    assert len(listed) > 400
    shown = aixin_here("rules", "show", "x008", cwd=tmp_path)
    assert shown.returncode == 0
    assert "Activity after a death" in shown.stdout
    assert "sql/check/activity_after_death.sql" in shown.stdout


def test_a_list_can_be_of_one_form_and_one_severity(tmp_path: Path) -> None:
    listed = json.loads(
        aixin_here("rules", "--form", "AX06", "--severity", "error", "--format", "json", cwd=tmp_path).stdout
    )
    assert {item["severity"] for item in listed} == {"error"}
    assert {item["rule"][0] for item in listed} <= {"S", "X"}


def test_an_unknown_code_is_told_with_those_near_it(tmp_path: Path) -> None:
    done = aixin_here("rules", "show", "X0", cwd=tmp_path)
    assert done.returncode == 2
    assert "X001" in done.stderr


def test_outcomes_of_a_month_are_counted_by_rule_and_unit(store: Path) -> None:
    done = fresh_aixin("rules", "outcomes", "--period", "2024-12", "--store", str(store), "--format", "json")
    counted = {(item["rule"], item["outcome"]): item["count"] for item in json.loads(done.stdout) if item["unit"]}
    assert counted["P212", "fail"] == 1
    assert counted["P091", "pass"] == 20
    missing = aixin("rules", "outcomes", "--period", "2024-11", "--store", str(store))
    assert (missing.returncode, "aixin rollup --period 2024-11" in missing.stderr) == (2, True)


def test_a_rule_is_tried_on_the_months_in_the_store(store: Path, tmp_path: Path) -> None:
    select = SELECT.replace("s.village <> '第1村'", "s.row % 2 = 1")
    done = aixin("rules", "try", str(write_rule(tmp_path, "odd_rows", "Z001", select)), "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert "10 rows would fail, 10 of them newly" in done.stderr
    assert "P212" in done.stdout


def test_an_own_rule_is_asked_by_check_and_a_broken_one_ends_with_code_5(store: Path, tmp_path: Path) -> None:
    file = write_pairing(tmp_path / "620102_2024-12.csv", 5)
    select = SELECT.replace("s.village <> '第1村'", "s.row % 2 = 1")
    write_rule(tmp_path / "office", "odd_rows", "Z001", select)
    asked = aixin_here("check", str(file), "--store", str(tmp_path / "office"), "--format", "json")
    assert {"Z001"} <= {item["rule"] for item in json.loads(asked.stdout)["findings"]}
    broken = write_rule(tmp_path / "office", "broken_one", "Z002", select.replace("from stg", "fromm stg"))
    done = aixin_here("check", str(file), "--store", str(tmp_path / "office"), "--format", "json")
    assert done.returncode == 5
    assert f"{broken}:19" in done.stderr
    assert {"Z001"} <= {item["rule"] for item in json.loads(done.stdout)["findings"]}
    tried = aixin_here("rules", "try", str(broken), "--store", str(store))
    assert (tried.returncode, f"{broken}:19" in tried.stderr, "Traceback" in tried.stderr) == (5, True, False)


def test_check_asks_everything_of_a_return_that_would_be_held(tmp_path: Path) -> None:
    file = write_pairing(tmp_path / "620102_2024-12.csv", 6)
    rows = file.read_text("utf-8-sig").splitlines()
    rows[:-1] = [row.replace("特困人员", "谁也不是") for row in rows[:-1]]
    file.write_text("\n".join([*rows, rows[-1].replace("6,", "7,", 1)]), encoding="utf-8-sig")
    report = json.loads(aixin_here("check", str(file), "--format", "json", cwd=tmp_path).stdout)
    assert report["files"][0]["status"] == "held"
    assert {"R905", "P143", "X002"} <= {item["rule"] for item in report["findings"]}
