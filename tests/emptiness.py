"""Which tables have to be empty for a SELECT's answer surely to be: read off its joins, and asked of nobody.

Run as a program it writes `sql/emptiness.json` anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any
from unittest.mock import patch

import sqlglot
from sqlglot import exp

from aixin_cli.link import link_period
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue
from aixin_cli.store.emptiness import EMPTINESS, sql_mark
from aixin_cli.store.statement import Statement, sql_directory

MADE = ("link", "link_unkept")
ASKED = ("check", "addend")
PERIOD = "2024-12"

Ways = frozenset[frozenset[str]]
"""Sets of tables; where all of one set are empty, so is the answer."""
NEVER: Ways = frozenset()
MOST_WAYS = 12


def ways_of(sql: str) -> Ways:
    """The ways in which a SELECT's answer is surely empty."""
    return _query(sqlglot.parse_one(sql, dialect="duckdb"), {})


def any_of(ways: Iterable[Ways]) -> Ways:
    found = frozenset().union(*ways)
    least = {way for way in found if not any(other < way for other in found)}
    return frozenset(sorted(least, key=lambda way: (len(way), sorted(way)))[:MOST_WAYS])


def all_of(ways: Iterable[Ways]) -> Ways:
    return any_of([frozenset(frozenset().union(*chosen) for chosen in product(*ways))])


def _query(tree: Any, known: Mapping[str, Ways]) -> Ways:
    known = dict(known)
    for part in tree.ctes:
        # A recursive part goes on from what its first SELECT found: without that there is nothing.
        query = part.this
        is_recursive = tree.args["with_"].recursive and isinstance(query, exp.SetOperation)
        known[part.alias] = _query(query.left if is_recursive else query, known)
    if isinstance(tree, exp.Subquery):
        return _query(tree.this, known)
    if isinstance(tree, exp.Union):
        return all_of([_query(tree.left, known), _query(tree.right, known)])
    if isinstance(tree, exp.Except):
        return _query(tree.left, known)
    if isinstance(tree, exp.Intersect):
        return any_of([_query(tree.left, known), _query(tree.right, known)])
    return _select(tree, known) if isinstance(tree, exp.Select) else NEVER


def _select(tree: exp.Select, known: Mapping[str, Ways]) -> Ways:
    group, source = tree.args.get("group"), tree.args.get("from_")
    if source is None or _is_one_row(tree, group):
        return NEVER
    ways = _source(source.this, known)
    for join in tree.args.get("joins") or ():
        ways = _joined(ways, _source(join.this, known), join)
    where = tree.args.get("where")
    wanted = [_condition(item, known) for item in where.this.flatten()] if where and _is_and(where.this) else []
    if where and not _is_and(where.this):
        wanted = [_condition(where.this, known)]
    return any_of([ways, *wanted])


def _is_and(tree: Any) -> bool:
    return isinstance(tree, exp.And)


def _is_one_row(tree: exp.Select, group: Any) -> bool:
    """Whether a row comes of nothing: sums of all there is, or of sets of columns one of which may be none."""
    if group is not None:
        return not group.expressions or group.find(exp.Cube, exp.Rollup, exp.GroupingSets) is not None
    if tree.args.get("having"):
        return True
    return any(_is_summed(item) for item in tree.expressions)


def _is_summed(tree: Any) -> bool:
    """Whether there is an aggregate outside a window and a subquery."""
    if isinstance(tree, (exp.Window, exp.Query)):
        return False
    if isinstance(tree, exp.AggFunc) or (isinstance(tree, exp.Anonymous) and tree.name.lower() in _aggregates()):
        return True
    return any(_is_summed(child) for child in tree.iter_expressions())


@cache
def _aggregates() -> frozenset[str]:
    """The names of DuckDB's aggregates, and of what may be one: no macro of ours is."""
    known = "select distinct lower(function_name) from duckdb_functions() where function_type = 'aggregate'"
    with Store.in_memory() as store:
        return frozenset(name for (name,) in store.rows(known))


def _source(tree: Any, known: Mapping[str, Ways]) -> Ways:
    if isinstance(tree, exp.Table):
        ways = _table(tree, known)
        for join in tree.args.get("joins") or ():
            ways = _joined(ways, _source(join.this, known), join)
        return ways
    if isinstance(tree, exp.Subquery):
        return _query(tree, known)
    return NEVER


def _table(tree: exp.Table, known: Mapping[str, Ways]) -> Ways:
    if not isinstance(tree.this, exp.Identifier):
        return NEVER
    if not tree.db:
        return known.get(tree.name, NEVER)
    return NEVER if tree.db == "recurring" else frozenset({frozenset({f"{tree.db}.{tree.name}"})})


def _joined(left: Ways, right: Ways, join: exp.Join) -> Ways:
    kind, side = (str(join.args.get(name) or "").upper() for name in ("kind", "side"))
    if side == "FULL":
        return all_of([left, right])
    if side == "LEFT" or kind == "ANTI":
        return left
    if side == "RIGHT":
        return right
    if kind in ("", "INNER", "CROSS", "SEMI") and not side:
        return any_of([left, right])
    return NEVER


def _condition(tree: Any, known: Mapping[str, Ways]) -> Ways:
    """What `exists (...)` and `x in (...)` ask for."""
    if isinstance(tree, exp.Paren):
        return _condition(tree.this, known)
    if isinstance(tree, exp.Exists):
        return _query(tree.this, known)
    if isinstance(tree, exp.In) and tree.args.get("query"):
        return _query(tree.args["query"], known)
    return NEVER


def written() -> dict[str, Any]:
    """What `sql/emptiness.json` is to hold: by the mark of its SQL, what is known of each statement."""
    columns = _columns()
    found: dict[str, Any] = {}
    for statement in load_catalogue().of_kind(*ASKED):
        _note(found, statement, {})
    for statement in (item for kind in MADE for item in load_catalogue().of_kind(kind)):
        _note(found, statement, {"columns": columns[statement.kind, statement.id]})
    return found


def _note(found: dict[str, Any], statement: Statement, more: dict[str, str]) -> None:
    if ways := ways_of(statement.sql):
        found[sql_mark(statement.sql)] = {"id": statement.id, "ways": sorted(sorted(way) for way in ways), **more}


def _columns() -> dict[tuple[str, str], str]:
    """The columns of all tables that linking makes, as `create table` has them."""
    found: dict[tuple[str, str], str] = {}
    with Store.in_memory() as store, patch("aixin_cli.store.emptiness._known", return_value={}):
        link_period(store, PERIOD, keep_scratch=True)
        for statement in (item for kind in MADE for item in store.catalogue.of_kind(kind)):
            if statement.kind != "link":
                store.run(statement, store.period_params(PERIOD))
            rows = store.rows(f"describe {statement.table}")
            found[statement.kind, statement.id] = ", ".join(f"{row[0]} {row[1].lower()}" for row in rows)
    return found


if __name__ == "__main__":
    lines = ",\n".join(f'"{mark}": {json.dumps(known)}' for mark, known in sorted(written().items()))
    (sql_directory() / EMPTINESS).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
