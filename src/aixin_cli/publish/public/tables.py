"""Which columns of a table are for everybody, by `[public]` in its header, and what of their cells is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.publish import row_names
from aixin_cli.publish.edition import UNIT
from aixin_cli.publish.model import Column, Table
from aixin_cli.publish.public.blocks import Cell, Grid
from aixin_cli.store.statement import Statement

MARK = "x"
"""Stands in a cell that is withheld."""


@dataclass(frozen=True)
class PublicTable:
    """A table as everybody may see it."""

    code: str
    title: str
    unit_line: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    withheld: int
    """How many of its cells are."""
    is_province: bool = False
    """Whether it is of the province alone."""

    @property
    def titles(self) -> list[str]:
        """The heads of its columns, in one line each."""
        return [column.flat_title for column in self.columns]


def read_grids(table: Table, statement: Statement) -> tuple[Grid, ...]:
    """The counts of persons that a table shows below the province, column by column that exclude one another."""
    additive = {item["name"] for item in statement.header["column"] if item.get("additive")}
    return tuple(_read_grid(table, group, additive) for group in _declared(statement).get("persons", ()))


def _declared(statement: Statement) -> Mapping[str, Any]:
    declared: Mapping[str, Any] = statement.header["public"]
    return declared


def _read_grid(table: Table, group: Mapping[str, Any], additive: set[str]) -> Grid:
    columns, total = tuple(group["columns"]), group.get("total")
    codes = table.data.column(UNIT).to_pylist()
    shown = (*columns, *([total] if total else []))
    cells = {name: table.data.column(name).to_pylist() for name in shown}
    return Grid(
        columns=columns,
        total=total,
        above={
            code: row_names.prefecture(code)
            for code, level in zip(codes, table.levels, strict=True)
            if level in {"area", "own"}
        },
        values={
            (code, name): int(value)
            for name in shown
            for code, value in zip(codes, cells[name], strict=True)
            if value is not None
        },
        province=row_names.province().code,
        is_additive=set(shown) <= additive,
    )


def show(table: Table, statement: Statement, withheld: set[Cell]) -> PublicTable:
    """A table without what isn't for everybody, and with a mark where a number is withheld."""
    is_province = _declared(statement).get("rows") == "province"
    columns = tuple(_columns(table, statement))
    codes = table.data.column(UNIT).to_pylist()
    rows = [
        tuple(MARK if (code, column.name) in withheld else value for column, value in zip(columns, values, strict=True))
        for code, level, values in zip(
            codes, table.levels, zip(*(table.values(column) for column in columns), strict=True), strict=True
        )
        if level == "province" or not is_province
    ]
    return PublicTable(
        code=table.code,
        title=table.title,
        unit_line=table.unit_line,
        columns=columns,
        rows=tuple(rows),
        withheld=len(withheld),
        is_province=is_province,
    )


def _columns(table: Table, statement: Statement) -> Iterator[Column]:
    """All columns of what is of the province alone; else the unit, and what is named."""
    declared = _declared(statement)
    if declared.get("rows") == "province":
        yield from table.columns
        return
    named = {*declared.get("others", ()), "unit_code", "unit_name"}
    for group in declared.get("persons", ()):
        named |= {*group["columns"], *([group["total"]] if group.get("total") else [])}
    if unknown := named - {column.name for column in table.columns}:
        raise DefinitionError(
            _("[public] names columns that the table doesn't publish: {names}").format(
                names=", ".join(sorted(unknown))
            ),
            str(statement.path),
        )
    yield from (column for column in table.columns if column.name in named)
