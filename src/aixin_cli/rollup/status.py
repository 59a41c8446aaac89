"""Who has sent what for a month, and who hasn't."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aixin_cli.rollup.states import States
from aixin_cli.store import Store


def status(store: Store, period: str, units: Sequence[str] | None = None, state: str | None = None) -> States:
    """What is owed or was sent, by return and by unit; ent.return_state must be filled (link.read_states).

    Of `units` alone; with a state, the returns in it and the units that have such a one.
    """
    params = {**store.period_params(period), "units": units, "state": state}
    columns, rows = _asked(store, "lookup/status_line", params)
    unit_columns, unit_rows = _asked(store, "lookup/status_unit", params)
    names, ((*counts,),) = _asked(store, "lookup/status_total", params)
    return States(columns, rows, unit_columns, unit_rows, dict(zip(names, counts, strict=True)))


def _asked(store: Store, name: str, params: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    answer = store.execute(*store.question(name, params))
    return [column[0] for column in answer.description or ()], answer.fetchall()
