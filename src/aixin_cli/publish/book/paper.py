"""How a table falls on A4: how wide its columns are, which way the page lies, how many pages there will be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.publish.book.pivot import Grid, GridColumn
from aixin_cli.sheets.heads import HeadCell, merge_head
from aixin_cli.sheets.measure import text_width

FONT = 9
SMALLEST = 7.05
"""Points on paper that nothing is made smaller than."""
SCALE = SMALLEST / FONT
LINE = 11.5
"""A row's height in points."""
DIGIT, PADDING = 5.1, 5.0
HALF = FONT / 2
"""The width of half a Chinese character."""
NARROWEST, WIDEST = 25.0, 150.0
NARROW, MANY = 88.0, 8
"""No wider is a text in a table of many columns: a long name of a unit takes two lines."""
MOST_LINES = 4
"""A column is widened until its head takes no more lines."""
PORTRAIT, LANDSCAPE = (536.0, 752.0), (782.0, 505.0)
"""What the margins leave of a page, less a little: letters differ from machine to machine."""
MOST_PAGES_WIDE = 4
SIDE = 1.06
"""Pages side by side aren't equally full: a column isn't cut in two."""


@dataclass(frozen=True)
class Page:
    """How a table is printed."""

    is_landscape: bool
    wide: int = 1
    high: int = 1
    first: int = 0
    """How many columns stand on the first of the pages side by side."""


def column_widths(grid: Grid) -> list[float]:
    """Of each column in points: its widest cell, its head in a few lines."""
    widest = WIDEST if len(grid.columns) <= MANY else NARROW
    widths = [min(_content(column), widest) for column in grid.columns]
    for cell in merge_head([column.titles for column in grid.columns]):
        span = range(cell.left, cell.right + 1)
        # Fewer for a title over several columns: most of them have another line below.
        lines = MOST_LINES if cell.left == cell.right else 2
        parts = cell.text.split("\n")
        longest = max(map(text_width, parts)) / 2
        needed = math.ceil(longest / max(1, lines - len(parts) + 1)) * FONT + PADDING
        lacking = needed - sum(widths[place] for place in span)
        if lacking > 0:
            for place in span:
                widths[place] += lacking / len(span)
    return widths


def _content(column: GridColumn) -> float:
    texts = {value for value in column.values if value is not None}
    if column.is_text:
        widest = max((text_width(str(text)) for text in texts), default=0) * HALF
    else:
        widest = max((len(_printed(value, column.styles)) for value in texts), default=0) * DIGIT
    return min(max(widest + PADDING, NARROWEST), WIDEST)


def _printed(value: Decimal | float, styles: Sequence[str]) -> str:
    if "rate" in styles:
        return f"{value * 100:.2f}%"
    return f"{value:.0f}" if set(styles) == {"count"} else f"{value:.2f}"


def head_lines(cells: Sequence[HeadCell], widths: Sequence[float]) -> list[int]:
    """Of each row of a head: how many lines its texts need."""
    lines = [1] * (1 + max((cell.bottom for cell in cells), default=0))
    for cell in cells:
        needed = lines_in(cell.text, sum(widths[cell.left : cell.right + 1]))
        rows = range(cell.top, cell.bottom + 1)
        lacking = needed - sum(lines[row] for row in rows)
        if lacking > 0:
            lines[cell.bottom] += lacking
    return lines


def lines_in(text: str, width: float, size: float = FONT) -> int:
    """How many lines a text takes in a cell of so many points."""
    # A Chinese character isn't cut in two.
    room = max(1, (width - PADDING + 1) // size)
    return sum(max(1, math.ceil(text_width(part) / 2 / room)) for part in text.split("\n"))


def choose_page(widths: Sequence[float], stub: int, heights: tuple[float, float]) -> Page:
    """The way with the fewest pages on which everything can be read; of two alike the larger.

    `heights` are those of what is above on each page, and of the rows.
    """
    top, rows = heights
    before = sum(widths[:stub])
    found = []
    for wide in range(1, MOST_PAGES_WIDE + 1):
        widest = before + (sum(widths) - before) / wide * (1 if wide == 1 else SIDE)
        for is_landscape in (False, True):
            width, height = LANDSCAPE if is_landscape else PORTRAIT
            if width / widest < SCALE and wide < MOST_PAGES_WIDE:
                continue
            high = max(1, math.ceil(rows / max(height / SCALE - top, LINE)))
            scale = min(1.0, width / widest, height * high / (rows + top * high))
            found.append((wide * high, -scale, Page(is_landscape, wide, high, _first(widths, width / scale))))
    return min(found, key=lambda item: item[:2])[2]


def _first(widths: Sequence[float], room: float) -> int:
    """How many columns stand on the first page."""
    reached = 0.0
    for place, width in enumerate(widths):
        reached += width
        if reached > room + 1:
            return max(place, 1)
    return len(widths)


def characters(points: float) -> float:
    """Points as the widths that Excel counts columns in: figures of the workbook's own letter, 宋体 of 11 points."""
    return round((points / 0.75 - 5) / 8, 2)
