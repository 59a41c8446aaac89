"""`aixin link`: the month's people by evidence, the blocking rules, and why two rows are one person."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin
from tests.contract.returns import id_number, write_pairing

NUMBER = id_number("620199", "19500102", 1)
"""The second row's."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a loaded month in which the first row has the second's number, one place wrong."""
    folder = tmp_path_factory.mktemp("link")
    wrong = NUMBER[:16] + str((int(NUMBER[16]) + 3) % 10) + NUMBER[17:]
    write_pairing(folder / "a.csv", **{"帮扶对象身份证号": wrong, "出生日期": "1950-01-02"})
    assert aixin("load", "a.csv", cwd=folder).returncode == ExitCode.DONE
    return folder


def test_the_month_is_told_by_evidence_as_table_and_as_data(place: Path) -> None:
    done = aixin("link", "--period", "2024-12", cwd=place)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "rows that name somebody" in done.stdout
    assert done.stderr.splitlines()[-1] == "next: aixin link why A B --period 2024-12"
    rows = json.loads(aixin("link", "--period", "2024-12", "--format", "json", cwd=place).stdout)
    assert rows[0] == {"item": "mention", "counted": "row", "recipient_count": 20, "helper_count": 20}


def test_the_blocking_rules_are_told_with_their_pairs(place: Path) -> None:
    done = aixin("link", "--explain-blocking", "--format", "csv", cwd=place)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["rule_no"] for row in rows] == [str(number) for number in range(1, 11)]
    assert int(rows[0]["pair_count"]) > 0
    assert "together" in aixin("link", "--explain-blocking", "--period", "2024-12", cwd=place).stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_rows_are_explained_masked_and_the_store_stays_as_it_is(place: Path, language: str) -> None:
    register = place / "aixin-store" / "register.duckdb"
    before = register.read_bytes()
    done = aixin("link", "why", "a.csv#4", "a.csv#5", "--period", "2024-12", cwd=place, AIXIN_LANG=language)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "马**" in done.stdout
    assert not [secret for secret in ("马某", "李某", NUMBER, NUMBER[6:14]) if secret in done.stdout + done.stderr]
    assert ("身份证号" if language == "zh" else "place 17 differs") in done.stdout
    assert language == "zh" or "for one person: " in done.stdout
    assert register.read_bytes() == before


def test_the_answer_is_data_on_request(place: Path) -> None:
    done = aixin("link", "why", "a.csv#4", "a.csv#5", "--format", "json", cwd=place)
    told = json.loads(done.stdout)
    assert told["period"] == "2024-12"
    assert told["weights"]["total_bits"]
    assert [row["row"] for row in told["rows"]] == [4, 5]


@pytest.mark.parametrize(("arguments", "said"), [
    (["link", "why", "b.csv#4", "a.csv#5"], "no ledger of this month or before is called so"),
    (["link", "--period", "2024-12", "why", "a.csv#4", "a.csv#5"], "options of a verb stand behind it"),
    (["link", "why", "a.csv#4"], "`B` is missing"),
    (["link", "--period", "2024-13"], "is not a period"),
])  # fmt: skip
def test_what_cannot_be_meant_is_a_usage_error(place: Path, arguments: list[str], said: str) -> None:
    done = aixin(*arguments, cwd=place)
    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr


def test_without_a_store_there_is_nothing_to_ask(tmp_path: Path) -> None:
    assert aixin("link", "--period", "2024-12", cwd=tmp_path).returncode == ExitCode.STORE
    assert not (tmp_path / "aixin-store").exists()
