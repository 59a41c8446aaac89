"""Choosing rows for faults: each row bears at most one, and only rows whose people stand nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from aixin_cli.sample.world import people
from aixin_cli.sample.world.frame import Array, Random, length
from aixin_cli.sample.world.world import KEPT, MAIN, ON, World


@dataclass(slots=True)
class Picker:
    """Hands out rows of active main pairings of people with this one row, each once."""

    world: World
    random: Random
    free: Array = field(init=False)

    def __post_init__(self) -> None:
        ledger = self.world.ledger
        plan = self.world.plan
        carried = np.append(plan.has_role("carried"), True)
        self.free = (
            (ledger["fate"] == KEPT)
            & (ledger["kind"] == MAIN)
            & (ledger["status"] == ON)
            & (ledger["start"] < plan.dates.start)
            & ~carried[ledger["unit"]]
            & (times_used(ledger["recipient"]) == 1)
            & (times_used(ledger["helper"]) == 1)
            & (self.world.recipients["state"][ledger["recipient"]] == people.ACTIVE)
        )

    def draw(self, fit: Array, wanted: int) -> Array:
        """Up to `wanted` free rows that fit, in ascending order, no longer free from now on."""
        mask = fit.copy()
        mask[len(self.free) :] = False
        choice = np.flatnonzero(mask[: len(self.free)] & self.free)
        chosen = np.sort(self.random.permutation(choice)[:wanted])
        self.free[chosen] = False
        return chosen


def times_used(keys: Array) -> Array:
    """How often each row's key occurs (−1, nobody, counts as once)."""
    counts = np.bincount(keys[keys >= 0], minlength=int(keys.max(initial=0)) + 1)
    return np.where(keys >= 0, counts[keys], 1)


def clear_namesakes(world: World, rows: Array, role: str) -> Array:
    """Leave out rows whose people could be taken for one another in their unit when numbers are gone."""
    frame = world.recipients if role == "recipient" else world.helpers
    who = world.ledger[role][rows]
    table = pd.DataFrame({"unit": world.ledger["unit"][rows], "name": frame["name"][who]})
    return np.asarray(rows[~table.duplicated(keep=False).to_numpy()])


def copies_of(world: World, layout: str, rows: Array, **altered: Array | int) -> Array:
    """Append copies of rows to a table, altered in some columns; returns where they stand."""
    table = world.tables[layout]
    first = length(table)
    given = {
        name: value if isinstance(value, np.ndarray) else np.full(len(rows), value) for name, value in altered.items()
    }
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    world.tables[layout] = {
        name: np.concatenate([column, given.get(name, column[rows])]) for name, column in table.items()
    }
    return np.arange(first, first + len(rows))
