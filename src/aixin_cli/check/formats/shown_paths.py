"""Where a file of the report is, seen from the folder that aixin runs in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from aixin_cli.forms.title import mask_numbers


def place_of(shown: str, paths: Sequence[Path]) -> str:
    """The path from here of a file that the report shows from its PATH on, as annotations need it.

    It stays as shown where two PATHs could be meant or where it isn't below this folder. A masked
    name stays masked and leads nowhere, as does a number in the folders above.
    """
    roots = {path.resolve() for path in paths}
    found = {root.parent for root in roots if shown == root.name or shown.startswith(root.name + "/")}
    if len(found) != 1:
        return shown
    try:
        # No symbolic link is followed here: the folder was resolved already.
        below = os.path.relpath(found.pop() / shown, Path.cwd().resolve())
    except ValueError:  # on Windows: another drive
        return shown
    return shown if below.startswith("..") else mask_numbers(Path(below).as_posix())
