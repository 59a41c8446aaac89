"""A map of tiles: every prefecture is as large as every other, near where it lies."""

from __future__ import annotations

from typing import Any

from aixin_cli.forms.province import load_province
from aixin_cli.publish import row_names
from aixin_cli.publish.charts.frame import add_axes, open_figure
from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import CM, FAINT, INK, MUTED, NONE, WIDTH, blue, ink_on
from aixin_cli.sheets.words import load_words

LEAST_SPREAD = 0.2
"""Of the middle: units that hardly differ look alike."""


def draw_tiles(chart: Chart) -> Any:
    """A figure of the tiles that the province's table places; deeper is higher."""
    tiles = load_province().tiles
    values = {row["unit_code"]: row["value"] for row in chart.rows if row["unit_code"] in tiles}
    names = {row["unit_code"]: row["unit_name"] for row in chart.rows}
    columns = max(column for column, _row in tiles.values()) + 1
    rows = max(row for _column, row in tiles.values()) + 1
    figure, room = open_figure(chart, (WIDTH * 0.94 / columns) * rows + 3.2 * CM)
    axes = add_axes(figure, room, (0.01, 0.0, 0.01, 0.0))
    low, high = find_range([float(value) for value in values.values() if value is not None])
    for code, (column, row) in tiles.items():
        value = values.get(code)
        depth = None if value is None else (float(value) - low) / (high - low)
        text = load_words()["dash"] if value is None else chart.print_value(value)
        _draw_tile(axes, (column, row), (names.get(code) or row_names.short_name(code), text), depth)
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    _draw_scale(axes, chart, (low, high), rows)
    return figure


def find_range(values: list[float]) -> tuple[float, float]:
    """The lightest and the darkest number: those there are, but no nearer than chance lies."""
    low, high = min(values), max(values)
    middle, half = (low + high) / 2, max((high - low) / 2, abs(low + high) / 4 * LEAST_SPREAD, 0.05)
    return middle - half, middle + half


def _draw_tile(axes: Any, place: tuple[int, int], texts: tuple[str, str], depth: float | None) -> None:
    from matplotlib.patches import Rectangle

    x, y = place
    colour = NONE if depth is None else blue(depth)
    axes.add_patch(Rectangle((x + 0.03, y + 0.03), 0.94, 0.94, facecolor=colour, edgecolor=FAINT, linewidth=0.5))
    ink = INK if depth is None else ink_on(depth)
    axes.text(x + 0.5, y + 0.38, texts[0], ha="center", va="center", size=8, color=ink)
    axes.text(x + 0.5, y + 0.68, texts[1], ha="center", va="center", size=9.5, weight="bold", color=ink)


def _draw_scale(axes: Any, chart: Chart, bounds: tuple[float, float], rows: int) -> None:
    """Five steps of the colour, with the numbers that its ends stand for."""
    from decimal import Decimal

    from matplotlib.patches import Rectangle

    y = rows - 0.45
    for step in range(5):
        axes.add_patch(Rectangle((0.05 + step * 0.36, y), 0.36, 0.16, facecolor=blue(step / 4), linewidth=0))
    for x, value, side in ((0.05, bounds[0], "left"), (1.85, bounds[1], "right")):
        text = chart.print_value(Decimal(str(round(value, 6))))
        axes.text(x, y + 0.34, text, ha=side, va="center", size=7, color=MUTED)
    axes.text(0.05, y - 0.12, chart.unit, ha="left", va="center", size=7, color=MUTED)
