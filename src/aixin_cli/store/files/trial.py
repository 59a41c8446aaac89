"""A copy of a register to try something on: inside the store's folder, for the owner's eyes alone, gone when done."""

from __future__ import annotations

import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aixin_cli.store.database import private_files, translate_errors
from aixin_cli.store.register import REGISTER, RULES

PREFIX = ".trial-"
LONGEST = 24 * 3600
"""What is older was left by a process that was killed."""


@contextmanager
def trial_copy(directory: Path) -> Iterator[Path]:
    """A folder with the register, settings and own rules; the caller holds the register open, so that nobody writes.

    Raises StoreError where the disk is full or may not be written.
    """
    with private_files(), translate_errors(directory):
        _remove_old(directory)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=directory))
    try:
        with private_files(), translate_errors(directory):
            _copy(directory, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(directory: Path, folder: Path) -> None:
    """The register last: on POSIX closing a file gives up the process's lock on it."""
    if (directory / RULES).is_dir():
        shutil.copytree(directory / RULES, folder / RULES)
    for name in ("aixin.toml", f"{REGISTER}.wal", REGISTER):
        if (directory / name).is_file():
            shutil.copyfile(directory / name, folder / name)
            (folder / name).chmod(stat.S_IRUSR | stat.S_IWUSR)


def _remove_old(directory: Path) -> None:
    for left in directory.glob(f"{PREFIX}*"):
        if time.time() - left.stat().st_mtime > LONGEST:
            shutil.rmtree(left, ignore_errors=True)
