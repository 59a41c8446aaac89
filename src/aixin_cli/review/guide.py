"""The instruction sheet of the review workbook, with the mark by which the file is known again."""

from __future__ import annotations

from typing import Any

from aixin_cli.review.keys import FileMark
from aixin_cli.review.model import View, review_texts
from aixin_cli.review.sheet import ReviewStyles
from aixin_cli.sheets.measure import LINE, line_count

_WIDTH = 110


def write_guide(sheet: Any, mark: FileMark, view: View, styles: ReviewStyles) -> None:
    """Write it; whatever else is altered, reading needs the mark in its second row."""
    words = review_texts()["guide"]
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, words["title"], styles.get("title"))
    sheet.write_string(1, 0, mark.text, styles.get("mark"))
    sheet.write_string(2, 0, words["mark_note"], styles.get("mark"))
    sheet.write_string(4, 0, words["heading"], styles.get("section"))
    lines = [*words["lines"], words["blind_line" if view.is_blind else "score_line"]]
    if view.unit is not None:
        lines.append(words["masked_line"])
    for number, line in enumerate(lines, start=1):
        text = f"{number}. {line}"
        sheet.write_string(4 + number, 0, text, styles.get("guide"))
        sheet.set_row(4 + number, LINE * line_count(text, _WIDTH) + 8)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
