"""A count that is shown is the number of rows behind it, in every format that they come in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aixin_cli.errors import ExitCode
from tests.contract.conftest import PERIOD, Month
from tests.contract.processes import aixin_here

SEVERITIES = ("error", "query", "note")


def ask(month: Month, *words: str) -> tuple[str, str]:
    """What a verb prints, and what it says beside it."""
    done = aixin_here(*words, "--period", PERIOD, cwd=month.folder)
    assert done.returncode == ExitCode.DONE, done.stderr
    return done.stdout, done.stderr


def ask_json(month: Month, *words: str) -> Any:
    return json.loads(ask(month, *words, "--format", "json")[0])


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture(scope="module")
def findings(faulty_month: Month) -> dict[str, Any]:
    found: dict[str, Any] = ask_json(faulty_month, "findings")
    assert len(found["findings"]) > 20
    return found


def test_findings_counted_are_findings_listed_in_every_format(
    faulty_month: Month, findings: dict[str, Any], tmp_path: Path
) -> None:
    counts = dict.fromkeys(SEVERITIES, 0) | Counter(item["severity"] for item in findings["findings"])
    assert findings["counts"] == counts
    assert findings["new"] == sum(item["is_new"] for item in findings["findings"])
    _table, said = ask(faulty_month, "findings")
    assert f"{counts['error']} errors, {counts['query']} queries, {counts['note']} notes" in said
    listed = csv_rows(ask(faulty_month, "findings", "--format", "csv")[0])
    assert len(listed) == sum(counts.values())
    assert Counter(row["severity"] for row in listed) == Counter(counts)
    ask(faulty_month, "findings", "-o", str(tmp_path / "found.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx").worksheets[0]
    assert sum(any(row) for row in sheet.iter_rows(min_row=2, values_only=True)) == sum(counts.values())
    page = ask(faulty_month, "findings", "--format", "html")[0]
    assert len(re.findall(r"<tr[\s>]", page.partition("<tbody")[2])) == sum(counts.values())


@pytest.mark.parametrize("words", [["--severity", "error"], ["--rule", "P"], ["--unit", "621022"], ["--since-last"]])
def test_what_a_choice_leaves_is_counted_as_it_is_listed(
    faulty_month: Month, findings: dict[str, Any], words: list[str]
) -> None:
    some = ask_json(faulty_month, "findings", *words)
    assert some["counts"] == dict.fromkeys(SEVERITIES, 0) | Counter(item["severity"] for item in some["findings"])
    kept = [item for item in findings["findings"] if item in some["findings"]]
    assert len(kept) == len(some["findings"])


def test_what_a_unit_is_told_is_what_stands_on_its_list(
    faulty_month: Month, findings: dict[str, Any], tmp_path: Path
) -> None:
    documents = ask_json(faulty_month, "feedback", "-o", str(tmp_path))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(documents) == len(files)
    for item in documents:
        rows = list(
            openpyxl.load_workbook(faulty_month.folder / item["document"])["问题清单"].iter_rows(values_only=True)
        )
        head = next(number for number, row in enumerate(rows) if row[0] == "序号")
        listed = Counter(row[1] for row in rows[head + 1 :])
        top = {row[1]: row[3] for row in rows[:head] if row[1]}
        told = {"强制": item["errors"], "核实": item["queries"], "提示": item["notes"]}
        assert {name: listed[name] for name in told} == told
        assert {name: int(top[name]) for name in told} == told
    whole = [item for item in documents if item["kind"] == "workbook" or ".csv" in item["document"]]
    by_receipt = {item["receipt"]: item for item in whole}
    found = Counter(item["severity"] for item in findings["findings"] if item["file"])
    assert sum(item["errors"] for item in by_receipt.values()) == found["error"]
    assert sum(item["queries"] for item in by_receipt.values()) == found["query"]


def test_duplicates_counted_are_duplicates_listed(faulty_month: Month) -> None:
    for kind in ask_json(faulty_month, "duplicates", "count"):
        listed = ask_json(faulty_month, "duplicates", "list", "--kind", kind["kind"])
        rows = csv_rows(ask(faulty_month, "duplicates", "list", "--kind", kind["kind"], "--format", "csv")[0])
        assert len(rows) == len(listed)
        assert len({row["case_no"] for row in listed}) == kind["case_count"]


def test_the_returns_that_the_first_line_counts_are_listed(faulty_month: Month) -> None:
    rows = ask_json(faulty_month, "status")
    listed = csv_rows(ask(faulty_month, "status", "--format", "csv")[0])
    assert len(listed) == len(rows)
    first = ask(faulty_month, "status")[0].splitlines()[0]
    states = Counter(row["state"] for row in rows if row["is_expected"])
    assert str(states["missing"]) in re.findall(r"\d+", first)
    assert str(sum(states.values())) in re.findall(r"\d+", first)
    missing = ask_json(faulty_month, "status", "--state", "missing")
    assert len(missing) == sum(row["state"] == "missing" for row in rows)
