"""Outputs are written beside their target and put in its place when they are whole."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aixin_cli.errors import StoreError
from aixin_cli.locale import _
from aixin_cli.sheets.swapping import Swap

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to write into; at the end it takes the place of `target`, whole or not at all.

    Files in `target` that aren't ours stay, and one of ours that somebody edited stays beside the new one as
    `….edited`. Nothing in it changes when the body fails; what a killed process left is settled first.
    """
    # A link stays a link: what it leads to is replaced.
    swap = Swap(target.resolve())
    with _said(target):
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file stands there")
        swap.settle()
        made = _make_folders(swap.target.parent)
        try:
            swap.fresh.mkdir()
            yield swap.fresh
            swap.commit()
        except BaseException:  # raised again: an interrupt leaves no half-written folder either
            with suppress(OSError):
                swap.settle()
            for folder in made:
                with suppress(OSError):
                    folder.rmdir()
            raise


@contextmanager
def placing(target: Path) -> Iterator[Path]:
    """A path to write one file to; at the end the file takes its place. What a killed process left is written over."""
    fresh = target.with_name(f".{target.name}.writing")
    with _said(target):
        try:
            fresh.unlink(missing_ok=True)
            yield fresh
            fresh.replace(target)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def add_files(folder: Path, files: dict[str, bytes]) -> None:
    """Put files into somebody's folder, all of them or none. All else in it stays, and so does the folder itself."""
    with _said(folder):
        made = _make_folders(folder)
        places = {folder / f".{name}.writing": folder / name for name in files}
        try:
            for fresh, place in places.items():
                fresh.write_bytes(files[place.name])
            for fresh, place in places.items():
                fresh.replace(place)
        except BaseException:  # raised again: an interrupt leaves no half-written file either
            for unfinished in places:
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)
            for empty in made:
                with suppress(OSError):
                    empty.rmdir()
            raise


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; those that were missing are told, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


@contextmanager
def _said(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, shutil.Error) as error:
        raise _refused(error, target) from error


def _refused(error: OSError, target: Path) -> StoreError:
    if error.errno in FULL:
        return StoreError(_("the disk is full"), str(target), _("free some space and run the same command again"))
    if isinstance(error, PermissionError):
        hint = _("close the files that are open in another program, or name another folder with --out")
        return StoreError(_("the results can't be written there"), str(target), hint)
    return StoreError(_("the results can't be written there"), str(target), _("name another folder with --out"))
