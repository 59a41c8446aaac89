"""Opens DuckDB files: locks, rights, limits, and DuckDB's errors in our words."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from aixin_cli.errors import AixinError, StoreError
from aixin_cli.locale import _
from aixin_cli.store.files.macro_file import give_macros
from aixin_cli.store.settings import Settings


class Damaged(StoreError):
    """What is in the file isn't what was written into it."""

    is_damage = True


class MemoryExhausted(StoreError):
    """A statement needs more than the store may use; of an office's own rule it is the rule's fault."""


Connection = duckdb.DuckDBPyConnection
STATISTICS = "statistics.duckdb"
ROW_GROUP = 61_440
"""Rows of a table that are compressed together, as soon as they are there; a fifth more bytes than twice as many."""
Options = dict[str, str | bool | int | float | list[str]]


def connect(path: Path | None, settings: Settings, *, read_only: bool = False) -> Connection:
    """A connection to one DuckDB file (None: in memory) with our macros, limited in memory and threads."""
    threads = int(settings["engine.threads"]) or min(os.cpu_count() or 1, 4)
    options: Options = {
        "memory_limit": f"{settings['engine.memory_limit_mb']}MB",
        "threads": threads,
        "preserve_insertion_order": False,
        # Tidying up between two steps stops all others for a second or two, also of tables that are only in memory;
        # closing does it once, and what a killed process left in the log is read again.
        "checkpoint_threshold": "1GB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if path is not None and not read_only:
        options["temp_directory"] = str(path.parent / "tmp")
    with translate_errors(path):
        connection = duckdb.connect(":memory:", config=options)
        try:
            if path is not None:
                _attach(connection, path, read_only=read_only)
            give_macros(connection, "memory" if path is None else "register")
            _shut_in(connection, path, read_only=read_only)
        except BaseException:  # raised again: an interrupt leaves no connection, and so no lock, either
            connection.close()
            raise
    return connection


def _attach(connection: Connection, path: Path, *, read_only: bool) -> None:
    """Take the register to an instance in memory: what it may be told of is told of an attached file alone.

    One opened read-only takes no other database beside it, and one opened to be written has row groups of a size
    that a county never fills: those are compressed when a load commits, on one thread.
    """
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as register ({'read_only' if read_only else f'row_group_size {ROW_GROUP}'})")
    if not read_only:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def _shut_in(connection: Connection, path: Path | None, *, read_only: bool) -> None:
    """Statements reach no file but the store's own: an office's rule is SQL that somebody else wrote."""
    if path is not None:
        folder = path.parent.absolute()
        # Beside a register that is only read, the statistics file alone, and the log that it might have.
        beside = [str(folder / f"{STATISTICS}{ending}") for ending in ("", ".wal", ".wal.checkpoint", ".wal.recovery")]
        allowed = beside if read_only else [str(folder)]
        connection.execute(f"set allowed_{'paths' if read_only else 'directories'} = ?", [allowed])
    connection.execute("set enable_external_access = false")


@contextmanager
def private_files() -> Iterator[None]:
    """Files made inside are for their owner alone: `.wal` and temporary files don't inherit 0600."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def translate_errors(path: Path | None = None) -> Iterator[None]:
    """DuckDB's and the system's errors as StoreError, without texts that may carry cell values."""
    try:
        yield
    except AixinError:
        raise
    except (duckdb.Error, OSError, RuntimeError) as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from None


def _told(error: Exception, path: Path | None) -> BaseException | None:
    """The error in our words; None for what is a fault of ours."""
    lowered = str(error).lower()
    if isinstance(error, (duckdb.InterruptException, RuntimeError)) and "interrupt" in lowered:
        return KeyboardInterrupt()
    if isinstance(error, duckdb.OutOfMemoryException):
        return MemoryExhausted(
            _("the memory or disk that the store may use is exhausted"),
            str(path) if path else None,
            _("free disk space, or raise engine.memory_limit_mb in aixin.toml"),
        )
    if isinstance(error, (duckdb.IOException, duckdb.SerializationException, OSError)):
        return _store_error(lowered, path)
    # A commit that finds the disk full, and whatever is asked of the database after it.
    if isinstance(error, (duckdb.TransactionException, duckdb.FatalException)) and _is_full(lowered):
        return _store_error(lowered, path)
    # Pages whose checksum is wrong come as the bare base class; what DuckDB can't make sense of as the other two.
    is_nonsense = isinstance(error, (duckdb.InternalException, duckdb.FatalException))
    if path is not None and (is_nonsense or "corrupt" in lowered and type(error) is duckdb.Error):
        return _damaged(path)
    return None


def _is_full(lowered: str) -> bool:
    return any(words in lowered for words in ("no space", "space left", "file too large", "could not write"))


def _store_error(lowered: str, path: Path | None) -> StoreError:
    where = str(path) if path else None
    if "set lock on" in lowered or "used by another process" in lowered:
        return StoreError(
            _("the store is busy: another aixin is writing to it"), where, _("wait for it to end, then try again")
        )
    if _is_full(lowered):
        return StoreError(
            _("the disk is full"), where, _("free some space, then run the same command again: the store is whole")
        )
    if "permission" in lowered:
        return StoreError(
            _("the store can't be written: no permission"), where, _("ask for write permission on this folder")
        )
    if any(words in lowered for words in ("not a directory", "file exists", "read-only file system")):
        return StoreError(_("there can be no store in this place"), where, _("name another folder with --store"))
    return _damaged(path)


def _damaged(path: Path | None) -> Damaged:
    return Damaged(
        _("the store is damaged or was not made by aixin"),
        str(path) if path else None,
        _("aixin store check says what is damaged; restore it from a backup (docs/backup.md), or name another store"),
    )
