"""One file's sheets become source tables: header, rows, unit and period joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aixin_cli.forms import form_of_layout, load_forms
from aixin_cli.forms.model import Layout
from aixin_cli.locale import _
from aixin_cli.read.body.as_shown import read_as_shown
from aixin_cli.read.body.beside import refuse_beside
from aixin_cli.read.body.by_person import split_persons
from aixin_cli.read.body.by_unit import UnitRows, split_units
from aixin_cli.read.body.merged_numbers import find_covered
from aixin_cli.read.body.remarks import (
    check_formulas,
    fixes_within,
    remarks,
    repair_notices,
    sheet_notices,
    shifts_within,
)
from aixin_cli.read.body.rows import Aside, build_rows, build_set_aside, fill_dittos, title_rows
from aixin_cli.read.body.sections import Section, split_sections
from aixin_cli.read.body.surplus import find_surplus
from aixin_cli.read.choose_sheets import choose_sheets, cover_lines, is_instruction, no_form, refuse_far
from aixin_cli.read.grid import Grid, text_of
from aixin_cli.read.header.find import MAX_START, Header, settle_header
from aixin_cli.read.header.refusals import (
    mapping_notices,
    refuse_missing,
    refuse_money_unit,
    refuse_rival,
    sheet_layout,
)
from aixin_cli.read.lines.set_aside import find_set_aside, last_row
from aixin_cli.read.model import Fix, SourceTable
from aixin_cli.read.notices import make_notice
from aixin_cli.read.owner.preamble import Facts, read_facts, read_name
from aixin_cli.read.owner.statement import decide_period, decide_unit, unknown_period, unknown_unit
from aixin_cli.read.reading import Reading, Sheet
from aixin_cli.read.workbook.exact import fill_merged, shift_days, stripped_marks

if TYPE_CHECKING:
    import pyarrow as pa

_XLS_LIMIT = 65536
_PRINTED = ("aggregate", "opening")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table in its sheet: the sheet with its repairs, what stands where, and whose it is."""

    whole: Grid
    sheet: Sheet
    repairs: tuple[Fix, ...]
    unit: str | None
    """None: the rows must say."""
    period: str


def read_tables(grids: Sequence[Grid], reading: Reading) -> None:
    """Fill the reading's tables and notices from a file's sheets; InputError where it is refused."""
    found, loose = choose_sheets(grids, reading)
    refuse_far(found, loose, reading)
    for grid in loose:
        _read_cover(grid, reading, is_alone=not found)
    for grid, header in found:
        _read_sections(grid, header, reading)
    if (
        not reading.tables
        and not reading.answers
        and not any(notice.rule in ("R007", "R015") for notice in reading.notices)
    ):
        raise no_form(grids, reading)


def _read_cover(grid: Grid, reading: Reading, *, is_alone: bool) -> None:
    """Read a sheet without a form: it may speak for the others, or report that nothing happened."""
    lines = [text for row in grid.rows(0, MAX_START) if (text := text_of(row))]
    if not lines:
        return
    if is_instruction(grid):
        reading.notices.append(make_notice("R004", grid.sheet))
        return
    facts = read_facts(lines, reading.declared.period)
    layout = _layout_named(" ".join([grid.sheet or "", reading.path.rsplit("/", 1)[-1], *lines]))
    if facts.is_zero and layout is not None:
        reading.tables.append(_zero_table(grid, layout, facts, reading))
        return
    said = read_facts(cover_lines(grid), reading.declared.period)
    reading.claims.insert(0, (" ".join(filter(None, (_("the cover"), grid.sheet))), said))
    if not is_alone and grid.too_far is None:
        reading.notices.append(make_notice("R004", grid.sheet))


def _layout_named(text: str) -> Layout | None:
    for form in load_forms().values():
        if form.title in text or form.code in text or form.title.removesuffix("表") in text:
            return form.layouts[0]
    return None


def _zero_table(grid: Grid, layout: Layout, facts: Facts, reading: Reading) -> SourceTable:
    """Make the table of a zero return that has no header at all."""
    unit, period = _decide_owner(facts, grid.sheet, reading, reading.path)
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


def _read_sections(grid: Grid, header: Header, reading: Reading) -> None:
    """Read a sheet's tables; the rows of one without data go to its neighbour, so that none is lost."""
    where = f"{reading.path}, {grid.sheet}" if grid.sheet else reading.path
    refuse_rival(header, where)
    refuse_beside(grid, header, where)
    sections = split_sections(grid, header, reading.declared.memory, where)
    if len(sections) > 1:
        reading.notices.append(make_notice("R154", grid.sheet, header.stop, count=len(sections)))
    before, top = len(reading.tables), None
    for section in sections:
        count = len(reading.tables)
        whole = section.header if top is None else replace(section.header, top=top)
        _read_sheet(section.grid, whole, reading)
        top = whole.top if len(reading.tables) == count else None
    if top is not None and len(reading.tables) > before:
        _set_rest_aside(sections[-1], top, reading)


def _set_rest_aside(section: Section, top: int, reading: Reading) -> None:
    """Give the rows of a table without data to the table above it."""
    import pyarrow as pa  # noqa: PLC0415

    header = section.header
    rest = title_rows(section.grid, top, header.start, header.stop)
    rest |= title_rows(section.grid, header.stop, (height := max(last_row(section.grid), header.stop)), height)
    last = reading.tables[-1]
    reading.tables[-1] = replace(last, set_aside=pa.concat_tables([last.set_aside, build_set_aside(rest)]))


