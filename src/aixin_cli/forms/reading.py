"""The catalogue of reading rules (R0xx, R1xx): what may be said of a file, a sheet or a column."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from aixin_cli.forms.catalogue import DIRECTORY, read_toml

TEMPLATE_MARK = "aixin template"
"""Stands at the top of the instruction sheet in a blank workbook of ours: reading passes over that sheet in silence."""


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """One rule with its words in both languages; the texts may hold places like {count}."""

    code: str
    severity: Literal["error", "query", "note"]
    message: str
    message_zh: str
    hint: str
    hint_zh: str


@cache
def reading_rules() -> dict[str, ReadingRule]:
    """Return every reading rule by its code."""
    entries = read_toml(DIRECTORY / "reading.toml")["rule"]
    rules = [
        ReadingRule(
            entry["code"],
            entry["severity"],
            entry["message"]["en"],
            entry["message"]["zh"],
            entry["fix"]["en"],
            entry["fix"]["zh"],
        )
        for entry in entries
    ]
    return {rule.code: rule for rule in rules}
