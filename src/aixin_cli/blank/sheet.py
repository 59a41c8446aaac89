"""The sheet that the clerk fills in: lines above, header, formats and checks of columns, printed rows."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from aixin_cli.blank.checks import check_of
from aixin_cli.blank.conditions import condition_formula
from aixin_cli.blank.model import FIRST, HEAD, Blank, letters
from aixin_cli.blank.rows import PrintedRow, is_printed, printed_rows
from aixin_cli.blank.styles import Styles
from aixin_cli.blank.words import template_words
from aixin_cli.forms.model import Field
from aixin_cli.sheets.measure import LINE, line_count, page_count, text_width

_LABEL_WIDTH = 11
"""The first column holds 填报日期： above the numbers of the rows."""
_LAST_COLUMN = 16_383
_PAPERS = 3
"""The column in which what a form says of itself begins, beside the day of filling in."""
_ROW_HEIGHT = 17
_ID_WIDTH, _DAY_WIDTH, _NUMBER_WIDTH, _WIDEST = 23, 13, 13, 44
_ALLOWED = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
"""What the sheet's protection leaves to the clerk, beside filling in cells that aren't locked."""


def write_sheet(sheet: Any, blank: Blank, lists: dict[str, str], styles: Styles) -> None:
    """Write it; `lists` has the range of each drop-down that is too long to stand in its check."""
    _set_columns(sheet, blank, styles)
    _write_top(sheet, blank, styles)
    _write_head(sheet, blank, styles)
    rows = printed_rows(blank)
    for place, row in enumerate(rows, start=FIRST):
        _write_row(sheet, place, row, blank, styles)
    for place, values in enumerate(blank.carried.rows if blank.carried else (), start=FIRST):
        for index, (field, value) in enumerate(zip(blank.fields, values, strict=True)):
            if value is not None:
                _write_cell(sheet, (place, index), value, styles.column(field))
    last = FIRST + (len(rows) if blank.is_fixed else blank.row_count) - 1
    for index, field in enumerate(blank.fields):
        if not is_printed(field, blank):
            sheet.data_validation(FIRST, index, last, index, check_of(field, blank, lists.get(field.name)))
            _mark_lacking(sheet, (index, last), field, blank, styles)
    if not blank.is_fixed:
        _rule_rows(sheet, blank, last, styles)
    _set_view(sheet, blank, last)


def column_width(field: Field, blank: Blank) -> float:
    """Room for what belongs into a column, and for its title in two lines."""
    if field.name == "row_no":
        return _LABEL_WIDTH
    head = (text_width(field.title) + 1) // 2 + 4
    return float(max(head, min(_content_width(field, blank), _WIDEST)))


def _content_width(field: Field, blank: Blank) -> int:
    if field.type == "id":
        return _ID_WIDTH
    if field.type == "date":
        return _DAY_WIDTH
    if field.type in ("int", "money"):
        return _NUMBER_WIDTH
    if values := (*blank.codes(field), *blank.choices(field)):
        return max(map(text_width, values)) + 4
    # A Chinese character takes two columns, and hardly any text is half as long as it may be.
    return max(_NUMBER_WIDTH, (field.max_length or 30) // 3)


def _set_columns(sheet: Any, blank: Blank, styles: Styles) -> None:
    for index, field in enumerate(blank.fields):
        cells = None if blank.is_fixed else styles.column(field)
        sheet.set_column(index, index, column_width(field, blank), cells)
    if not blank.is_fixed:
        # A row with one locked cell, however far to the right, can't be deleted.
        sheet.set_column(len(blank.fields), _LAST_COLUMN, None, styles.column(None))


def _write_top(sheet: Any, blank: Blank, styles: Styles) -> None:
    words = template_words()
    line, label = styles.get("line"), styles.get("label")
    for row, height in ((0, 30), (1, 20), (2, 22)):
        sheet.set_row(row, height, line)
        for column in range(len(blank.fields)):
            sheet.write_blank(row, column, None, line)
    sheet.write_string(0, 0, words["title"].format(title=blank.layout.title, code=blank.form.code), styles.get("title"))
    said = [
        words["unit_line"].format(unit=blank.unit_name, code=blank.unit.code),
        words["period_line"].format(period=blank.period_text),
        *([words["money_line"]] if blank.has_amounts else []),
    ]
    sheet.write_string(1, 0, words["gap"].join(said), line)
    sheet.write_string(2, 0, words["filled"], label)
    sheet.write_blank(2, 1, None, styles.get("day"))
    sheet.data_validation(2, 1, 2, 1, _filled_check(blank))
    if blank.papers.line and len(blank.fields) > _PAPERS:
        sheet.write_string(2, _PAPERS, blank.papers.line, line)


def _filled_check(blank: Blank) -> dict[str, Any]:
    """The check of the day on which the return is filled in: not before its month."""
    words = template_words()
    first, example = date.fromisoformat(f"{blank.period}-01"), blank.deadline.isoformat()
    since = words["types"]["date_low"].format(low=first.isoformat())
    return {
        "validate": "date",
        "criteria": ">=",
        "value": datetime.combine(first, time()),
        "input_title": words["filled_title"],
        "input_message": words["filled_prompt"].format(example=example),
        "error_title": words["stop_title"],
        "error_message": words["errors"]["date"].format(range=since, example=example),
    }


def _write_head(sheet: Any, blank: Blank, styles: Styles) -> None:
    lines = 1
    for index, field in enumerate(blank.fields):
        title = field.title
        if (field.required or field.required_when) and not is_printed(field, blank):
            # Reading folds the mark away; its colour tells always from sometimes.
            mark = template_words()["required_mark"]
            colour = styles.get("head_required" if field.required else "head_sometimes")
            sheet.write_rich_string(HEAD, index, styles.get("head_text"), title, colour, mark, styles.get("head"))
            title += mark
        else:
            sheet.write_string(HEAD, index, title, styles.get("head"))
        lines = max(lines, line_count(title, column_width(field, blank) - 1))
    sheet.set_row(HEAD, (LINE + 1) * max(2, lines) + 4)


def _write_row(sheet: Any, place: int, row: PrintedRow, blank: Blank, styles: Styles) -> None:
    sheet.set_row(place, _ROW_HEIGHT)
    for index, field in enumerate(blank.fields):
        cell = styles.column(field) if not blank.is_fixed else styles.get(_style_in(row, field, blank))
        value = row.heading if row.heading and index == 0 else row.texts.get(field.name)
        _write_cell(sheet, (place, index), value, cell)


def _style_in(row: PrintedRow, field: Field, blank: Blank) -> str:
    """How a cell of a printed form looks: a heading, printed, without a meaning, or to be filled in."""
    if row.heading is not None:
        return "section"
    if field.name in row.closed:
        return "closed"
    if is_printed(field, blank):
        return "printed" if field.name == "indicator_name" else "printed_short"
    return "whole" if row.is_whole else "amount"


def _write_cell(sheet: Any, at: tuple[int, int], value: str | int | Decimal | date | None, cell: Any) -> None:
    if value is None:
        sheet.write_blank(*at, None, cell)
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, time()), cell)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(*at, value, cell)
    else:
        sheet.write_string(*at, value, cell)


def _mark_lacking(sheet: Any, place: tuple[int, int], field: Field, blank: Blank, styles: Styles) -> None:
    """Show what a row that was begun still lacks; the number of a row alone begins none."""
    index, last = place
    if not (field.required or field.required_when):
        return
    end = letters(len(blank.fields) - 1)
    parts = [f"COUNTA($B{FIRST + 1}:${end}{FIRST + 1})>0", f'{blank.cells[field.name]}=""']
    if not field.required and field.required_when:
        parts.append(condition_formula(field.required_when, blank.layout, blank.cells))
    rule = {"type": "formula", "criteria": f"=AND({','.join(parts)})", "format": styles.get("lacking")}
    sheet.conditional_format(FIRST, index, last, index, rule)


def _rule_rows(sheet: Any, blank: Blank, last: int, styles: Styles) -> None:
    """Lines around the cells of a row as soon as something stands in it: a blank row is no cell, nor printed."""
    width = len(blank.fields) - 1
    filled = f"=COUNTA($A{FIRST + 1}:${letters(width)}{FIRST + 1})>0"
    rule = {"type": "formula", "criteria": filled, "format": styles.get("ruled")}
    sheet.conditional_format(FIRST, 0, last, width, rule)


def _set_view(sheet: Any, blank: Blank, last: int) -> None:
    width = len(blank.fields) - 1
    sheet.freeze_panes(FIRST, 1)
    sheet.set_selection(2, 1, 2, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:{letters(width)}{last + 1}"})
    if blank.is_fixed:
        sheet.protect("", {"format_columns": True, "format_rows": True})
    else:
        sheet.autofilter(HEAD, 0, last, width)
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
    # The printed form is higher than wide.
    set_page(sheet, is_landscape=not blank.is_fixed)
    pages = page_count([column_width(field, blank) for field in blank.fields])
    sheet.fit_to_pages(pages, 1 if blank.is_fixed else 0)
    sheet.repeat_rows(HEAD)
    sheet.hide_gridlines(1)


def set_page(sheet: Any, *, is_landscape: bool = True) -> None:
    """A4, page numbers below."""
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_footer(template_words()["footer"])
