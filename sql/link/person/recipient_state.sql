/*
id = "recipient_state"
kind = "link"
is_scratch = true
title = { zh = "对象的期末状态", en = "What a recipient is at the end of the period" }
grain = ["recipient_id"]
*/
with claimed as (
    select
        recipient_id,
        bool_or(is_active_main and not is_local) as has_main,
        bool_or(is_active_main and is_local) as has_local_main,
        bool_or(is_active_auxiliary) as has_auxiliary,
        bool_or(is_waiting and not is_local) as has_waiting,
        max(case when is_replaced and not is_local then end_date end) as replaced_date,
        max(case when is_exit then end_date end) as exit_date,
        bool_or(is_exit and is_current) as has_exit
    from ent.recipient_claim
    group by recipient_id
)

select
    recipient_id,
    has_main,
    has_local_main,
    has_auxiliary,
    not has_main and replaced_date is not null and (exit_date is null or exit_date < replaced_date) as is_replacing,
    has_waiting,
    has_exit
from claimed
