"""One file's sheets become source tables: header, rows, unit and period joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms import form_of_layout, load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.model import Layout
from aixin_cli.locale import _
from aixin_cli.read.exact import fill_merged, shift_1904
from aixin_cli.read.grid import Grid, text_of
from aixin_cli.read.header import MAX_DEPTH, MAX_START, Header, find_header, missing_columns, nearest_title
from aixin_cli.read.model import Notice, SourceTable
from aixin_cli.read.notices import make_notice
from aixin_cli.read.preamble import Facts, read_facts, read_name
from aixin_cli.read.remarks import check_formulas, fixes_within, no_form, remarks, repair_notices
from aixin_cli.read.rows import Aside, build_rows, build_set_aside, fill_dittos
from aixin_cli.read.setaside import find_set_aside, last_row
from aixin_cli.read.several import split_persons
from aixin_cli.read.split import UnitRows, split_units
from aixin_cli.read.statement import Claim, Declared, decide_period, decide_unit, unknown_period, unknown_unit

if TYPE_CHECKING:
    import pyarrow as pa

_SAMPLE_SHEET = re.compile(r"样例|样表|示例|填报说明|填表说明|数据字典|代码表|填写说明|^说明$|填报须知")
_XLS_LIMIT = 65536
_MONEY_LAYOUTS = ("fund_entry", "activity", "activity_monthly", "project")


@dataclass(slots=True)
class Reading:
    """What is known of one file while its sheets are read."""

    path: str
    declared: Declared
    claims: list[Claim]
    fallback: list[Claim]
    is_supplement: bool = False
    tables: list[SourceTable] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its header and what its texts state."""

    grid: Grid
    header: Header
    height: int
    aside: Aside
    facts: Facts
    where: str


def read_tables(grids: Sequence[Grid], reading: Reading) -> None:
    """Fill the reading's tables and notices from a file's sheets; InputError where it is refused."""
    found: list[tuple[Grid, Header]] = []
    loose: list[Grid] = []
    for grid in grids:
        reading.notices.extend(grid.found)
        if not _is_left_out(grid, reading):
            header = find_header(grid.rows(0, MAX_START + MAX_DEPTH))
            if header is None:
                loose.append(grid)
            else:
                found.append((grid, header))
    for grid in loose:
        _read_cover(grid, reading, is_alone=not found)
    for grid, header in found:
        _read_sheet(grid, header, reading)
    if not reading.tables and not any(notice.rule == "R007" for notice in reading.notices):
        raise no_form(grids, reading.path)


def _is_left_out(grid: Grid, reading: Reading) -> bool:
    rule = "R006" if grid.is_hidden else "R005" if _SAMPLE_SHEET.search(grid.sheet or "") else None
    if rule is not None:
        reading.notices.append(make_notice(rule, grid.sheet))
    return rule is not None


def _read_cover(grid: Grid, reading: Reading, *, is_alone: bool) -> None:
    """Read a sheet without a form: it may speak for the others, or report that nothing happened."""
    lines = [text for row in grid.rows(0, MAX_START) if (text := text_of(row))]
    if not lines:
        return
    facts = read_facts(lines, reading.declared.period)
    layout = _layout_named(" ".join([grid.sheet or "", reading.path.rsplit("/", 1)[-1], *lines]))
    if facts.is_zero and layout is not None:
        reading.tables.append(_zero_table(grid, layout, facts, reading))
        return
    reading.claims.insert(0, (_("the cover"), facts))
    if not is_alone:
        reading.notices.append(make_notice("R004", grid.sheet))


def _layout_named(text: str) -> Layout | None:
    for form in load_forms().values():
        if form.title in text or form.code in text or form.title.removesuffix("表") in text:
            return form.layouts[0]
    return None


def _zero_table(grid: Grid, layout: Layout, facts: Facts, reading: Reading) -> SourceTable:
    """Make the table of a zero return that has no header at all."""
    unit, period = _whose(facts, grid.sheet, reading, reading.path)
    if unit is None:
        raise unknown_unit(reading.path)
    rows = _empty_rows(layout)
    texts: Aside = {i: ("note", text_of(row)) for i, row in enumerate(grid.rows(0, last_row(grid)))}
    return SourceTable(
        form=form_of_layout(layout.id).id,
        layout=layout.id,
        unit=unit,
        period=period,
        sheet=grid.sheet,
        header_row=None,
        titles={},
        rows=rows,
        set_aside=build_set_aside(texts),
        filled_date=facts.filled_date,
        is_supplement=reading.is_supplement,
        is_zero=True,
        preamble=facts.labels,
    )


def _read_sheet(grid: Grid, header: Header, reading: Reading) -> None:
    grid, moved = shift_1904(grid, header)
    grid, merged = fill_merged(grid, header)
    sheet = _survey(grid, header, reading)
    unit, period = _whose(sheet.facts, grid.sheet, reading, sheet.where)
    _check_columns(header, period, sheet.where)
    check_formulas(grid, header, sheet.aside, sheet.where)
    rows, dittos = fill_dittos(build_rows(grid, header, sheet.aside, sheet.height))
    if rows.num_rows == 0 and not _says_zero(sheet):
        reading.notices.append(make_notice("R007", grid.sheet, header.stop))
        return
    shares, divided = split_persons(rows, header.layout.id)
    parts = [_split(share, unit, sheet) for share in shares]
    fixes = (*moved, *merged, *dittos, *divided)
    reading.notices.extend(
        [*_notices(sheet, parts[0]), *repair_notices(grid.sheet, fixes), *remarks(grid, header, sheet.aside)]
    )
    aside = build_set_aside(sheet.aside)
    for nth, share in enumerate(parts, start=1):
        for code, part in share.parts:
            table = _table(sheet, (code, period), part, aside, reading)
            reading.tables.append(replace(table, share=nth, fixes=fixes_within(fixes, part) if nth == 1 else ()))
            aside = aside.slice(0, 0)


