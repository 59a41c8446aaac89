"""summary.xlsx: cover, contents, key figures, charts, tables, notes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from aixin_cli import __version__
from aixin_cli.publish.book.charts import charts_name, write_charts
from aixin_cli.publish.book.figure_sheet import write_figures
from aixin_cli.publish.book.front import write_contents, write_cover, write_sources
from aixin_cli.publish.book.notes_sheet import write_notes
from aixin_cli.publish.book.styles import paper_styles
from aixin_cli.publish.book.table_sheet import TableSheet
from aixin_cli.publish.book.tables import Planned, plan_charts, plan_sheets
from aixin_cli.publish.model import Edition
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words, period_text


def write_workbook(edition: Edition, path: Path) -> None:
    """Write the workbook; its date is the data's, so that the same month gives the same bytes."""
    import xlsxwriter

    # In memory, and written in one piece: no part of it lies about, and a full disk is the system's own error.
    content = BytesIO()
    letter = {"font_name": "宋体", "font_size": 11}
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": True,
        # The widths of columns are counted in its figures.
        "default_format_properties": letter,
    }
    with xlsxwriter.Workbook(content, options) as book:
        _set_properties(book, edition)
        _write_sheets(book, edition, paper_styles(book))
    path.write_bytes(content.getvalue())


def _set_properties(book: Any, edition: Edition) -> None:
    """What the file says of itself: which month, from which settings, by which program."""
    words = load_words()
    book.set_properties(
        {
            "title": f"{words['title']} {period_text(edition.period)}",
            "subject": edition.unit_name,
            "author": "aixin",
            "category": edition.stamp,
            "keywords": edition.period,
            "comments": words["cover_program"].format(version=__version__, settings=edition.settings_hash),
            # The only date in the file: XlsxWriter would put the clock's.
            "created": datetime(edition.as_of.year, edition.as_of.month, edition.as_of.day),  # noqa: DTZ001
        }
    )
    told = {"period": edition.period, "settings_hash": edition.settings_hash, "program_version": __version__}
    for name, value in told.items():
        book.set_custom_property(f"aixin_{name}", value, "text")


def _write_sheets(book: Any, edition: Edition, styles: Styles) -> None:
    words = load_words()
    write_cover(book.add_worksheet(words["cover"]), edition, styles)
    contents = book.add_worksheet(words["contents"])
    entries: list[tuple[str, str, str, str]] = []
    title = words["book"]["figures_title"].format(period=period_text(edition.period))
    figures = words["book"]["figures"]
    for name, row, column in write_figures(book.add_worksheet(figures), edition, title, styles):
        book.define_name(name, f"='{figures}'!{_cell(row, column)}")
    entries.append(("", figures, "", figures))
    charts = plan_charts(edition)
    if charts:
        title = words["book"]["charts_title"].format(period=period_text(edition.period))
        write_charts(book, book.add_worksheet(charts_name()), charts, title, styles)
        entries.append(("", words["book"]["charts"], "", charts_name()))
    for planned in plan_sheets(edition):
        _write_table(book, planned, styles)
        entries += [(code, title, planned.text.unit_line, planned.name) for code, title in planned.titles]
    write_notes(book.add_worksheet(words["notes"]), edition, styles)
    entries.append(("", words["book"]["notes"], "", words["notes"]))
    write_sources(book.add_worksheet(words["notes_sheet"]["source_sheet"]), edition, styles)
    write_contents(contents, entries, styles)


def _write_table(book: Any, planned: Planned, styles: Styles) -> None:
    sheet = book.add_worksheet(planned.name)
    areas = TableSheet(sheet, planned.blocks, planned.text, styles).write()
    for block, (top, left, bottom, right) in zip(planned.blocks, areas, strict=True):
        if block.code:
            name = f"{block.code.replace('-', '_')}_{load_words()['book']['range']}"
            book.define_name(name, f"='{planned.name}'!{_cell(top, left)}:{_cell(bottom, right)}")


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
