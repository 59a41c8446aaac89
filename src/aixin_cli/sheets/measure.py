"""How wide texts are, how high rows, and how a table falls on pages."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

PAGE = 200
"""Character widths that a landscape page still shows legibly; a wider table goes on several."""
SLACK = 0.15
"""The part of a page by which a table is rather made smaller than given another page."""
LINE = 14


def page_count(widths: Sequence[float]) -> int:
    """How many pages stand side by side."""
    return max(1, math.ceil(sum(widths) / PAGE - SLACK))


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a cell."""
    # A Chinese character isn't cut in two: a line of odd width holds one column less.
    return max(1, math.ceil(text_width(text) / max(2, 2 * (int(width) // 2))))


def text_width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
