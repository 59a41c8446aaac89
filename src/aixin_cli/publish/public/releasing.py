"""A month's public edition: only the products that are protected, and of these only what nobody can be found in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import NotReadyError
from aixin_cli.locale import _
from aixin_cli.publish.edition import published_tables, read_edition
from aixin_cli.publish.model import Edition, Table
from aixin_cli.publish.order import Order, PublishReport
from aixin_cli.publish.public import record
from aixin_cli.publish.public.blocks import Limits
from aixin_cli.publish.public.protecting import Protected, protect
from aixin_cli.publish.public.tables import PublicTable, read_grids, show
from aixin_cli.publish.public.writing import PublicEdition, write_edition
from aixin_cli.publish.publishing import require_returns
from aixin_cli.sheets.output import replacing

if TYPE_CHECKING:
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

FIRST = "t01"
LEAST_UNITS = 3
"""With fewer, whoever knows one unit would read the others off the province's row."""


def release(store: Store, period: str, out: Path, order: Order) -> PublishReport:
    """Write OUT/<period>-public/; NotReadyError where too few units have sent anything or too few returns came."""
    edition = read_edition(store, period)
    require_returns(edition, order)
    limits = Limits(int(edition.settings["publish.least_cell"]), int(edition.settings["publish.least_width"]))
    withheld, tables = _protect_all(store, edition, limits)
    shown = PublicEdition(
        period=period,
        as_of=edition.as_of,
        edition=record.keep(store, period, _hash(edition, tables, limits), withheld),
        unit=edition.unit_name,
        limits=limits,
        figures=edition.figures,
        tables=tuple(tables),
    )
    target = out / f"{period}-public"
    with replacing(target) as folder:
        write_edition(shown, folder)
        files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return PublishReport(period, target, tuple(target / file for file in files), edition.figures)


def _protect_all(
    store: Store, edition: Edition, limits: Limits
) -> tuple[dict[str, list[Protected]], list[PublicTable]]:
    """Of each table that is for everybody: what is withheld, and what is left."""
    statements = {item.id: item for item in published_tables(store) if "public" in item.header}
    withheld: dict[str, list[Protected]] = {}
    tables = []
    for table in edition.tables:
        statement = statements.get(table.id)
        if statement is None or not _has_units(table, statement, edition.period):
            continue
        before = record.earlier_blocks(store, edition.period, table.id)
        cells = record.earlier_cells(store, edition.period, table.id)
        parts = [protect(grid, limits, before, cells) for grid in read_grids(table, statement)]
        withheld[table.id] = parts
        tables.append(show(table, statement, {cell for part in parts for cell in part.cells}))
    return withheld, tables


def _has_units(table: Table, statement: Statement, period: str) -> bool:
    """Whether a table rests on enough units; NotReadyError where those are too few of whom all others speak too."""
    count = min((len(grid.units) for grid in read_grids(table, statement)), default=LEAST_UNITS)
    if count < LEAST_UNITS and table.id == FIRST:
        raise NotReadyError(
            _("{table} rests on {count} reporting units: everybody could read these off the province's row").format(
                table=table.code, count=count
            ),
            period,
            _("a public edition needs {count} units: aixin status --period {period}").format(
                count=LEAST_UNITS, period=period
            ),
        )
    return count >= LEAST_UNITS


def _hash(edition: Edition, tables: list[PublicTable], limits: Limits) -> str:
    """Of everything that is shown."""
    shown = ([(item.id, item.value) for item in edition.figures], [(item.code, item.rows) for item in tables], limits)
    return hashlib.sha256(repr(shown).encode()).hexdigest()
