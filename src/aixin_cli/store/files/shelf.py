"""Keeps contents beside the register: compressed, each once, for their owner alone."""

from __future__ import annotations

import gzip
import os
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from aixin_cli.store.database import private_files, translate_errors
from aixin_cli.store.register import Store

PACKED = b"PK\x03\x04"
"""How a workbook or archive begins that is compressed already: packed again it would be no smaller."""
UNFINISHED = ".writing-"


class Shelf:
    """A folder of contents, each under its hash. What was written is taken back when the work around it fails.

    A content is there before the register names it: after a kill it may be left over, and the next one who
    writes here takes it away, or uses it.
    """

    def __init__(self, store: Store, folder: str, known: str) -> None:
        self.root = store.directory
        self._store = store
        self._folder = folder
        self._known = known
        self._made: dict[Path, None] = {}

    def __enter__(self) -> Self:
        if self.root is not None:
            with translate_errors(self.root):
                self._sweep(self.root / self._folder)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: BaseException | TracebackType | None) -> None:
        if kind is not None:
            for path in self._made:
                _remove(path)

    def keep(self, sha256: str, data: bytes) -> str | None:
        """Write a content that isn't there yet; give its place below the store's folder, None in memory."""
        if self.root is None:
            return None
        is_packed = data.startswith(PACKED)
        place = Path(self._folder, sha256[:2], sha256 if is_packed else f"{sha256}.gz")
        path = self.root / place
        with private_files(), translate_errors(self.root):
            if path not in self._made and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made[path] = None
                self._put(path, data)
        return place.as_posix()

    def _put(self, path: Path, data: bytes) -> None:
        """Write a content to its place, packed as the place's name says."""
        _write(path, gzip.compress(data, 1, mtime=0) if path.suffix == ".gz" else data)

    def _sweep(self, folder: Path) -> None:
        """Take away what an aborted work left: the register doesn't know it."""
        if not folder.is_dir():
            return
        known = {name for (name,) in self._store.rows(self._known)}
        # Listed first: a folder goes with the last file in it.
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.relative_to(folder.parent).as_posix() not in known:
                _remove(path)


def read_content(path: Path) -> bytes:
    """What was kept in a place; OSError, EOFError or zlib.error where it can't be read."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, on the disk before the register tells of it."""
    beside = path.with_name(UNFINISHED + path.name)
    # Rights of its own: other threads change what the process gives to new files.
    with open(beside, "wb", opener=partial(os.open, mode=stat.S_IRUSR | stat.S_IWUSR)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _remove(path: Path) -> None:
    """A file, and the folders that are empty without it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.with_name(UNFINISHED + path.name).unlink(missing_ok=True)
        path.parent.rmdir()
        path.parent.parent.rmdir()
