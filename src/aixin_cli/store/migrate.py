"""Schema version, migrations, and the tables that follow from the forms and from the package's units."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

from aixin_cli.errors import StoreError
from aixin_cli.forms import layouts, load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.model import Field, Layout
from aixin_cli.locale import _
from aixin_cli.store.catalogue import Catalogue
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
_AGAINST_ID = ("recipient_sex", "recipient_birth_date", "disability_certificate")
"""Fields that contradict a sound ID number or nothing."""
_FILLED_COUNTED = 8
"""The version from which on filled cells are counted when they are loaded."""


def migrate(connection: Connection, path: Path | None, *, read_only: bool) -> bool:
    """Bring a register to this program's version, and tell whether it is; StoreError when it is a newer one's.

    One that is only read stays as old as it is; without a path it is a new one in memory.
    """
    steps = sorted(MIGRATIONS.glob("*.sql"))
    version = _version(connection) if path else 0
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
        # A new register has no rows that could be changed, nor yet the tables that follow from the forms.
        if version or not step.stem.endswith(".rows"):
            connection.execute(step.read_text(encoding="utf-8"))
    if version < len(steps):
        connection.execute("create table if not exists meta.schema_version (version integer primary key)")
        taken = "insert into meta.schema_version select unnest(range(?::integer, ?::integer))"
        connection.execute(taken, [version + 1, len(steps) + 1])
    if 0 < version < _FILLED_COUNTED:
        _count_filled(connection)
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


def _count_filled(connection: Connection) -> None:
    """Count the cells of what an older program loaded: it kept all their texts."""
    existing = _existing_columns(connection)
    for layout in layouts().values():
        if known := existing.get(f"raw.{layout.id}"):
            selects = count_selects(layout, f"raw.{layout.id}", known)
            question = Catalogue(()).get("filled_field", "intake").given(selects)
            connection.execute(f"insert into meta.part_field by name {question.sql}")


def count_selects(layout: Layout, texts: str, known: Set[str] | None = None) -> dict[str, str]:
    """Return what `intake/filled_field` asks, from a table of the layout's texts as delivered.

    `known` are the table's columns where it doesn't have all of the layout's fields.
    """
    names = [item.name for item in layout.fields if known is None or item.name in known]
    return {
        "filled": _filled_select(texts, names),
        "alone": _alone_select(layout, texts, [name for name in _AGAINST_ID if name in names]),
    }


def _filled_select(texts: str, names: Sequence[str]) -> str:
    """SQL: how many cells of each part and field are filled."""
    counts = ", ".join(f"count(r.{name}) as {name}" for name in names)
    counted = f"select r.part_id, {counts} from {texts} as r group by r.part_id"  # noqa: S608
    return f"unpivot ({counted}) on {', '.join(names)} into name field value filled_count"


def _alone_select(layout: Layout, texts: str, against: Sequence[str]) -> str:
    """SQL: of each part's few rows without a sound ID number, the filled cells of what is compared with one."""
    if not against:
        return "select null::integer as part_id, null::varchar as field, null::bigint as alone_count where false"
    counts = ", ".join(f"count(r.{name}) as {name}" for name in against)
    rows = f"{texts} as r inner join stg.{layout.id} as s using (part_id, row) where s.recipient_id is null"
    counted = f"select r.part_id, {counts} from {rows} group by r.part_id"  # noqa: S608
    return f"unpivot ({counted}) on {', '.join(against)} into name field value alone_count"


def _layout_tables(layout: Layout) -> dict[str, dict[str, str]]:
    """The columns of a layout's two tables, with their types."""
    place = {"part_id": "integer", "row": "integer"}
    raw = dict.fromkeys(layout.kept_texts, "varchar")
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
