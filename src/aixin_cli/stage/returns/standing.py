"""Which parts stand, and which of them count: one that stands is held with its whole return."""

from __future__ import annotations

from aixin_cli.stage.returns.contested import Key
from aixin_cli.store import Store

Named = tuple[int, Key]
"""A part's number and its return."""


def standing_parts(store: Store, key: Key) -> list[int]:
    """The parts of a return that stand, second persons out of one cell left out."""
    rows = store.rows(
        "select part_id from meta.part where unit_code = ? and form = ? and period = ? and state = 'accepted'"
        " and share = 1 order by 1",
        key,
    )
    return [number for (number,) in rows]


def counting_parts(store: Store, unit: str) -> set[Named]:
    """What counts of a unit, of any month."""
    rows = store.rows(
        "select part_id, unit_code, form, period from meta.accepted_part where unit_code = ? and share = 1", [unit]
    )
    return {(number, (code, form, period)) for number, code, form, period in rows}
