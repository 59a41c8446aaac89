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
from aixin_cli.store.settings import Settings

Connection = duckdb.DuckDBPyConnection
Options = dict[str, str | bool | int | float | list[str]]


def connect(path: Path | None, settings: Settings, *, read_only: bool = False) -> Connection:
    """A connection to one DuckDB file (None: in memory), limited in memory and threads."""
    threads = int(settings["engine.threads"]) or min(os.cpu_count() or 1, 4)
    options: Options = {
        "memory_limit": f"{settings['engine.memory_limit_mb']}MB",
        "threads": threads,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if path is not None and not read_only:
        options["temp_directory"] = str(path.parent / "tmp")
    with translate_errors(path):
        if path is not None and read_only:
            return _reader(path, options)
        connection = duckdb.connect(str(path) if path else ":memory:", config=options)
    if path is not None:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    return connection


def _reader(path: Path, options: Options) -> Connection:
    """A register attached to a database in memory: one opened read-only takes none beside it."""
    connection = duckdb.connect(":memory:", config=options)
    try:
        quoted = str(path).replace("'", "''")
        connection.execute(f"attach '{quoted}' as register (read_only)")
        connection.execute("use register")
    except BaseException:
        connection.close()
        raise
    return connection


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
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except (duckdb.IOException, duckdb.SerializationException, OSError) as error:
        raise _store_error(str(error), path) from None
    except (duckdb.TransactionException, duckdb.FatalException) as error:
        # A commit that finds the disk full, and whatever is asked of the database after it.
        if not _is_full(str(error).lower()):
            raise
        raise _store_error(str(error), path) from None
    except duckdb.OutOfMemoryException:
        raise StoreError(
            _("the memory or disk that the store may use is exhausted"),
            str(path) if path else None,
            _("free disk space, or raise engine.memory_limit_mb in aixin.toml"),
        ) from None
    except RuntimeError as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def _is_full(lowered: str) -> bool:
    return any(words in lowered for words in ("no space", "space left", "file too large", "could not write"))


def _store_error(text: str, path: Path | None) -> StoreError:
    where = str(path) if path else None
    lowered = text.lower()
    if "lock" in lowered:
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
    return StoreError(
        _("the store is damaged or was not made by aixin"),
        where,
        _("restore it from a backup, or name another with --store"),
    )
