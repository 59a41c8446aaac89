/*
id = "report"
kind = "trace"
title = { zh = "上报与质量的来源", en = "Returns and findings that a cell on reporting counts" }
grain = ["cell_no", "part_id", "row"]
cells = ["t09.*"]
forms = []
*/
with form as (
    select *
    from (
        values
        ('pairing', 'AX01'), ('activity', 'AX02'), ('organization', 'AX03'), ('fund_entry', 'AX04'),
        ('project', 'AX05'), ('site', 'AX06'), ('indicator', 'AX07'), ('opening', 'AX08')
    ) as v (form, form_code)
),

part as (
    select
        accepted.*, form.form_code,
        row_number() over (partition by accepted.unit_code, accepted.form order by version desc, part_id) as place
    from meta.accepted_part as accepted
    inner join form on accepted.form = form.form
    anti join ent.excluded_part as excluded on accepted.part_id = excluded.part_id
    where accepted.period = $period
),

told as (
    select
        part_id, cast(null as integer) as row, unit_code, form_code,
        unnest([
            't09.part_count', 't09.version_count', 't09.rows_read', 't09.rows_accepted', 't09.rows_unidentified',
            't09.rows_quarantined', 't09.rows_set_aside'
        ]) as told,
        unnest([
            1, if(place = 1, version, 0), rows_read, rows_accepted, rows_unidentified, rows_quarantined, rows_set_aside
        ]) as amount
    from part
    union all
    select
        finding.part_id, finding.row, part.unit_code, part.form_code,
        case rule.severity
            when 'error' then 't09.error_count' when 'query' then 't09.query_count' when 'note' then 't09.note_count'
        end,
        1
    from chk.finding as finding
    inner join part on finding.part_id = part.part_id
    inner join chk.rule as rule on finding.rule = rule.rule
    where (finding.period is null or finding.period = $period) and finding.outcome is distinct from 'unknown'
)

select
    cell.cell_no, cell.role, 'counted' as state, told.unit_code, told.part_id, told.row,
    cast(null as varchar) as field, cell.sign * told.amount as amount
from told
inner join ent.trace_cell as cell
    on
        told.unit_code || if(cell.row_code like '%-0', '-0', '') = cell.row_code
        and told.told = cell.told and told.form_code = cell.item
where told.amount <> 0
