/*
id = "equal_gifts"
kind = "check"
code = "X060"
severity = "query"
category = "accuracy"
forms = ["activity", "pairing"]
yields_to = ["X011", "X013"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "同一单位多人资助金额相同", en = "Equal gifts by one employer's staff" }
message = { zh = "同一工作单位 {helper_count} 名结对人本月资助金额均为 {amount_yuan} 元，疑似单位统一出资", en = "{helper_count} helpers of one employer gave {amount_yuan} yuan each this month, as if the employer had paid" }
why = { zh = "不用公款、尽力而为、量力而行；集体出资应如实填写资金来源", en = "the programme's rule on funds; collective money is to be declared as such" }
expected = { zh = "个人出资各不相同，不足 10 人（可设置）相同", en = "fewer than 10 equal personal gifts (a setting)" }
fix = { zh = "请核实资金来源；由单位或工会出资的请如实填写", en = "check the source; say so where the employer or its union paid" }
null = { zh = "已注明来源非个人、或工作单位未填的不问", en = "not asked where another source is declared, or the employer is missing" }
source = "project definition: money"
*/
with given as (
    select used.unit_code, s.part_id, s.row, s.helper_id, s.amount_yuan
    from stg.activity as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.period = $period and not s.is_quarantined and s.amount_yuan > 0 and s.helper_id is not null
        and coalesce(s.fund_source, '个人') = '个人'
    union all
    select used.unit_code, s.part_id, s.row, s.helper_id, s.amount_yuan
    from stg.activity_monthly as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.period = $period and not s.is_quarantined and s.amount_yuan > 0 and s.helper_id is not null
        and coalesce(s.fund_source, '个人') = '个人'
),

employed as (
    select used.unit_code, s.helper_id, min(squeeze(s.helper_unit)) as employer
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and s.helper_unit is not null
        and s.helper_id in (select given.helper_id from given)
    group by used.unit_code, s.helper_id
),

gave as (
    select
        given.unit_code, employed.employer, given.helper_id, given.amount_yuan,
        max(row(given.part_id, given.row)) as place
    from given
    inner join employed on given.unit_code = employed.unit_code and given.helper_id = employed.helper_id
    group by given.unit_code, employed.employer, given.helper_id, given.amount_yuan
),

gift as (
    select unit_code, employer, amount_yuan, count(*) as helper_count, max(place) as place
    from gave
    group by unit_code, employer, amount_yuan
),

giver as (
    select unit_code, employer, count(distinct helper_id) as helper_count
    from gave
    group by unit_code, employer
)

select
    gift.place[1] as part_id,
    gift.place[2] as row,
    'amount_yuan' as field,
    gift.helper_count < $equal_gift_helpers or gift.helper_count < giver.helper_count * $equal_gift_share as ok,
    cast(gift.amount_yuan as varchar) as value,
    gift.helper_count,
    gift.amount_yuan
from gift
inner join giver on gift.unit_code = giver.unit_code and gift.employer = giver.employer
