"""What is published of the province beside its figures: categories, indicators, ranks of prefectures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Category:
    """The province's recipients of one category."""

    key: str
    due: int | None
    paired: int | None
    waiting: int | None
    rate: Decimal | None
    previous_paired: int | None
    previous_rate: Decimal | None


@dataclass(frozen=True)
class Indicator:
    """A key indicator of the province, as declared."""

    code: str
    name: str
    unit: str
    kind: str
    month: Decimal | None
    year: Decimal | None
    total: Decimal | None
    previous_month: Decimal | None
    previous_total: Decimal | None


@dataclass(frozen=True)
class Rank:
    """A prefecture's place by one measure: paired, contact or visit."""

    measure: str
    unit_code: str
    unit_name: str
    value: Decimal
    place: int
