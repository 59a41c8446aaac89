"""What stands before the tables: the cover, the contents, and the list of the returns behind."""

from __future__ import annotations

from typing import Any

from aixin_cli import __version__
from aixin_cli.forms import load_forms
from aixin_cli.publish.book.table_sheet import set_page
from aixin_cli.publish.model import Edition
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import day_text, load_words, period_text

SOURCE_WIDTHS = (10, 22, 24, 9, 70, 18, 8)
SOURCE_MARK = 16
"""So many signs of a return's hash are shown."""


def write_cover(sheet: Any, edition: Edition, styles: Styles) -> None:
    """Whose, which month, as of when, by what."""
    words = load_words()
    set_page(sheet, is_landscape=False)
    # Of one column no reader makes a page narrower: what doesn't fit would be cut off on both sides.
    sheet.set_column(0, 1, 44)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, words["stamp_long"], styles.get("stamp"))
    sheet.set_row(5, 150)
    _write_across(sheet, 5, edition.unit_name + words["title"], styles.get("cover_title"))
    for place, line in enumerate(_cover_lines(edition)):
        sheet.set_row(8 + place, 30)
        _write_across(sheet, 8 + place, line, styles.get("cover_line"))


def _write_across(sheet: Any, row: int, text: str, style: Any) -> None:
    """A text in the middle of the page; merging alone would take one with = for a formula."""
    sheet.merge_range(row, 0, row, 1, "", style)
    sheet.write_string(row, 0, text, style)


def _cover_lines(edition: Edition) -> list[str]:
    words = load_words()
    lines = [
        *([words["cover_publication"].format(publication=edition.publication)] if edition.publication else []),
        words["cover_period"].format(period=period_text(edition.period)),
        words["cover_as_of"].format(as_of=day_text(edition.as_of)),
        words["cover_unit"].format(unit=edition.unit_name),
        words["cover_program"].format(version=__version__, settings=edition.settings_hash),
    ]
    if edition.refused:
        lines.append(words["incomplete"].format(count=len(edition.refused)))
    if edition.excluded:
        lines.append(words["incomplete_without"].format(count=len(edition.excluded)))
    if edition.only_reported:
        lines.append(words["book"]["only_reported"])
    return lines


def write_contents(sheet: Any, entries: list[tuple[str, str, str, str]], styles: Styles) -> None:
    """One line a sheet: its code, its title as a link to the sheet, its unit."""
    words = load_words()
    set_page(sheet, is_landscape=False)
    for column, width in enumerate((10, 52, 32)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, 2, words["contents"], styles.get("title"))
    for column, text in enumerate(words["contents_head"]):
        sheet.write_string(1, column, text, styles.get("head"))
    for row, (code, title, unit_line, name) in enumerate(entries, start=2):
        sheet.set_row(row, 20)
        sheet.write_string(row, 0, code, styles.get("text"))
        sheet.write_url(row, 1, f"internal:'{name}'!A1", styles.get("link"), title)
        sheet.write_string(row, 2, unit_line, styles.get("text"))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)


def write_sources(sheet: Any, edition: Edition, styles: Styles) -> None:
    """All returns behind the month; hidden, so that it is not printed with the rest."""
    words = load_words()["notes_sheet"]
    forms = load_forms()
    set_page(sheet, words["source"], is_landscape=True)
    sheet.hide()
    for column, width in enumerate(SOURCE_WIDTHS):
        sheet.set_column(column, column, width)
    for column, text in enumerate(words["source_head"]):
        sheet.write_string(0, column, text, styles.get("head"))
    for row, source in enumerate(edition.sources, start=1):
        title = forms[source.form].title
        mark = source.content_hash[:SOURCE_MARK]
        cells = (source.unit_code, source.unit_name, title, source.period, source.file, mark)
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, styles.get("text"))
        sheet.write_number(row, len(cells), source.row_count, styles.get("count"))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
