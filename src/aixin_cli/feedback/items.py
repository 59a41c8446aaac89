"""One return's findings as its sender is told them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from aixin_cli.feedback.receipt import Receipt

SEVERITIES = ("error", "query", "note")


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, in Chinese; values are masked as everywhere."""

    severity: str
    code: str
    sheet: str | None
    row: int | None
    cell: str | None
    """Where it is in the file: T25; None for what concerns a whole sheet or return."""
    value: str
    message: str
    hint: str
    check: str
    """What ties an answer to it (`check_code`)."""
    unit_code: str | None = None


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, with what was found in it."""

    receipt: Receipt
    path: str
    """As it was loaded, names of people masked."""
    original: str | None
    """Its place in the store."""
    units: tuple[str, ...]
    """Whose returns it holds."""
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """The file's own name, without the folders and archives it came in."""
        return PurePosixPath(self.path).name

    def of_unit(self, unit: str) -> Sent:
        """Only what concerns one unit, or the file as a whole."""
        items = tuple(item for item in self.items if item.unit_code in (unit, None))
        return Sent(self.receipt, self.path, self.original, (unit,), items)


@dataclass(frozen=True, slots=True)
class Letter:
    """Whom it is for, and by when an answer is wanted."""

    unit_name: str
    period_text: str
    reply_by: date


def count_severities(items: Sequence[Item]) -> dict[str, int]:
    """How many findings each severity has, the gravest first."""
    found = Counter(item.severity for item in items)
    return {severity: found[severity] for severity in SEVERITIES}
