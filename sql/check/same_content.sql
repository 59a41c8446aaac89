/*
id = "same_content"
kind = "check"
code = "X058"
severity = "query"
category = "accuracy"
forms = ["activity"]
grain = ["part_id", "row"]
since = "2025-01"
title = { zh = "活动内容雷同", en = "The same content over and over" }
message = { zh = "{helper_count} 名结对人的 {row_count} 条活动内容与本行相同，占本单位的 {share_percent}%", en = "{row_count} rows of {helper_count} helpers say the same as this one: {share_percent}% of the unit's" }
why = { zh = "疑似复制粘贴、虚构活动记录", en = "as if activities were copied or invented" }
expected = { zh = "内容如实填写，各不相同", en = "each row says what was done" }
fix = { zh = "请核实活动记录，如实填写内容", en = "check the activities and write what was done" }
null = { zh = "未填内容和过短的内容不问", en = "not asked where the content is missing or short" }
source = "project definition: fabricated filling"
*/
with told as (
    select used.unit_code, s.part_id, s.row, coalesce(s.helper_id, s.helper_name) as helper, s.content
    from stg.activity as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where used.period = $period and not s.is_quarantined
),

unit_total as (
    select unit_code, count(*) as row_count
    from told
    group by unit_code
),

repeated as (
    select
        unit_code, hash(lower(squeeze(content))) as content_hash,
        count(*) as row_count, count(distinct helper) as helper_count, min(row(part_id, row)) as place
    from told
    where length(content) >= $least_content_length
    group by unit_code, content_hash
)

select
    repeated.place[1] as part_id,
    repeated.place[2] as row,
    'content' as field,
    repeated.helper_count < $same_content_helpers
    or repeated.row_count <= unit_total.row_count * $same_content_share as ok,
    cast(null as varchar) as value,
    repeated.row_count,
    repeated.helper_count,
    cast(round(100.0 * repeated.row_count / unit_total.row_count) as integer) as share_percent
from repeated
inner join unit_total on repeated.unit_code = unit_total.unit_code
