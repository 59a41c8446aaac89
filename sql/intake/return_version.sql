/*
id = "return_version"
kind = "intake"
title = { zh = "报表的各个版本", en = "Every part and version of a return with its load, its rows and how many findings it has" }
grain = ["part_id"]
uses = ["return_hold", "sheet_part"]
*/
with finding as (
    select
        finding.part_id,
        rule.severity,
        count(*) as item_count
    from chk.finding as finding
    inner join chk.rule as rule on finding.rule = rule.rule
    where finding.outcome = 'fail'
    group by all
)

select
    part.part_id,
    part.version,
    case when hold.reason is not null and part.state = 'accepted' then 'held' else part.state end as state,
    if(part.state = 'accepted', hold.reason, part.state_reason) as reason,
    part.superseded_by,
    file.path,
    part.sheet,
    part.filled_date,
    part.received_date,
    load.loaded_at,
    file.sha256,
    file.original,
    part.content_hash,
    part.rows_read,
    part.rows_accepted,
    part.rows_unidentified,
    part.rows_quarantined,
    part.rows_set_aside,
    (
        select cast(coalesce(sum(finding.item_count), 0) as bigint)
        from finding
        where finding.part_id = part.part_id and finding.severity = 'error'
    ) as error_count,
    (
        select cast(coalesce(sum(finding.item_count), 0) as bigint)
        from finding
        where finding.part_id = part.part_id and finding.severity = 'query'
    ) as query_count,
    (
        select cast(coalesce(sum(finding.item_count), 0) as bigint)
        from finding
        where finding.part_id = part.part_id and finding.severity = 'note'
    ) as note_count
from meta.part as part
inner join sheet_part on part.part_id = sheet_part.part_id
inner join meta.file as file on part.file_id = file.file_id
inner join meta.load as load on part.load_id = load.load_id
left join return_hold as hold
    on part.unit_code = hold.unit_code and part.form = hold.form and part.period = hold.period
where part.unit_code = $unit and part.form = $form and part.period = $period
order by part.part_id
