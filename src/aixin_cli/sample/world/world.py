"""The made world as it grows: people, ledger, activities, and what was planted where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aixin_cli.sample.world.frame import Array, Frame, Random, length, stream, texts

if TYPE_CHECKING:
    from aixin_cli.sample.world.plan import Plan

# What becomes of a row that is sent.
KEPT, SAME_ROW, SAME_PAIR, OTHER_UNIT, QUARANTINED, HELPER_SIDE, SAME_ITEM = range(7)
FATES = ("kept", "same_row", "same_pair", "other_unit", "quarantined", "helper_side", "same_item")

STATUSES = texts(["在帮", "终止", "待结对"])
ON, ENDED, WAITING_STATUS = range(3)
PAIR_KINDS = texts(["主结对", "辅助结对"])
MAIN, AUXILIARY_PAIR = range(2)
NEVER = np.datetime64("NaT", "D")


@dataclass(slots=True)
class Planted:
    """One kind of fault on some rows of one layout."""

    layout: str
    kind: str
    rows: Array
    field: str
    effect: str
    written: Array | None = None
    """What stands in the cell, where it was altered."""


@dataclass(slots=True)
class Variant:
    """Rows that name one person twice: soundly on the left, with a damaged number on the right."""

    role: str
    placement: str
    kinds: Array
    """What befell the number, row by row."""
    left: Array
    right: Array


@dataclass(slots=True)
class World:
    """Frames by layout name, cells that are written otherwise than true, and the list of planted faults."""

    plan: Plan
    recipients: Frame
    helpers: Frame
    tables: dict[str, Frame] = field(default_factory=dict)
    overrides: dict[tuple[str, str], list[tuple[Array, Array]]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    traps: list[tuple[str, str, Array]] = field(default_factory=list)
    """Kind, role and rows of people who look like somebody else."""
    damaged: list[tuple[str, Array, Array]] = field(default_factory=list)
    """Role, rows and what befell the number there."""
    openings: Frame = field(default_factory=dict)
    is_first: bool = True
    """Whether AX08 is sent: of several months with the first alone."""
    lines: Array = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """For each record of AX02 its line among the monthly sheets, −1 for records of a log."""
    spare_used: Array = field(init=False)

    def __post_init__(self) -> None:
        self.spare_used = np.zeros(len(self.plan.units), dtype=np.int64)

    @property
    def ledger(self) -> Frame:
        """The rows of AX01."""
        return self.tables["pairing"]

    def stream(self, name: str) -> Random:
        """A stream of chance of this world."""
        return stream(self.plan.options.seed, name)

    def monthly_stream(self, name: str) -> Random:
        """A stream that gives something else in every month."""
        offset = self.plan.dates.offset
        return self.stream(f"{name} {offset}" if offset else name)

    def plant(self, layout: str, kind: str, rows: Array, cell: tuple[str, Any] | str, effect: str) -> None:
        """Note a fault on rows; with a pair (field, texts) the field is written so in the sheets."""
        name, values = (cell, None) if isinstance(cell, str) else cell
        if len(rows) == 0:
            return
        column = None
        if values is not None:
            column = values if isinstance(values, np.ndarray) else np.full(len(rows), values, dtype=object)
            self.overwrite(layout, name, rows, column)
        self.planted.append(Planted(layout, kind, rows, name, effect, column))

    def overwrite(self, layout: str, name: str, rows: Array, column: Array) -> None:
        """Let other texts than the true ones stand in a field of rows."""
        self.overrides.setdefault((layout, name), []).append((rows, column))

    def quota(self, layout: str, share: float) -> int:
        """How many rows a kind of fault gets: its share of the faulty rows, at least one where faults are wanted."""
        faults = self.plan.options.faults
        return max(1, round(length(self.tables[layout]) * faults * share)) if faults > 0 else 0
