"""A finding in words: where it is, and what is wrong with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from aixin_cli.locale import _

LINES = {".csv", ".tsv", ".txt"}
"""Files whose rows are lines of text."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of a finding's words in the chosen language: looked up once, not for each of many findings."""

    row: str
    told: str
    expected: str
    difference: str
    cause: str

    @classmethod
    def chosen(cls) -> Wording:
        """In the chosen language."""
        return cls(
            row=_("row {row}"),
            told=_("{message}; {hint}"),
            expected=_(" (expected: {values})"),
            difference=_(" (difference: {number})"),
            cause=_("; likely cause: {cause}"),
        )

    def place(self, item: dict[str, Any]) -> str:
        """Sheet, row, cell, the row's key, column and what stands there; what there is none of is left out."""
        row = self.row.format(row=item["row"]) if item["row"] else None
        parts = [item["sheet"], row, item.get("cell"), item.get("key"), item["column"], item["value"]]
        return "  ".join(str(part) for part in parts if part not in (None, ""))

    def sentence(self, item: dict[str, Any]) -> str:
        """What is wrong, what to do, what was expected, the difference and its likely cause."""
        told = self.told.format(message=item["message"].rstrip(".。"), hint=item["hint"].rstrip("。"))
        if item["expected"]:
            told += self.expected.format(values=item["expected"])
        if item.get("difference"):
            told += self.difference.format(number=item["difference"])
        if item.get("suggestion"):
            told += self.cause.format(cause=item["suggestion"])
        return told

    def whole(self, item: dict[str, Any]) -> str:
        """Both in one line."""
        return ": ".join(part for part in (self.place(item), self.sentence(item)) if part)


def line_of(item: dict[str, Any]) -> int | None:
    """The line of a finding in a file of text, its row where no other line is known; a workbook has none."""
    if item.get("line"):
        return int(item["line"])
    return int(item["row"]) if item["row"] and not item["sheet"] and _is_text(item["file"]) else None


@lru_cache
def _is_text(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in LINES
