/*
id = "left_out"
kind = "trace"
title = { zh = "未计入的行和报表", en = "Rows in quarantine and returns that are held or left out, of the forms that a cell rests on" }
grain = ["cell_no", "state", "part_id", "row"]
*/
with bad as (
    select 'pairing' as form, part_id, row from stg.pairing where is_quarantined
    union all
    select 'activity', part_id, row from stg.activity where is_quarantined
    union all
    select 'activity', part_id, row from stg.activity_monthly where is_quarantined
    union all
    select 'organization', part_id, row from stg.organization where is_quarantined
    union all
    select 'fund_entry', part_id, row from stg.fund_entry where is_quarantined
    union all
    select 'project', part_id, row from stg.project where is_quarantined
    union all
    select 'site', part_id, row from stg.site where is_quarantined
    union all
    select 'indicator', part_id, row from stg.indicator where is_quarantined
),

quarantined as (
    select bad.form, bad.part_id, bad.row, used.unit_code, 'quarantined' as state
    from bad
    inner join ent.part_used as used on bad.part_id = used.part_id
    where used.period = $period or (used.is_current and used.form in ('pairing', 'organization', 'project', 'site'))
),

waiting as (
    select part.form, part.part_id, cast(null as integer) as row, part.unit_code, 'held' as state
    from meta.part as part
    anti join meta.accepted_part as accepted on part.part_id = accepted.part_id
    where part.period = $period and part.state in ('accepted', 'held')
    union all
    select part.form, part.part_id, null, part.unit_code, 'left_out'
    from meta.part as part
    inner join ent.excluded_part as excluded on part.part_id = excluded.part_id
    where part.period <= $period
),

measure as (
    select *
    from (
        values
        ('干部', 'pairing'), ('对象', 'pairing'), ('对', 'pairing'), ('辅助对象', 'pairing'), ('辅助对', 'pairing'),
        ('组织', 'organization'), ('项目', 'project'), ('活动', 'activity')
    ) as v (measure, form)
),

found as (
    select * from quarantined
    union all
    select * from waiting
)

select
    cell.cell_no, cell.role, found.state, found.unit_code, found.part_id, found.row, cast(null as varchar) as field,
    if(found.state = 'quarantined', 1, null) as amount
from found
inner join ent.unit_scope as scope on found.unit_code = scope.unit_code
inner join (
    select distinct cell_no, row_code, role, forms from ent.trace_cell where told <> 't10.quarantined_count'
) as cell
    on scope.row_code = cell.row_code and list_contains(cell.forms, found.form)
where cell.role = 'counted'
union all
select cell.cell_no, cell.role, 'counted', quarantined.unit_code, quarantined.part_id, quarantined.row, null, cell.sign
from quarantined
inner join measure on quarantined.form = measure.form
inner join ent.unit_row as own
    on quarantined.unit_code = own.unit_code and own.level in ('area', 'own')
inner join ent.unit_scope as scope on quarantined.unit_code = scope.unit_code
inner join ent.trace_cell as cell
    on scope.row_code = cell.row_code and cell.told = 't10.quarantined_count' and measure.measure = cell.item
