"""What stands around every chart: title, unit, month, stamp, source and notes."""

from __future__ import annotations

import textwrap
from typing import Any

from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import CM, FAINT, MUTED, PAPER, WARN, WIDTH
from aixin_cli.sheets.words import load_words

LEFT, TOP = 0.35 * CM, 0.35 * CM
HEAD = 1.35 * CM
LINE = 0.36 * CM
NOTE_LETTERS = 62
"""Letters of a note in one line."""


def open_figure(chart: Chart, height: float) -> tuple[Any, tuple[float, float, float, float]]:
    """A figure with everything but its drawing, and the room for that: left, bottom, width, height as parts of 1."""
    from matplotlib.figure import Figure

    words = load_words()
    figure = Figure(figsize=(WIDTH, height), facecolor=PAPER)
    x = LEFT / WIDTH
    figure.text(x, 1 - TOP / height, chart.title, size=11, weight="bold", va="top")
    about = words["charts"]["about"].format(period=chart.period_text, unit=chart.unit)
    figure.text(x, 1 - (TOP + 0.55 * CM) / height, about, size=7.5, color=MUTED, va="top")
    box = {"boxstyle": "square,pad=0.35", "facecolor": "none", "edgecolor": WARN, "linewidth": 0.7}
    figure.text(
        1 - x * 1.6,
        1 - (TOP + 0.08 * CM) / height,
        words["stamp"],
        size=7.5,
        color=WARN,
        va="top",
        ha="right",
        bbox=box,
    )
    lines = _foot(chart)
    for place, line in enumerate(reversed(lines)):
        figure.text(x, (0.25 * CM + place * LINE) / height, line, size=6.5, color=MUTED, va="bottom")
    foot = 0.25 * CM + len(lines) * LINE + 0.15 * CM
    figure.add_artist(_rule(x, foot / height))
    bottom = foot + 0.2 * CM
    return figure, (x, bottom / height, 1 - 2 * x, 1 - (HEAD + bottom) / height)


def add_axes(figure: Any, room: tuple[float, float, float, float], inset: tuple[float, float, float, float]) -> Any:
    """Axes without a frame in the room, smaller by these parts of the figure: left, bottom, right, top."""
    left, bottom, right, top = inset
    x, y, width, height = room
    axes = figure.add_axes((x + left, y + bottom, width - left - right, height - bottom - top))
    axes.spines[:].set_visible(False)
    return axes


def _foot(chart: Chart) -> list[str]:
    notes = [line for note in chart.notes for line in textwrap.wrap(note, NOTE_LETTERS)]
    return [*notes, chart.source_line]


def _rule(x: float, y: float) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([x, 1 - x], [y, y], color=FAINT, linewidth=0.6)
