"""Walks the folders below a path, however deep they lie and wherever they can't be entered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MAX_FOLDERS = 32
"""How deep folders may lie in one another, on a disk or in an archive: a delivery has five or six."""


@dataclass(frozen=True, slots=True)
class Met:
    """What was met below a path, with its parts from there; folders are only told where they aren't entered."""

    path: Path
    parts: tuple[str, ...]
    shut: Literal["closed", "deep"] | None = None


def walk(top: Path) -> Iterator[Met]:
    """Return the files below a folder, links among them, and the folders that can't or won't be entered."""
    waiting: list[tuple[Path, tuple[str, ...]]] = [(top, ())]
    while waiting:
        folder, parts = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError:
            yield Met(folder, parts, "closed")
            continue
        for name, is_folder in found:
            if not is_folder:
                yield Met(folder / name, (*parts, name))
            elif len(parts) + 1 >= MAX_FOLDERS:
                yield Met(folder / name, (*parts, name), "deep")
            else:
                waiting.append((folder / name, (*parts, name)))
