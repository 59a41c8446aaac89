"""Cases of SQL files: a TOML beside each file holds given rows and the rows it must answer with.

    [columns]                       # only for tables that neither the store nor schema.toml knows
    "raw.pairing" = "row integer, name varchar"

    world = "two_counties"          # given tables that several files share: tests/sql/two_counties.toml

    nulls = ["unit"]                # parameters that are null where a case gives them no value

    [params]                        # for every case; a case may change some
    period = "2024-12"

    [given]                         # for every case; a case may replace a table
    "ent.person" = '''
    person_id | sex
    1         | 女
    2         |
    '''

    [[case]]
    name = "a woman and one unknown"
    given."ent.pair" = '''...'''
    expect = '''...'''

Tables are text with `|` between cells; the first line names the columns (any of them, in any order);
a blank cell is null, `''` an empty text and, in what is expected, `*` any value. `expect = ""` means
no rows. `contains = true` allows further rows. Values are compared as the text DuckDB casts them to;
order counts with `ordered = true`.

A macro's cases are pairs of an expression and its text (an expression alone: null):

    [[case]]
    name = "an ID number shows its area"
    pairs = [["mask('620199195001011234')", "620199************"], ["mask(null)"]]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.jobs.review import list_reviews
from aixin_cli.link import link_period
from aixin_cli.review.decisions import review_status
from aixin_cli.rollup.traced.basis import read_linked_basis
from aixin_cli.rollup.traced.leaves import make_tables as make_leaf_tables
from aixin_cli.store import Store

if TYPE_CHECKING:
    import duckdb

HERE = Path(__file__).parent
Cell = str | None


@dataclass(frozen=True)
class Case:
    """One question put to a statement, with the answer it must give."""

    name: str
    expect: str
    params: dict[str, Any]
    given: dict[str, str]
    columns: dict[str, str]
    is_ordered: bool = False
    is_subset: bool = False


@dataclass(frozen=True)
class Grid:
    """A small table written as text."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


def read_cases(path: Path) -> list[Case]:
    """The cases in one TOML file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = {**known_tables(), **content.get("columns", {})}
    nulls = dict.fromkeys(content.get("nulls", ()))
    given = {**_world(content.get("world")), **content.get("given", {})}
    return [
        Case(
            name=item["name"],
            expect=item["expect"],
            params={**nulls, **content.get("params", {}), **item.get("params", {})},
            given={**given, **item.get("given", {})},
            columns=columns,
            is_ordered=item.get("ordered", False),
            is_subset=item.get("contains", False),
        )
        for item in content.get("case", [])
    ]


def _world(name: str | None) -> dict[str, str]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")) if name else {}


@cache
def known_tables() -> dict[str, str]:
    """Tables as the store and linking make them, and those promised to rollup in schema.toml."""
    return {**promised_tables(), **store_tables()}


def promised_tables() -> dict[str, str]:
    return tomllib.loads((HERE / "schema.toml").read_text(encoding="utf-8"))


@cache
def store_tables() -> dict[str, str]:
    """Columns of every table of a store in which an empty month was linked, without their constraints."""
    with Store.in_memory() as store:
        link_period(store, "2024-12", keep_scratch=True)
        list_reviews(store, "2024-12")
        review_status(store, "2024-12")
        read_linked_basis(store, "2024-12")
        make_leaf_tables(store)
        return dict(
            store.rows(
                """
                select
                    case database_name when 'ent' then 'ent' else schema_name end || '.' || table_name,
                    string_agg(column_name || ' ' || lower(data_type), ', ' order by column_index)
                from duckdb_columns()
                where database_name = 'ent' or schema_name in ('meta', 'raw', 'stg', 'chk', 'ent')
                group by all
                """
            )
        )


def read_pairs(path: Path) -> list[tuple[str, str, Cell]]:
    """A macro's cases as (name, expression, expected text)."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        (item["name"], pair[0], pair[1] if len(pair) > 1 else None)
        for item in content.get("case", [])
        for pair in item["pairs"]
    ]


def read_grid(text: str) -> Grid:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()]
    if not lines:
        return Grid()
    cells: dict[str, Cell] = {"": None, "''": ""}
    header, *rows = lines
    for row in rows:
        assert len(row) == len(header), f"{len(row)} cells under {len(header)} columns: {row}"
    return Grid(header, [[cells.get(cell, cell) for cell in row] for row in rows])


def fill(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    """Put the given rows into their tables."""
    for name, text in case.given.items():
        grid = read_grid(text)
        if grid.rows:
            # One insert a table, its columns as lists: to read a mark a cell takes longer than all else.
            lists = [list(column) for column in zip(*grid.rows, strict=True)]
            marks = ", ".join(["unnest(?::varchar[])"] * len(lists))
            connection.execute(f"insert into {name} ({', '.join(grid.columns)}) select {marks}", lists)


def make_tables(connection: duckdb.DuckDBPyConnection, case: Case, reads: frozenset[str], made: dict[str, str]) -> None:
    """Make, empty, every table that the statement reads or the case gives; `made` are those that are there."""
    unknown = case.given.keys() - case.columns.keys()
    assert not unknown, f"no columns known for {sorted(unknown)}: add them under [columns]"
    wanted = {name: columns for name, columns in case.columns.items() if name in reads or name in case.given}
    for name, columns in wanted.items():
        if made.get(name) != columns:
            schema, _dot, _table = name.rpartition(".")
            if schema:
                connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create or replace table {name} ({columns})")
            made[name] = columns


def answer(connection: duckdb.DuckDBPyConnection, sql: str, params: dict[str, Any], columns: list[str]) -> Grid:
    """What a statement says, every value as text."""
    chosen = ", ".join(f"cast(q.{name} as varchar)" for name in columns) or "count(*)"
    limit = "" if columns else " having count(*) > 0"
    rows = connection.execute(f"select {chosen} from ({sql}\n) as q{limit}", params or None).fetchall()
    return Grid(columns, [list(row) for row in rows])


def difference(case: Case, expected: Grid, actual: Grid) -> list[str]:
    """Lines that say what is missing and what is too much; empty when all is right."""
    if case.is_ordered:
        return [] if expected.rows == actual.rows else [f"expected {expected.rows}", f"actual {actual.rows}"]
    left = list(actual.rows)
    missing = []
    for row in expected.rows:
        fitting = next((other for other in left if is_alike(row, other)), None)
        if fitting is None:
            missing.append(row)
        else:
            left.remove(fitting)
    lines = [f"missing: {row}" for row in missing]
    if missing or not case.is_subset:
        lines += [f"not expected: {row}" for row in left]
    return lines


def is_alike(expected: list[Cell], actual: list[Cell]) -> bool:
    return all(have is not None if want == "*" else have == want for want, have in zip(expected, actual, strict=True))
