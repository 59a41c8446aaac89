"""A number's rows as a file: all of them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.jobs.tracing.traced import COLUMNS, ROW_COLUMNS, Trace
from aixin_cli.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENDINGS = (".csv", ".json")


def require_ending(path: Path) -> None:
    """Raise UsageError for a file that a trace isn't written as."""
    if path.suffix not in ENDINGS:
        raise UsageError(_("the file is written as {endings}").format(endings=", ".join(ENDINGS)), str(path))


def write_trace(traced: Trace, path: Path) -> None:
    """Write all rows of a trace."""
    write_rows(path, as_json(traced), ROW_COLUMNS, traced.rows)


def write_rows(path: Path, content: object, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows as CSV, or a JSON value, whole or not at all; StoreError where the place can't be written."""
    from aixin_cli.formulas import guard
    from aixin_cli.sheets.output import placing

    with placing(path) as fresh, fresh.open("w", encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8") as file:
        if path.suffix == ".json":
            json.dump(content, file, ensure_ascii=False, indent=2, default=_plain)
            return
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guard(cell) for cell in row] for row in rows)


def as_json(traced: Trace) -> dict[str, Any]:
    """A trace with its definition, leaves and rows."""
    cell = None if traced.figure_id else traced.cell
    return {
        "figure": traced.figure_id,
        "table": None if cell is None else traced.statement.id.upper(),
        "column": None if cell is None else cell.column["name"],
        "item": None if cell is None else cell.item or None,
        "edition": traced.edition,
        "unit_code": traced.row_code,
        "value": traced.value,
        "unit": traced.unit,
        "definition_id": traced.definition_id,
        "definition": traced.definition,
        "sql": traced.sql,
        "leaves": [dict(zip(COLUMNS, leaf, strict=True)) for leaf in traced.leaves],
        "rows": [dict(zip(ROW_COLUMNS, row, strict=True)) for row in traced.rows],
    }


def _plain(value: object) -> object:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
