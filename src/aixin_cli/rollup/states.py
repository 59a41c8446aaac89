"""The states of a month's returns, as rows to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class States:
    """The state of each return of a month, as rows to print."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    """A row a unit and form."""
    unit_columns: list[str]
    unit_rows: list[tuple[Any, ...]]
    """A row a unit with a mark a form; those that fell silent first."""
    total: Mapping[str, int]
    """Of the chosen units, whatever state was asked for: expected, received, late, held, absent, carried; units."""

    def count(self, state: str) -> int:
        """How many returns are in this state."""
        place = self.columns.index("state")
        return sum(row[place] == state for row in self.rows)
