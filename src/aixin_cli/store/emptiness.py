"""SELECTs that need not be asked: nothing comes of them, because tables that they read are empty.

Planning a SELECT costs the same for no rows as for many, and a small delivery leaves most tables empty. Which tables
those are is read off a SELECT's joins when `sql/emptiness.json` is made (`python -m tests.emptiness`): what is said
there holds for one text alone, so that a file changed since is asked as if nothing were known of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from aixin_cli.store.register import Store
from aixin_cli.store.statement import Statement, sql_directory

EMPTINESS = "emptiness.json"
_LASTING = ("raw.", "stg.", "meta.")


@dataclass(frozen=True)
class Emptiness:
    """When a SELECT's answer is surely empty, and which columns it then has."""

    ways: tuple[frozenset[str], ...]
    """Sets of tables; where all of one set are empty, so is the answer."""
    columns: str = ""


def sql_mark(sql: str) -> str:
    """What tells one text of SQL from any other."""
    return hashlib.sha256(sql.encode()).hexdigest()[:24]


def emptiness_of(statement: Statement) -> Emptiness:
    """What is known of a statement; of one that is not known, that its answer is never surely empty."""
    known = _known().get(sql_mark(statement.sql))
    if known is None:
        return Emptiness(())
    return Emptiness(tuple(frozenset(way) for way in known["ways"]), known.get("columns", ""))


@cache
def _known() -> Mapping[str, Any]:
    path = sql_directory() / EMPTINESS
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def empty_among(store: Store, names: Iterable[str]) -> set[str]:
    """Those of these names that are tables in which no row is; views are not asked."""
    known = "select if(database_name = 'ent', 'ent', schema_name) || '.' || table_name from duckdb_tables()"
    asked = sorted({name for (name,) in store.rows(known)}.intersection(names))
    if not asked:
        return set()
    found = store.rows(" union all ".join(f"(select '{table}' from {table} limit 1)" for table in asked))  # noqa: S608
    return set(asked) - {table for (table,) in found}


class Runner:
    """Runs statements one after another, and knows which tables are empty by then.

    Whatever else is written meanwhile has to be told (`look_again`), or what reads it would be taken for empty.
    """

    def __init__(self, store: Store, statements: Sequence[Statement]) -> None:
        self._store = store
        self._known = {item.table: emptiness_of(item) for item in statements}
        self._asked = {table for known in self._known.values() for way in known.ways for table in way}
        self._views = {item.table for item in statements if item.header.get("is_view")}
        self._empty = empty_among(store, {table for table in self._asked if table.startswith(_LASTING)})
        self._waiting: list[str] = []

    def run(self, statement: Statement, params: Mapping[str, Any]) -> None:
        """Keep a statement's result in its table (see `Store.run`); the table alone, where there surely is none."""
        table, known = statement.table, self._known[statement.table]
        is_empty = any(way <= self._empty for way in known.ways)
        self._empty.discard(table)
        if is_empty and table not in self._views:
            self._waiting.append(f"create or replace table {table} ({known.columns})")
        else:
            self.catch_up()
            is_empty = self._store.run(statement, params) == 0 or is_empty
        if is_empty:
            self._empty.add(table)

    def look_again(self, tables: Iterable[str]) -> None:
        """Ask anew which of these tables are empty; a view may have been empty only because they were."""
        self._empty -= {*tables, *self._views}
        self._empty |= empty_among(self._store, self._asked.intersection(tables))

    def drop(self, table: str) -> None:
        """Drop a table that is of no more use, before anything else is asked."""
        self._empty.discard(table)
        self._waiting.append(f"drop table {table}")

    def catch_up(self) -> None:
        """Make the tables that wait: as one text they are planned in a third of the time."""
        if self._waiting:
            self._store.execute(";\n".join(self._waiting))
            self._waiting.clear()
