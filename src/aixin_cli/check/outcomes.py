"""How often each rule gave each outcome in each unit."""

from __future__ import annotations

from typing import Any

from aixin_cli.forms import Layout, layouts, load_forms
from aixin_cli.forms.field_rules import Kind, kinds_of, rule_code
from aixin_cli.forms.rules import Text
from aixin_cli.store import Store

AGAINST_ID = ("recipient_sex", "recipient_birth_date", "disability_certificate")
"""Fields that contradict a sound ID number or nothing."""


def write_outcomes(store: Store, period: str) -> None:
    """Complete chk.outcome of a month: the checks' fails and unknowns, and all outcomes of the field rules."""
    store.execute(
        """
        insert into chk.outcome by name
        select
            $period as period, finding.rule, part.unit_code, part.form, finding.outcome, count(*) as item_count
        from chk.finding as finding
        left join meta.part as part on finding.part_id = part.part_id
        where finding.period = $period
        group by all
        """,
        {"period": period},
    )
    present = store.rows(
        "select distinct part.layout from meta.part as part inner join ent.part_used as used using (part_id) "
        "where used.period = ?",
        [period],
    )
    for (layout_id,) in present:
        _write_fields(store, layouts()[layout_id], period)


def _write_fields(store: Store, layout: Layout, period: str) -> None:
    """One pass over a layout's texts: a filled cell passes every rule of its field but the one it fails.

    A value that fails one rule of its field answers the others with unknown; so does one that is
    compared with an ID number that isn't there. A column that a return doesn't have is skipped.
    """
    rules = [
        {"rule": rule_code(layout, field, kind), "field": field.name, "kind": kind.name}
        for field in layout.fields
        for kind in kinds_of(field)
    ]
    names = [field.name for field in layout.fields]
    against = [name for name in AGAINST_ID if name in names]
    counts = ", ".join(f"count(r.{name}) as {name}" for name in names)
    store.execute(
        f"""
        insert into chk.outcome by name
        with part as (
            select part.part_id, part.unit_code, part.form, part.titles
            from meta.part as part
            inner join ent.part_used as used using (part_id)
            where used.period = $period and part.layout = $layout
        ),
        counted as (
            select r.part_id, {counts}
            from raw.{layout.id} as r
            where r.part_id in (select part_id from part)
            group by r.part_id
        ),
        alone as (
            {_alone_select(layout, against)}
        ),
        filled as (
            unpivot counted on {", ".join(names)} into name field value filled_count
        ),
        failed as (
            select part_id, rule, field, count(*) filter (outcome = 'fail') as fail_count, count(*) as fault_count
            from chk.finding
            where period is null and part_id in (select part_id from part)
            group by all
        ),
        faulty as (
            select part_id, field, sum(fault_count) as fault_count from failed group by all
        ),
        asked as (
            select
                part.unit_code, part.form, rule.rule, rule.kind,
                json_exists(part.titles, '$."' || rule.field || '"') as is_there,
                filled.filled_count, coalesce(failed.fail_count, 0) as fail_count,
                coalesce(faulty.fault_count, 0) as fault_count,
                {_alone_count(against)} as alone_count
            from part
            cross join (select unnest($rules, recursive := true)) as rule
            left join filled on part.part_id = filled.part_id and rule.field = filled.field
            left join alone on part.part_id = alone.part_id
            left join failed on part.part_id = failed.part_id and rule.rule = failed.rule
            left join faulty on part.part_id = faulty.part_id and rule.field = faulty.field
        ),
        told as (
            select
                unit_code, form, rule, fail_count, not is_there and fail_count = 0 as is_skipped,
                case
                    when kind = 'MISSING' then 0
                    else least(fault_count - fail_count + alone_count, coalesce(filled_count, 0))
                end as unknown_count,
                case
                    when kind = 'MISSING' then coalesce(filled_count, 0)
                    else greatest(coalesce(filled_count, 0) - fault_count - alone_count, 0)
                end as pass_count
            from asked
        ),
        outcome as (
            select
                unit_code, form, rule, sum(pass_count) as pass, sum(fail_count) as fail,
                sum(unknown_count) as unknown, count(*) filter (is_skipped) as skipped
            from told
            group by all
        )
        select
            $period as period, rule, unit_code, form, outcome, cast(item_count as bigint) as item_count,
            if(outcome = 'skipped', 'no such column', null) as reason
        from (unpivot outcome on pass, fail, unknown, skipped into name outcome value item_count)
        where item_count > 0
        """,  # noqa: S608
        {"period": period, "layout": layout.id, "rules": rules},
    )


