"""How wide texts are, how high rows, and how a table falls on pages."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from aixin_cli.sheets.heads import HeadCell

PAGE = 200
"""Character widths that a landscape page still shows legibly; a wider table goes on several."""
SLACK = 0.15
"""The part of a page by which a table is rather made smaller than given another page."""
LINE = 14


def page_count(widths: Sequence[float]) -> int:
    """How many pages stand side by side."""
    return max(1, math.ceil(sum(widths) / PAGE - SLACK))


def first_page(widths: Sequence[float]) -> int:
    """The last column on the first of the pages side by side: what is written across ends there."""
    limit = sum(widths) / page_count(widths)
    reached = 0.0
    for place, width in enumerate(widths):
        reached += width
        if reached > limit:
            return max(place - 1, 1)
    return max(len(widths) - 1, 1)


def head_heights(cells: Sequence[HeadCell], widths: Sequence[float]) -> list[int]:
    """Of each row of a head: enough for its texts, wrapped within their cells."""
    lines = [1] * (1 + max((cell.bottom for cell in cells), default=0))
    for cell in cells:
        needed = line_count(cell.text, sum(widths[cell.left : cell.right + 1]) - 1)
        rows = range(cell.top, cell.bottom + 1)
        for row in rows:
            lines[row] = max(lines[row], math.ceil(needed / len(rows)))
    return [LINE * count + 4 for count in lines]


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a cell."""
    # A Chinese character isn't cut in two: a line of odd width holds one column less.
    return max(1, math.ceil(text_width(text) / max(2, 2 * (int(width) // 2))))


def text_width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
