"""What is said of a sheet beside its values: hidden parts, comments, pictures, formulas without a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms.reading import TOLD_APART
from aixin_cli.locale import _
from aixin_cli.read.lines.totals import TEMPLATE_ROWS, check_totals, fills_template
from aixin_cli.read.lines.unnamed import notice_bare_rows
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.read.body.by_unit import UnitRows
    from aixin_cli.read.body.rows import Aside
    from aixin_cli.read.grid import Grid
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Fix, Notice, Shift
    from aixin_cli.read.reading import Sheet

XLS_LIMIT = 65536


def sheet_notices(sheet: Sheet, parts: UnitRows) -> list[Notice]:
    """Return what is to be said of a sheet's columns, units, totals and limits."""
    name, header = sheet.grid.sheet, sheet.header
    row = header.stop
    columns = sheet.grid.batch.slice(row, sheet.height - row)
    found = [
        make_notice("R001", name, row, title)
        for column, title in sorted(header.unknown.items())
        if columns.column(column).null_count < columns.num_rows and header.hows.get(column) != "refused"
    ]
    found += [make_notice("R002", name, row, title) for _column, title in sorted(header.repeated.items())]
    if parts.foreign_count:
        found.append(make_notice("R003", name, count=parts.foreign_count))
    if parts.filled:
        found.append(make_notice("R012", name, parts.filled[0], count=len(parts.filled)))
    if header.titles.get("total_value", "").rsplit("/", 1)[-1] in ("累计", "累计数"):
        found.append(make_notice("R008", name, row, header.titles["total_value"]))
    if header.layout.id == "fund_entry" and sheet.money_unit is None:
        found.append(make_notice("R009", name, row, header.titles["amount"]))
    if sheet.height == XLS_LIMIT:
        found.append(make_notice("R010", name, sheet.height))
    if fills_template(sheet.grid, header, sheet.aside, sheet.height):
        found.append(make_notice("R156", name, sheet.height, count=TEMPLATE_ROWS))
    found += notice_bare_rows(sheet.grid, header, sheet.aside, sheet.height)
    return found + check_totals(sheet.grid, header, sheet.aside, sheet.height)


def remarks(sheet: Sheet) -> list[Notice]:
    """Return the notices of hidden rows and columns, comments and pictures, none where there are none."""
    grid, header = sheet.grid, sheet.header
    facts, found = grid.facts, []
    if facts is None:
        return []
    rows = sorted(row for row in facts.hidden_rows if header.stop <= row < grid.height and row not in sheet.aside)
    if rows:
        found.append(make_notice("R116", grid.sheet, rows[0] + 1, count=len(rows)))
    used = {column: name for name, column in header.columns.items()}
    columns = sorted(facts.hidden_columns & used.keys())
    if columns:
        title = "、".join(header.titles[used[column]] for column in columns[:3])
        found.append(make_notice("R117", grid.sheet, header.stop, title, count=len(columns)))
    for rule, count in (("R157", facts.comment_count), ("R141", facts.picture_count)):
        if count:
            found.append(make_notice(rule, grid.sheet, count=count))
    return found


def repair_notices(sheet: str | None, fixes: Sequence[Fix]) -> list[Notice]:
    """Return one notice a rule for the repairs made while reading, with their first row."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for fix in fixes:
        if fix.rule in TOLD_APART:
            continue
        counts[fix.rule] += len(fix.rows)
        first[fix.rule] = min(first.get(fix.rule, fix.rows[0]), fix.rows[0])
    return [make_notice(rule, sheet, first[rule], count=count) for rule, count in sorted(counts.items())]


def fixes_within(fixes: Sequence[Fix], rows: pa.Table) -> tuple[Fix, ...]:
    """Return the repairs of those rows that a part of the sheet holds."""
    if not fixes:
        return ()
    kept = set(rows.column("row").to_pylist())
    within = (replace(fix, rows=tuple(row for row in fix.rows if row in kept)) for fix in fixes)
    return tuple(fix for fix in within if fix.rows)


def shifts_within(shifts: Sequence[Shift], rows: pa.Table) -> tuple[Shift, ...]:
    """Return the shifted rows that a part of the sheet holds."""
    if not shifts:
        return ()
    kept = set(rows.column("row").to_pylist())
    return tuple(shift for shift in shifts if shift.row in kept)


def check_formulas(grid: Grid, header: Header, aside: Aside, where: str) -> None:
    """Refuse a sheet in which a formula was saved without its value: what it showed can't be known."""
    if grid.facts is None or not grid.facts.unvalued:
        return
    titles = {column: header.titles[name] for name, column in header.columns.items() if name != "row_no"}
    lost = sorted(
        (row, column)
        for row, column in grid.facts.unvalued
        if row >= header.stop and row not in aside and column in titles
    )
    if lost:
        row, column = lost[0]
        what = _("{count} formulas were saved without their values, the first in column {title}.").format(
            count=len(lost), title=titles[column]
        )
        place = _("{file}, row {row}").format(file=where, row=row + 1)
        raise InputError(what, place, _("open the file in Excel or WPS, save it there and send that"))
