"""Reads files side by side on threads and hands them on in order."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

from aixin_cli.errors import AixinError, InputError
from aixin_cli.locale import _
from aixin_cli.read.containers import Source, list_sources
from aixin_cli.read.delimited import read_delimited
from aixin_cli.read.grid import Grid
from aixin_cli.read.masking import mask_names
from aixin_cli.read.model import SourceFile
from aixin_cli.read.preamble import read_name
from aixin_cli.read.sheets import Reading
from aixin_cli.read.sniff import sniff
from aixin_cli.read.statement import Claim, Declared, version_notices
from aixin_cli.read.tables import read_tables
from aixin_cli.read.workbooks import read_workbook

LOOK_AHEAD = 12
"""Enough that reading goes on while a batch is staged."""


def read_sources(paths: Sequence[Path], declared: Declared, threads: int = 2) -> Iterator[SourceFile]:
    """Return the files below the paths in sorted order, a few read ahead on threads.

    A file that can't be read comes as refused with its error; InputError where there is none at all.
    """
    sources = list_sources(paths)
    return _read_ahead(sources, declared.resolved(), max(1, threads))


def _read_ahead(sources: Sequence[Source], declared: Declared, threads: int) -> Iterator[SourceFile]:
    import pyarrow.compute  # noqa: F401, PLC0415 - once, before the threads need it

    waiting: deque[Future[SourceFile]] = deque()
    rest = iter(sources)
    with ThreadPoolExecutor(threads, thread_name_prefix="read") as pool:
        try:
            for source in islice(rest, threads + LOOK_AHEAD):
                waiting.append(pool.submit(read_source, source, declared))
            while waiting:
                done = waiting.popleft().result()
                for source in islice(rest, 1):
                    waiting.append(pool.submit(read_source, source, declared))
                yield done
        finally:
            for future in waiting:
                future.cancel()


def read_source(source: Source, declared: Declared) -> SourceFile:
    """Read one file; whatever is wrong with it is in the result."""
    if source.ignored_because is not None:
        return SourceFile(source.path, "", 0, "ignored", ignored_because=source.ignored_because)
    if source.load is None:
        return SourceFile(source.path, "", 0, "refused", error=source.error)
    data = b""
    reading = _begin(source, declared)
    try:
        data = _load(source)
        read_tables(_grids(data, source.path), reading)
        filled = [table.filled_date for table in reading.tables]
        reading.notices.extend(version_notices(source.names[-1], filled))
    except AixinError as error:
        return SourceFile(source.path, _hash(data), len(data), "refused", error=error, layouts=tuple(reading.layouts))
    path, tables, notices = mask_names(source.names, reading.tables, reading.notices)
    masked = {whole.sheet: table.sheet for whole, table in zip(reading.tables, tables, strict=True)}
    layouts = tuple(replace(item, sheet=masked.get(item.sheet, item.sheet)) for item in reading.layouts)
    return SourceFile(path, _hash(data), len(data), "read", tuple(tables), tuple(notices), layouts=layouts)


def _load(source: Source) -> bytes:
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    assert source.load is not None
    try:
        return source.load()
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise InputError(_("The file can't be read."), source.path, _("ask the unit to send it again")) from None


def _grids(data: bytes, path: str) -> list[Grid]:
    if sniff(data, path) == "workbook":
        return read_workbook(data, path)
    return [read_delimited(data, path)]


def _begin(source: Source, declared: Declared) -> Reading:
    """Start a reading with what the file's and folders' names say; the PATH's own name only helps out."""
    period = declared.period
    *folders, file = source.names
    claims: list[Claim] = [(_("the file's name"), read_name(file, period))]
    claims += [(_("the folder's name"), read_name(name, period)) for name in reversed(folders[1:])]
    fallback = [(_("the folder's name"), read_name(name, period)) for name in folders[:1]]
    is_supplement = any(facts.is_supplement for _place, facts in claims)
    return Reading(source.path, declared, claims, fallback, is_supplement)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
