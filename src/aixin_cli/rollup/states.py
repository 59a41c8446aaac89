"""The states of a month's returns, as rows to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class States:
    """The state of each return of a month, as rows to print."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def count(self, state: str) -> int:
        """How many returns are in this state."""
        place = self.columns.index("state")
        return sum(row[place] == state for row in self.rows)
