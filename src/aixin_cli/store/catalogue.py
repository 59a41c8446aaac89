"""Finds the SQL files, reads their headers, and orders them by what they read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _

SCHEMAS = {
    **{"stage": "stg", "check": "chk", "rollup": "out", "figure": "out"},
    **dict.fromkeys(("link", "link_once", "link_asked", "review"), "ent"),
}
"""The layer that a kind of statement writes; kinds not named here write nothing."""

_TABLE = re.compile(r"\b(raw|stg|chk|ent|out|meta|stat)\.([a-z]\w*)")
_PARAM = re.compile(r"\$([a-z]\w*)")


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


@dataclass(frozen=True)
class Catalogue:
    """All statements by kind and id."""

    statements: tuple[Statement, ...]
    faults: tuple[DefinitionError, ...] = ()
    """Rule files that are none, each with its place: the others are asked all the same."""

    def get(self, statement_id: str, kind: str) -> Statement:
        """One statement; DefinitionError where there is none."""
        for statement in self.statements:
            if statement.id == statement_id and statement.kind == kind:
                return statement
        raise DefinitionError(f"there is no statement {kind}/{statement_id}", str(sql_directory()))

    def of_kind(self, *kinds: str) -> tuple[Statement, ...]:
        """The statements of these kinds, each after those whose tables it reads."""
        chosen = {item.table: item for item in self.statements if item.kind in kinds}
        graph = {table: sorted(item.reads & chosen.keys() - {table}) for table, item in chosen.items()}
        try:
            return tuple(chosen[table] for table in TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise DefinitionError(f"statements read each other in a circle: {error.args[1]}") from error


def sql_directory() -> Path:
    """Where `sql/` is: inside the installed package, else beside `src/` in a checkout."""
    package = Path(__file__).parents[1]
    for candidate in (package / "sql", package.parents[1] / "sql"):
        if candidate.is_dir():
            return candidate
    raise DefinitionError("the sql folder is missing", str(package), "install aixin-cli again")


def parse_statement(path: Path) -> Statement:
    """Read one SQL file; DefinitionError names the file when its header is broken.

    What it reads and asks for is found by pattern, a hundred times as fast as parsing; a contract
    test holds both to what sqlglot finds, and that the file is one SELECT.
    """
    try:
        comment, sql = path.read_text(encoding="utf-8").split("*/", 1)
        header = tomllib.loads(comment.split("/*", 1)[1])
    except RecursionError:
        raise DefinitionError(_("this SQL file's header is nested too deeply"), f"{path}:1") from None
    except (OSError, ValueError, IndexError) as error:
        raise DefinitionError(_("this SQL file's header is broken"), _header_place(path, error), str(error)) from error
    if header.get("id") != path.stem or "kind" not in header or "title" not in header:
        raise DefinitionError(_("an SQL file's header needs id (its file name), kind and title"), f"{path}:1")
    reads = {f"{schema}.{name}" for schema, name in _TABLE.findall(sql)} | set(header.get("after", []))
    params = frozenset(_PARAM.findall(sql))
    first_line = comment.count("\n") + sql[: len(sql) - len(sql.lstrip())].count("\n") + 1
    kind = str(header["kind"])
    return Statement(path.stem, kind, header, sql.strip().rstrip(";"), path, frozenset(reads), params, first_line)


def _header_place(path: Path, error: Exception) -> str:
    """The file and, where the header's TOML is broken, the line: its text begins on the file's first."""
    found = re.search(r"at line (\d+)", str(error))
    return f"{path}:{found[1] if found else 1}"


@cache
def load_catalogue(directory: Path | None = None) -> Catalogue:
    """All statements below `sql/`, macros left out (see `load_macros`)."""
    root = directory or sql_directory()
    paths = sorted(path for path in root.rglob("*.sql") if path.parent.name != "macro")
    statements, faults = parse_statements([path for path in paths if path.parent.name == "check"])
    others = [parse_statement(path) for path in paths if path.parent.name != "check"]
    return Catalogue((*statements, *others), faults)


def parse_statements(paths: Iterable[Path]) -> tuple[tuple[Statement, ...], tuple[DefinitionError, ...]]:
    """Read rule files: the statements, and what is wrong with the files that are none."""
    statements: list[Statement] = []
    faults: list[DefinitionError] = []
    for path in paths:
        try:
            statements.append(parse_statement(path))
        except DefinitionError as error:
            faults.append(error)
    return tuple(statements), tuple(faults)


@cache
def load_macros(directory: Path | None = None) -> tuple[str, ...]:
    """`create macro` statements for `sql/macro`, those used by others first (header key `after`)."""
    macros = _parse_macros(directory or sql_directory())
    order = TopologicalSorter({name: header.get("after", []) for name, (header, _) in macros.items()})
    return tuple(
        f"create or replace temp macro {name}({', '.join(macros[name][0]['args'])}) as ({macros[name][1]})"
        for name in order.static_order()
    )


def macro_header(name: str) -> dict[str, Any]:
    """What a macro's file says of it."""
    return _parse_macros(sql_directory())[name][0]


@cache
def _parse_macros(root: Path) -> dict[str, tuple[dict[str, Any], str]]:
    """Each macro's header and its expression."""
    macros: dict[str, tuple[dict[str, Any], str]] = {}
    for path in sorted((root / "macro").glob("*.sql")):
        comment, sql = path.read_text(encoding="utf-8").split("*/", 1)
        header = tomllib.loads(comment.split("/*", 1)[1])
        macros[path.stem] = (header, sql.strip().rstrip(";").removeprefix("select").strip())
    return macros
