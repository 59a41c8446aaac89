"""A finding in words: where it is, and what is wrong with what to do."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from aixin_cli.locale import _

LINES = {".csv", ".tsv", ".txt"}
"""Files whose rows are lines of text."""


def place_text(item: dict[str, Any]) -> str:
    """Sheet, row, cell, the row's key, column and what stands there; what there is none of is left out."""
    row = _("row {row}").format(row=item["row"]) if item["row"] else None
    parts = [item["sheet"], row, item.get("cell"), item.get("key"), item["column"], item["value"]]
    return "  ".join(str(part) for part in parts if part not in (None, ""))


def sentence(item: dict[str, Any]) -> str:
    """What is wrong, what to do, what was expected, the difference and its likely cause."""
    told = _("{message}; {hint}").format(message=item["message"], hint=item["hint"])
    if item["expected"]:
        told += _(" (expected: {values})").format(values=item["expected"])
    if item.get("difference"):
        told += _(" (difference: {number})").format(number=item["difference"])
    if item.get("suggestion"):
        told += _("; likely cause: {cause}").format(cause=item["suggestion"])
    return told


def line_of(item: dict[str, Any]) -> int | None:
    """The line of a finding in a file of text; a workbook has none."""
    is_text = not item["sheet"] and PurePosixPath(item["file"]).suffix.lower() in LINES
    return int(item["row"]) if is_text and item["row"] else None
