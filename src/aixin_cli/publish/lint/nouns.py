"""What a briefing calls the numbers of a month, and where words of measure stand for one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.categories import fill_labels
from aixin_cli.forms.kept_toml import parse_kept

ASPECTS = ("due", "paired", "waiting", "rate")


@dataclass(frozen=True)
class Noun:
    """A thing that is counted: the facts it may mean, and in what; an aspect's subject may stand elsewhere."""

    words: tuple[str, ...]
    unit: str
    facts: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Further words of measure that are right of this noun alone."""
    is_strict: bool = False
    """Whether it is only meant where it is counted in its own measure: 结对 of 对."""
    aspect: str = ""
    subject: int = -1
    """The place of a subject in the list of them; the nought of it is everybody."""


@cache
def load_words() -> dict[str, Any]:
    """The nouns as they are declared."""
    return parse_kept(fill_labels(Path(__file__).with_name("nouns.toml").read_text(encoding="utf-8")))


@cache
def load_nouns() -> tuple[Noun, ...]:
    """All nouns: plain ones, aspects, and subjects in the aspect that they have by themselves."""
    told = load_words()
    plain = map(_plain, told["noun"])
    aspects = (_aspect(0, name) for name in ASPECTS)
    subjects = (_aspect(place, "") for place in range(1, len(told["subject"])))
    return (*plain, *aspects, *subjects)


def _plain(item: dict[str, Any]) -> Noun:
    lists = (tuple(item.get(name, ())) for name in ("words", "facts", "also"))
    words, facts, also = lists
    return Noun(words, item["unit"], facts, also, item.get("strict", False))


def _aspect(place: int, aspect: str) -> Noun:
    """A subject in an aspect; without one, as it is counted by itself."""
    subject = load_words()["subject"][place]
    words = tuple(subject["words"]) or tuple(load_words()["aspects"][aspect])
    facts = (subject[aspect or "paired"], *(() if aspect else subject.get("other", ())))
    unit = "%" if aspect == "rate" else subject["unit"]
    return Noun(words, unit, facts, aspect=aspect, subject=place)


def in_aspect(place: int, aspect: str) -> Noun:
    """What a subject comes to in an aspect."""
    return _aspect(place, aspect)


@cache
def noun_by_word() -> dict[str, Noun]:
    """Every word and what it means."""
    return {word: noun for noun in load_nouns() for word in noun.words}


@cache
def noun_pattern() -> re.Pattern[str]:
    """Finds nouns."""
    return re.compile(match_any(noun_by_word()))


def match_any(words: Iterable[str]) -> str:
    """A pattern of one of some words, the longest that stands there."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def find_nouns(text: str) -> Iterator[tuple[int, int, Noun]]:
    """The nouns of a text with where they begin and end."""
    for hit in noun_pattern().finditer(text):
        yield hit.start(), hit.end(), noun_by_word()[hit[0]]


def list_facts() -> list[str]:
    """The names of all facts that nouns ask for."""
    told = load_words()
    named = {name.partition("@")[0] for item in told["noun"] for name in item["facts"]}
    named |= {subject[aspect] for subject in told["subject"] for aspect in ASPECTS}
    return sorted(named | {name for subject in told["subject"] for name in subject.get("other", ())})


def list_words() -> list[str]:
    """Every word that nouns and what joins them are made of: none is a name."""
    told = load_words()
    joining = [*told["otherwise"]["words"], *told["glue"]["words"]]
    return [*noun_by_word(), *joining, *(word for words in told["aspects"].values() for word in words)]


def may_be_counted(noun: Noun, measure: str) -> bool:
    """Whether a word of measure is right of a noun."""
    return is_same_measure(measure, noun.unit) or measure in noun.also


def is_same_measure(written: str, unit: str) -> bool:
    """Whether a word of measure may stand for a unit: 名 for 人, 家 for 个."""
    return written == unit or written in load_words()["alike"].get(unit, ())
