"""Helpers who look like somebody else: namesakes in one office, an office's shared telephone."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.faults.damage import damaged
from aixin_cli.sample.faults.lookalikes import KEEPING, STAYS
from aixin_cli.sample.faults.plant import Picker
from aixin_cli.sample.faults.variants import unlike_kinds
from aixin_cli.sample.world.frame import Array, rank_within, texts
from aixin_cli.sample.world.world import World

SHARES = {"colleagues": 3e-4, "office_phone": 3e-4}
OFFICE = ("office", "level", "township")


def plant_colleagues(world: World, picker: Picker) -> None:
    """Two of one name in one office, and three of one telephone; one of each has a damaged number."""
    rows = _together(world, picker, "colleagues", 2)
    _share(world, rows, (*OFFICE, "name"))
    _lose(world, picker, "colleagues", rows, KEEPING)
    rows = _together(world, picker, "office_phone", 3)
    _share(world, rows, (*OFFICE, "phone_text"))
    _lose(world, picker, "office_phone", rows, (*KEEPING, "exponent", "wrecked"))


def _together(world: World, picker: Picker, kind: str, size: int) -> Array:
    """Free rows of one unit, a group a line."""
    wanted = max(1, round(int(world.plan.members.sum()) * SHARES[kind]))
    rows = picker.random.permutation(np.flatnonzero(picker.free))
    rows = rows[np.argsort(world.ledger["unit"][rows], kind="stable")]
    unit = world.ledger["unit"][rows]
    first = np.flatnonzero(rank_within(unit) % size == 0)
    first = first[first + size <= len(rows)]
    first = first[unit[first] == unit[first + size - 1]]
    chosen = np.sort(picker.random.permutation(first)[:wanted])
    out = rows[chosen[:, None] + np.arange(size)]
    picker.free[out.ravel()] = False
    return np.asarray(out)


def _share(world: World, rows: Array, names: tuple[str, ...]) -> None:
    first, *others = world.ledger["helper"][rows].T
    for other in others:
        for name in names:
            world.helpers[name][other] = world.helpers[name][first]


def _lose(world: World, picker: Picker, trap: str, rows: Array, kinds: tuple[str, ...]) -> None:
    last = rows[:, -1]
    chosen = np.resize(texts(list(kinds)), len(last))[picker.random.permutation(len(last))]
    chosen = unlike_kinds(world, "helper", last, chosen)
    world.damaged.append(("helper", last, chosen))
    helper = world.ledger["helper"][last]
    for kind in kinds:
        mine = chosen == kind
        who = helper[mine]
        world.helpers["id_text"][who] = damaged(kind, world.helpers["id"][who], picker.random)
        world.helpers["is_identified"][who] = False
        world.plant("pairing", f"{trap}_{kind}", last[mine], "helper_id", STAYS)
    world.traps.append((trap, "helper", rows))
