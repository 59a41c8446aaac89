"""summary.xlsx: cover, contents, notes, and a sheet for each table."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from aixin_cli import __version__
from aixin_cli.forms import load_forms
from aixin_cli.publish.model import Edition, Table
from aixin_cli.publish.notes import return_notes
from aixin_cli.publish.table_sheet import write_table
from aixin_cli.sheets.layout import LINE, line_count
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import day_text, load_words, period_text

NOTE_WIDTHS = (12, 32, 26, 10, 60, 20, 8)
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def write_workbook(edition: Edition, path: Path) -> None:
    """Write the workbook; its date is the data's, so that the same month gives the same bytes."""
    import xlsxwriter

    # In memory, and written in one piece: no part of it lies about, and a full disk is the system's own error.
    content = BytesIO()
    words = load_words()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        # The only date in the file: XlsxWriter would put the clock's.
        book.set_properties(
            {
                "title": f"{words['title']} {period_text(edition.period)}",
                "author": "aixin",
                "category": words["stamp"],
                "created": datetime(edition.as_of.year, edition.as_of.month, edition.as_of.day),  # noqa: DTZ001
            }
        )
        styles = Styles(book)
        _write_cover(book.add_worksheet(words["cover"]), edition, styles)
        contents = book.add_worksheet(words["contents"])
        _write_notes(book.add_worksheet(words["notes"]), edition, styles)
        for table in edition.tables:
            write_table(book.add_worksheet(sheet_name(table)), table, edition, styles)
        _write_contents(contents, edition, styles)
    path.write_bytes(content.getvalue())


def sheet_name(table: Table) -> str:
    """`T01 结对帮扶总体情况`, within what Excel allows."""
    return NOT_IN_SHEET_NAMES.sub("", f"{table.code} {table.title}")[:31]


def set_page(sheet: Any, is_landscape: bool = True) -> None:
    """A4, one page wide, the stamp above and page numbers below."""
    words = load_words()
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.set_header(f"&L{words['stamp']}")
    sheet.set_footer(words["footer"])
    sheet.hide_gridlines(2)


def _write_cover(sheet: Any, edition: Edition, styles: Styles) -> None:
    words = load_words()
    set_page(sheet)
    sheet.set_column(0, 0, 100)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, words["stamp_long"], styles.get("stamp"))
    sheet.set_row(5, 80)
    sheet.write_string(5, 0, edition.unit_name + words["title"], styles.get("cover_title"))
    lines = [
        words["cover_period"].format(period=period_text(edition.period)),
        words["cover_as_of"].format(as_of=day_text(edition.as_of)),
        words["cover_unit"].format(unit=edition.unit_name),
        words["cover_program"].format(version=__version__, settings=edition.settings_hash),
    ]
    if edition.refused:
        lines.append(words["incomplete"].format(count=len(edition.refused)))
    if edition.excluded:
        lines.append(words["incomplete_without"].format(count=len(edition.excluded)))
    for place, line in enumerate(lines):
        sheet.set_row(8 + place, 28)
        sheet.write_string(8 + place, 0, line, styles.get("cover_line"))


def _write_contents(sheet: Any, edition: Edition, styles: Styles) -> None:
    words = load_words()
    set_page(sheet, is_landscape=False)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 34)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, 2, words["contents"], styles.get("title"))
    sheet.set_row(1, 22)
    for column, text in enumerate(words["contents_head"]):
        sheet.write_string(1, column, text, styles.get("head"))
    for row, table in enumerate(edition.tables, start=2):
        sheet.set_row(row, 22)
        target = f"internal:'{sheet_name(table)}'!A1"
        sheet.write_string(row, 0, table.code, styles.get("text"))
        sheet.write_url(row, 1, target, styles.get("link"), table.title)
        sheet.write_string(row, 2, table.unit_line, styles.get("text"))


def _write_notes(sheet: Any, edition: Edition, styles: Styles) -> None:
    set_page(sheet)
    for column, width in enumerate(NOTE_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for heading, lines in note_sections(edition):
        row = _write_section(sheet, row, heading, lines, styles)
    _write_sources(sheet, row, edition, styles)


def _write_sources(sheet: Any, row: int, edition: Edition, styles: Styles) -> None:
    words = load_words()["notes_sheet"]
    forms = load_forms()
    sheet.merge_range(row, 0, row, len(NOTE_WIDTHS) - 1, words["source"], styles.get("section"))
    for column, text in enumerate(words["source_head"]):
        sheet.write_string(row + 1, column, text, styles.get("head"))
    for place, source in enumerate(edition.sources, start=row + 2):
        title = forms[source.form].title
        cells = (source.unit_code, source.unit_name, title, source.period, source.file, source.content_hash[:16])
        for column, text in enumerate(cells):
            sheet.write_string(place, column, text, styles.get("text"))
        sheet.write_number(place, len(cells), source.row_count, styles.get("count"))


def note_sections(edition: Edition) -> list[tuple[str, list[str]]]:
    """The notes sheet's sections: signs, definitions of figures, returns, definitions of columns."""
    words = load_words()["notes_sheet"]
    figures = []
    for item in edition.figures:
        line = words["definition_line"].format(
            id=item.number,
            label=item.label,
            unit=item.unit,
            meaning=item.meaning,
            scope=item.scope,
            definition=item.definition,
        )
        if item.unidentified is not None or item.quarantined is not None:
            counts = {"unidentified": item.unidentified or 0, "quarantined": item.quarantined or 0}
            line += words["definition_counts"].format(**counts)
        figures.append(line)
    columns = [
        words["column_line"].format(table=table.code, title=column.flat_title, definition=column.definition)
        for table in edition.tables
        for column in table.columns
        if column.definition
    ]
    return [
        (words["symbols"], words["symbols_lines"]),
        (words["definitions"], figures),
        (words["returns"], return_notes(edition) or [words["no_gap"]]),
        (words["columns"], columns),
    ]


def _write_section(sheet: Any, row: int, heading: str, lines: list[str], styles: Styles) -> int:
    last = len(NOTE_WIDTHS) - 1
    sheet.merge_range(row, 0, row, last, heading, styles.get("section"))
    for place, line in enumerate(lines, start=row + 1):
        sheet.merge_range(place, 0, place, last, line, styles.get("note"))
        sheet.set_row(place, LINE * line_count(line, sum(NOTE_WIDTHS)) + 2)
    return row + len(lines) + 2
