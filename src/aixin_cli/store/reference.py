"""The package's own tables in the register: units, and which form each owes."""

from __future__ import annotations

from typing import Any

from aixin_cli.forms import load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.store.database import Connection


def write_reference(connection: Connection) -> None:
    """Write meta.unit and meta.owes as this program's package has them."""
    divisions = load_divisions()
    units = [
        [unit.code, unit.name, unit.short_name, unit.parent_code, unit.level, unit.reports] for unit in divisions.units
    ]
    owes: list[list[Any]] = [
        [unit.code, form.id, form.id in divisions.owes(unit.code), form.kind]
        for unit in divisions.units
        for form in load_forms().values()
        if form.id in divisions.may_send(unit.code)
    ]
    _replace(connection, "meta.unit", ("unit_code", "name", "short_name", "parent_code", "level", "reports"), units)
    _replace(connection, "meta.owes", ("unit_code", "form", "is_expected", "kind"), owes)


def _replace(connection: Connection, table: str, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    """One statement with the rows as a list of structs: no Arrow is loaded for a few hundred rows."""
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    connection.execute(f"create or replace table {table} as select unnest($items, recursive := true)", {"items": items})  # noqa: S608
