"""The pictures of a month: charts, each as PNG for documents and SVG for whoever scales it, and the poster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import drawing
from aixin_cli.publish.charts.writing import draw_chart, render_png
from aixin_cli.publish.fonts.choosing import find_families
from aixin_cli.publish.poster.content import Poster
from aixin_cli.publish.poster.picture import DPI, draw_poster

Pictures = Mapping[str, bytes]
"""Files by their path in the month's folder."""
CHARTS, POSTER = "charts", "poster.png"


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn of a month, and with which fonts before ours."""

    charts: tuple[Chart, ...] = ()
    poster: Poster | None = None
    fonts: tuple[str, ...] = ()


def draw_pictures(wanted: Wanted) -> Pictures:
    """Draw charts/<id>.png and .svg of each chart that can be drawn, and poster.png.

    Raises DefinitionError when one of the fonts that are asked for isn't on this machine.
    """
    poster = wanted.poster
    with drawing(find_families(wanted.fonts)):
        charts = [chart for chart in wanted.charts if chart.left_out is None]
        made = {f"{CHARTS}/{name}": content for chart in charts for name, content in draw_chart(chart)}
        if poster is not None:
            made[POSTER] = render_png(draw_poster(poster), poster.alt, DPI)
    return made


def write_charts(pictures: Pictures, folder: Path) -> None:
    """Put the charts in their places."""
    (folder / CHARTS).mkdir(exist_ok=True)
    for name, content in pictures.items():
        if name != POSTER:
            (folder / name).write_bytes(content)


def chart_pixels(pictures: Pictures) -> dict[str, bytes]:
    """The PNG of every chart under the name by which a document's template asks for it."""
    charts = {Path(name): content for name, content in pictures.items() if name != POSTER}
    return {f"chart_{path.stem}": content for path, content in charts.items() if path.suffix == ".png"}