def _alone_select(layout: Layout, against: list[str]) -> str:
    """SQL: of each part's few rows without a sound ID number, the filled cells of what is compared with one."""
    if not against:
        return "select null::integer as part_id where false"
    counts = ", ".join(f"count(r.{name}) as {name}__alone" for name in against)
    return f"""
            select r.part_id, {counts}
            from raw.{layout.id} as r
            inner join stg.{layout.id} as s using (part_id, row)
            where s.recipient_id is null and s.part_id in (select part_id from part)
            group by r.part_id
    """  # noqa: S608


def _alone_count(against: list[str]) -> str:
    """SQL: how many filled cells of a contradiction's field have no ID number to be held against."""
    if not against:
        return "0"
    whens = " ".join(
        f"when rule.kind = '{Kind.CONTRADICTS.name}' and rule.field = '{name}' then alone.{name}__alone"
        for name in against
    )
    return f"coalesce(case {whens} else 0 end, 0)"


_REASONS = {
    "not in force": Text("not in force", "不在有效期内"),
    "no such column": Text("no such column", "没有此列"),
    "no returns": Text("no returns that count (none sent, or held)", "没有可用的报表（未报或暂缓采用）"),
    "not loaded": Text("not loaded", "尚未入库"),
}
"""Why a rule was skipped; after a colon stands which forms or month."""


def reason_text(reason: str | None) -> str | None:
    """A kept reason in the chosen language; why a rule is broken is kept in the words it was told in."""
    if reason is None:
        return None
    what, _colon, which = reason.partition(": ")
    known = _REASONS.get(what)
    if known is None or not which:
        return reason if known is None else known.chosen
    # Forms by their codes, as a clerk knows them; months stay.
    forms = load_forms()
    names = [forms[name].code if name in forms else name for name in which.split(", ")]
    return Text(f"{known.en}: {', '.join(names)}", f"{known.zh}：{'、'.join(names)}").chosen


_LISTED = """
select outcome.rule, outcome.unit_code, outcome.form, outcome.outcome, outcome.item_count, outcome.reason
from chk.outcome as outcome
where
    outcome.period in (select distinct period from meta.part where load_id = $load_id)
    and (
        outcome.unit_code is null
        or outcome.unit_code in (select unit_code from meta.part where load_id = $load_id)
    )
order by all
"""


_OF_MONTH = """
select rule, unit_code, form, outcome, item_count, reason
from chk.outcome
where period = $period and ($unit is null or unit_code is null or unit_code = $unit)
order by rule, unit_code nulls first, form, outcome
"""


def month_outcomes(store: Store, period: str, unit: str | None) -> list[tuple[Any, ...]]:
    """Rule, unit, form, outcome, count, reason of a month, of one unit or of all; empty where nothing was asked."""
    found = store.rows(_OF_MONTH, {"period": period, "unit": unit})
    return [(*row, reason_text(reason)) for *row, reason in found]


def list_outcomes(store: Store, load_id: int) -> list[dict[str, object]]:
    """Each rule's outcomes in each unit of a load; a skipped or broken rule has no unit and says why."""
    names = ("rule", "unit", "form", "outcome", "count")
    found = store.rows(_LISTED, {"load_id": load_id})
    return [{**dict(zip(names, row, strict=True)), "reason": reason_text(reason)} for *row, reason in found]
