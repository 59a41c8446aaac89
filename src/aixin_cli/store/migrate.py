"""Schema version, migrations, and the tables that follow from the forms and from the package's units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aixin_cli.errors import StoreError
from aixin_cli.forms import layouts, load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.model import Field, Layout
from aixin_cli.locale import _
from aixin_cli.store.database import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
SQL_TYPES = {
    "text": "varchar",
    "code": "varchar",
    "id": "varchar",
    "date": "date",
    "int": "bigint",
    "money": "decimal(18, 2)",
    "bool": "boolean",
}


def migrate(connection: Connection, path: Path | None, *, read_only: bool) -> bool:
    """Bring a register to this program's version, and tell whether it is; StoreError when it is a newer one's.

    One that is only read stays as old as it is.
    """
    steps = sorted(MIGRATIONS.glob("*.sql"))
    version = _version(connection)
    if version > len(steps):
        raise StoreError(
            _("the store was written by a newer aixin"),
            str(path),
            _("use the newer program, or another store with --store"),
        )
    if read_only:
        return version == len(steps)
    connection.execute("begin transaction")
    for step in steps[version:]:
        connection.execute(step.read_text(encoding="utf-8"))
    if version < len(steps):
        connection.execute("create table if not exists meta.schema_version (version integer primary key)")
        taken = "insert into meta.schema_version select unnest(range(?::integer, ?::integer))"
        connection.execute(taken, [version + 1, len(steps) + 1])
    _ensure_tables(connection)
    _write_reference(connection)
    connection.execute("commit")
    return True


def _version(connection: Connection) -> int:
    """0 for a new file. A file with tables of somebody else's is not a store."""
    known = connection.execute(
        """
        select count(*) filter (where schema_name = 'meta' and table_name = 'schema_version'), count(*)
        from duckdb_tables()
        """
    ).fetchone()
    if known is None or known[1] == 0:
        return 0
    if known[0] == 0:
        raise StoreError(_("this DuckDB file was not made by aixin"), None, _("name another store with --store"))
    row = connection.execute("select max(version) from meta.schema_version").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def staged_columns(item: Field) -> tuple[tuple[str, str], ...]:
    """A field's staged columns: its value and what its kind keeps beside it.

    For an ID the text that stood in its place, for a name its alias, for some whether a mark said none.
    """
    columns = [(item.name, SQL_TYPES[item.type])]
    if item.type == "id":
        columns.append((f"{item.name}_text", "varchar"))
    if item.is_person_name:
        columns.append((f"{item.name}_alias", "varchar"))
    if item.keeps_none:
        columns.append((f"{item.name}_is_none", "boolean"))
    return tuple(columns)


def _ensure_tables(connection: Connection) -> None:
    """Make the tables of layouts that are new; new fields of a form become new columns, none is ever dropped."""
    existing = _existing_columns(connection)
    wanted = {table: kinds for layout in layouts().values() for table, kinds in _layout_tables(layout).items()}
    changes = [change for table, kinds in wanted.items() for change in _changes(table, kinds, existing.get(table))]
    # As one text they are planned in a third of the time.
    connection.execute(";\n".join(changes) or "select 1")


def _existing_columns(connection: Connection) -> dict[str, set[str]]:
    """The columns of the tables of layouts that are there; asked of each, as DuckDB's list of all is long."""
    known = "select schema_name || '.' || table_name from duckdb_tables() where schema_name in ('raw', 'stg')"
    tables = [str(table) for (table,) in connection.execute(known).fetchall()]
    existing: dict[str, set[str]] = {table: set() for table in tables}
    columns = " union all ".join(f"select '{table}', name from pragma_table_info('{table}')" for table in tables)  # noqa: S608
    for table, column in connection.execute(columns or "select 1, 1 limit 0").fetchall():
        existing[table].add(str(column))
    return existing


def _layout_tables(layout: Layout) -> dict[str, dict[str, str]]:
    """The columns of a layout's two tables, with their types."""
    place = {"part_id": "integer", "row": "integer"}
    raw = {item.name: "varchar" for item in layout.fields}
    typed = dict(column for item in layout.fields for column in staged_columns(item))
    return {
        f"raw.{layout.id}": {**place, **raw, "extra": "varchar"},
        f"stg.{layout.id}": {**place, "is_quarantined": "boolean", "faults": "varchar", "fixes": "varchar", **typed},
    }


def _changes(table: str, kinds: dict[str, str], existing: set[str] | None) -> list[str]:
    """What makes a table, or adds the columns that an older program didn't know."""
    if existing is None:
        return [f"create table {table} ({', '.join(f'{name} {kind}' for name, kind in kinds.items())})"]
    return [f"alter table {table} add column {name} {kind}" for name, kind in kinds.items() if name not in existing]


def _write_reference(connection: Connection) -> None:
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
    """One statement with a list a column: no Arrow is loaded for a few hundred rows, and structs take long to bind."""
    lists = {name: list(values) for name, values in zip(columns, zip(*rows, strict=True), strict=True)}
    select = ", ".join(f"unnest(${name}) as {name}" for name in columns)
    connection.execute(f"create or replace table {table} as select {select}", lists)  # noqa: S608
