"""A chart before it is drawn: what SQL answered, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aixin_cli.publish.number_style import print_part, style_named

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Chart:
    """One chart of one month."""

    id: str
    title: str
    shape: str
    unit: str
    style: str
    period_text: str
    source_line: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: str | None = None
    """Why it isn't drawn this month."""
    alt: str = ""
    """What it shows, in a sentence for whoever can't see it."""

    def print_value(self, value: Decimal | int) -> str:
        """A number as it stands in the picture."""
        return print_value(value, self.style)


def print_value(value: Decimal | int, style: str) -> str:
    """A number by the row of this name in the table of number style."""
    return style_named(style).print(value)


def print_percent(share: Decimal) -> str:
    """A part of 1 as per cent, like those beside it."""
    return print_part(share, "rate")
