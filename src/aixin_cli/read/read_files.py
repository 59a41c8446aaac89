"""Reads files side by side on threads and hands them on in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

from aixin_cli.arrow import load_arrow
from aixin_cli.errors import AixinError, InputError
from aixin_cli.locale import _
from aixin_cli.read.apart.doubts import find_ceiling, is_doubtful
from aixin_cli.read.apart.reader import APART, Apart
from aixin_cli.read.content import Content, read_content, refused_file
from aixin_cli.read.delivery.sources import Source, list_sources
from aixin_cli.read.delivery.unlock import MAX_TRIES, Locked, Passwords
from aixin_cli.read.masking import mask_file
from aixin_cli.read.model import SourceFile
from aixin_cli.read.owner.statement import Declared
from aixin_cli.read.unforeseen import attempt
from aixin_cli.read.unread_files import shown_file

LOOK_AHEAD = 12
"""Enough that reading goes on while a batch is staged."""
MUCH = 2**23
"""Bytes of files from which on a second process is worth its start."""


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
    is_much = threads > 1 and len(sources) > LOOK_AHEAD and sum(source.size for source in sources) > MUCH
    desk = Desk(declared.resolved(), passwords or Passwords(), Apart() if is_much else None)
    return _read_ahead(sources, desk, max(1, threads))


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand for every file of a run."""

    declared: Declared
    passwords: Passwords
    beside: Apart | None = None
    """A process that reads some of many files."""


def _read_ahead(sources: Sequence[Source], desk: Desk, threads: int) -> Iterator[SourceFile]:
    load_arrow()
    waiting: deque[tuple[Source, Future[SourceFile]]] = deque()
    rest = iter(sources)
    places = count(1)
    with ThreadPoolExecutor(threads, thread_name_prefix="read") as pool:
        try:
            for source in islice(rest, threads + LOOK_AHEAD):
                waiting.append((source, pool.submit(read_source, source, desk)))
            while waiting:
                read, future = waiting.popleft()
                done = future.result()
                for source in islice(rest, 1):
                    waiting.append((source, pool.submit(read_source, source, desk)))
                yield shown_file(_unlocked(done, read, desk), read, (next(places), len(sources)))
        finally:
            for _source, future in waiting:
                future.cancel()
            if any(future.running() for _source, future in waiting):
                # Nobody waits for the file any more.
                APART.stop()
            if desk.beside is not None:
                desk.beside.close()


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
    data = attempt(lambda: _load(source, desk.passwords), source.path)
    if isinstance(data, AixinError):
        return mask_file(refused_file(Content(source.path, source.names, b""), data), ())
    content = Content(source.path, source.names, data, tuple(desk.passwords.known))
    if not is_doubtful(data):
        file = desk.beside.read_if_free(content, desk.declared) if desk.beside else None
        return _with_original(file or read_content(content, desk.declared), data)
    apart = attempt(lambda: APART.read(content, desk.declared, find_ceiling(data)), source.path)
    if isinstance(apart, AixinError):
        return mask_file(refused_file(content, apart), ())
    return _with_original(apart, data)


def _with_original(file: SourceFile, data: bytes) -> SourceFile:
    """Hand a file that was read on with its bytes, so that they can be kept."""
    return replace(file, original=data) if file.status == "read" else file


def _load(source: Source, passwords: Passwords) -> bytes:
    assert source.load is not None
    try:
        return source.load(passwords)
    except OSError:
        hint = _("check whether you may read it, or ask the unit to send it again")
        raise InputError(_("The file can't be read."), source.path, hint) from None
