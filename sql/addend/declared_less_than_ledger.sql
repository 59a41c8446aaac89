/*
id = "declared_less_than_ledger"
kind = "addend"
title = { zh = "台账人数按乡镇", en = "The ledger's people by township" }
grain = ["part_id", "row", "label"]
*/
-- A helper of several townships is counted in the first of them: the addends make the unit's number.
with helper as (
    select
        p.unit_code,
        p.helper_id,
        min(s.township) as township
    from ent.pair_survivor as p
    inner join stg.pairing as s on p.part_id = s.part_id and p.row = s.row
    where
        p.status = '在帮' and p.is_area and not p.is_local
        and p.pair_kind = '主结对' and p.helper_kind = '党员干部'
    group by p.unit_code, p.helper_id
),

counted as (
    select
        'K501' as indicator_code,
        unit_code,
        township,
        count(helper_id) as person_count
    from helper
    group by unit_code, township
    union all
    select
        'K502' as indicator_code,
        recipient.home_unit as unit_code,
        s.township,
        count(*) as person_count
    from ent.recipient as recipient
    inner join ent.recipient_row as chosen on recipient.person_id = chosen.recipient_id
    inner join stg.pairing as s on chosen.part_id = s.part_id and chosen.row = s.row
    where recipient.is_member
    group by recipient.home_unit, s.township
)

select
    s.part_id,
    s.row,
    cast(counted.person_count as decimal(18, 2)) as amount,
    coalesce(counted.township, '未填乡镇') as label
from stg.indicator as s
inner join ent.part_used as used on s.part_id = used.part_id
inner join counted on used.unit_code = counted.unit_code and s.indicator_code = counted.indicator_code
where used.period = $period and not s.is_quarantined
