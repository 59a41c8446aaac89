"""Where a person's second row stands: another helper's, another county's, an ended one, the same pair again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aixin_cli.sample.faults.pairing import elsewhere
from aixin_cli.sample.faults.plant import copies_of
from aixin_cli.sample.world.frame import Array, Random
from aixin_cli.sample.world.ledger import FIRST_START, MOVED_AWAY, REPLACED, days_from, some_helper
from aixin_cli.sample.world.plan import DAY
from aixin_cli.sample.world.world import ENDED, OTHER_UNIT, SAME_PAIR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aixin_cli.sample.world.world import World

PLACEMENTS = (
    *("other helper", "elsewhere", "same pair", "other helper", "ended", "elsewhere", "other helper", "same pair"),
    *("other helper", "same pair elsewhere", "other helper", "elsewhere", "moved", "other helper", "elsewhere"),
    *("same pair", "other helper", "same pair elsewhere", "ended", "other helper"),
)
"""In the proportion in which they are planted."""
ELSEWHERE = ("elsewhere", "same pair elsewhere", "moved")
SAME_HELPER = ("same pair", "same pair elsewhere")
ACTIVE_PLACEMENTS = ("other helper", "elsewhere")
"""Both rows count, so that either may be the damaged one."""
AT_HOME = {"elsewhere": "other helper", "same pair elsewhere": "same pair", "moved": "ended"}


def second_rows(world: World, random: Random, placement: str, rows: Array) -> Iterator[tuple[str, Array, Array, Array]]:
    """Append second rows; yields placement, the first rows, the second ones, and which of `rows` they are for.

    Where no county follows, the second row stands in the same one.
    """
    index = np.arange(len(rows))
    if placement in ELSEWHERE:
        away, unit = elsewhere(world, rows)
        has_next = np.isin(rows, away)
        yield from _placed(world, random, placement, (away, unit, index[has_next]))
        placement, rows, index = AT_HOME[placement], rows[~has_next], index[~has_next]
    yield from _placed(world, random, placement, (rows, world.ledger["unit"][rows], index))


def _placed(
    world: World, random: Random, placement: str, where: tuple[Array, Array, Array]
) -> Iterator[tuple[str, Array, Array, Array]]:
    rows, unit, index = where
    given: dict[str, Array | int] = {"unit": unit}
    if placement in SAME_HELPER:
        given |= {"fate": OTHER_UNIT if placement in ELSEWHERE else SAME_PAIR, "survivor": rows}
    else:
        helper = some_helper(world.plan, random, unit)
        fine = ~knows_namesake(world, helper, world.ledger["recipient"][rows])
        fine &= world.helpers["is_identified"][helper]
        rows, index = rows[fine], index[fine]
        given = {"unit": unit[fine], "helper": helper[fine]}
    given |= _dates(world, random, placement, len(rows))
    copies = copies_of(world, "pairing", rows, is_quiet=1, place=random.random(len(rows)), **given)
    if len(copies):
        yield placement, rows, copies, index


def _dates(world: World, random: Random, placement: str, count: int) -> dict[str, Array | int]:
    """Nothing for a row that goes on; when and why the others ended."""
    if placement not in {"ended", "moved"}:
        return {}
    start = days_from(FIRST_START, 20, random, count)
    if placement == "ended":
        end = days_from(FIRST_START + 40 * DAY, 40, random, count)
        return {"status": ENDED, "reason": REPLACED, "start": start, "end": end}
    end = days_from(world.plan.dates.settled - 120 * DAY, 30, random, count)
    return {"status": ENDED, "reason": MOVED_AWAY, "start": start, "end": np.maximum(end, start + DAY)}


def knows_namesake(world: World, helper: Array, recipient: Array) -> Array:
    """Whether a helper is paired with the recipient already, or with another of that name.

    Activities may name a recipient without a number.
    """
    names = pd.factorize(world.recipients["name"])[0].astype(np.int64)
    return np.isin(helper * 10**7 + names[recipient], world.ledger["helper"] * 10**7 + names[world.ledger["recipient"]])
