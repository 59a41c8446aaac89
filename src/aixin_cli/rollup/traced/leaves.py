"""The rows that cells are added up from, one question for all cells of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.rollup.traced.cells import Cell
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement, sql_directory

PLACES = Decimal("0.0001")


def find_leaves(store: Store, period: str, cells: Sequence[Cell]) -> None:
    """Fill ent.trace_leaf with the leaves of these cells, numbered from 0; the basis must be read."""
    params = store.period_params(period)
    asked = [
        {"cell_no": number, "told": cell.told, "row_code": cell.row_code, "item": cell.item}
        for number, cell in enumerate(cells)
    ]
    made = store.ask("trace/asked_cell", {**params, "cells": asked})
    sources = [source for source in _sources(store) if any(_tells(source, row[1], row[3]) for row in made)]
    _require_sources(sources, made)
    make_tables(store)
    _put_cells(store, made, {(row[1], row[3]): _forms(sources, row[1], row[3]) for row in made})
    for source in [*(item.id for item in sources), "left_out"]:
        store.insert_from("ent.trace_leaf", f"trace/{source}", params)


def make_tables(store: Store) -> None:
    """Make the two tables that sources read and fill, empty."""
    store.execute(
        "create or replace table ent.trace_cell (cell_no integer, told varchar, row_code varchar, item varchar,"
        " role varchar, sign integer, forms varchar[])"
    )
    store.execute(
        "create or replace table ent.trace_leaf (cell_no integer, role varchar, state varchar, unit_code varchar,"
        ' part_id integer, "row" integer, field varchar, amount decimal(18, 2))'
    )


def value_of(sums: Mapping[str, Decimal], *, is_share: bool, is_change: bool) -> Decimal | None:
    """What leaves make: a sum, or what is counted divided by its base, as a change of that if it is one."""
    counted, base = sums.get("counted", Decimal(0)), sums.get("base", Decimal(0))
    if not is_share:
        return counted
    if not base:
        return None
    return ((counted - base if is_change else counted) / base).quantize(PLACES, ROUND_HALF_UP)


def _require_sources(sources: Sequence[Statement], made: Sequence[tuple[Any, ...]]) -> None:
    unknown = {str(row[1]) for row in made if not any(_tells(source, row[1], row[3]) for source in sources)}
    if unknown:
        raise DefinitionError(_("nothing in sql/trace tells where {names} comes from").format(names=", ".join(unknown)))


def _put_cells(
    store: Store, made: Sequence[tuple[Any, ...]], forms: Mapping[tuple[str, str | None], list[str]]
) -> None:
    names = ("cell_no", "told", "row_code", "item", "role", "sign")
    items = [dict(zip(names, row, strict=True)) | {"forms": forms[row[1], row[3]]} for row in made]
    store.execute("insert into ent.trace_cell by name select unnest($items, recursive := true)", {"items": items})


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (sql_directory() / "trace").glob("*.sql")))


def _sources(store: Store) -> list[Statement]:
    return [item for name in _names() if "cells" in (item := store.catalogue.get(name, "trace")).header]


def _tells(source: Statement, told: str, item: str | None) -> bool:
    """Whether a source tells what a cell counts: of the bridge's table only the measures that it has rows of."""
    is_told = any(fnmatchcase(told, pattern) for pattern in source.header["cells"])
    return is_told and not (item and told.startswith("t10.") and item not in source.header.get("measures", [item]))


def _forms(sources: Sequence[Statement], told: str, item: str | None) -> list[str]:
    return sorted({form for source in sources if _tells(source, told, item) for form in source.header["forms"]})
