"""What one question may take: seconds, memory and rows, and what is said of one that takes more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.store.database import Connection
from aixin_cli.store.settings import load_settings


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one question may take."""

    seconds: float
    megabytes: int
    rows: int
    """Of an answer that is held in memory; a file of columns is written as its rows come."""


def load_limits(directory: Path, seconds: float | None = None) -> Limits:
    """The limits of a store's `aixin.toml`, with other seconds where they are given.

    Raises DefinitionError for settings that can't be meant.
    """
    settings = load_settings(directory)
    limits = Limits(
        float(settings["query.most_seconds"]),
        int(settings["query.most_memory_mb"]),
        int(settings["query.most_rows"]),
    )
    return limits if seconds is None else replace(limits, seconds=seconds)


@contextmanager
def limited(connection: Connection, limits: Limits) -> Iterator[None]:
    """Ask within the limits; UsageError for a question that takes longer, or more memory, than it may."""
    late = threading.Event()

    def end() -> None:
        late.set()
        connection.interrupt()

    timer = threading.Timer(limits.seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        if not late.is_set():
            raise KeyboardInterrupt from error
        what = _("the question took longer than {count} seconds").format(count=f"{limits.seconds:g}")
        raise UsageError(what, None, _("ask for less, or give it longer: --timeout SECONDS")) from None
    except duckdb.OutOfMemoryException:
        what = _("the question needs more than {count} MB of memory").format(count=limits.megabytes)
        raise UsageError(what, None, _("ask for less, or raise query.most_memory_mb in aixin.toml")) from None
    finally:
        timer.cancel()


def refuse_rows(limits: Limits) -> UsageError:
    """What is said of an answer with more rows than are held in memory."""
    what = _("the answer has more than {count} rows").format(count=f"{limits.rows:,}")
    return UsageError(what, None, _("add them up, or write them to a file that ends with .parquet"))
