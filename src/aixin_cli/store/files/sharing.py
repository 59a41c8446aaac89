"""Lets a group of the system reach the statistics file, and nothing else of a store."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.locale import _
from aixin_cli.store.settings import Settings

SETTING = "store.group"
FOLDER = stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP
"""0750: who may enter still needs a file's own right, and only the statistics give the group one."""


def share_with_group(settings: Settings, statistics: Path) -> None:
    """Give a statistics file and its folder to the group that `store.group` names; without one, nothing.

    Raises DefinitionError where the system knows no such group or has none, StoreError where
    this user may not give files to it.
    """
    name = str(settings[SETTING])
    if not name:
        return
    group = _group_id(name, statistics.parent)
    try:
        for path in (statistics.parent, statistics):
            os.chown(path, -1, group)
        # After the change of owner, which may take rights away.
        statistics.parent.chmod(FOLDER)
    except PermissionError:
        what = _("the statistics can't be given to the group of the setting {name}").format(name=SETTING)
        hint = _("become a member of the group, or have the owner of the folder do it")
        raise StoreError(what, str(statistics.parent), hint) from None


def _group_id(name: str, directory: Path) -> int:
    try:
        import grp
    except ImportError:
        what = _("the setting {name} is for systems with groups of Unix").format(name=SETTING)
        hint = _("leave it out, and give the rights to statistics.duckdb in the system's own way")
        raise DefinitionError(what, str(directory / "aixin.toml"), hint) from None
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        what = _("the setting {name} names no group of this system").format(name=SETTING)
        raise DefinitionError(what, str(directory / "aixin.toml"), _("ask the system's keeper for its name")) from None
