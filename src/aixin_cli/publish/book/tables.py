"""The published tables as sheets: which there are, what they are called, and who stands in them grey."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aixin_cli.publish.book.pivot import Frame, Grid, lay_out
from aixin_cli.publish.book.sheet_header import Sheet, plain_sheet
from aixin_cli.publish.book.table_sheet import Block, SheetText, TableSheet
from aixin_cli.publish.model import Edition, Table
from aixin_cli.sheets.words import load_words, period_text

NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
UNIT = "unit_code"
MOST_ROWS = 80
"""Of tables that may stand on one page."""


@dataclass(frozen=True)
class Planned:
    """A sheet of the workbook before it is written."""

    name: str
    titles: tuple[tuple[str, str], ...]
    """The code and the title of each table on it."""
    blocks: tuple[Block, ...]
    text: SheetText


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn."""

    title: str
    kind: str
    grid: Grid


def plan_sheets(edition: Edition) -> list[Planned]:
    """All tables' sheets in their order."""
    silent = silent_units(edition)
    return [planned for table in edition.tables for planned in _of_table(table, edition, silent)]


def plan_charts(edition: Edition) -> list[Chart]:
    """What is drawn, with the numbers that it is drawn from; of what nobody reported nothing is drawn."""
    charts = [
        Chart(sheet.title, sheet.chart, lay_out(Frame.of(table, frozenset()), sheet))
        for table in edition.tables
        for sheet in table.sheets
        if sheet.chart
    ]
    return [chart for chart in charts if chart.grid.height]


def silent_units(edition: Edition) -> frozenset[str]:
    """The rows of units from which nothing at all is in any table."""
    import pyarrow.compute as pc

    every: set[str] = set()
    heard: set[str] = set()
    for table in edition.tables:
        # What may be said by a dash says nothing of what was sent: months that are missing are counted too.
        numbers = [column.name for column in table.columns if not column.is_text and not column.is_dash]
        if UNIT not in table.data.column_names:
            continue
        units = table.data.column(UNIT)
        every |= set(units.unique().to_pylist())
        for name in numbers:
            known = pc.is_valid(table.data.column(name))
            heard |= set(units.filter(known).unique().to_pylist())
        heard |= {code for code, level in zip(units.to_pylist(), table.levels, strict=True) if level == "province"}
    return frozenset(every - heard)


def _of_table(table: Table, edition: Edition, silent: frozenset[str]) -> list[Planned]:
    frame = Frame.of(table, silent)
    heard = frame.without_silent() if edition.only_reported else frame
    groups: list[list[Sheet]] = []
    declared = [sheet for sheet in table.sheets if not sheet.chart]
    for sheet in declared or [plain_sheet([column.name for column in table.columns])]:
        if sheet.below:
            groups[-1].append(sheet)
        else:
            groups.append([sheet])
    planned: list[Planned] = []
    for number, group in enumerate(groups, 1):
        code = table.code if len(groups) == 1 else f"{table.code}-{number}"
        grids = [lay_out(frame if sheet.keeps_silent else heard, sheet) for sheet in group]
        codes = (code, *("" for _below in group[1:]))
        blocks = tuple(Block(grid, sheet.title, own) for grid, sheet, own in zip(grids, group, codes, strict=True))
        planned.append(_planned(table, code, group, blocks, edition))
    return _put_together(planned)


def _put_together(planned: list[Planned]) -> list[Planned]:
    """Of one table's sheets those that fall on one page together: of few units each would leave most of it empty."""
    together: list[Planned] = []
    for item in planned:
        joined = _join(together[-1], item) if together else item
        if together and _is_short(joined) and TableSheet(None, joined.blocks, joined.text, None).is_one_page:
            together[-1] = joined
        else:
            together.append(item)
    return together


def _is_short(planned: Planned) -> bool:
    """What surely is longer than a page isn't measured."""
    return sum(block.grid.height for block in planned.blocks) <= MOST_ROWS


def _join(first: Planned, second: Planned) -> Planned:
    here = {load_words()["book"]["notes_at"].format(code=code) for code, _title in first.titles}
    notes = dict.fromkeys(note for note in (*first.text.notes, *second.text.notes) if note not in here)
    text = replace(first.text, notes=tuple(notes))
    return replace(first, titles=first.titles + second.titles, blocks=first.blocks + second.blocks, text=text)


def _planned(table: Table, code: str, group: list[Sheet], blocks: tuple[Block, ...], edition: Edition) -> Planned:
    words = load_words()["book"]
    part = group[0].title
    title = words["part"].format(title=table.title, part=part) if part else table.title
    own = [note for sheet in group for note in sheet.notes]
    first = code.partition("-")[0] + "-1"
    notes = (*own, *table.notes) if code in (table.code, first) else (*own, words["notes_at"].format(code=first))
    has_units = any("province" in block.grid.levels and block.grid.height > 1 for block in blocks)
    whole = f"{code}  {title}（{period_text(edition.period)}）"
    text = SheetText(code, whole, table.unit_line, (*notes, words["total_note"]) if has_units else notes)
    return Planned(sheet_name(code, part or table.title), ((code, title),), blocks, text)


def sheet_name(code: str, title: str) -> str:
    """`T01-1 总体和变动`, within what Excel allows."""
    return NOT_IN_SHEET_NAMES.sub("", f"{code} {title}")[:31]
