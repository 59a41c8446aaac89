"""Names of files and sheets that weren't read: what is known to be no person's name stays, the rest is masked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from aixin_cli.forms import layouts, load_forms
from aixin_cli.forms.catalogue import read_toml
from aixin_cli.forms.divisions import load_divisions, load_townships
from aixin_cli.forms.province import load_province
from aixin_cli.forms.title import mask_numbers
from aixin_cli.forms.unit_names import plain_name, spellings_of, stem_of

Piece = Literal["word", "sign", "unknown"]
_PIECE = re.compile(
    r"(?P<month>二[〇○零][〇○零一二三四五六七八九]{2}年度?(?:(?:十[一二]?|[一二三四五六七八九])月份?)?|(?:20)?\d\d年度?(?:\d{1,2}月份?)?(?:\d{1,2}日)?|\d{1,2}月份?(?:\d{1,2}日)?|第?[\d一二三四五六七八九十]{1,3}(?:期|批|次|版|季度|稿|号)"
    r"|(?<![\u3400-\u9fff])(?:十[一二]?|[一二三四五六七八九])月份?)"
    r"|(?P<han>[\u2e80-\u9fff\uf900-\ufaff·•・\U00020000-\U0003ffff]+)|(?P<digits>[0-9０-９]+[Xx]?(?![A-Za-z]))|(?P<latin>[^\W\d_\u2e80-\u9fff\uf900-\ufaff](?:[^\W\d_\u2e80-\u9fff\uf900-\ufaff]|[\u0300-\u036f\u0600-\u06ff\u0f00-\u0fff\u200c\u200d])*)",
    re.UNICODE,
)
_DAY = re.compile(r"20(?:2[3-9]|[3-9]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""A day since the programme began: birth dates are older, but for few."""
_TWICE = re.compile(r"(?<=[^\d*])\*{4}")
"""The stars of a name that was masked before."""
SHORT = 6
"""So many digits are a code or a month."""


def mask_unread(name: str) -> str:
    """Return a path or a sheet's name with everything masked but units, months, words of forms and short numbers."""
    if len(name) == 1:
        return name
    masked = _PIECE.sub(lambda found: "".join(_masked(found)), mask_numbers(name))
    return _TWICE.sub("**", masked)


def mask_folder(name: str) -> str:
    """Return the name of a folder or an archive of what was read, masked alike but for Latin words.

    What is read knows the persons that it holds, a folder doesn't.
    """
    if len(name) == 1:
        return name
    masked = _PIECE.sub(lambda found: found[0] if found["latin"] else "".join(_masked(found)), mask_numbers(name))
    return _TWICE.sub("**", masked)


def _masked(found: re.Match[str]) -> Iterator[str]:
    text = found[0]
    if found["month"]:
        yield text
    elif found["digits"]:
        yield text if len(text) <= SHORT or _DAY.fullmatch(text) else text[:3] + "*" * (len(text) - 3)
    elif found["latin"]:
        yield text if text.lower() in _listed()["latin"] or len(text) == 1 else text[0] + "**"
    else:
        yield from _masked_han(text)


def _masked_han(text: str) -> Iterator[str]:
    """A word beside an unknown character may be part of a name: 王安宁 is no 安宁区, 李明细 no list."""
    pieces = list(cut_words(text, known_words(), len(text)))
    hidden = [kind == "unknown" for _piece, kind in pieces]
    for place, (piece, kind) in enumerate(pieces):
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(pieces) and pieces[at][1] == "unknown"]
        is_part = piece in _unit_stems() or any(len(pieces[at][0]) == 1 and at < place for at in beside)
        if kind == "word" and beside and len(piece) == 2 and is_part:
            hidden[place] = True
    yield from show_pieces(pieces, hidden)


def cut_words(
    text: str, words: Collection[str], longest: int, signs: Collection[str] = ()
) -> Iterator[tuple[str, Piece]]:
    """Cut a run into known words, the longest first, signs that join them, and what lies between."""
    place = unknown = 0
    while place < len(text):
        ends = range(min(len(text), place + longest), place + 1, -1)
        word = next((text[place:end] for end in ends if text[place:end] in words), None)
        known = word or (text[place] if text[place] in signs else None)
        if known is None:
            place += 1
            continue
        if place > unknown:
            yield text[unknown:place], "unknown"
        yield known, "word" if word else "sign"
        place = unknown = place + len(known)
    if unknown < len(text):
        yield text[unknown:], "unknown"


def show_pieces(pieces: Sequence[tuple[str, Piece]], hidden: Sequence[bool]) -> Iterator[str]:
    """What isn't hidden, and of each run that is its first character."""
    for place, (piece, _kind) in enumerate(pieces):
        if not hidden[place]:
            yield piece
        elif place == 0 or not hidden[place - 1]:
            yield piece[0] + "**"


@cache
def _listed() -> dict[str, list[str]]:
    return read_toml(Path(__file__).with_name("unread_words.toml"))


@cache
def known_words() -> frozenset[str]:
    """Units, townships, words of the forms and of offices: none is a person's name."""
    fields = [field for layout in layouts().values() for field in layout.fields]
    titles = {text for field in fields for text in (field.title, *field.synonyms, *field.grouped, *field.group)}
    forms = {form.title for form in load_forms().values()} | {layout.title for layout in layouts().values()}
    codes = {code.value for field in fields for code in field.codes}
    known = {*_listed()["office"], *titles, *codes, *forms, *(form.removesuffix("表") for form in forms), *_units()}
    return frozenset(word for word in known if len(word) > 1)


@cache
def _units() -> frozenset[str]:
    divisions = load_divisions()
    units = {name for unit in divisions.units for name in spellings_of(unit)} | _unit_stems()
    return frozenset(units | {name for names in load_townships().values() for name in names} | load_province().words)


@cache
def _unit_stems() -> frozenset[str]:
    return frozenset(
        plain_name(stem_of(name)) for unit in load_divisions().units for name in (unit.name, unit.short_name)
    )
