/*
id = "left_recipient_still_paired"
kind = "check"
code = "X032"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "已退出的对象仍有在帮的主结对", en = "A recipient who left still has a main pairing" }
message = { zh = "该对象的另一主结对已于{end_date}终止（{end_reason}），本行在此之前结对，仍为在帮", en = "another main pairing of this recipient ended on {end_date} ({end_reason}); this row began before that and is still active" }
why = { zh = "因对象一方原因终止的，对象即退出，其他主结对应一并终止", en = "a reason on the recipient's side means that the recipient left: the other main pairings end too" }
expected = { zh = "对象退出的，其全部主结对终止；再次结对的，结对日期晚于终止日期", en = "all main pairings ended; a new one begins after the exit" }
fix = { zh = "请核实对象是否已退出，终止本行或改正终止原因", en = "find out whether the recipient left; end this row or correct the reason" }
null = { zh = "未填结对日期的，无法判断", en = "unknown without a date of pairing" }
source = "project definition: pair end and person exit"
*/
with gone as (
    select
        recipient_id, helper_id, unit_code, end_date, end_reason
    from ent.pair_mention
    where
        is_current and not is_quarantined and status = '终止' and pair_kind = '主结对'
        and end_reason in ('迁出', '收养', '恢复监护', '不再符合条件', '年满18周岁且不在读', '自愿退出')
),

-- Who moved away may be paired elsewhere; the same pair twice is told by its own rules.
contradicted as (
    select
        p.part_id, p.row, max(gone.end_date) as end_date,
        max_by(gone.end_reason, (gone.end_date, gone.end_reason)) as end_reason,
        bool_or(p.start_date is null) as is_undated
    from gone
    inner join ent.pair_mention as p
        on
            gone.recipient_id = p.recipient_id
            and p.helper_id is distinct from gone.helper_id
            and (gone.end_reason <> '迁出' or gone.unit_code = p.unit_code)
            and coalesce(gone.end_date >= p.start_date, true)
    where p.is_current and not p.is_quarantined and p.status = '在帮' and p.pair_kind = '主结对'
    group by p.part_id, p.row
)

select
    p.part_id, p.row, 'status' as field,
    case when contradicted.is_undated then null else contradicted.row is null end as ok,
    p.status as value,
    contradicted.end_date,
    contradicted.end_reason
from ent.pair_mention as p
left join contradicted on p.part_id = contradicted.part_id and p.row = contradicted.row
where p.is_current and not p.is_quarantined and p.status = '在帮' and p.pair_kind = '主结对'
