"""Our macros, taken over by DuckDB once: kept as a file of its own beside the compiled modules, as Python keeps those.

Taking seventy macros over costs an eighth of a second, opening the file a hundredth. It is found by a hash of their
texts and of DuckDB's version, so an edited macro never has an old one's meaning. What can't be read or written is as if
it weren't there. Nothing of an office's own is kept.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from aixin_cli.store.catalogue import load_macros

MACROS = "macros"
"""The name under which the file stands beside the register."""


def give_macros(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    """Let statements on this database use our macros; it comes first wherever something is made or looked for."""
    macros = load_macros()
    path = _path(macros)
    is_kept = _attach(connection, path) or (_make(path, macros) and _attach(connection, path))
    for macro in () if is_kept else macros:
        connection.execute(f"create or replace temp {macro}")
    look_in(connection, database)


def look_in(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    """`use` a database, and keep finding our macros."""
    known = "select count(*) from duckdb_databases() where database_name = ?"
    beside = f",{MACROS}.main" if connection.execute(known, [MACROS]).fetchall()[0][0] else ""
    connection.execute(f"set search_path = '{database}.main{beside}'")


def _path(macros: Sequence[str]) -> Path:
    mark = hashlib.sha256("\0".join((duckdb.__version__, *macros)).encode()).hexdigest()[:16]
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{mark}.duckdb")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether the file is there and whole: opening it reads all that is in it."""
    if not path.exists():
        return False
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {MACROS} (read_only)")
    except duckdb.Error:
        return False
    return True


def _make(path: Path, macros: Sequence[str]) -> bool:
    """Put the file in its place whole, and those of older texts away: of two processes both are right."""
    if sys.dont_write_bytecode:
        return False
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        with duckdb.connect(str(fresh)) as made:
            for macro in macros:
                made.execute(f"create {macro}")
        for older in path.parent.glob(f"{path.name.partition('.')[0]}.*.duckdb"):
            older.unlink()
        fresh.replace(path)
    except (OSError, duckdb.Error):
        return False
    finally:
        for left in path.parent.glob(f"{fresh.name}*"):
            with suppress(OSError):
                left.unlink()
    return True
