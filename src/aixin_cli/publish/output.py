"""Outputs are written beside their target and moved into place when all of them are there."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aixin_cli.errors import StoreError
from aixin_cli.locale import _


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to write into; its files replace those of the same name in `target` at the end.

    Other files in `target` stay. Nothing in it changes when the body fails.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".writing-", dir=target))
        try:
            yield folder
            _move(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise _refused(error, target) from error


def _move(folder: Path, target: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = target / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _refused(error: OSError, target: Path) -> StoreError:
    if error.errno == errno.ENOSPC:
        return StoreError(_("the disk is full"), str(target), _("free some space and run the same command again"))
    if isinstance(error, PermissionError):
        hint = _("close the files that are open in another program, or name another folder with --out")
        return StoreError(_("the results can't be written there"), str(target), hint)
    return StoreError(_("the results can't be written there"), str(target), _("name another folder with --out"))
