/*
id = "recipient_claim"
kind = "link"
is_scratch = true
title = { zh = "对象的归属依据", en = "What each current or recently ended row says of a recipient's membership and home" }
grain = ["part_id", "row"]
*/
select
    p.part_id, p.row, p.recipient_id, p.unit_code, p.period, p.is_current, p.is_local, p.is_area, p.pair_kind, p.status,
    p.start_date,
    -- A pair that two units report is the survivor's: the other unit claims nobody by it.
    p.is_current
    and p.status = '在帮'
    and p.pair_kind = '主结对'
    and p.is_area
    and coalesce(ranked.place, 1) = 1 as is_active_main,
    p.is_current
    and p.status = '在帮'
    and p.pair_kind = '辅助结对'
    and p.is_area
    and coalesce(ranked.place, 1) = 1 as is_active_auxiliary,
    p.is_current and p.status = '待结对' and p.pair_kind = '主结对' and p.is_area as is_waiting,
    p.status = '终止' and p.pair_kind = '主结对' and p.is_area
    and p.end_reason in ('干部调离', '退休', '结对人去世', '更换结对人')
    -- A unit that is carried forward stands as it stood: waiting does not run out meanwhile.
    and p.end_date > case
        when p.is_current then least($as_of, last_day(cast(p.period || '-01' as date))) else $as_of
    end - to_months($replacing_months) as is_replaced,
    p.status = '终止' and p.pair_kind = '主结对'
    and p.end_reason in ('去世', '迁出', '收养', '恢复监护', '不再符合条件', '年满18周岁且不在读', '自愿退出') as is_exit,
    p.end_date, p.end_reason
from ent.pair_mention as p
left join ent.pair_rank as ranked on p.part_id = ranked.part_id and p.row = ranked.row
where
    not p.is_quarantined
    and (
        p.is_current
        -- Of an older return only where the unit still has one that counts: a unit without a ledger is nobody's home.
        or (
            p.status = '终止'
            and p.period > strftime($period_start - to_months($replacing_months), '%Y-%m')
            and p.unit_code in (
                select used.unit_code from ent.part_used as used where used.form = 'pairing' and used.is_current
            )
        )
    )
