"""How complete a month is: of each form, and of all, how many returns are owed, came, are carried forward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixin_cli.publish import row_names
from aixin_cli.publish.model import Completeness

if TYPE_CHECKING:
    from aixin_cli.store import Store


@dataclass(frozen=True)
class Behind:
    """The returns of one form, and whether the same units stand in the month before; None where that isn't there."""

    completeness: Completeness = Completeness()
    is_comparable: bool | None = None
    owed: frozenset[str] = frozenset()
    """The units that owe it."""
    fell_silent: tuple[str, ...] = ()
    """Those that reported the month before and not this one."""


def read_returns(store: Store, period: str) -> dict[str, Behind]:
    """Of each form that is owed: the returns behind what is counted from it."""
    params = store.period_params(period)
    absent: dict[str, list[str]] = defaultdict(list)
    fell: dict[str, list[str]] = defaultdict(list)
    owed: dict[str, set[str]] = defaultdict(set)
    told = "select form, unit_code from out.return_state where period = ? and is_expected"
    for form, unit_code in store.rows(told, [period]):
        owed[form].add(unit_code)
    for form, unit_code, _state, _used, is_carried, fell_silent in store.ask("lookup/form_silent", params):
        if not is_carried:
            absent[form].append(unit_code)
        if fell_silent:
            fell[form].append(unit_code)
    return {
        form: Behind(
            _complete((expected, received, carried, missing), absent[form], owed[form]),
            is_comparable,
            frozenset(owed[form]),
            tuple(fell[form]),
        )
        for form, expected, received, carried, missing, is_comparable in store.ask("lookup/form_completeness", params)
    }


def _complete(counts: tuple[int, int, int, int], silent: Collection[str], owed: Collection[str]) -> Completeness:
    names = dict.fromkeys(row_names.fold_names(list(silent), owed).values())
    return Completeness(*counts, tuple(names), len(silent))


def sum_returns(behind: Mapping[str, Behind]) -> Completeness:
    """Of all forms together; its silent units are those that reported last month and not this one."""
    every = [item.completeness for item in behind.values()]
    fell = dict.fromkeys(code for item in behind.values() for code in item.fell_silent)
    owed = {code for item in behind.values() for code in item.owed}
    counts = (
        sum(item.expected for item in every),
        sum(item.received for item in every),
        sum(item.carried for item in every),
        sum(item.absent for item in every),
    )
    return _complete(counts, fell, owed)
