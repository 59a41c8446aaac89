"""How a file that wasn't read is named: masked, with its place in the load, so that it is found all the same."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from aixin_cli.locale import _
from aixin_cli.read.unread_names import mask_folder, mask_unread

if TYPE_CHECKING:
    from aixin_cli.read.delivery.sources import Source
    from aixin_cli.read.model import SourceFile

_ARCHIVES = (".zip",)


def shown_file(file: SourceFile, source: Source, place: tuple[int, int]) -> SourceFile:
    """Return a file as it is shown; `place` is its number among the files of the load, in their order, and how many.

    The folder that was given by name keeps its own.
    """
    if file.status == "read":
        return replace(file, path=_masked_folders(file.path, source.names))
    masked = _masked_path(file.path, source.names)
    if masked == file.path:
        return file
    shown = _("{path} (file {number} of {count})").format(path=masked, number=place[0], count=place[1])
    error = copy.copy(file.error)
    if error is not None:
        error.what, error.where, error.hint = (
            (text or "").replace(file.path, shown) for text in (error.what, error.where, error.hint)
        )
        error.args = (error.what,)
    return replace(file, path=shown, error=error)


def _masked_path(path: str, names: tuple[str, ...]) -> str:
    head, rest = _given(path, names)
    return head + mask_unread(rest)


def _masked_folders(path: str, names: tuple[str, ...]) -> str:
    head, rest = _given(path, names)
    folders, slash, name = rest.rpartition("/")
    return head + "/".join(map(mask_folder, folders.split("/"))) + slash + name


def _given(path: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Divide a path into the folder that was given by name, if one was, and the rest."""
    is_folder = len(names) > 1 and not names[0].lower().endswith(_ARCHIVES)
    head, slash, rest = path.partition("/") if is_folder else ("", "", path)
    return head + slash, rest
