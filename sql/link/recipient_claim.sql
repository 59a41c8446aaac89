/*
id = "recipient_claim"
kind = "link"
title = { zh = "对象的归属依据", en = "What each current or recently ended row says of a recipient's membership and home" }
grain = ["part_id", "row"]
*/
select
    part_id, row, recipient_id, unit_code, period, is_current, is_local, pair_kind, status, start_date,
    is_current and status = '在帮' and pair_kind = '主结对' and is_area as is_active_main,
    is_current and status = '在帮' and pair_kind = '辅助结对' and is_area as is_active_auxiliary,
    is_current and status = '待结对' and pair_kind = '主结对' and is_area as is_waiting,
    status = '终止' and pair_kind = '主结对' and is_area
    and end_reason in ('干部调离', '退休', '结对人去世', '更换结对人')
    and end_date > $as_of - to_months($replacing_months) as is_replaced,
    status = '终止' and pair_kind = '主结对'
    and end_reason in ('去世', '迁出', '收养', '恢复监护', '不再符合条件', '年满18周岁且不在读', '自愿退出') as is_exit,
    end_date, end_reason
from ent.pair_mention
where not is_quarantined
    and (is_current or (status = '终止' and period > strftime($period_start - to_months($replacing_months), '%Y-%m')))