def _read_sheet(grid: Grid, header: Header, reading: Reading) -> None:
    placed = _place_table(grid, header, reading)
    whole, sheet, unit, period = placed.whole, placed.sheet, placed.unit, placed.period
    header = sheet.header
    refuse_missing(header, unit, period, sheet.where, reading.declared.memory)
    refuse_money_unit(sheet.money_unit, header.stop, sheet.where)
    check_formulas(whole, header, sheet.aside, sheet.where)
    whole, shown, converted = read_as_shown(whole, sheet)
    surplus = find_surplus(whole, header, sheet.aside, sheet.height)
    data = build_rows(whole, header, sheet.aside, sheet.height, surplus.columns)
    rows, dittos = fill_dittos(data, header.layout)
    if rows.num_rows == 0 and not _says_zero(sheet):
        reading.notices.append(make_notice("R007", grid.sheet, header.stop))
        return
    if _is_unfilled(rows, header.layout):
        reading.notices.append(make_notice("R015", grid.sheet, header.stop))
        return
    merged, covered = find_covered(whole, header, sheet.aside)
    reading.notices.extend([*shown, *surplus.notices, *merged])
    shares, divided = split_persons(rows, header.layout.id)
    parts = [_split(share, unit, sheet) for share in shares]
    fixes = (*placed.repairs, *dittos, *divided, *covered, *converted)
    reading.notices.extend([*sheet_notices(sheet, parts[0]), *repair_notices(grid.sheet, fixes), *remarks(sheet)])
    aside = build_set_aside(sheet.aside)
    for nth, share in enumerate(parts, start=1):
        for code, part in share.parts:
            table = _table(sheet, (code, period), part, aside, reading)
            own = (*fixes_within(fixes, part), *share.fixes.get(code, ())) if nth == 1 else ()
            shifts = shifts_within(surplus.shifts, part)
            reading.tables.append(replace(table, share=nth, fixes=own, shifts=shifts))
            aside = aside.slice(0, 0)


def _place_table(grid: Grid, header: Header, reading: Reading) -> _Placed:
    """Say where a header's table lies and whose it is, and what its columns mean to that unit.

    The texts around the table tell the unit, and its people may have decided on titles: the header then stands for
    other columns, and the table is placed once more by them. The unit doesn't change by it.
    """
    where = f"{reading.path}, {grid.sheet}" if grid.sheet else reading.path
    whole, repairs = _repair(grid, header)
    sheet = _survey(whole, header, reading, where)
    unit, period = _decide_owner(sheet.facts, grid.sheet, reading, where)
    settled = settle_header(header, unit, period, reading.declared.memory)
    reading.layouts.append(sheet_layout(settled, grid.sheet, unit, period))
    if settled is header:
        return _Placed(whole, sheet, repairs, unit, period)
    reading.notices.extend(mapping_notices(settled, grid.sheet))
    whole, repairs = _repair(grid, settled)
    return _Placed(whole, _survey(whole, settled, reading, where), repairs, unit, period)


def _repair(grid: Grid, header: Header) -> tuple[Grid, tuple[Fix, ...]]:
    moved, days = shift_days(grid, header)
    whole, merged = fill_merged(moved, header)
    return whole, (*stripped_marks(grid, header), *days, *merged)


def _survey(grid: Grid, header: Header, reading: Reading, where: str) -> Sheet:
    """Set rows aside and read what the texts above and below the table state."""
    height = max(last_row(grid), header.stop)
    above = grid.rows(header.top, header.start)
    aside = title_rows(grid, header.top, header.start, header.stop)
    below = find_set_aside(grid, header, height, where)
    for repeat in header.repeats:
        below |= title_rows(grid, *repeat)
    aside.update(below)
    texts = [text_of(row) for row in above]
    texts += [below[index][1] for index in sorted(below) if below[index][0] in ("signature", "note")]
    facts = read_facts([text for text in texts if text], reading.declared.period)
    return Sheet(grid, header, height, aside, facts, where)


def _decide_owner(facts: Facts, sheet_name: str | None, reading: Reading, where: str) -> tuple[str | None, str]:
    """Return the stated unit (None: the rows must say) and the period."""
    name = read_name(sheet_name or "", reading.declared.period)
    claims = [(_("the preamble"), facts), (_("the sheet's name"), name), *reading.claims]
    unit = decide_unit(claims, reading.fallback, reading.declared, where)
    period = decide_period(claims, reading.fallback, reading.declared, where)
    if period is None:
        raise unknown_period(where)
    return unit, period


def _split(rows: pa.Table, unit: str | None, sheet: Sheet) -> UnitRows:
    if rows.num_rows == 0:
        if unit is None:
            raise unknown_unit(sheet.where)
        return UnitRows(((unit, rows),))
    return split_units(rows, unit, sheet.where, form_of_layout(sheet.header.layout.id).id)


def _says_zero(sheet: Sheet) -> bool:
    """A cover line 零报告, or a flow form with a header, a signature and no rows, is a zero."""
    signed = any(reason == "signature" for reason, _text in sheet.aside.values())
    is_flow = form_of_layout(sheet.header.layout.id).kind == "flow"
    return sheet.facts.is_zero or (is_flow and signed)


def _is_unfilled(rows: pa.Table, layout: Layout) -> bool:
    """Tell whether a form whose rows are printed beforehand has no figure in any of them."""
    figures = [item.name for item in layout.fields if item.type == "money"]
    return form_of_layout(layout.id).kind in _PRINTED and all(
        rows.column(name).null_count == rows.num_rows > 0 for name in figures
    )


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
        money_unit=sheet.money_unit,
        preamble=sheet.facts.labels,
        columns=sheet.header.describe(),
    )


def _empty_rows(layout: Layout) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415

    names = ["row", *(item.name for item in layout.fields), "extra"]
    arrays = [pa.array([], pa.int32() if name == "row" else pa.string()) for name in names]
    return pa.table(arrays, names=names)
