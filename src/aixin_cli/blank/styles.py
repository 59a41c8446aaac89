"""Cell formats of blank workbooks, each made once."""

from __future__ import annotations

from typing import Any

from aixin_cli.forms.model import Field

_TEXT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_EDGED = {**_TEXT, "border": 1, "border_color": "#7F7F7F"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "line": _TEXT,
    "label": {**_TEXT, "align": "right"},
    "day": {**_EDGED, "num_format": "yyyy-mm-dd", "align": "left", "locked": False},
    "head": {**_EDGED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDE7F3"},
    "head_text": {"font_name": "宋体", "font_size": 11, "bold": True},
    "head_required": {"font_name": "宋体", "font_size": 11, "bold": True, "font_color": "#C00000"},
    "head_sometimes": {"font_name": "宋体", "font_size": 11, "bold": True, "font_color": "#0563C1"},
    "section": {**_EDGED, "bold": True, "bg_color": "#F2F2F2"},
    "printed": {**_EDGED, "bg_color": "#F7F7F7"},
    "printed_short": {**_EDGED, "bg_color": "#F7F7F7", "align": "center"},
    "closed": {**_EDGED, "bg_color": "#D9D9D9"},
    "whole": {**_EDGED, "num_format": "0", "locked": False},
    "amount": {**_EDGED, "num_format": "0.00", "locked": False},
    "ruled": {"border": 1, "border_color": "#7F7F7F"},
    "lacking": {"bg_color": "#FFF2CC"},
    "guide_head": {**_EDGED, "bold": True, "align": "center", "bg_color": "#DDE7F3"},
    "guide_cell": {**_EDGED, "text_wrap": True, "valign": "top"},
    "guide_line": {**_TEXT, "text_wrap": True, "valign": "top"},
    "guide_section": {"font_name": "黑体", "font_size": 12, "valign": "vcenter"},
}
_NUMBER_FORMATS = {"date": "yyyy-mm-dd", "int": "0", "money": "0.00"}


class Styles:
    """Formats by name, and those of whole columns by type."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """A named format; the same one for the same question."""
        if name not in self._made:
            self._made[name] = self._book.add_format(_STYLES[name])
        return self._made[name]

    def column(self, field: Field | None) -> Any:
        """How a column's cells are formatted before anything stands in them: free to fill in, numbers as text."""
        number_format = "General" if field is None or field.name == "row_no" else _NUMBER_FORMATS.get(field.type, "@")
        name = f"column {number_format}"
        if name not in self._made:
            wanted = {**_TEXT, "num_format": number_format, "locked": False}
            self._made[name] = self._book.add_format(wanted)
        return self._made[name]
