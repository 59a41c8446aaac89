"""The poster's two files."""

from __future__ import annotations

from pathlib import Path

from aixin_cli.publish.poster.content import Poster
from aixin_cli.publish.poster.page import write_page


def write_poster(poster: Poster, picture: bytes, folder: Path) -> None:
    """Write FOLDER/poster.png and poster.html."""
    (folder / "poster.png").write_bytes(picture)
    (folder / "poster.html").write_text(write_page(poster), encoding="utf-8", newline="\n")
