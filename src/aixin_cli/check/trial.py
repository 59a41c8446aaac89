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
        tuple(UnitTrial(period, *row) for row in store.rows(_UNITS, bound)),
        tuple(Overlap(period, *row) for row in store.rows(_OVERLAPS, bound)),
    )


_UNITS = """
with known as (
    select distinct part_id, row
    from chk.finding
    where period = $period and rule = $code and outcome = 'fail'
)
select
    part.unit_code, count(*), count(*) filter (not tried.ok),
    count(*) filter (not tried.ok and known.part_id is null), count(*) filter (tried.ok is null)
from tried
inner join meta.part as part on tried.part_id = part.part_id
left join known on tried.part_id = known.part_id and tried.row is not distinct from known.row
group by part.unit_code
order by part.unit_code
"""
_OVERLAPS = """
with failing as (
    select distinct part_id, row from tried where not ok
),
other as (
    select distinct part_id, row, rule
    from chk.finding
    where (period is null or period = $period) and rule <> $code and outcome = 'fail'
)
select other.rule, count(*) as shared_count, (select count(*) from failing)
from failing
inner join other on failing.part_id = other.part_id and failing.row is not distinct from other.row
group by other.rule
order by shared_count desc, other.rule
"""
