"""The register: opened, migrated, written in transactions, asked by statements."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from aixin_cli.arrow import load_arrow
from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.forms.categories import category_params
from aixin_cli.forms.periods import move_period
from aixin_cli.forms.province import province_params
from aixin_cli.locale import _
from aixin_cli.store import database
from aixin_cli.store.catalogue import Catalogue
from aixin_cli.store.database import Connection, connect, private_files, translate_errors
from aixin_cli.store.files.footprint import Footprint
from aixin_cli.store.migrate import migrate
from aixin_cli.store.rules import with_own_rules
from aixin_cli.store.settings import Settings, first_day, load_settings
from aixin_cli.store.statement import Statement

if TYPE_CHECKING:
    import pyarrow as pa

REGISTER = "register.duckdb"
STATISTICS = database.STATISTICS
RULES = "rules"
"""The office's own checks, a folder in the store."""
Params = Mapping[str, Any]


def own_catalogue(directory: Path) -> Catalogue:
    """The statements with the office's own rules of a store, which need not be there."""
    return with_own_rules(directory / RULES)


class Store:
    """An open register (or one in memory), its settings and its statements."""

    def __init__(
        self, connection: Connection, settings: Settings, directory: Path | None, rules: Path | None = None
    ) -> None:
        self.connection = connection
        self.settings = settings
        self.directory = directory
        self.catalogue: Catalogue = with_own_rules(rules)
        self._footprint = Footprint()
        self._kept: set[str] | None = None
        # What linking derives is worked out anew for each month: it lives in memory beside the register.
        connection.execute("attach ':memory:' as ent")
        # What a rollup is told to go without, while it is at work.
        connection.execute("create table ent.excluded_part (part_id integer)")

    @classmethod
    def open(cls, directory: Path, *, read_only: bool = False) -> Self:
        """Open (or make) the store in a folder.

        Raises StoreError when it is busy, damaged, of a newer version, or (read-only) not there.
        """
        path = directory / REGISTER
        settings = load_settings(directory)
        if read_only and not path.exists():
            raise StoreError(
                _("there is no store here"), str(directory), _("load returns first: aixin load PATH... --store DIR")
            )
        footprint = Footprint.before(path)
        try:
            store = cls._opened(path, settings, read_only=read_only)
        except BaseException:  # raised again: an interrupt leaves no store that wasn't there before either
            footprint.remove()
            raise
        store._footprint = footprint
        return store

    @classmethod
    def _opened(cls, path: Path, settings: Settings, *, read_only: bool) -> Self:
        with private_files(), translate_errors(path):
            if not read_only:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = connect(path, settings, read_only=read_only)
            try:
                is_current = migrate(connection, path, read_only=read_only)
                if is_current:
                    return cls(connection, settings, path.parent, path.parent / RULES)
            except BaseException:  # raised again: an interrupt leaves no connection, and so no lock, either
                connection.close()
                raise
            connection.close()
        # Of an older program: upgraded once, then read.
        cls._opened(path, settings, read_only=False).close()
        return cls._opened(path, settings, read_only=True)

    @classmethod
    def in_memory(cls, like: Path | None = None) -> Self:
        """A store that ends with the process: what `aixin check` works on.

        It has the settings and the office's own rules of the store in the folder `like`.
        """
        settings = load_settings(like)
        connection = connect(None, settings)
        migrate(connection, None, read_only=False)
        return cls(connection, settings, None, like / RULES if like else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        self.close()
        if kind is not None:
            # A store that was made for what then failed was never there.
            self._footprint.remove()

    def close(self) -> None:
        """Close the register; what is not committed is gone."""
        with translate_errors(self.directory):
            self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, also when the process is killed inside."""
        with private_files(), translate_errors(self.directory):
            self._kept = None
            self.connection.execute("begin transaction")
            try:
                yield
                self.connection.execute("commit")
                self._footprint = Footprint()
            except BaseException:  # raised again: an interrupt is undone as an error is
                # After a failed commit or an interrupt DuckDB has already rolled back.
                if not _rolled_back(self.connection):
                    self.connection.execute("rollback")
                self._kept = None
                raise

    def execute(self, sql: str, params: Params | Sequence[Any] | None = None) -> Connection:
        """Run one statement of ours."""
        with translate_errors(self.directory):
            return self.connection.execute(sql, params or None)

    def rows(self, sql: str, params: Params | Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a small result."""
        with translate_errors(self.directory):
            return self.execute(sql, params).fetchall()

    def arrow(self, sql: str, params: Params | Sequence[Any] | None = None) -> pa.Table:
        """A result as an Arrow table."""
        load_arrow()
        with translate_errors(self.directory):
            return self.connection.sql(sql, params=params or None).to_arrow_table()

    def question(self, name: str, params: Params | None = None, **selects: str) -> tuple[str, dict[str, Any]]:
        """A SELECT of `sql/` by its path without `.sql`, with those of the parameters that it asks for.

        `selects` are SELECTs compiled elsewhere (from forms, say), under the names by which it reads them.
        """
        kind, _slash, statement_id = name.partition("/")
        statement = self.catalogue.get(statement_id, kind).given(selects)
        return statement.sql, {param: (params or {})[param] for param in statement.params}

    def ask(self, name: str, params: Params | None = None, **selects: str) -> list[tuple[Any, ...]]:
        """All rows of a question of `sql/` whose answer is small."""
        return self.rows(*self.question(name, params, **selects))

    def insert_from(
        self, table: str, name: str, params: Params | None = None, *, is_known_kept: bool = False, **selects: str
    ) -> None:
        """Append what a question of `sql/` answers, by column names; `is_known_kept`: keys that are there stay."""
        sql, used = self.question(name, params, **selects)
        self.execute(f"insert {'or ignore ' if is_known_kept else ''}into {table} by name {sql}", used)

    def keep_temp(self, table: str, name: str, params: Params | None = None, **selects: str) -> None:
        """Keep what a question of `sql/` answers as a temporary table."""
        sql, used = self.question(name, params, **selects)
        self.execute(f"create or replace temp table {table} as {sql}", used)

    def update_from(
        self, table: str, columns: Sequence[str], name: str, params: Params | None = None, **selects: str
    ) -> None:
        """Set columns of the rows that a question of `sql/` names by its grain to what it answers."""
        sql, used = self.question(name, params, **selects)
        values = ", ".join(f"{column} = made.{column}" for column in columns)
        self.execute(f"update {table} as kept set {values} from ({sql}) as made where {self._same(name)}", used)  # noqa: S608

    def delete_from(self, table: str, name: str, params: Params | None = None, **selects: str) -> None:
        """Delete the rows that a question of `sql/` names by its grain."""
        sql, used = self.question(name, params, **selects)
        self.execute(f"delete from {table} as kept using ({sql}) as made where {self._same(name)}", used)  # noqa: S608

    def _same(self, name: str) -> str:
        kind, _slash, statement_id = name.partition("/")
        grain = self.catalogue.get(statement_id, kind).header["grain"]
        return " and ".join(f"kept.{column} = made.{column}" for column in grain)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Append an Arrow table by column names."""
        with translate_errors(self.directory):
            self.connection.register("incoming", rows)
            self.connection.execute(f"insert into {table} by name select * from incoming")  # noqa: S608
            self.connection.unregister("incoming")

    def period_params(self, period: str) -> dict[str, Any]:
        """What a statement may ask: of its period, and any setting by the last part of its name."""
        start = first_day(period)
        before = move_period(period, -1)
        return {
            **self.settings.by_leaf(),
            **province_params(),
            **category_params(),
            "period": period,
            "period_start": start,
            "as_of": self.settings.as_of(period),
            "previous_period": before,
            "previous_as_of": start - timedelta(days=1) if before < "2000" else self.settings.as_of(before),
            "year_start": start.replace(month=1),
            "last_year_period": move_period(period, -12),
            "programme_start": date.fromisoformat(str(self.settings["programme.start"])),
        }

    def run(self, statement: Statement, params: Params) -> int | None:
        """Run a statement and keep its result in its table; how many rows it has, of a table that is made anew.

        `ent.*` holds the one period that is being worked on and is never stored; a statement marked
        `is_view` is only a name for its question. `out.*` keeps every period.
        """
        used = {name: params[name] for name in statement.params}
        try:
            if statement.table.startswith("out."):
                self._keep_period(statement, used, params["period"])
                return None
            is_view = bool(statement.header.get("is_view"))
            sql = self._in_register(statement) if is_view else statement.sql
            made = f"create or replace {'view' if is_view else 'table'} {statement.table} as {sql}"
            counted = self.execute(made, used).fetchall()
            return None if is_view else int(counted[0][0])
        except (StoreError, KeyboardInterrupt):
            raise
        except Exception as error:  # noqa: BLE001 - whatever DuckDB or Arrow raises is said of the statement's file
            # DuckDB's own text may quote a cell: only its kind goes on.
            raise DefinitionError(
                _("this SQL statement failed ({kind})").format(kind=type(error).__name__),
                str(statement.path),
                error_hint(error),
            ) from None

    def _in_register(self, statement: Statement) -> str:
        """The SELECT of a view: ent is a database of its own, in which the register's tables need their full names."""
        register = self.connection.execute("select current_database()").fetchone()
        tables = [table for table in statement.reads if not table.startswith("ent.")]
        return re.sub(
            rf"\b({'|'.join(map(re.escape, tables))})\b" if tables else r"(?!)",
            lambda found: f"{register[0] if register else ''}.{found[1]}",
            statement.sql,
        )

    def _keep_period(self, statement: Statement, used: Params, period: str) -> None:
        table = statement.table
        select = f"select $kept_period as period, q.* from ({statement.sql}) as q"  # noqa: S608
        bound = {**used, "kept_period": period}
        if table not in self.kept_tables():
            self.execute(f"create table {table} as {select}", bound)
            self.kept_tables().add(table)
            return
        self.execute(f"delete from {table} where period = $kept_period", {"kept_period": period})  # noqa: S608
        self.execute(f"insert into {table} by name {select}", bound)

    def kept_tables(self) -> set[str]:
        """The tables of out.* that are there, of whatever months; asked once a transaction."""
        if self._kept is None:
            found = self.rows("select table_name from duckdb_tables() where schema_name = 'out'")
            self._kept = {f"out.{name}" for (name,) in found}
        return self._kept


def error_hint(error: Exception) -> str | None:
    """DuckDB's text when it can't hold a cell (binder and catalogue errors), else nothing."""
    safe = {"BinderException", "CatalogException", "ParserException"}
    if type(error).__name__ in safe or os.environ.get("AIXIN_DEBUG") == "1":
        return str(error).splitlines()[0]
    return None


def _rolled_back(connection: Connection) -> bool:
    try:
        connection.execute("select 1")
    except Exception:  # noqa: BLE001 - an aborted transaction answers with any of several errors
        return False
    try:
        connection.execute("begin transaction")
    except Exception:  # noqa: BLE001 - a transaction is still open
        return False
    connection.execute("rollback")
    return True