def _survey(grid: Grid, header: Header, reading: Reading) -> Sheet:
    """Set rows aside and read what the texts above and below the table state."""
    height = max(last_row(grid), header.stop)
    above = grid.rows(0, header.start)
    aside: Aside = {i: ("title" if text_of(row) else "blank", text_of(row)) for i, row in enumerate(above)}
    aside.update(
        (i, ("header", text_of(row))) for i, row in enumerate(grid.rows(header.start, header.stop), header.start)
    )
    below = find_set_aside(grid, header, height)
    aside.update(below)
    texts = [text_of(row) for row in above]
    texts += [below[index][1] for index in sorted(below) if below[index][0] in ("signature", "note")]
    facts = read_facts([text for text in texts if text], reading.declared.period)
    where = f"{reading.path}, {grid.sheet}" if grid.sheet else reading.path
    return Sheet(grid, header, height, aside, facts, where)


def _whose(facts: Facts, sheet_name: str | None, reading: Reading, where: str) -> tuple[str | None, str]:
    """Return the stated unit (None: the rows must say) and the period."""
    name = read_name(sheet_name or "", reading.declared.period)
    claims = [(_("the preamble"), facts), (_("the sheet's name"), name), *reading.claims]
    unit = decide_unit(claims, reading.fallback, reading.declared, where)
    period = decide_period(claims, reading.fallback, reading.declared, where)
    if period is None:
        raise unknown_period(where)
    return unit, period


def _check_columns(header: Header, period: str, where: str) -> None:
    missing = missing_columns(header, period)
    if not missing:
        return
    titles = "、".join(field.title for field in missing)
    what = _("The required column {titles} is missing ({form}).").format(titles=titles, form=header.layout.title)
    nearest = "、".join(near for field in missing if (near := nearest_title(header, field)))
    hint = _("the nearest title found is {near}").format(near=nearest) if nearest else _("add the column")
    raise InputError(what, _("{file}, row {row}").format(file=where, row=header.stop), hint)


def _split(rows: pa.Table, unit: str | None, sheet: Sheet) -> UnitRows:
    if rows.num_rows == 0:
        if unit is None:
            raise unknown_unit(sheet.where)
        return UnitRows(((unit, rows),))
    return split_units(rows, unit, sheet.where)


def _says_zero(sheet: Sheet) -> bool:
    """A cover line 零报告, or a flow form with a header, a signature and no rows, is a zero."""
    signed = any(reason == "signature" for reason, _text in sheet.aside.values())
    is_flow = form_of_layout(sheet.header.layout.id).kind == "flow"
    return sheet.facts.is_zero or (is_flow and signed)


def _notices(sheet: Sheet, parts: UnitRows) -> list[Notice]:
    name, header = sheet.grid.sheet, sheet.header
    row = header.stop
    columns = sheet.grid.batch.slice(row, sheet.height - row)
    found = [
        make_notice("R001", name, row, title)
        for column, title in sorted(header.unknown.items())
        if columns.column(column).null_count < columns.num_rows
    ]
    found += [make_notice("R002", name, row, title) for _column, title in sorted(header.repeated.items())]
    for rule, count in (("R003", parts.foreign_count), ("R012", parts.filled_count)):
        if count:
            found.append(make_notice(rule, name, count=count))
    if header.titles.get("total_value", "").rsplit("/", 1)[-1] in ("累计", "累计数"):
        found.append(make_notice("R008", name, row, header.titles["total_value"]))
    if header.layout.id == "fund_entry" and _money_unit(sheet) is None:
        found.append(make_notice("R009", name, row, header.titles["amount"]))
    if sheet.height == _XLS_LIMIT:
        found.append(make_notice("R010", name, sheet.height))
    form = form_of_layout(header.layout.id).id
    senders = [code for code, _rows in parts.parts if form not in load_divisions().may_send(code)]
    return found + [make_notice("R013", name) for _code in senders]


def _money_unit(sheet: Sheet) -> str | None:
    if sheet.header.layout.id not in _MONEY_LAYOUTS:
        return None
    return sheet.header.money_unit or sheet.facts.money_unit


def _table(sheet: Sheet, key: tuple[str, str], rows: pa.Table, aside: pa.Table, reading: Reading) -> SourceTable:
    layout = sheet.header.layout
    named = read_name(sheet.grid.sheet or "", None)
    return SourceTable(
        form=form_of_layout(layout.id).id,
        layout=layout.id,
        unit=key[0],
        period=key[1],
        sheet=sheet.grid.sheet,
        header_row=sheet.header.stop,
        titles=sheet.header.titles,
        rows=rows,
        set_aside=aside,
        filled_date=sheet.facts.filled_date or next((f.filled_date for _p, f in reading.claims if f.filled_date), None),
        is_supplement=reading.is_supplement or named.is_supplement,
        is_zero=rows.num_rows == 0,
        money_unit=_money_unit(sheet),  # type: ignore[arg-type]
        preamble=sheet.facts.labels,
    )


def _empty_rows(layout: Layout) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    names = ["row", *(item.name for item in layout.fields), "extra"]
    arrays = [pa.array([], pa.int32() if name == "row" else pa.string()) for name in names]
    return pa.table(arrays, names=names)
