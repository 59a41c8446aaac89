"""The kinds of decisions, from one table: which sheet asks for them, by which words, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from aixin_cli.forms.kept_toml import parse_kept


@dataclass(frozen=True, slots=True)
class Kind:
    """As what an answer is kept."""

    id: str
    words: tuple[str, ...]
    """Of the drop-down, in its order."""
    title: Mapping[str, str]
    """By language."""
    english: tuple[str, ...] = ()
    """Each word as it may be typed on the command line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One sheet of the workbook, and what its rows ask."""

    id: str
    sheet: str
    other: Literal["identity", "unit"]
    """What a row's key names beside a person."""
    kinds: tuple[Kind, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the drop-down."""
        return tuple(word for kind in self.kinds for word in kind.words)

    def kind_of(self, word: str) -> Kind:
        """As what an answer by this word is kept."""
        return next(kind for kind in self.kinds if word in kind.words)


@cache
def load_questions() -> dict[str, Question]:
    """The questions by id, in the order of the sheets."""
    content = parse_kept(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return {
        name: Question(name, item["sheet"], item["other"], tuple(map(_kind, item["kind"])))
        for name, item in content.items()
    }


def _kind(item: dict[str, object]) -> Kind:
    lists = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
    return Kind(**{**item, **lists})  # type: ignore[arg-type]


@cache
def load_kinds() -> dict[str, Kind]:
    """All kinds by id, in the order of the table."""
    return {kind.id: kind for question in load_questions().values() for kind in question.kinds}
