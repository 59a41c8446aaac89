"""A new or changed rule over a month that is linked: what it would say, beside what the other rules say."""

from __future__ import annotations

from dataclasses import dataclass

from aixin_cli.check.outcomes import reason_text
from aixin_cli.check.run import ask_alone
from aixin_cli.store import Store
from aixin_cli.store.statement import Statement


@dataclass(frozen=True)
class UnitTrial:
    """A rule's answers in one unit's month; `new_count` rows fail that don't by the rule of that code in use."""

    period: str
    unit: str
    asked_count: int
    fail_count: int
    new_count: int
    unknown_count: int


@dataclass(frozen=True)
class Overlap:
    """Rows that the tried rule and another one both find fault with."""

    period: str
    rule: str
    shared_count: int
    fail_count: int


@dataclass(frozen=True)
class Trial:
    """One month's answer; `reason` where the rule had nothing to ask."""

    period: str
    reason: str | None
    units: tuple[UnitTrial, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


def try_rule(store: Store, rule: Statement, period: str) -> Trial:
    """Ask a rule of a linked month and keep nothing; DefinitionError, with the line, where it can't be asked."""
    reason = ask_alone(store, rule, period)
    if reason is not None:
        return Trial(period, reason_text(reason))
    code = str(rule.header["code"])
    bound = {"period": period, "code": code}
    return Trial(
        period,
        None,
        tuple(UnitTrial(period, *row) for row in store.ask("outcome/trial_unit", bound)),
        tuple(Overlap(period, *row) for row in store.ask("outcome/trial_overlap", bound)),
    )
