"""Finds the cell that somebody means: a table, a row, a column, and of rows with several items which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement

NUMBERS = ("count", "money", "rate", "ratio")
WHOLE = "合计"
"""The item that stands for all of a row's."""


@dataclass(frozen=True)
class Cell:
    """One printed number of a month."""

    statement: Statement
    column: Mapping[str, Any]
    row_code: str
    item: str
    """The row's key beside its unit, as text; empty where there is none."""
    item_name: str
    unit: str
    value: Decimal | None

    @property
    def told(self) -> str:
        """What sources call it."""
        return f"{self.statement.id}.{self.column['name']}"

    @property
    def is_share(self) -> bool:
        """Whether it is one number divided by another."""
        return str(self.column["kind"]) == "ratio"


def find_cell(store: Store, period: str, name: str, place: tuple[str, str], item: str | None = None) -> Cell:
    """The cell of a table by row code and column.

    Raises UsageError for a table, row, item or column that there is none of, or a column that is no number.
    """
    row_code, asked = place
    statement = _table(store, name)
    alias = statement.header.get("alias", {}).get(asked)
    item, column = (alias["item"], alias["column"]) if alias else (item, asked)
    header = _column(statement, column)
    row = _row(statement, _rows(store, statement, period, row_code), item)
    key = _key(statement)
    of_row = header.get("by_unit")
    value = row[column]
    return Cell(
        statement,
        header,
        row_code,
        "" if key is None else str(row[key]),
        "" if key is None else _words(statement, row),
        str(row[of_row] if of_row else header["unit"]),
        None if value is None else Decimal(value),
    )


def figure_cell(store: Store, period: str, figure: Statement, row_code: str) -> Cell:
    """The cell of a table that a figure is."""
    _schema, table, column = str(figure.header["source"]).split(".")
    return find_cell(store, period, table, (row_code, column), figure.header.get("item"))


def published_tables(store: Store) -> dict[str, Statement]:
    """The tables that are published, by the name that people call them by."""
    found = {item.id.upper(): item for item in store.catalogue.of_kind("rollup") if not item.header.get("internal")}
    return dict(sorted(found.items()))


def _table(store: Store, name: str) -> Statement:
    for item in store.catalogue.statements:
        if item.kind == "rollup" and item.id == name.lower() and not item.header.get("internal"):
            return item
    raise UsageError(
        _("there is no table {table}").format(table=name),
        None,
        _("known: {names}").format(names=", ".join(published_tables(store))),
    )


def _key(statement: Statement) -> str | None:
    return next((name for name in statement.header["grain"] if name != "unit_code"), None)


def _column(statement: Statement, name: str) -> Mapping[str, Any]:
    numbers: dict[str, Mapping[str, Any]] = {
        item["name"]: item for item in statement.header["column"] if item["style"] in NUMBERS and not item.get("hidden")
    }
    if name not in numbers:
        raise UsageError(
            _("{table} has no column of numbers called {column}").format(table=statement.id.upper(), column=name),
            None,
            _("known: {names}").format(names=", ".join([*numbers, *statement.header.get("alias", {})])),
        )
    return numbers[name]


def _rows(store: Store, statement: Statement, period: str, row_code: str) -> list[dict[str, Any]]:
    grain = ", ".join(statement.header["grain"])
    sql = f"select * from {statement.table} where period = ? and unit_code = ? order by {grain}"  # noqa: S608
    asked = store.execute(sql, [period, row_code])
    names = [column[0] for column in asked.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    if not rows:
        raise UsageError(
            _("{table} of {period} has no row for this unit").format(table=statement.id.upper(), period=period),
            row_code,
            _("the units of a table: aixin query figure_by_unit --param figure=F02"),
        )
    return rows


def _row(statement: Statement, rows: Sequence[dict[str, Any]], item: str | None) -> dict[str, Any]:
    key = _key(statement)
    if key is None:
        if item is not None:
            raise UsageError(_("{table} has no items").format(table=statement.id.upper()), item)
        return rows[0]
    wanted = item if item is not None or all(row[key] != WHOLE for row in rows) else WHOLE
    found = [row for row in rows if wanted is not None and wanted in _names(statement, row)]
    if len(found) != 1:
        raise UsageError(
            _("{table} has several items a unit").format(table=statement.id.upper()),
            item,
            _("say which: --item {names}").format(
                names=", ".join(f"{row[key]} {_words(statement, row)}".strip() for row in rows)
            ),
        )
    return found[0]


def _texts(statement: Statement) -> list[str]:
    return [
        column["name"]
        for column in statement.header["column"]
        if column["style"] in ("text", "code") and not column["name"].startswith("unit_")
    ]


def _names(statement: Statement, row: Mapping[str, Any]) -> set[str]:
    """What an item may be called: its key, any of its texts, or all of them together."""
    texts = [str(row[name]) for name in _texts(statement) if row[name] is not None]
    return {str(row[_key(statement) or ""]), *texts, "".join(texts[:2])}


def _words(statement: Statement, row: Mapping[str, Any]) -> str:
    return "".join(str(row[name]) for name in _texts(statement)[:2] if row[name] is not None)
