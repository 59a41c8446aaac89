"""The pictures of the README: two of a month's, made small. `python -m tests.pictures out/2024-12` writes them."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = {"poster.png": 432, "charts/prefecture_contact.png": 800}
"""Which of a month's files, and how wide they are made."""
COLOURS = 160


def shrink(results: Path, folder: Path) -> list[Path]:
    """Write the small ones; where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, width in SHOWN.items():
        with Image.open(results / name) as picture:
            size = (width, round(picture.height * width / picture.width))
            small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        made.append(folder / Path(name).name)
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(made[-1], optimize=True)
    return made


if __name__ == "__main__":
    shrink(Path(sys.argv[1]), PICTURES)
