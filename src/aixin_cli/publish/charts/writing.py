"""Charts as files: each as PNG for documents and SVG for whoever scales it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from aixin_cli.publish.charts.bars import draw_bars, draw_ranked, draw_stacked
from aixin_cli.publish.charts.heat import draw_heat
from aixin_cli.publish.charts.lines import draw_lines
from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import DPI, drawing
from aixin_cli.publish.charts.tiles import draw_tiles
from aixin_cli.publish.fonts.choosing import find_families

DOCUMENT_DPI = 150
"""Enough for a printed page, and a tenth of the bytes."""
DRAWERS = {
    "line": draw_lines,
    "bar": draw_bars,
    "ranked": draw_ranked,
    "stacked": draw_stacked,
    "tiles": draw_tiles,
    "heat": draw_heat,
}


def write_charts(charts: Sequence[Chart], folder: Path, fonts: Sequence[str] = ()) -> None:
    """Write FOLDER/<id>.png and .svg of every chart that can be drawn.

    Raises DefinitionError when none of the fonts that are asked for is on this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with drawing(find_families(fonts)):
        for chart in charts:
            if chart.left_out is None:
                figure = DRAWERS[chart.shape](chart)
                for kind, content in (("png", render_png(figure, chart.alt)), ("svg", render_svg(figure, chart))):
                    (folder / f"{chart.id}.{kind}").write_bytes(content)


def picture_charts(charts: Sequence[Chart], fonts: Sequence[str] = ()) -> dict[str, bytes]:
    """Every chart that can be drawn as a picture for a document, under the name by which a template asks for it."""
    with drawing(find_families(fonts)):
        return {
            f"chart_{chart.id}": render_png(DRAWERS[chart.shape](chart), chart.alt, DOCUMENT_DPI)
            for chart in charts
            if chart.left_out is None
        }


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
