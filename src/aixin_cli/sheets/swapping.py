"""A folder takes the place of another by two renames; a journal tells the next run how far it came."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

WRITTEN = ".written.json"
"""In the folder: what we wrote into it, with hashes. By it a file that somebody edited is known."""
_LEFT = ".writing-"
"""Folders with names like this were left in the target by killed processes of earlier versions."""


@dataclass(frozen=True)
class Swap:
    """A target folder and what stands beside it while it is replaced."""

    target: Path

    @cached_property
    def fresh(self) -> Path:
        """The new edition, until it is whole."""
        return self._beside("new")

    @cached_property
    def old(self) -> Path:
        """The last edition, until everything in it that isn't ours has moved."""
        return self._beside("old")

    @cached_property
    def journal(self) -> Path:
        """There from the moment when the new edition is whole until the old one is gone."""
        return self._beside("journal")

    def _beside(self, what: str) -> Path:
        return self.target.with_name(f".{self.target.name}.{what}")

    def commit(self) -> None:
        """Put the new edition in the target's place, unless the very same stands there, unedited."""
        written = _hashes(self.fresh)
        if _is_current(self.target, written):
            _remove(self.fresh)
            return
        _require_writable(self.target)
        (self.fresh / WRITTEN).write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", "utf-8", newline="\n")
        self._open_journal()
        if self.target.exists():
            _copy_rights(self.target, self.fresh)
            self.target.rename(self.old)
        self.fresh.rename(self.target)
        self.settle()

    def settle(self) -> None:
        """Finish a swap whose new edition stands in its place, undo one that came less far: the target is whole."""
        if self.journal.exists() and self.old.exists():
            if self.target.exists():
                _move_others(self.old, self.target)
            else:
                self.old.rename(self.target)
        _remove(self.fresh)
        self.journal.unlink(missing_ok=True)

    def _open_journal(self) -> None:
        with self.journal.open("w", encoding="utf-8") as file:
            file.write(f"{self.fresh.name} -> {self.target.name} -> {self.old.name}\n")
            file.flush()
            os.fsync(file.fileno())


def _require_writable(folder: Path) -> None:
    """Raise PermissionError for an edition out of which nothing could be taken: it stays as it is, and in its place."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink() and not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _copy_rights(folder: Path, fresh: Path) -> None:
    """Who may read the results stays as somebody has set it, as far as the system lets us."""
    with suppress(OSError):
        shutil.copystat(folder, fresh)
    with suppress(OSError, AttributeError):
        os.chown(fresh, -1, folder.stat().st_gid)


def _is_current(folder: Path, written: dict[str, str]) -> bool:
    return _written(folder) == written and all(_hash(folder / name) == told for name, told in written.items())


def _move_others(old: Path, target: Path) -> None:
    """Take what is somebody's own out of an old edition, and then the edition away.

    Where nothing tells what we wrote (an edition of an earlier version) the names of today's are taken for ours.
    """
    told = _written(old)
    ours = _hashes(target) if told is None else told
    found = sorted((path.relative_to(old).as_posix() in ours, path) for path in old.rglob("*"))
    # What has a name of its own first: an `….edited` of last time keeps it.
    for _has_our_name, path in found:
        name = path.relative_to(old).as_posix()
        if name == WRITTEN or name.startswith(_LEFT):
            continue
        if path.is_dir() and not path.is_symlink():
            (target / name).mkdir(parents=True, exist_ok=True)
        elif name in ours and (told is None or _hash(path) == told[name]):
            path.unlink()
        else:
            _keep(path, target / name)
    _drop_empty(target, ours)
    _remove(old)


def _keep(path: Path, place: Path) -> None:
    """Move a file of somebody's into the new edition; beside ours where ours has its name."""
    if place.exists() or place.is_symlink():
        place = _free(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    path.rename(place)


def _free(place: Path) -> Path:
    number, free = 1, place.with_name(f"{place.name}.edited")
    while free.exists():
        number += 1
        free = place.with_name(f"{place.name}.edited-{number}")
    return free


def _drop_empty(target: Path, ours: dict[str, str]) -> None:
    """A folder that only held files of ours, which today's edition no longer has, goes with them."""
    for folder in sorted({(target / name).parent for name in ours} - {target}, reverse=True):
        with suppress(OSError):
            folder.rmdir()


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != WRITTEN)
    return {path.relative_to(folder).as_posix(): _hash(path) or "" for path in files}


def _written(folder: Path) -> dict[str, str] | None:
    """What was noted in a folder; nothing where nobody noted it, or not as we do."""
    try:
        told = json.loads((folder / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else None


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return None


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
