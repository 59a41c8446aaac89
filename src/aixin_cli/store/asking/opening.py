"""What a question may be asked of: the statistics, and, for who says why, the register with its values masked."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from aixin_cli.errors import StoreError, UsageError
from aixin_cli.forms import layouts
from aixin_cli.locale import _
from aixin_cli.store.asking.limits import Limits
from aixin_cli.store.asking.question import Question
from aixin_cli.store.database import Connection, connect, private_files, translate_errors
from aixin_cli.store.files.macro_file import look_in
from aixin_cli.store.register import REGISTER, STATISTICS
from aixin_cli.store.settings import load_settings

LOG = "asked.log"
"""In the store: who opened the register to a question, when, and why; a line of JSON each."""
SCHEMAS = frozenset({"raw", "stg", "chk", "meta"})
SHOWN = frozenset({
    "unit_code", "unit", "home_unit", "parent_code", "period", "form", "layout", "state", "verb", "kind", "level",
    "status", "outcome", "rule", "severity", "category", "field", "how", "faults", "fixes", "content_hash", "sha256",
    "settings_hash", "program", "figure_id", "indicator_code", "money_unit", "reports",
})  # fmt: skip
"""Columns that hold codes of ours, in any table but `raw`; all other text is masked, but for a form's codes."""


@dataclass(frozen=True, slots=True)
class Access:
    """How the register is opened to a question: by whom, why, and whether its values are shown as they are."""

    reason: str
    by: str | None = None
    is_unmasked: bool = False

    def require(self) -> None:
        """UsageError without a reason; for values as they are also where nobody is there to be asked about them."""
        if not self.reason.strip():
            raise UsageError(_("the register is opened for a reason"), None, _("say why: --reason TEXT"))
        if self.is_unmasked and os.environ.get("CI"):
            raise UsageError(_("names and numbers are not written where CI runs"), None, _("ask without --unmasked"))


@contextmanager
def open_statistics(directory: Path, limits: Limits) -> Iterator[Connection]:
    """The statistics file, read-only, for one question.

    Raises StoreError where there is none or it is damaged.
    """
    path = directory / STATISTICS
    if not path.exists():
        raise StoreError(
            _("there is no statistics file here"), str(directory), _("make it first: aixin rollup --period P")
        )
    connection = _connect(path, limits)
    try:
        yield connection
    finally:
        connection.close()


def _connect(path: Path, limits: Limits) -> Connection:
    try:
        with translate_errors(path):
            return duckdb.connect(
                str(path),
                read_only=True,
                config={
                    "enable_external_access": False,
                    "autoinstall_known_extensions": False,
                    "lock_configuration": True,
                    "memory_limit": f"{limits.megabytes}MB",
                    # Nothing of a reader's is left beside the file.
                    "temp_directory": "",
                },
            )
    except StoreError as error:
        raise (damaged_statistics(path) if error.is_damage else error) from None


def damaged_statistics(path: Path) -> StoreError:
    """What is said of a statistics file that can't be read."""
    return StoreError(
        _("the statistics file is damaged"), str(path), _("make it anew: aixin rollup --period P, the newest month")
    )


@contextmanager
def open_register(directory: Path, limits: Limits, question: Question, access: Access) -> Iterator[Connection]:
    """Copies in memory of what the question reads of the register, masked unless that was asked for; it is logged.

    A copy, not a view: what isn't there can't be asked for past the mask. Raises StoreError where there is no
    store or it is busy, UsageError without a reason.
    """
    access.require()
    path = directory / REGISTER
    if not path.exists():
        raise StoreError(_("there is no store here"), str(directory), _("look at the path's spelling"))
    connection = connect(path, load_settings(directory), read_only=True)
    try:
        tables = _tables(connection, question)
        note_access(directory, question, access, tables)
        _copy(connection, tables, is_masked=not access.is_unmasked)
        connection.execute(f"set memory_limit = '{limits.megabytes}MB'")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _tables(connection: Connection, question: Question) -> list[str]:
    """The tables of the register that a question reads; a question that isn't SQL is refused when it is asked."""
    try:
        named = connection.get_table_names(question.sql, qualified=True)
    except duckdb.Error:
        return []
    return sorted(name for name in named if name.partition(".")[0] in SCHEMAS)


def _copy(connection: Connection, tables: list[str], *, is_masked: bool) -> None:
    columns = {name: _columns(connection, name) for name in tables}
    for name in (name for name, found in columns.items() if found):
        schema = name.partition(".")[0]
        shown = ", ".join(_shown(name, *column) if is_masked else column[0] for column in columns[name])
        connection.execute(f"create schema if not exists memory.{schema}")
        connection.execute(f"create table memory.{name} as select {shown} from register.{name}")  # noqa: S608
    look_in(connection, "memory")
    connection.execute("detach register")


def _columns(connection: Connection, name: str) -> list[tuple[str, str]]:
    schema, _point, table = name.partition(".")
    found = connection.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?", [schema, table]
    )
    return [(str(column), str(kind)) for column, kind in found.fetchall()]


def _shown(table: str, column: str, kind: str) -> str:
    """A column as it may be shown: a birth date by its year, a text that isn't a code of ours masked."""
    if kind == "DATE" and "birth" in column:
        return f"cast(date_trunc('year', {column}) as date) as {column}"
    if kind in ("VARCHAR", "VARCHAR[]") and not _is_code(table, column):
        masked = f"mask({column})" if kind == "VARCHAR" else f"list_transform({column}, lambda part: mask(part))"
        return f"{masked} as {column}"
    return column


def _is_code(table: str, column: str) -> bool:
    """Whether a column holds codes, ours or a form's; what was sent for them (`raw`) may be anything."""
    schema, _point, name = table.partition(".")
    if column in SHOWN:
        return schema != "raw"
    layout = layouts().get(name) if schema == "stg" else None
    return layout is not None and any(field.name == column and field.type == "code" for field in layout.fields)


def note_access(directory: Path, question: Question, access: Access, tables: list[str]) -> None:
    """Write into the store's log who asked what of the register; StoreError where that can't be written."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": access.by or getpass.getuser(),
        "reason": access.reason,
        "unmasked": access.is_unmasked,
        "tables": tables,
        # The question itself may name somebody.
        "question": hashlib.sha256(question.sql.encode()).hexdigest()[:16],
    }
    path = directory / LOG
    with private_files(), translate_errors(path), path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
