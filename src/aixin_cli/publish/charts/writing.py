"""A chart as pictures: PNG for documents and SVG for whoever scales it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from aixin_cli.publish.charts.bars import draw_bars, draw_ranked, draw_stacked
from aixin_cli.publish.charts.heat import draw_heat
from aixin_cli.publish.charts.lines import draw_lines
from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import DPI
from aixin_cli.publish.charts.tiles import draw_tiles

DRAWERS = {
    "line": draw_lines,
    "bar": draw_bars,
    "ranked": draw_ranked,
    "stacked": draw_stacked,
    "tiles": draw_tiles,
    "heat": draw_heat,
}


def draw_chart(chart: Chart) -> Iterator[tuple[str, bytes]]:
    """Draw <id>.png and <id>.svg."""
    figure = DRAWERS[chart.shape](chart)
    yield f"{chart.id}.png", render_png(figure, chart.alt)
    yield f"{chart.id}.svg", render_svg(figure, chart)


def render_png(figure: Any, alt: str, dpi: int = DPI) -> bytes:
    """A figure's pixels; nothing in them says when or with what they were made."""
    content = BytesIO()
    metadata = {"Software": None, "Description": alt}
    figure.savefig(content, format="png", dpi=dpi, metadata=metadata)
    return content.getvalue()


def render_svg(figure: Any, chart: Chart) -> bytes:
    """A figure's lines, letters as paths."""
    content = BytesIO()
    metadata = {"Date": None, "Creator": None, "Title": chart.title, "Description": chart.alt}
    figure.savefig(content, format="svg", metadata=metadata)
    return content.getvalue()
