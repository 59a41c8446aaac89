"""The briefing's sections, composed from sentences.toml: what has no value is left out, what is incomplete says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.publish.model import Edition
from aixin_cli.publish.text.changes import say_once
from aixin_cli.publish.text.values import Value, basis_text

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Section:
    """A part of the briefing: its name, its title (none of the headline), its paragraphs."""

    name: str
    title: str
    paragraphs: tuple[str, ...]


@cache
def load_sections() -> list[dict[str, Any]]:
    """The sections as they are declared."""
    text = Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["section"])


def compose(edition: Edition, values: Mapping[str, Value]) -> tuple[Section, ...]:
    """The sections that have something to say of this month."""
    composer = _Composer({figure.id: basis_text(figure.completeness) for figure in edition.figures}, values)
    sections = (
        Section(item["name"], item["title"], composer.paragraphs(item["paragraph"])) for item in load_sections()
    )
    return tuple(section for section in sections if section.paragraphs)


@dataclass(frozen=True)
class _Clause:
    text: str
    has_number: bool


class _Composer:
    """Puts sentences together; on which returns they rest is said whole once, then shortly in every paragraph."""

    def __init__(self, bases: Mapping[str, str], values: Mapping[str, Value]) -> None:
        self.bases = bases
        self.values = values
        self.last = ""

    def paragraphs(self, declared: list[dict[str, Any]]) -> tuple[str, ...]:
        made = (self._paragraph(item["sentences"]) for item in declared)
        return tuple(text for text in made if text)

    def _paragraph(self, sentences: list[dict[str, Any]]) -> str:
        told, said = "", ""
        for sentence in sentences:
            clauses = [made for clause in sentence["clauses"] if (made := self._clause(clause)) is not None]
            if not any(clause.has_number for clause in clauses):
                continue
            texts = say_once([clause.text for clause in clauses])
            basis = self.bases.get(sentence.get("basis", ""), "")
            if basis and basis != said:
                # Details that were just told needn't be again.
                texts.insert(0, basis.partition("（")[0] if basis == self.last else basis)
                said = self.last = basis
            told += "，".join(texts) + "。"
        return told

    def _clause(self, clause: str | dict[str, Any]) -> _Clause | None:
        """A clause, None where a value is missing; of a list, what there is."""
        if isinstance(clause, str):
            return self._fill(clause)
        items = [made for item in clause["items"] if (made := self._fill(item)) is not None]
        lead = self._fill(clause["lead"])
        if lead is None or not items:
            return None
        text = lead.text + "、".join(item.text for item in items)
        return _Clause(text, any(item.has_number for item in items))

    def _fill(self, text: str) -> _Clause | None:
        asked = [self.values.get(name) for name in PLACEHOLDER.findall(text)]
        if any(value is None or value.text is None for value in asked):
            return None
        filled = PLACEHOLDER.sub(lambda match: str(self.values[match[1]].text), text)
        return _Clause(filled, any(value is not None and value.is_number for value in asked))
