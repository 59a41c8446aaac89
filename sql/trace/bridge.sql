/*
id = "bridge"
kind = "trace"
title = { zh = "上报数到核定数的来源", en = "Rows that were reported of recipients and helpers, and those of them that count nobody again" }
grain = ["cell_no", "part_id", "row"]
cells = ["t10.*"]
measures = ["对象", "辅助对象", "干部"]
forms = ["pairing"]
*/
with shown as (
    select recipient_id, part_id, row
    from ent.traced_row
    where is_shown
),

reported as (
    select *
    from ent.traced_row as ledger
    where is_current and status = '在帮' and not is_local and is_area
),

of_recipient as (
    select
        reported.*, home.home_unit,
        row_number() over (
            partition by reported.unit_code, reported.recipient_id, reported.pair_kind
            order by coalesce(reported.reason in ('same_row', 'same_pair'), false), reported.part_id, reported.row
        ) as place
    from reported
    left join ent.recipient as home on reported.recipient_id = home.person_id
),

of_helper as (
    select
        *,
        row_number() over (partition by unit_code, helper_id order by reason is not null, part_id, row) as place
    from reported
    where pair_kind = '主结对' and helper_kind = '党员干部' and helper_id is not null
),

named as (
    select
        part_id, row, unit_code, if(pair_kind = '主结对', '对象', '辅助对象') as item,
        [
            't10.reported_count',
            case
                when reason in ('same_row', 'same_pair') then 't10.' || reason || '_count'
                when place > 1 then 't10.same_person_count'
            end,
            if(place = 1 and unit_code <> home_unit, 't10.other_home_count', null)
        ] as names
    from of_recipient
    union all
    select
        part_id, row, unit_code, '干部',
        [
            't10.reported_count',
            case
                when reason is not null then 't10.' || reason || '_count'
                when place > 1 then 't10.same_person_count'
            end
        ]
    from of_helper
    union all
    select
        shown.part_id, shown.row, recipient.home_unit, chosen.item, ['t10.home_only_count']
    from ent.recipient as recipient
    cross join (values ('对象', '主结对'), ('辅助对象', '辅助结对')) as chosen (item, pair_kind)
    anti join reported
        on
            recipient.person_id = reported.recipient_id and recipient.home_unit = reported.unit_code
            and chosen.pair_kind = reported.pair_kind
    left join shown on recipient.person_id = shown.recipient_id
    where
        if(chosen.item = '对象', recipient.is_member and not recipient.is_replacing, recipient.is_auxiliary)
)

select
    cell.cell_no, cell.role, 'counted' as state, named.unit_code, named.part_id, named.row,
    cast(null as varchar) as field, cell.sign as amount
from named
inner join ent.unit_scope as scope on named.unit_code = scope.unit_code
inner join ent.trace_cell as cell
    on scope.row_code = cell.row_code and named.item = cell.item and list_contains(named.names, cell.told)
