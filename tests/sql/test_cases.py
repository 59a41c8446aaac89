from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from aixin_cli.store.catalogue import load_macros, parse_statement, sql_directory
from tests.sql.cases import HERE, Case, answer, difference, fill, read_cases, read_grid

SQL_FILES = sorted(path for path in sql_directory().rglob("*.sql") if path.parent.name != "macro")
DECEMBER: dict[str, Any] = {
    "period": "2024-12",
    "period_start": date(2024, 12, 1),
    "as_of": date(2024, 12, 31),
    "previous_period": "2024-11",
    "previous_as_of": date(2024, 11, 30),
    "year_start": date(2024, 1, 1),
    "last_year_period": "2023-12",
    "programme_start": date(2023, 5, 12),
    "carry_months": 3,
    "replacing_months": 2,
    "late_days": 31,
    "local_categories": ["安置帮教对象"],
    "project_pattern": "^(SJ|620000)",
}


def cases_of(path: Path) -> Path:
    return HERE / path.parent.name / f"{path.stem}.toml"


ALL_CASES = [
    pytest.param(path, case, id=f"{path.parent.name}/{path.stem}: {case.name}")
    for path in SQL_FILES
    if cases_of(path).is_file()
    for case in read_cases(cases_of(path))
]


@pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sql_file_has_cases(path: Path) -> None:
    assert cases_of(path).is_file(), f"write {cases_of(path).relative_to(HERE.parents[1])}"
    assert read_cases(cases_of(path)), "a file without cases proves nothing"


@pytest.mark.parametrize(("path", "case"), ALL_CASES)
def test_the_statement_answers_as_the_case_says(path: Path, case: Case) -> None:
    statement = parse_statement(path)
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    for macro in load_macros():
        connection.execute(macro)
    fill(connection, case)
    known = {**DECEMBER, **case.params}
    params = {name: known[name] for name in statement.params}
    expected = read_grid(case.expect)
    actual = answer(connection, statement.sql, params, expected.columns)
    assert not difference(case, expected, actual), "\n".join(difference(case, expected, actual))


def test_a_case_file_belongs_to_an_sql_file() -> None:
    wanted = {cases_of(path) for path in SQL_FILES}
    orphans = [path.name for path in HERE.glob("*/*.toml") if path not in wanted]
    assert not orphans
