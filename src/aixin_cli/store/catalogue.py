"""Finds the SQL files, reads their headers, and orders them by what they read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.forms.categories import fill_labels
from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.forms.province import fill_province
from aixin_cli.locale import _
from aixin_cli.store.gathered import fill_gathered
from aixin_cli.store.statement import Statement, params_in, sql_directory, tables_in

Parse = Callable[[str], dict[str, Any]]
ON_REQUEST = frozenset({"intake", "outcome", "lookup", "close", "kept", "compare", "trace", "feedback"})
"""Rooms whose statements are asked by name alone and in no order: a file is read when it is first asked for."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All statements by kind and id; one is like no other, whatever they hold."""

    statements: tuple[Statement, ...]
    faults: tuple[DefinitionError, ...] = ()
    """Rule files that are none, each with its place: the others are asked all the same."""

    def get(self, statement_id: str, kind: str) -> Statement:
        """One statement; DefinitionError where there is none."""
        if kind in ON_REQUEST:
            return _requested(kind, statement_id)
        for statement in self.statements:
            if statement.id == statement_id and statement.kind == kind:
                return statement
        raise _no_statement(kind, statement_id)

    def of_kind(self, *kinds: str) -> tuple[Statement, ...]:
        """The statements of these kinds, each after those whose tables it reads."""
        chosen = {item.table: item for item in self.statements if item.kind in kinds}
        graph = {table: sorted(item.reads & chosen.keys() - {table}) for table, item in chosen.items()}
        try:
            return tuple(chosen[table] for table in TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise DefinitionError(f"statements read each other in a circle: {error.args[1]}") from error


def _no_statement(kind: str, statement_id: str) -> DefinitionError:
    return DefinitionError(f"there is no statement {kind}/{statement_id}", str(sql_directory()))


@cache
def _requested(kind: str, statement_id: str) -> Statement:
    """A statement with those before it that its header says it `uses`, each under its own name."""
    path = sql_directory() / kind / f"{statement_id}.sql"
    if not path.is_file():
        raise _no_statement(kind, statement_id)
    statement = parse_statement(path, parse_kept)
    return statement.given({name: _requested(kind, name).sql for name in statement.header.get("uses", ())})


def parse_statement(path: Path, parse: Parse = tomllib.loads) -> Statement:
    """Read one SQL file; DefinitionError names the file when its header is broken.

    What it reads and asks for is found by pattern, a hundred times as fast as parsing; a contract
    test holds both to what sqlglot finds, and that the file is one SELECT.
    """
    try:
        comment, sql = path.read_text(encoding="utf-8").split("*/", 1)
        header = parse(fill_labels(comment.split("/*", 1)[1]))
    except RecursionError:
        raise DefinitionError(_("this SQL file's header is nested too deeply"), f"{path}:1") from None
    except (OSError, ValueError, IndexError) as error:
        raise DefinitionError(_("this SQL file's header is broken"), _header_place(path, error), str(error)) from error
    if header.get("id") != path.stem or "kind" not in header or "title" not in header:
        raise DefinitionError(_("an SQL file's header needs id (its file name), kind and title"), f"{path}:1")
    reads = tables_in(sql) | set(header.get("after", []))
    first_line = comment.count("\n") + sql[: len(sql) - len(sql.lstrip())].count("\n") + 1
    kind = str(header["kind"])
    return Statement(path.stem, kind, header, sql.strip().rstrip(";"), path, reads, params_in(sql), first_line)


def _header_place(path: Path, error: Exception) -> str:
    """The file and, where the header's TOML is broken, the line: its text begins on the file's first."""
    found = re.search(r"at line (\d+)", str(error))
    return f"{path}:{found[1] if found else 1}"


@cache
def load_catalogue(directory: Path | None = None) -> Catalogue:
    """All statements below `sql/` but macros (see `load_macros`) and what is read on request."""
    root = directory or sql_directory()
    statements, faults = parse_statements(_files(root / "check"), parse_kept)
    apart = {"macro", "check", *ON_REQUEST}
    rooms = sorted(room for room in root.iterdir() if room.is_dir() and room.name not in apart)
    others = [parse_statement(path, parse_kept) for room in rooms for path in _files(room)]
    return Catalogue(fill_gathered((*statements, *others)), faults)


def _files(room: Path) -> list[Path]:
    """The files of a folder, however deep: what one settles doesn't decide when it is asked."""
    return sorted(room.rglob("*.sql"), key=lambda path: path.name)


def parse_statements(
    paths: Iterable[Path], parse: Parse = tomllib.loads
) -> tuple[tuple[Statement, ...], tuple[DefinitionError, ...]]:
    """Read rule files: the statements, and what is wrong with the files that are none."""
    statements: list[Statement] = []
    faults: list[DefinitionError] = []
    for path in paths:
        try:
            statements.append(parse_statement(path, parse))
        except DefinitionError as error:
            faults.append(error)
    return tuple(statements), tuple(faults)


@cache
def load_macros(directory: Path | None = None) -> tuple[str, ...]:
    """`macro name(…) as (…)` for each of `sql/macro`, those used by others first (header key `after`)."""
    macros = _parse_macros(directory or sql_directory())
    order = TopologicalSorter({name: header.get("after", []) for name, (header, _) in macros.items()})
    return tuple(
        f"macro {name}({', '.join(macros[name][0]['args'])}) as ({macros[name][1]})" for name in order.static_order()
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
        header = parse_kept(comment.split("/*", 1)[1])
        macros[path.stem] = (header, fill_province(sql).strip().rstrip(";").removeprefix("select").strip())
    return macros
