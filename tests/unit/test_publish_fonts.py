"""The font that comes with the program has every letter that it draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import aixin_cli
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.publish import fonts
from aixin_cli.store.statement import sql_directory

PACKAGE = Path(aixin_cli.__file__).parent
FOLDER = Path(fonts.__file__).parent
FILES = sorted(FOLDER.glob("*.otf"))
MOST_BYTES = 3_000_000
NUMBERS = "0123456789.,%‰+-−—×÷＋－（）()①②③④⑤⑥⑦⑧⑨⑩〇一二三四五六七八九十百千万亿元人户件次对个名岁年月日期至"
SIGNS = "～…·“”《》、，。；：！？✓"


def letters_of(*paths: Path) -> set[str]:
    return {letter for path in paths for letter in path.read_text("utf-8") if letter >= " "}


TEXTS = {
    "units": {letter for unit in load_divisions().units for letter in unit.name + unit.short_name},
    "forms": letters_of(*(PACKAGE / "forms").rglob("*.toml")),
    "words": letters_of(*(path for path in PACKAGE.rglob("words.toml") if path.parent.name != "forms")),
    "answers in Chinese": letters_of(*(PACKAGE / "locale").rglob("*.po")),
    "the briefing": letters_of(*(PACKAGE / "publish").rglob("*.md")),
    "titles of tables": letters_of(
        *(path for kind in ("rollup", "figure") for path in sql_directory().glob(f"{kind}/*"))
    ),
    "numbers": set(NUMBERS + SIGNS),
    "ASCII": {chr(code) for code in range(0x20, 0x7F)},
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_letter_that_is_drawn_lacks_its_picture(path: Path) -> None:
    known = TTFont(path, lazy=True).getBestCmap().keys()
    assert {
        name: "".join(sorted(lacking))
        for name, text in TEXTS.items()
        if (lacking := {c for c in text if ord(c) not in known})
    } == {}


def test_the_upright_font_has_every_character_of_gb_2312() -> None:
    known = TTFont(FOLDER / "AixinSansSC-Regular.otf", lazy=True).getBestCmap().keys()
    common = {chr(code) for code in range(0x4E00, 0x9FFF) if is_simple(chr(code))}
    assert len(common) == 6763
    assert not {letter for letter in common if ord(letter) not in known}


def is_simple(letter: str) -> bool:
    return len(letter.encode("gb2312", errors="ignore")) == 2


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    assert [path.name for path in FILES] == ["AixinSansSC-Bold.otf", "AixinSansSC-Regular.otf"]
    assert sum(path.stat().st_size for path in FILES) <= MOST_BYTES
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence


def test_a_font_says_whose_it_is_and_does_not_bear_a_reserved_name() -> None:
    for path in FILES:
        names = TTFont(path, lazy=True)["name"]
        assert "Adobe" in names.getDebugName(0)
        assert names.getDebugName(1) == "Aixin Sans SC"
        assert not {"Source", "Noto"} & set(
            " ".join(str(names.getDebugName(number)) for number in (1, 3, 4, 6)).split()
        )
