"""Stores in memory that a worker's tests use one after another: emptying one takes a tenth of what making one takes.

What isn't as it was made once emptied (other settings, columns, units) is thrown away, so that no test finds
what another left. The first of each worker is made as always, and so is every one with a folder's settings;
one with an office's own rules has them instead of the catalogue that it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from aixin_cli.store import Store
from aixin_cli.store.register import own_catalogue

MOST_USES = 60
"""Emptied tables keep the room of what was in them: a store is not used for ever."""
SETTINGS = "aixin.toml"
REFERENCE = ("meta.unit", "meta.owes", "meta.schema_version")
"""Tables that are full from the beginning."""
Marks = tuple[Any, ...]


@dataclass
class Kept:
    """A store's connection, and how it was when it was made."""

    connection: duckdb.DuckDBPyConnection
    attributes: dict[str, Any]
    tables: dict[str, int]
    """Each table with the number of its columns."""
    views: set[str]
    marks: Marks
    uses: int = 1

    @classmethod
    def of(cls, store: Store) -> Kept:
        connection = store.connection
        tables = {name: columns for name, columns, _ in list_tables(connection)}
        return cls(connection, dict(vars(store)), tables, set(list_views(connection)), read_marks(connection))

    def empty(self) -> bool:
        """Take out what was put in, and say whether all is as it was."""
        # Fails where a transaction was left open.
        self.connection.execute("begin transaction")
        self.connection.execute("commit")
        for name, columns, size in list_tables(self.connection):
            if name not in self.tables:
                self.connection.execute(f"drop table {name}")
            elif columns != self.tables[name]:
                return False
            elif size and name.partition(".")[2] not in REFERENCE:
                self.connection.execute(f"truncate {name}")
        for name in set(list_views(self.connection)) - self.views:
            self.connection.execute(f"drop view {name}")
        self.uses += 1
        return read_marks(self.connection) == self.marks

    def as_new(self) -> Store:
        store = object.__new__(Store)
        vars(store).update(self.attributes)
        return store


def list_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """All tables with their columns and rows."""
    return connection.execute(
        "select database_name || '.' || schema_name || '.' || table_name, column_count, estimated_size"
        " from duckdb_tables()"
    ).fetchall()


def list_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "select database_name || '.' || schema_name || '.' || view_name from duckdb_views() where not internal"
    ).fetchall()
    return [str(name) for (name,) in found]


def read_marks(connection: duckdb.DuckDBPyConnection) -> Marks:
    """What tells the content of the reference tables, and the settings."""
    contents = ", ".join(f"(select sum(hash(t)) from {name} as t)" for name in REFERENCE)
    settings = "(select sum(hash(name || value)) from duckdb_settings() where name <> 'log_query_path')"
    return tuple(connection.execute(f"select {contents}, {settings}").fetchall())


MAKE, CLOSE = Store.in_memory.__func__, Store.close  # type: ignore[attr-defined]
_free: list[Kept] = []
_used: dict[int, Kept] = {}


def lend(cls: type[Store], like: Path | None = None) -> Store:
    """A store in memory, in place of `Store.in_memory`."""
    if like is not None and (like / SETTINGS).exists():
        made: Store = MAKE(cls, like)
        return made
    if _free:
        kept = _free.pop()
        store = kept.as_new()
    else:
        store = MAKE(cls, None)
        kept = Kept.of(store)
    if like is not None:
        store.catalogue = own_catalogue(like)
    _used[id(kept.connection)] = kept
    return store


def take_back(store: Store) -> None:
    """Close a store, in place of `Store.close`: one that was lent is emptied for the next."""
    kept = _used.pop(id(store.connection), None)
    try:
        is_sound = kept is not None and kept.connection is store.connection and kept.empty()
    except duckdb.Error:
        # A transaction still open, or a database that a test has broken.
        is_sound = False
    if kept is not None and is_sound and kept.uses < MOST_USES:
        _free.append(kept)
    else:
        CLOSE(store)
