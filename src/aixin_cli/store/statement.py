"""One SQL file as the program knows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError

_TABLE = re.compile(r"\.(?:(?<=\b(raw|stg|chk|ent|out)\.)|(?<=\b(meta|stat)\.))([a-z]\w*)")
"""A schema's table; it begins with the point, which is found a few times as fast as any of seven words."""
_PARAM = re.compile(r"\$([a-z]\w*)")
SCHEMAS = {
    **{"stage": "stg", "check": "chk", "rollup": "out"},
    **dict.fromkeys(("link", "link_unkept", "explain", "review"), "ent"),
}
"""The layer that a kind of statement writes; kinds not named here write nothing."""


@dataclass(frozen=True)
class Statement:
    """One SQL file: its header, its single SELECT, and what that reads."""

    id: str
    kind: str
    header: dict[str, Any]
    sql: str
    path: Path
    reads: frozenset[str]
    params: frozenset[str]
    first_line: int = 1
    """Where the SELECT begins in its file: an error's line counts from there."""

    @property
    def is_ours(self) -> bool:
        """Whether it came with the program, not from an office's own folder."""
        return self.path.is_relative_to(sql_directory())

    @property
    def origin(self) -> str:
        """The file as it is named to people: inside `sql/`, else with its folder."""
        root = sql_directory()
        inside = self.path.relative_to(root) if self.path.is_relative_to(root) else None
        return f"sql/{inside.as_posix()}" if inside else str(self.path)

    def place(self, line: int | None) -> str:
        """The file, with the line of the file where one of the SELECT's is known."""
        return self.origin if line is None else f"{self.origin}:{self.first_line + line - 1}"

    def place_of(self, key: str | None) -> str:
        """The file, with the line of its header where a key stands."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = [number for number, line in enumerate(lines, 1) if key and line.startswith(f"{key} ")]
        return f"{self.origin}:{found[0] if found else 1}"

    @property
    def title(self) -> str:
        """The Chinese title."""
        return str(self.header["title"]["zh"])

    @property
    def title_en(self) -> str:
        """The English title."""
        return str(self.header["title"]["en"])

    @property
    def table(self) -> str:
        """The table this statement's result is kept in, as schema.table."""
        return f"{SCHEMAS.get(self.kind, self.kind)}.{self.id}"

    def given(self, selects: Mapping[str, str]) -> Statement:
        """The same question with other SELECTs before it, in this order, under the names by which it reads them."""
        if not selects:
            return self
        parts = ", ".join(f"{name} as (\n{sql}\n)" for name, sql in selects.items())
        rest = self.sql.removeprefix("with ")
        sql = f"with {parts}{',' if rest != self.sql else ''}\n{rest}"
        return replace(self, sql=sql, reads=self.reads | tables_in(sql), params=params_in(sql))


def tables_in(sql: str) -> frozenset[str]:
    """The tables that a SELECT reads, by pattern."""
    return frozenset(f"{short or long}.{name}" for short, long, name in _TABLE.findall(sql))


def params_in(sql: str) -> frozenset[str]:
    """What a SELECT asks for as `$name`."""
    return frozenset(_PARAM.findall(sql))


@cache
def sql_directory() -> Path:
    """Where `sql/` is: inside the installed package, else beside `src/` in a checkout."""
    package = Path(__file__).parents[1]
    for candidate in (package / "sql", package.parents[1] / "sql"):
        if candidate.is_dir():
            return candidate
    raise DefinitionError("the sql folder is missing", str(package), "install aixin-cli again")
