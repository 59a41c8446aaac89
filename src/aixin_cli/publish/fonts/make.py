"""Makes the font files of this folder anew, from Debian's package fonts-noto-cjk.

For developers alone: python -m aixin_cli.publish.fonts.make, when a text needs a letter that the files lack;
tests/unit/test_publish_fonts.py says which.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aixin_cli.store.statement import sql_directory

PACKAGE = Path(__file__).parents[2]
SOURCE = Path("/usr/share/fonts/opentype/noto")
FACE = 2
"""The simplified Chinese one of the faces in a collection."""
SYMBOLS, COMMON, ALL = range(0xA1, 0xB0), range(0xA1, 0xD8), range(0xA1, 0xF8)
"""First bytes of GB 2312: signs alone; with the characters of level 1; with those of level 2 too."""
WEIGHTS = {"Regular": ALL, "Bold": COMMON}
NAME = "Aixin Sans SC"
"""Its own: the licence keeps the name of the original for the original."""
SIGNS = set("〇✓−–±≥≤≈")
"""Beside those of GB 2312."""
KEPT_NAMES = (0, 5, 7, 13, 14)
TEXTS = ("*.toml", "*.md", "*.po", "divisions.csv")
DRAWN_SQL = ("rollup", "figure", "chart")


def list_letters(first_bytes: range) -> set[str]:
    """The characters of GB 2312 whose first byte is one of these, and those of ASCII."""
    return {chr(code) for code in range(0x20, 0x7F)} | set(_decoded(first_bytes))


def _decoded(first_bytes: range) -> Iterator[str]:
    for first in first_bytes:
        for second in range(0xA1, 0xFF):
            text = bytes([first, second]).decode("gb2312", errors="ignore")
            if len(text) == 1:
                yield text


def read_letters(package: Path = PACKAGE) -> set[str]:
    """Every character that may be drawn: of forms, units and words, and what SQL says of tables, figures and charts."""
    paths = [path for pattern in TEXTS for path in package.rglob(pattern)]
    paths += [path for room in DRAWN_SQL for path in (sql_directory() / room).glob("*.sql")]
    return {letter for path in paths for letter in path.read_text("utf-8") if letter >= " "}


def make_font(source: Path, target: Path, letters: set[str], style: str) -> None:
    """Write the part of a font that has these letters, without hints and features, under a name of its own."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=FACE, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=list(KEPT_NAMES), notdef_outline=True)
    options.drop_tables += ["BASE", "vhea", "vmtx", "VORG"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(letter) for letter in letters])
    maker.subset(font)
    _rename(font, style)
    font.save(target, reorderTables=True)


def _rename(font: Any, style: str) -> None:
    script = f"{NAME.replace(' ', '')}-{style}"
    for number, text in ((1, NAME), (2, style), (3, script), (4, f"{NAME} {style}"), (6, script)):
        font["name"].setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [script]
    top[0].FullName, top[0].FamilyName = f"{NAME} {style}", NAME


def main() -> None:
    """Write both files."""
    read = read_letters() | SIGNS
    for style, first_bytes in WEIGHTS.items():
        target = Path(__file__).with_name(f"AixinSansSC-{style}.otf")
        make_font(SOURCE / f"NotoSansCJK-{style}.ttc", target, list_letters(first_bytes) | read, style)
        sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
