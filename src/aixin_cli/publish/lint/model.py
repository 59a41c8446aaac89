"""What linting a briefing passes on: passages in, numbers and facts between, findings out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["value", "scale", "unit", "points", "direction", "rounding", "bound", "parts", "month", "span", "place",
               "period", "style", "unverified", "right"]  # fmt: skip
Span = Literal["now", "month", "quarter", "year", "total", "growth", "yearly", "person", "hundred", "unidentified"]
Bound = Literal["", "about", "below", "above"]
Severity = Literal["error", "query", "note"]


@dataclass(frozen=True)
class Passage:
    """A paragraph; or a cell of a table, with its row's name and its column's title."""

    number: int
    text: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Number:
    """A number as it stands: `step` is what its last written place is worth, `bound` what is said of it beside."""

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    measure: str
    bound: Bound = ""
    is_loose: bool = False
    """Whether it is a range or a fraction, which no figure is."""


@dataclass(frozen=True)
class Fact:
    """A value that the store has."""

    source: str
    unit_code: str
    period: str
    span: Span
    value: Decimal


@dataclass(frozen=True)
class Finding:
    """A number or a word: where it stands, what is wrong with it, and what should stand."""

    paragraph: int
    sentence: str
    stands: str
    kind: Kind
    should: str = ""
    source: str = ""
    note: str = ""
    """Whose value it is: of which month, span or unit."""

    @property
    def severity(self) -> Severity:
        """How much it weighs: what is right and written otherwise is asked, what nobody knows is noted."""
        lesser: dict[Kind, Severity] = {"style": "query", "unverified": "note", "right": "note"}
        return lesser.get(self.kind, "error")
