"""Cell formats of the workbook, each made once."""

from __future__ import annotations

from typing import Any

TABLE = {"border": 1, "border_color": "#7F7F7F", "valign": "vcenter", "font_name": "宋体", "font_size": 10}
BASE: dict[str, dict[str, Any]] = {
    "stamp": {"font_name": "黑体", "font_size": 14},
    "cover_title": {"font_name": "黑体", "font_size": 28, "align": "center", "valign": "vcenter"},
    "cover_line": {"font_name": "宋体", "font_size": 14, "align": "center", "valign": "vcenter"},
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"},
    "unit_line": {"font_name": "宋体", "font_size": 10, "align": "right"},
    "stamp_line": {"font_name": "宋体", "font_size": 10},
    "section": {"font_name": "黑体", "font_size": 12},
    "note": {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "top"},
    "link": {**TABLE, "font_color": "#0563C1", "underline": 1},
    "back": {"font_name": "宋体", "font_size": 10, "font_color": "#0563C1", "underline": 1},
    "head": {**TABLE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"},
    "text": TABLE,
    "code": {**TABLE, "num_format": "@"},
    "count": {**TABLE, "num_format": "0", "align": "right"},
    "money": {**TABLE, "num_format": "0.00", "align": "right"},
    "ratio": {**TABLE, "num_format": "0.00", "align": "right"},
    "rate": {**TABLE, "num_format": "0.00%", "align": "right"},
}
LEVELS: dict[str, dict[str, Any]] = {
    "province": {"bold": True},
    "prefecture": {"bg_color": "#EAF1FB"},
    "own": {"italic": True},
}


class Styles:
    """Formats by name and by the level of a row."""

    def __init__(
        self, book: Any, base: dict[str, dict[str, Any]] = BASE, levels: dict[str, dict[str, Any]] = LEVELS
    ) -> None:
        self._book = book
        self._base = base
        self._levels = levels
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, name: str, level: str = "none") -> Any:
        """A format; the same one for the same question."""
        key = (name, level if level in self._levels else "none")
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._base[name], **self._levels.get(level, {})})
        return self._made[key]
