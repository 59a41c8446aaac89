"""A consistent copy of a store: taken while nobody can write, verified, and put in its place when it is whole."""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path

from aixin_cli.errors import StoreError, UsageError
from aixin_cli.locale import _
from aixin_cli.store.database import connect, private_files, translate_errors
from aixin_cli.store.files.soundness import check_parts
from aixin_cli.store.register import REGISTER
from aixin_cli.store.settings import load_settings

PASSING = {"tmp"}
"""What only a running program needs."""


def back_up(directory: Path, target: Path) -> None:
    """Copy all that is in a store's folder, for the owner's eyes alone.

    Raises UsageError where something is in the target's place, StoreError where the store is busy or damaged.
    """
    _require_place(directory, target)
    fresh = target.with_name(f".{target.name}.writing")
    with private_files(), translate_errors(target):
        try:
            _remove(fresh)
            fresh.mkdir(mode=0o700)
            _copy(directory, fresh)
            _verify(fresh, directory)
            fresh.rename(target)
        finally:
            with suppress(OSError):
                _remove(fresh)


def _require_place(directory: Path, target: Path) -> None:
    if not (directory / REGISTER).exists():
        raise StoreError(_("there is no store here"), str(directory), _("look at the path's spelling"))
    if target.exists():
        raise UsageError(_("there is something in that place already"), str(target), _("name a folder that is new"))
    if not target.parent.is_dir():
        raise UsageError(_("there is no such folder"), str(target.parent), _("make it first: it will hold names"))
    if directory.resolve() in (target.resolve(), *target.resolve().parents):
        raise UsageError(_("a backup can't be inside the store"), str(target), _("name a folder on another disk"))


def _copy(directory: Path, fresh: Path) -> None:
    """The register last: on POSIX closing a file gives up the process's lock on it, whoever holds it."""
    connection = connect(directory / REGISTER, load_settings(None), read_only=True)
    try:
        for path in sorted(directory.iterdir(), key=lambda path: path.name == REGISTER):
            if path.name in PASSING or path.name.startswith("."):
                continue
            if path.is_dir():
                _copy_folder(path, fresh / path.name)
            elif path.is_file():
                _copy_file(path, fresh / path.name)
    finally:
        connection.close()


def _copy_folder(source: Path, target: Path) -> None:
    shutil.copytree(source, target, copy_function=_copy_file)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(stat.S_IRWXU)


def _copy_file(source: str | Path, target: str | Path) -> None:
    shutil.copyfile(source, target)
    Path(target).chmod(stat.S_IRUSR | stat.S_IWUSR)


def _verify(fresh: Path, directory: Path) -> None:
    broken = [part.name for part in check_parts(fresh) if part.state == "damaged"]
    if broken:
        raise StoreError(
            _("the store is damaged and was not copied: {names}").format(names=", ".join(broken)),
            str(directory),
            _("aixin store check says what; restore an earlier backup: docs/backup.md"),
        )


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
