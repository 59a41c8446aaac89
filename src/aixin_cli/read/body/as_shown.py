"""Numbers that are shown otherwise than they are stored: converted where the header agrees, else asked about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from aixin_cli.forms.reading import AS_SHOWN
from aixin_cli.read.model import Fix
from aixin_cli.read.notices import make_notice
from aixin_cli.read.workbook.exact import with_texts

if TYPE_CHECKING:
    from aixin_cli.forms.model import Field
    from aixin_cli.read.grid import Grid
    from aixin_cli.read.model import Notice
    from aixin_cli.read.reading import Sheet
    from aixin_cli.read.sheet_facts import Place
    from aixin_cli.read.workbook.numberformats import Display

TEN_THOUSANDS = 4
"""The power of ten of 万元."""


def read_as_shown(grid: Grid, sheet: Sheet) -> tuple[Grid, list[Notice], tuple[Fix, ...]]:
    """Convert amounts that are stored in 元 and shown in the 万元 that the header declares; ask about other formats.

    Whatever isn't converted counts as stored.
    """
    if grid.facts is None or not grid.facts.shown:
        return grid, [], ()
    header, declared = sheet.header, TEN_THOUSANDS if sheet.money_unit == "万元" else 0
    fields = {header.columns[item.name]: item for item in header.layout.fields if item.name in header.columns}
    texts: dict[Place, str] = {}
    rows: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for display, places in grid.facts.shown:
        for row, column in places:
            number = _number(grid, row, column) if header.stop <= row and row not in sheet.aside else None
            item = fields.get(column)
            if item is None or item.type not in ("int", "money") or number is None:
                continue
            rule = _rule(display, item, declared)
            if rule == AS_SHOWN:
                texts[row, column] = format(number.scaleb(-declared), "f")
            if rule:
                rows[rule, item.name, display.power or -display.unit].append(row + 1)
    notices = [
        make_notice(rule, grid.sheet, min(found), header.titles[name], count=len(found), power=_times(power))
        for (rule, name, power), found in sorted(rows.items())
    ]
    fixes = tuple(Fix(rule, name, tuple(sorted(found))) for (rule, name, _p), found in rows.items() if rule == AS_SHOWN)
    return (replace(grid, batch=with_texts(grid.batch, texts)) if texts else grid), notices, fixes


def _rule(display: Display, item: Field, declared: int) -> str | None:
    """Return the rule under which a format is told; None where it says what is declared."""
    if display.power < 0:
        return "R180"
    if item.type == "money" and declared:
        if display.power == declared:
            return AS_SHOWN
        return None if display.power == 0 and display.unit == declared else "R179"
    return "R179"


def _number(grid: Grid, row: int, column: int) -> Decimal | None:
    """Return a cell's number; None for a blank, a text and zero, which is shown as itself."""
    if row >= grid.batch.num_rows or column >= grid.batch.num_columns:
        return None
    try:
        number = Decimal(grid.batch.column(column)[row].as_py() or "0")
    except InvalidOperation:
        return None
    return number if number.is_finite() and number else None


def _times(power: int) -> str:
    return f"{10 ** abs(power):,}"
