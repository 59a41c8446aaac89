"""What may be shown of a letter: words that are known to be no names stay, whatever else could be one is masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from aixin_cli.forms.catalogue import read_toml
from aixin_cli.forms.title import mask_numbers
from aixin_cli.read.unread_names import Piece, cut_words, known_words, show_pieces

LONGEST = 6
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3400-\u9fff\uf900-\ufaff·•・\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0f00-\u0fff\u0600-\u06ff]{2,}(?:[ '-][A-Za-z\u00c0-\u024f]{2,})*")
_DIGITS = re.compile(r"(?<!\d)\d{7,}(?!\d)[Xx]?(?!\s?(?:[.万亿元人名户件个处对份]|人次))")
_TWICE = re.compile(r"(?<=[^\d*])\*{4}")
_SHORT = re.compile(r"[A-Z]{1,3}")


def name_candidates(texts: Iterable[str]) -> list[str]:
    """Every piece of the texts that could be a whole name."""
    found = set()
    for text in texts:
        for run in _HAN.findall(text):
            found |= {
                run[at:end] for at in range(len(run) - 1) for end in range(at + 2, min(len(run), at + LONGEST) + 1)
            }
        found |= set(_LATIN.findall(text))
    return sorted(found)


class Prose:
    """Masks texts; `names` are persons' that the register knows, `known` further words that are none."""

    def __init__(self, known: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self._words = known_words() | _office_words() | frozenset(word for word in known if len(word) > 1)
        self._longest = max(map(len, self._words))
        listed = (name for name in names if name not in self._words)
        self._names = sorted(listed, key=lambda name: (-len(name), name))

    def mask(self, text: str) -> str:
        """The text as it may be shown."""
        masked = self.mask_numbers(text)
        for name in self._names:
            masked = masked.replace(name, name[0] + "**")
        masked = _LATIN.sub(lambda found: found[0] if self._is_plain(found[0]) else found[0][0] + "**", masked)
        masked = _HAN.sub(lambda found: "".join(self._shown(found[0])), masked)
        return _TWICE.sub("**", masked)

    @staticmethod
    def mask_numbers(text: str) -> str:
        """The text without numbers of persons: long ones that no word of measure follows."""
        return _DIGITS.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 3), mask_numbers(text))

    def _is_plain(self, word: str) -> bool:
        return word.lower() in _listed()["latin"] or bool(_SHORT.fullmatch(word))

    def _shown(self, run: str) -> Iterator[str]:
        pieces = list(cut_words(run, self._words, self._longest, _listed()["signs"]))
        hidden = [kind == "unknown" for _, kind in pieces]
        # Signs beside what is unknown may be part of it: 多杰, 王和平, 才让卓玛.
        for order in (range(len(pieces)), reversed(range(len(pieces)))):
            for at in order:
                hidden[at] = hidden[at] or self._is_part(pieces, hidden, at)
        yield from show_pieces(pieces, hidden)

    @staticmethod
    def _is_part(pieces: list[tuple[str, Piece]], hidden: list[bool], at: int) -> bool:
        """Whether a known piece may be part of a name: a sign beside one, or a short word behind a lone sign of one."""
        piece, kind = pieces[at]
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(pieces) and hidden[place]]
        is_lone = at - 1 in beside and len(pieces[at - 1][0]) == 1 and not (at > 1 and hidden[at - 2])
        return bool(beside) and (kind == "sign" or (is_lone and len(piece) == 2))


@cache
def _listed() -> dict[str, list[str]]:
    return read_toml(Path(__file__).with_name("prose_words.toml"))


@cache
def _office_words() -> frozenset[str]:
    return frozenset(word for line in _listed()["words"] for word in line.split())
