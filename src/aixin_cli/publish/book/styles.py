"""Cell formats of the workbook on paper: a size smaller than on the screen, and units without data in grey."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.book.paper import FONT
from aixin_cli.sheets.styles import BASE, LEVELS, Styles

CELL = {"border": 1, "border_color": "#8C8C8C", "valign": "vcenter", "font_name": "宋体", "font_size": FONT}
NUMBER = {**CELL, "align": "right"}
LINK = {"font_color": "#0563C1", "underline": 1}
PAPER: dict[str, dict[str, Any]] = {
    **BASE,
    "title": {**BASE["title"], "font_size": 14, "text_wrap": True},
    "caption": {"font_name": "黑体", "font_size": 11, "valign": "vcenter"},
    "unit_line": {**BASE["unit_line"], "font_size": FONT},
    "stamp_line": {**BASE["stamp_line"], "font_size": FONT},
    "note": {"font_name": "宋体", "font_size": FONT, "text_wrap": True, "valign": "top"},
    "definition": {"font_name": "宋体", "font_size": 8, "text_wrap": True, "valign": "top"},
    "head": {**CELL, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"},
    "text": {**CELL, "text_wrap": True},
    "center": {**CELL, "align": "center", "text_wrap": True},
    "link": {**CELL, **LINK},
    "code": {**CELL, "num_format": "@", "shrink": True},
    "mark": {**CELL, "align": "center"},
    "dash": {**CELL, "align": "right"},
    "count": {**NUMBER, "num_format": "0"},
    "money": {**NUMBER, "num_format": "0.00"},
    "ratio": {**NUMBER, "num_format": "0.00"},
    "rate": {**NUMBER, "num_format": "0.00%"},
    "printed": {**CELL, "bold": True, "align": "center", "text_wrap": True},
}
SILENT = {"silent": {"font_color": "#8C8C8C"}}


def paper_styles(book: Any) -> Styles:
    """The formats, each made when first asked for."""
    return Styles(book, PAPER, {**LEVELS, **SILENT})
