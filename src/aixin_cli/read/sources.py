"""Reads files side by side on threads and hands them on in order."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from aixin_cli.errors import AixinError, InputError
from aixin_cli.locale import _
from aixin_cli.read.arrow import load_arrow
from aixin_cli.read.containers import Source, list_sources
from aixin_cli.read.delimited import read_delimited
from aixin_cli.read.grid import Grid
from aixin_cli.read.masking import mask_file
from aixin_cli.read.model import SourceFile
from aixin_cli.read.notices import make_notice
from aixin_cli.read.preamble import read_name
from aixin_cli.read.sheets import Reading
from aixin_cli.read.sniff import Kind, differs, sniff
from aixin_cli.read.spreadsheetml import read_spreadsheet_ml
from aixin_cli.read.statement import Claim, Declared, version_notices
from aixin_cli.read.tables import read_tables
from aixin_cli.read.unlock import MAX_TRIES, Locked, Passwords, is_locked, unlock
from aixin_cli.read.webtables import read_html, read_mhtml
from aixin_cli.read.workbooks import read_workbook

LOOK_AHEAD = 12
"""Enough that reading goes on while a batch is staged."""


def read_sources(
    paths: Sequence[Path], declared: Declared, threads: int = 2, passwords: Passwords | None = None
) -> Iterator[SourceFile]:
    """Return the files below the paths in sorted order, a few read ahead on threads.

    A file that can't be read comes as refused with its error; InputError where there is none at all.
    """
    return read_listed(list_sources(paths), declared, threads, passwords)


def read_listed(
    sources: Sequence[Source], declared: Declared, threads: int = 2, passwords: Passwords | None = None
) -> Iterator[SourceFile]:
    """Return what files hold that were listed before (`list_sources`), in their order."""
    desk = Desk(declared.resolved(), passwords or Passwords())
    return _read_ahead(sources, desk, max(1, threads))


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand for every file of a run."""

    declared: Declared
    passwords: Passwords


def _read_ahead(sources: Sequence[Source], desk: Desk, threads: int) -> Iterator[SourceFile]:
    load_arrow()
    waiting: deque[tuple[Source, Future[SourceFile]]] = deque()
    rest = iter(sources)
    with ThreadPoolExecutor(threads, thread_name_prefix="read") as pool:
        try:
            for source in islice(rest, threads + LOOK_AHEAD):
                waiting.append((source, pool.submit(read_source, source, desk)))
            while waiting:
                read, future = waiting.popleft()
                done = future.result()
                for source in islice(rest, 1):
                    waiting.append((source, pool.submit(read_source, source, desk)))
                yield _unlocked(done, read, desk)
        finally:
            for _source, future in waiting:
                future.cancel()


def _unlocked(done: SourceFile, source: Source, desk: Desk) -> SourceFile:
    """Read a locked file again, with a password that was learnt meanwhile or is asked for here.

    Only the caller's own thread asks: one question at a time, and Ctrl-C reaches it.
    """
    tries = 0
    if isinstance(done.error, Locked) and desk.passwords.known:
        done = read_source(source, desk)
    while isinstance(done.error, Locked) and tries < MAX_TRIES:
        if not desk.passwords.learn(done.path, is_again=tries > 0):
            break
        done = read_source(source, desk)
        tries += 1
    return done


def read_source(source: Source, desk: Desk) -> SourceFile:
    """Read one file; whatever is wrong with it is in the result."""
    if source.ignored_because is not None:
        return SourceFile(source.path, "", 0, "ignored", ignored_because=source.ignored_because)
    if source.load is None:
        return SourceFile(source.path, "", 0, "refused", error=source.error)
    data, error = b"", None
    grids: list[Grid] = []
    reading = _begin(source, desk.declared)
    try:
        data = _load(source, desk.passwords)
        kind, data_read = _content(data, source, desk.passwords)
        if differs(kind, source.names[-1]):
            reading.notices.append(make_notice("R136", kind=kind))
        grids = READERS[kind](data_read, source.path)
        read_tables(grids, reading)
        filled = [table.filled_date for table in reading.tables]
        reading.notices.extend(version_notices(source.names, filled))
    except AixinError as refusal:
        error = refusal
    file = SourceFile(source.path, _hash(data), len(data), "refused", error=error, layouts=tuple(reading.layouts))
    if error is None:
        file = replace(file, status="read", tables=tuple(reading.tables), notices=tuple(reading.notices))
    return mask_file(file, grids)


def _load(source: Source, passwords: Passwords) -> bytes:
    assert source.load is not None
    try:
        return source.load(passwords)
    except (OSError, MemoryError):
        hint = _("check whether you may read it, or ask the unit to send it again")
        raise InputError(_("The file can't be read."), source.path, hint) from None


def _content(data: bytes, source: Source, passwords: Passwords) -> tuple[Kind, bytes]:
    """Return what a file's content is, and the content, unlocked where it had a password."""
    kind = sniff(data, source.path)
    if kind == "xls" and is_locked(data):
        data = unlock(data, source.path, passwords)
        kind = sniff(data, source.path)
    return kind, data


def _read_book(data: bytes, where: str) -> list[Grid]:
    """Read a workbook that does no harm; what its reader stumbles over must not end the run."""
    try:
        return read_workbook(data, where)
    except BaseException as error:
        # A panic in the reader's Rust is no Exception, and has no class that could be imported.
        if type(error).__name__ != "PanicException":
            raise
        hint = _("open it in Excel or WPS, save it as .xlsx and send that")
        raise InputError(_("The workbook is damaged or not a workbook."), where, hint) from None


READERS: dict[Kind, Callable[[bytes, str], list[Grid]]] = {
    "xlsx": _read_book,
    "xls": _read_book,
    "ods": _read_book,
    "HTML": lambda data, where: [read_html(data, where)],
    "MHTML": read_mhtml,
    "XML": read_spreadsheet_ml,
    "text": lambda data, where: [read_delimited(data, where)],
}


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
