/*
id = "stock_change_unexplained"
kind = "check"
code = "X088"
severity = "query"
category = "consistency"
forms = ["pairing"]
needs = ["previous"]
yields_to = ["X037"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "期初加新增减退出不等于期末", en = "Opening, added and gone don't make the closing" }
message = { zh = "期初 {opening_count} + 新增 {added_count} − 退出 {gone_count} 应为 {expected_count} 人，台账为 {closing_count} 人", en = "{opening_count} at the opening + {added_count} added − {gone_count} gone make {expected_count}; the ledger has {closing_count}" }
why = { zh = "有人未报终止而消失，或以前的结对本月才出现", en = "people vanished without 终止, or pairings of earlier months appear only now" }
expected = { zh = "期初 + 新增（含转入）− 退出（含转出）= 期末", en = "opening + added (moved in included) − gone (moved out included) = closing" }
fix = { zh = "请为不再帮扶的对象填报终止及原因；补录以前结对的，请说明", en = "report 终止 with a reason for those who are gone; explain pairings entered late" }
null = { zh = "上月没有台账的单位不问；期初为推算的为未知", en = "a unit without last month's ledger is not asked about; unknown where the opening was derived from dates" }
source = "statistics.md: identity, on persons"
*/
with unit as (
    select
        unit_code, sum(opening) as opening_count, sum(added + moved_in) as added_count,
        sum(exited + moved_out) as gone_count, sum(closing) as closing_count, bool_or(is_estimated) as is_estimated
    from ent.flow
    group by unit_code
),

part as (
    select unit_code, min(part_id) as part_id
    from ent.part_used
    where form = 'pairing' and period = $period
    group by unit_code
),

bridged as (
    select part.part_id, unit.*, opening_count + added_count - gone_count as expected_count
    from unit
    inner join part on unit.unit_code = part.unit_code
    inner join meta.member_unit as before
        on unit.unit_code = before.unit_code and before.period = $previous_period
)

select
    part_id, cast(null as integer) as row, cast(null as varchar) as field,
    case when not is_estimated then abs(closing_count - expected_count) <= $unexplained_count end as ok,
    cast(closing_count as varchar) as value,
    cast(expected_count as varchar) as expected,
    cast(closing_count - expected_count as decimal(18, 2)) as difference,
    cast(opening_count as bigint) as opening_count, cast(added_count as bigint) as added_count,
    cast(gone_count as bigint) as gone_count, cast(expected_count as bigint) as expected_count,
    cast(closing_count as bigint) as closing_count
from bridged
