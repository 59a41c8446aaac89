"""What a sample is asked to be, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from aixin_cli.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

Size = Literal["small", "county", "province"]
Container = Literal["mixed", "workbook", "csv"]

FIRST_PERIOD = "2023-10"
"""The programme began in May 2023; pairings need some months behind them."""


@dataclass(frozen=True, slots=True)
class SampleOptions:
    """`faults` is the share of rows that bear a planted fault, 0 to 0.15."""

    size: Size = "small"
    period: str = "2024-12"
    seed: int = 1
    faults: float = 0.05
    container: Container = "mixed"
    identity_faults: bool = False
    first: str | None = None
    """Of months that follow on one another, the first; else `period` is."""

    def checked(self) -> SampleOptions:
        """Return these options, or raise UsageError where they can't be meant."""
        if self.size not in get_args(Size) or self.container not in get_args(Container):
            raise UsageError(
                "the size or container of a sample is unknown",
                hint="sizes: small, county, province; containers: mixed, workbook, csv",
            )
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", self.period) or self.period < FIRST_PERIOD:
            raise UsageError("the period of a sample must be a month", hint="give --period 2024-12 (2023-10 or later)")
        if not 0 <= self.faults <= 0.15:
            raise UsageError("the share of faults must lie between 0 and 0.15", hint="give --faults 0.05")
        if self.seed < 0:
            raise UsageError("the seed must not be negative", hint="give --seed 1")
        return self


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was written: how many files and rows, the true figures, the planted faults by kind."""

    directory: Path
    files: int
    rows: int
    figures: dict[str, int] = field(default_factory=dict)
    planted: dict[str, int] = field(default_factory=dict)
