"""Values of the command line that are right as they stand.

Typer has pydantic prove every value, also of what was not given, and importing pydantic costs each command an eighth of
a second. A text, a path that may be anything, and a choice that is one of the choices need no proof; whatever else is
given, or is wrong, goes Typer's own way, with Typer's own refusal.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

KINDS: dict[Any, type] = {str: str, Path: Path, list[str]: str, list[Path]: Path}


def let_pass(parameter: Any) -> None:
    """Let a parameter take such values without proof."""
    if not isinstance(parameter.get_runtime_param, partial):
        parameter.get_runtime_param = partial(_Taken, parameter, parameter.get_runtime_param)


class _Taken:
    """What a parameter makes of what is given."""

    def __init__(self, parameter: Any, prove: Any) -> None:
        self.parameter = parameter
        self.prove = prove

    def coerce(self, value: Any, **where: Any) -> Any:
        """The parameter's value; raises what Typer raises."""
        is_many = self.parameter.multiple or self.parameter.nargs == -1
        if value is None:
            return () if is_many else None
        given = list(value) if is_many else [value]
        if not all(isinstance(text, str) and self._is_plain(text) for text in given):
            return self.prove().coerce(value, **where)
        kind = KINDS.get(self.parameter.type_descriptor.annotation, str)
        made = [kind(text) for text in given]
        return made if is_many else made[0]

    def _is_plain(self, text: str) -> bool:
        known = self.parameter.type_descriptor
        if known.is_choice:
            return not known.is_list and text in known.choices
        limits, kind = known.parameter_info, KINDS.get(known.annotation)
        if kind is not Path or limits.parser:
            return kind is str and not limits.parser
        is_any = limits.file_okay and limits.dir_okay and not (limits.exists or limits.writable or limits.resolve_path)
        return is_any and (os.access(text, os.R_OK) or not Path(text).exists())
