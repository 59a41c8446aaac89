"""The one decision on what a spreadsheet program might run: every CSV that leaves here is guarded by it."""

from __future__ import annotations

from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text that runs begins with; a spreadsheet program set to Chinese takes the full-width signs as well."""


def guard(cell: Any) -> Any:
    """Give a text that a spreadsheet program might run as a formula a ' before it; numbers stay, null is blank."""
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return "'" + cell
    return "" if cell is None else cell
