"""The poster as one upright picture of 1080 by 1920 pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aixin_cli.publish.charts.bars import fill_bars
from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import BLUES, FAINT, INK, MAIN, MUTED, PAPER
from aixin_cli.publish.poster.content import FIRST, Headline, Poster
from aixin_cli.sheets.measure import text_width

WIDTH, HEIGHT, DPI = 1080, 1920, 120
POINT = 72 / DPI
"""Of a pixel."""
EDGE, ROOM = 56, 968
BAND, FOOT = 556, 1704
"""Where the band of the first figures ends, and where the foot begins."""
COLUMNS, PITCH, LEAST_CHART = 3, 264, 150
PALE, SHORT = BLUES[0], "#a04b0f"
TOKEN = re.compile(r"(?:[0-9A-Za-z.,%+-]+|.)[，。；：、）》」！？]*")
"""What isn't parted at the end of a line: a number, a letter with the marks behind it."""


def draw_poster(poster: Poster) -> Any:
    """A figure: the first numbers on a band, the others in cells, a small chart, what they rest on."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    canvas = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    # It measures all texts on one canvas: without, each is measured on a picture of its own.
    FigureCanvasAgg(canvas)
    pen = Pen(canvas)
    _draw_band(pen, poster)
    bottom = _draw_cells(pen, poster.headlines[FIRST:], BAND + 44)
    if poster.chart is not None and FOOT - bottom >= LEAST_CHART:
        _draw_chart(pen, poster.chart, bottom)
    _draw_foot(pen, poster)
    return canvas


@dataclass(frozen=True)
class Pen:
    """Writes on a figure, by pixels from its left and its top."""

    canvas: Any

    def write(self, place: tuple[float, float], text: str, size: float, room: float = ROOM, **style: Any) -> Any:
        """One line, its letters smaller where it is wider than its room."""
        x, y = place
        style.setdefault("va", "top")
        item = self.canvas.text(x / WIDTH, 1 - y / HEIGHT, text, size=size * POINT, **style)
        if (width := item.get_window_extent().width) > room:
            item.set_fontsize(size * POINT * room / width)
        return item

    def write_number(self, place: tuple[float, float], item: Headline, size: float, room: float, colour: str) -> None:
        """A number and behind it, half as large, its unit, on one line."""
        x, y = place
        style: dict[str, Any] = {"color": colour, "weight": "bold", "va": "baseline"}
        parts = [self.write(place, item.number, size, **style), self.write(place, item.unit, size / 2, **style)]
        widths = [part.get_window_extent().width for part in parts]
        gap = size / 12
        scale = min(1.0, room / (sum(widths) + gap))
        for part in parts:
            part.set_fontsize(part.get_fontsize() * scale)
        parts[1].set_x((x + (widths[0] + gap) * scale) / WIDTH)

    def write_lines(
        self, place: tuple[float, float], text: str, size: float, box: tuple[float, int], **style: Any
    ) -> None:
        """Lines in a box so wide, and so many at most: the last one ends with … where there would be more."""
        room, most = box
        lines = wrap(text, room / size)
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
        for number, line in enumerate(lines):
            self.write((place[0], place[1] + number * size * 1.36), line, size, room, **style)


def wrap(text: str, letters: float) -> list[str]:
    """Lines of at most so many Chinese letters; no number is parted, and no line begins with a mark."""
    lines = [""]
    for token in TOKEN.findall(text):
        if lines[-1] and text_width(lines[-1] + token) / 2 > letters:
            lines.append("")
        lines[-1] += token
    return lines


def _draw_band(pen: Pen, poster: Poster) -> None:
    from matplotlib.patches import Rectangle

    pen.canvas.add_artist(Rectangle((0, 1 - BAND / HEIGHT), 1, BAND / HEIGHT, facecolor=MAIN, linewidth=0))
    box = {"boxstyle": "square,pad=0.4", "facecolor": "none", "edgecolor": PAPER, "linewidth": 1}
    pen.write((WIDTH - EDGE - 12, 62), poster.stamp, 24, color=PAPER, ha="right", bbox=box)
    pen.write((EDGE, 52), poster.about, 30, 700, color=PALE)
    pen.write((EDGE, 106), poster.title, 58, color=PAPER, weight="bold")
    room = ROOM / FIRST - 24
    for place, item in enumerate(poster.headlines[:FIRST]):
        x = EDGE + place * ROOM / FIRST
        pen.write((x, 224), item.label, 34, room, color=PALE)
        pen.write_number((x, 390), item, 132, room, PAPER)
        pen.write_lines((x, 428), item.meaning, 22, (room, 4), color=PALE)


def _draw_cells(pen: Pen, headlines: Sequence[Headline], top: float) -> float:
    """The others, three in a row; where the last row ends."""
    width = ROOM / COLUMNS
    rows = -(-len(headlines) // COLUMNS)
    pitch = min(PITCH, (FOOT - top) / max(rows, 1))
    for place, item in enumerate(headlines):
        x, y = EDGE + place % COLUMNS * width, top + place // COLUMNS * pitch
        pen.write((x, y), item.label, 28, width - 28, color=INK)
        pen.write_number((x, y + 104), item, 68, width - 28, MAIN)
        pen.write_lines((x, y + 126), item.meaning, 20, (width - 28, max(1, int((pitch - 136) // 27))), color=MUTED)
    return top + rows * pitch


def _draw_chart(pen: Pen, chart: Chart, top: float) -> None:
    pen.write((EDGE, top), chart.title, 28, color=INK)
    left, height = 230, min(len(chart.rows) * 44, FOOT - top - 70)
    place = ((EDGE + left) / WIDTH, 1 - (top + 52 + height) / HEIGHT, (ROOM - left) / WIDTH, height / HEIGHT)
    axes = pen.canvas.add_axes(place)
    axes.spines[:].set_visible(False)
    fill_bars(axes, chart, min(24.0, height / len(chart.rows) * 0.7) * POINT, 1.5)


def _draw_foot(pen: Pen, poster: Poster) -> None:
    from matplotlib.lines import Line2D

    y = 1 - FOOT / HEIGHT
    pen.canvas.add_artist(Line2D([EDGE / WIDTH, 1 - EDGE / WIDTH], [y, y], color=FAINT, linewidth=1))
    colour = MUTED if poster.is_whole else SHORT
    pen.write_lines((EDGE, FOOT + 18), "".join(poster.basis), 22, (ROOM, 4), color=colour)
    pen.write((EDGE, HEIGHT - 56), poster.source, 22, color=MUTED)
