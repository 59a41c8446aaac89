"""The poster's two files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.style import drawing
from aixin_cli.publish.charts.writing import render_png
from aixin_cli.publish.fonts.choosing import find_families
from aixin_cli.publish.model import Edition
from aixin_cli.publish.poster.content import compose_poster
from aixin_cli.publish.poster.page import write_page
from aixin_cli.publish.poster.picture import DPI, draw_poster


def write_poster(edition: Edition, charts: Sequence[Chart], folder: Path, fonts: Sequence[str] = ()) -> None:
    """Write FOLDER/poster.png and poster.html.

    Raises DefinitionError when none of the fonts that are asked for is on this machine.
    """
    poster = compose_poster(edition, charts)
    with drawing(find_families(fonts)):
        picture = render_png(draw_poster(poster), poster.alt, DPI)
    (folder / "poster.png").write_bytes(picture)
    (folder / "poster.html").write_text(write_page(poster), encoding="utf-8", newline="\n")
