from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from aixin_cli.forms.categories import category_params
from aixin_cli.forms.province import province_params
from aixin_cli.store.catalogue import load_macros
from aixin_cli.store.settings import load_settings
from aixin_cli.store.statement import sql_directory
from tests.sql.cases import (
    HERE,
    Case,
    answer,
    difference,
    fill,
    make_tables,
    promised_tables,
    read_cases,
    read_grid,
    read_pairs,
    store_tables,
)
from tests.statements import every_statement

SQL_FILES = sorted(path for path in sql_directory().rglob("*.sql") if path.parent.name != "macro")
MACRO_FILES = sorted((sql_directory() / "macro").glob("*.sql"))
STATEMENTS = {statement.path: statement for statement in every_statement()}
LABELS = {
    "category_orphan": "孤儿",
    "category_de_facto": "事实无人抚养儿童",
    "category_disabled": "困难重度残疾人",
    "category_destitute": "特困人员",
    "category_destitute_family": "特困家庭成员",
    "category_left_behind": "留守儿童",
    "category_in_difficulty": "困境儿童",
}
"""What the cases call the categories, whatever the form calls them today."""
DECEMBER: dict[str, Any] = {
    **load_settings(None).by_leaf(),
    **province_params(),
    **category_params(),
    **LABELS,
    "period": "2024-12",
    "period_start": date(2024, 12, 1),
    "as_of": date(2024, 12, 31),
    "previous_period": "2024-11",
    "previous_as_of": date(2024, 11, 30),
    "year_start": date(2024, 1, 1),
    "last_year_period": "2023-12",
    "programme_start": date(2023, 5, 12),
}


def cases_of(path: Path) -> Path:
    return HERE / path.relative_to(sql_directory()).with_suffix(".toml")


ALL_CASES = [
    pytest.param(path, case, id=f"{path.parent.name}/{path.stem}: {case.name}")
    for path in SQL_FILES
    if cases_of(path).is_file()
    for case in read_cases(cases_of(path))
]


ALL_PAIRS = [
    pytest.param(expression, expected, id=f"{path.stem}: {name}: {expression}")
    for path in MACRO_FILES
    if cases_of(path).is_file()
    for name, expression, expected in read_pairs(cases_of(path))
]


MADE: dict[str, str] = {}
"""The tables that are there for the cases, each with its columns; between cases all are empty."""


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    for macro in load_macros():
        connection.execute(f"create or replace temp {macro}")
    return connection


@pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sql_file_has_cases(path: Path) -> None:
    assert cases_of(path).is_file(), f"write {cases_of(path).relative_to(HERE.parents[1])}"
    assert read_cases(cases_of(path)), "a file without cases proves nothing"


@pytest.mark.parametrize("path", MACRO_FILES, ids=lambda path: path.stem)
def test_every_macro_has_cases(path: Path) -> None:
    assert cases_of(path).is_file(), f"write {cases_of(path).relative_to(HERE.parents[1])}"
    expressions = [expression for _, expression, _ in read_pairs(cases_of(path))]
    assert any(f"{path.stem}(" in expression for expression in expressions), "no case calls the macro"


@pytest.mark.parametrize(("expression", "expected"), ALL_PAIRS)
def test_the_macro_gives_what_the_pair_says(
    macros: duckdb.DuckDBPyConnection, expression: str, expected: str | None
) -> None:
    assert macros.execute(f"select cast({expression} as varchar)").fetchall() == [(expected,)]


@pytest.mark.parametrize(("path", "case"), ALL_CASES)
def test_the_statement_answers_as_the_case_says(macros: duckdb.DuckDBPyConnection, path: Path, case: Case) -> None:
    statement = STATEMENTS[path]
    # What a saved question may be given it goes without, unless the case gives it.
    known = {**DECEMBER, **dict.fromkeys(statement.header.get("params", ())), **case.params}
    params = {name: known[name] for name in statement.params}
    expected = read_grid(case.expect)
    make_tables(macros, case, statement.reads, MADE)
    # Nothing of a case is left for the next one.
    macros.execute("begin transaction")
    try:
        fill(macros, case)
        actual = answer(macros, statement.sql, params, expected.columns)
    finally:
        macros.execute("rollback")
    assert not difference(case, expected, actual), "\n".join(difference(case, expected, actual))


def test_a_case_file_belongs_to_an_sql_file() -> None:
    wanted = {cases_of(path) for path in [*SQL_FILES, *MACRO_FILES]}
    orphans = [path.name for path in HERE.rglob("*/*.toml") if path not in wanted]
    assert not orphans


@pytest.mark.parametrize("name", sorted(promised_tables()))
def test_linking_gives_rollup_the_columns_it_promises(name: str) -> None:
    made = {column.split(" ")[0]: column for column in split_columns(store_tables()[name])}
    for column in split_columns(promised_tables()[name]):
        assert made.get(column.split(" ")[0]) == column


def split_columns(text: str) -> list[str]:
    """`a bigint, b decimal(18, 2)` as its columns, without the blank inside the type."""
    return text.replace("(18, 2)", "(18,2)").split(", ")
