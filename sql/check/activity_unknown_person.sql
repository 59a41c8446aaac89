/*
id = "activity_unknown_person"
kind = "check"
code = "X050"
severity = "query"
category = "consistency"
forms = ["activity", "pairing"]
yields_to = ["X008"]
grain = ["part_id", "row", "field"]
since = "2023-05"
title = { zh = "活动中的人不在任何台账", en = "Unknown person in an activity" }
message = { zh = "任何月份、任何单位的结对帮扶台账中都没有此身份证号", en = "no pairing ledger of any month or unit has this ID number" }
why = { zh = "号码录错，或活动的人未登记结对", en = "a mistyped number, or somebody who was never paired" }
expected = { zh = "结对帮扶台账中已有的身份证号", en = "an ID number that the pairing ledger has" }
fix = { zh = "请核对身份证号；确有结对的，先登记到结对帮扶台账", en = "check the number; enter the pairing in the ledger first where there is one" }
null = { zh = "未填号码或号码有误的不问；本单位本期台账未采用的无法判断", en = "not asked without a valid number; unknown where the unit's ledger of the month isn't in use" }
source = "project definition: an activity joins exactly one pair"
*/
with done as (
    select part_id, row, bool_and(match in ('unmatched', 'substitute')) as is_suspect
    from ent.activity
    where period = $period and match <> 'before_opening'
    group by part_id, row
),

numbered as (
    select done.part_id, done.row, s.recipient_id, s.helper_id
    from done
    inner join stg.activity as s on done.part_id = s.part_id and done.row = s.row
    where done.is_suspect
    union all
    select done.part_id, done.row, s.recipient_id, s.helper_id
    from done
    inner join stg.activity_monthly as s on done.part_id = s.part_id and done.row = s.row
    where done.is_suspect
),

mentioned as (
    select distinct recipient_number as id_number, 'recipient_id' as field
    from ent.pair_row
    where recipient_number in (select numbered.recipient_id from numbered)
    union all
    select distinct helper_number, 'helper_id'
    from ent.pair_row
    where helper_number in (select numbered.helper_id from numbered)
),

named as (
    select part_id, row, 'recipient_id' as field, recipient_id as id_number
    from numbered
    where recipient_id is not null
    union all
    select part_id, row, 'helper_id', helper_id
    from numbered
    where helper_id is not null
)

select
    part_id, row, 'recipient_id' as field,
    true as ok,
    cast(null as varchar) as value
from done
where not is_suspect
union all
select
    named.part_id, named.row, named.field,
    -- Without the unit's ledger of this month the person may well stand in it.
    case
        when mentioned.id_number is not null then true
        when sender.unit_code is not null then false
    end as ok,
    mask(named.id_number) as value
from named
left join mentioned on named.id_number = mentioned.id_number and named.field = mentioned.field
inner join ent.part_used as used on named.part_id = used.part_id
left join (
    select distinct unit_code from ent.part_used where form = 'pairing' and period = $period
) as sender on used.unit_code = sender.unit_code
