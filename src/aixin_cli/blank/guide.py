"""The instruction sheet: whose return it is, how to fill it in, and every column, all from the form."""

from __future__ import annotations

from typing import Any

from aixin_cli.blank.checks import needs_range
from aixin_cli.blank.model import Blank, Carried, letters
from aixin_cli.blank.sheet import set_page
from aixin_cli.blank.styles import Styles
from aixin_cli.blank.texts import allowed_text, note_text, requirement, type_text
from aixin_cli.blank.words import template_words
from aixin_cli.forms.reading import TEMPLATE_MARK
from aixin_cli.sheets.measure import LINE, line_count
from aixin_cli.sheets.words import day_text, period_text

_WIDTHS = (12, 20, 28, 30, 46, 42)
_LISTS = len(_WIDTHS) + 1
"""The first column of long drop-downs, beside what is printed."""


def write_guide(sheet: Any, blank: Blank, styles: Styles) -> dict[str, str]:
    """Write it, and return the ranges of the drop-downs that stand on it, by field."""
    words = template_words()
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    title = words["guide_title"].format(title=blank.layout.title, code=blank.form.code)
    sheet.write_string(0, 0, title, styles.get("title"))
    # Reading knows the sheet by this line, whatever else is changed in it.
    sheet.write_string(1, 0, words["mark"].format(mark=TEMPLATE_MARK), styles.get("line"))
    row = _write_about(sheet, 3, blank, styles)
    row = _write_lines(sheet, row + 1, blank, styles)
    last = _write_fields(sheet, row + 1, blank, styles)
    lists = _write_lists(sheet, blank, styles)
    sheet.print_area(0, 0, last, len(_WIDTHS) - 1)
    set_page(sheet)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    return lists


def guide_lines(blank: Blank) -> list[str]:
    """How to fill it in, one sentence a line."""
    words = template_words()["guide"]
    kind = {"aggregate": "fixed_lines", "opening": "opening_lines"}.get(blank.form.kind, "lines")
    lines = list(words[kind])
    if blank.has_amounts:
        lines.insert(-1, words["money"])
    if kind == "lines" and blank.form.id != "pairing":
        lines.insert(-1, words["nothing"])
    if blank.carried:
        lines.insert(0, _carried_line(blank, blank.carried))
    facts = {"sheet": blank.layout.title, "file": blank.file_name, "example": blank.as_of.isoformat()}
    return [*(line.format(grain=_grain(blank), **facts) for line in lines), *blank.papers.notes]


def _carried_line(blank: Blank, carried: Carried) -> str:
    return str(template_words()["carried"]["line"]).format(
        period=period_text(carried.period), count=len(carried.rows), unit=blank.unit_name
    )


def _grain(blank: Blank) -> str:
    """一次活动一行（流水），或一对结对关系一行（月表）: of two layouts the one that is meant."""
    texts = blank.form.grain.split("，或")
    return texts[[layout.id for layout in blank.form.layouts].index(blank.layout.id)] if len(texts) > 1 else texts[0]


def _write_about(sheet: Any, row: int, blank: Blank, styles: Styles) -> int:
    words = template_words()["about"]
    about = (
        (words["unit"], f"{blank.unit_name}（{blank.unit.code}）"),
        (words["period"], blank.period_text),
        (words["who"], words["who_text"].format(unit=blank.unit_name)),
        (words["deadline"], words["deadline_text"].format(day=day_text(blank.deadline))),
        (words["grain"], _grain(blank)),
        *blank.papers.labelled,
    )
    for place, (label, text) in enumerate(about, start=row):
        sheet.set_row(place, 20)
        sheet.write_string(place, 0, label, styles.get("guide_head"))
        sheet.merge_range(place, 1, place, 3, text, styles.get("guide_cell"))
    return row + len(about)


def _write_lines(sheet: Any, row: int, blank: Blank, styles: Styles) -> int:
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, template_words()["guide"]["heading"], styles.get("guide_section"))
    lines = guide_lines(blank)
    for number, line in enumerate(lines, start=1):
        text = f"{number}. {line}"
        sheet.merge_range(row + number, 0, row + number, len(_WIDTHS) - 1, text, styles.get("guide_line"))
        sheet.set_row(row + number, LINE * line_count(text, sum(_WIDTHS)) + 6)
    return row + len(lines) + 1


def _write_fields(sheet: Any, row: int, blank: Blank, styles: Styles) -> int:
    words = template_words()
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, words["guide"]["fields"], styles.get("guide_section"))
    for column, text in enumerate(words["field"]["head"]):
        sheet.write_string(row + 1, column, text, styles.get("guide_head"))
    for place, field in enumerate(blank.fields, start=row + 2):
        texts = (
            letters(place - row - 2),
            field.title,
            requirement(field, blank),
            type_text(field, blank),
            allowed_text(field, blank),
            note_text(field, blank),
        )
        lines = max(line_count(text, width - 1) for text, width in zip(texts, _WIDTHS, strict=True))
        sheet.set_row(place, LINE * lines + 6)
        for column, text in enumerate(texts):
            sheet.write_string(place, column, text, styles.get("guide_cell"))
    return row + 1 + len(blank.fields)


def _write_lists(sheet: Any, blank: Blank, styles: Styles) -> dict[str, str]:
    """Drop-downs too long for a check; a hidden sheet for them would be asked about by the reader."""
    words = template_words()
    ranges = {}
    chosen = [(field, choices) for field in blank.fields if needs_range(choices := blank.choices(field))]
    for column, (field, choices) in enumerate(chosen, start=_LISTS):
        sheet.set_column(column, column, 24)
        sheet.write_string(0, column, words["long_lists"], styles.get("guide_section"))
        sheet.write_string(1, column, field.title, styles.get("guide_head"))
        for place, choice in enumerate(choices, start=2):
            sheet.write_string(place, column, choice, styles.get("line"))
        letter = letters(column)
        ranges[field.name] = f"='{words['guide_sheet']}'!${letter}$3:${letter}${len(choices) + 2}"
    return ranges
