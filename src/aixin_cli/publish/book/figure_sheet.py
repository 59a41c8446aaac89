"""主要指标: each headline figure on a line: the month, the one before, what changed, the year, in all, on what."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from aixin_cli.publish.book.paper import LINE, characters, lines_in
from aixin_cli.publish.book.table_sheet import set_page
from aixin_cli.publish.model import MONEY_UNITS, Edition, Figure
from aixin_cli.publish.text.values import basis_text
from aixin_cli.sheets.styles import Styles
from aixin_cli.sheets.words import load_words

WIDTHS = (30.0, 74.0, 36.0, 36.0, 82.0, 82.0, 82.0, 54.0, 82.0, 88.0, 92.0, 172.0)
"""Of the columns in points."""
NUMBER = "number"
STYLES = ("text", "text", *(2 * ("center",)), *(3 * (NUMBER,)), "rate", NUMBER, NUMBER, "printed", "text")
FIRST = 3
"""The row of the first figure."""
VALUES = {"stock": 4, "cumulative": 9}
"""The column in which the figure itself stands."""
PRINTED = 10
NOT_APPLICABLE = {"stock": (8, 9), "cumulative": ()}


def write_figures(sheet: Any, edition: Edition, title: str, styles: Styles) -> Iterator[tuple[str, int, int]]:
    """Write the lines; yields a name for each figure's value and for its printed form, with their places."""
    words = load_words()["book"]
    figures = main_figures(edition)
    last = len(WIDTHS) - 1
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, characters(width))
    sheet.set_row(0, 26)
    sheet.merge_range(0, 0, 0, last, title, styles.get("title"))
    back = load_words()
    sheet.write_url(1, 0, f"internal:'{back['contents']}'!A1", styles.get("stamp_line"), back["stamp"], back["back"])
    for column, text in enumerate(words["figure_head"]):
        sheet.write_string(FIRST - 1, column, text, styles.get("head"))
    sheet.set_row(FIRST - 1, 24)
    for row, figure in enumerate(figures, start=FIRST):
        _write_line(sheet, row, figure, (printed_form(figure, edition), styles))
        yield f"{words['figure']}_{figure.number}", row, VALUES[figure.measure]
        yield f"{words['figure']}_{figure.number}_{words['printed']}", row, PRINTED
    end = FIRST + len(figures)
    for row, line in enumerate(words["figure_notes"], start=end):
        sheet.merge_range(row, 0, row, last, line, styles.get("note"))
        sheet.set_row(row, LINE * lines_in(line, sum(WIDTHS)) + 1)
    _set_view(sheet, title, (end + len(words["figure_notes"]) - 1, last))


def main_figures(edition: Edition) -> list[Figure]:
    """The figures; one that is another's part of the year stands in that one's line."""
    return [figure for figure in edition.figures if figure.id == figure.number]


def printed_form(figure: Figure, edition: Edition) -> str:
    """As it is published; the year's part of it behind."""
    parts = [item for item in edition.figures if item.number == figure.number and item.id != figure.id]
    year = load_words()["book"]["printed_year"]
    return "；".join([figure.printed, *(year.format(printed=item.printed) for item in parts if item.value is not None)])


def _write_line(sheet: Any, row: int, figure: Figure, said: tuple[str, Styles]) -> None:
    printed, styles = said
    words = load_words()["book"]
    whole = words["whole" if figure.completeness.expected else "optional"].format(count=figure.completeness.expected)
    completeness = basis_text(figure.completeness) or whole
    cells = (
        *(figure.number, figure.label, figure.unit, words["measures"][figure.measure]),
        *_numbers(figure),
        *(printed, completeness),
    )
    number = "money" if figure.unit in MONEY_UNITS else "count"
    for column, (value, style) in enumerate(zip(cells, STYLES, strict=True)):
        form = styles.get(number if style == NUMBER else style)
        if value is None and column in NOT_APPLICABLE[figure.measure]:
            sheet.write_string(row, column, load_words()["dash"], styles.get("dash"))
        elif value is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, value, form)
        else:
            sheet.write_string(row, column, value, form)
    lines = max(lines_in(completeness, WIDTHS[-1]), lines_in(printed, WIDTHS[PRINTED]))
    sheet.set_row(row, max(20.0, LINE * lines + 3))


def _numbers(figure: Figure) -> tuple[Decimal | None, ...]:
    """The month, the month before, the change, its rate, the year, in all."""
    history = figure.history
    if figure.measure == "stock":
        return figure.value, history.previous, figure.change, history.growth, None, None
    month, before = history.month, history.previous_month
    change = None if month is None or before is None else month - before
    return month, before, change, history.growth, history.year, figure.value


def _set_view(sheet: Any, title: str, end: tuple[int, int]) -> None:
    sheet.freeze_panes(FIRST, 2)
    sheet.repeat_rows(FIRST - 1)
    sheet.print_area(0, 0, *end)
    set_page(sheet, title, is_landscape=True)
