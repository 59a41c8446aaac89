"""Signs, definitions and the state of returns on two pages at most: one paragraph a table, nothing told twice."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.book.paper import lines_in
from aixin_cli.publish.book.table_sheet import set_page
from aixin_cli.publish.model import Column, Edition, Table
from aixin_cli.publish.notes import return_notes
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words

WIDTH, COLUMNS = 88, 4
"""Of the sheet in Excel's characters, and over how many columns its texts are merged."""
POINTS = WIDTH * 8 * 0.75
SIZE = 8
LINE = 10.6
MOST_LINES = 30
"""A row of Excel is no higher than 409 points."""


def write_notes(sheet: Any, edition: Edition, styles: Styles) -> None:
    """The sections one under another, each line as high as its text needs."""
    set_page(sheet, is_landscape=False)
    sheet.set_column(0, COLUMNS - 1, WIDTH / COLUMNS)
    row = 0
    for heading, lines in note_sections(edition):
        sheet.merge_range(row, 0, row, COLUMNS - 1, heading, styles.get("caption"))
        sheet.set_row(row, 15)
        for place, line in enumerate(lines, start=row + 1):
            sheet.merge_range(place, 0, place, COLUMNS - 1, line, styles.get("definition"))
            sheet.set_row(place, LINE * lines_in(line, POINTS, SIZE) + 1)
        row += len(lines) + 1


def note_sections(edition: Edition) -> list[tuple[str, list[str]]]:
    """Signs, definitions of figures, state of returns, definitions of columns, where the sources are told."""
    words = load_words()["notes_sheet"]
    return [
        (words["symbols"], words["symbols_lines"]),
        (words["definitions"], [line for item in edition.figures for line in _figure_lines(item)]),
        (words["returns"], return_notes(edition) or [words["no_gap"]]),
        (words["columns"], _column_lines(edition)),
        (words["source"], [words["source_line"].format(sheet=words["source_sheet"])]),
    ]


def _figure_lines(item: Any) -> list[str]:
    words = load_words()["notes_sheet"]
    line = words["definition_line"].format(
        id=item.number,
        label=item.label,
        unit=item.unit,
        meaning=item.meaning,
        scope=item.scope,
        definition=item.definition,
    )
    if item.unidentified or item.quarantined:
        counts = {"unidentified": item.unidentified or 0, "quarantined": item.quarantined or 0}
        line += words["definition_counts"].format(**counts)
    return [line]


def _column_lines(edition: Edition) -> list[str]:
    """Of each table one paragraph; what was defined in a table before isn't defined again."""
    words = load_words()["notes_sheet"]
    told: set[tuple[str, str]] = set()
    lines = []
    for table in edition.tables:
        found = [item for item in _definitions(table) if item not in told]
        told |= set(found)
        text = "；".join(words["column_item"].format(title=title, definition=definition) for title, definition in found)
        if text:
            lines.append(words["column_line"].format(table=table.code, text=text))
    return lines


def _definitions(table: Table) -> list[tuple[str, str]]:
    """Titles with their definitions; columns of one definition are named together."""
    titles: dict[str, list[str]] = {}
    for column in table.columns:
        if column.definition and not _says_its_title(column):
            known = titles.setdefault(column.definition, [])
            if column.titles[-1] not in known:
                known.append(column.titles[-1])
    return [("、".join(known), definition) for definition, known in titles.items()]


def _says_its_title(column: Column) -> bool:
    """Whether a definition only repeats a title of several levels: 男、0–5岁的人数."""
    return len(column.titles) > 1 and "、".join(column.titles) in column.definition
