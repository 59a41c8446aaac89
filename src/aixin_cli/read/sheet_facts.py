"""What a sheet holds beside its values: errors, formulas, hidden parts, merges, remarks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixin_cli.read.workbook.numberformats import Display

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")

DAY_ZERO_1904 = datetime.date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the fast reader can't tell of one sheet; rows and columns are counted from 0."""

    errors: dict[Place, str] = field(default_factory=dict)
    """Error cells and their texts (#N/A and the like)."""
    texts: dict[Place, str] = field(default_factory=dict)
    """Cells that the fast reader gives with more than their text, such as phonetic guides."""
    shown: tuple[tuple[Display, tuple[Place, ...]], ...] = ()
    """Cells of numbers that their formats show as other numbers."""
    unvalued: frozenset[Place] = frozenset()
    """Formulas saved without their value."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    comment_count: int = 0
    picture_count: int = 0
    first_column: int = 0
    """The first column with a value: the fast reader leaves out blank ones before it."""
    day_zero: datetime.date | None = None
    """The day that the workbook's day numbers count from, where it isn't the usual one (1899-12-30)."""
    are_numbers: Callable[[Sequence[Place]], list[bool]] | None = None
    """Tells for cells, given in the order of rows, whether they are number cells."""
    numbers: Callable[[Sequence[Place]], list[float | None]] | None = None
    """The numbers of cells, None for others: what days counted from another day are made of."""
