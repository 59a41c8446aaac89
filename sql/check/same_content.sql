/*
id = "same_content"
kind = "check"
code = "X058"
severity = "query"
category = "accuracy"
forms = ["activity"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "活动内容雷同", en = "The same content over and over" }
message = { zh = "{helper_count} 名结对人的 {row_count} 条活动内容与本行相同，占本单位的 {share_percent}%", en = "{row_count} rows of {helper_count} helpers say the same as this one: {share_percent}% of the unit's" }
why = { zh = "疑似复制粘贴、虚构活动记录", en = "as if activities were copied or invented" }
expected = { zh = "内容如实填写，各不相同", en = "each row says what was done" }
fix = { zh = "请核实活动记录，如实填写内容", en = "check the activities and write what was done" }
null = { zh = "未填内容和过短的内容不问", en = "not asked where the content is missing or short" }
source = "project definition: fabricated filling"
*/
with told as (
    select
        used.unit_code, s.part_id, s.row,
        case when length(s.content) >= $least_content_length then hash(lower(squeeze(s.content))) end as content_hash
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
        told.unit_code, told.content_hash, count(*) as row_count, min(row(told.part_id, told.row)) as place,
        count(*) >= $same_content_helpers and count(*) > max(unit_total.row_count) * $same_content_share as is_suspect,
        cast(round(100.0 * count(*) / max(unit_total.row_count)) as integer) as share_percent
    from told
    inner join unit_total on told.unit_code = unit_total.unit_code
    where told.content_hash is not null
    group by told.unit_code, told.content_hash
),

-- Who said it is asked of the few texts that fill a unit's return.
teller as (
    select
        told.unit_code, told.content_hash,
        count(distinct coalesce(s.helper_id, s.helper_id_text, s.helper_name)) as helper_count
    from told
    semi join repeated
        on
            repeated.is_suspect and told.unit_code = repeated.unit_code
            and told.content_hash = repeated.content_hash
    inner join stg.activity as s on told.part_id = s.part_id and told.row = s.row
    group by told.unit_code, told.content_hash
)

select
    repeated.place[1] as part_id,
    repeated.place[2] as row,
    'content' as field,
    coalesce(teller.helper_count, 0) < $same_content_helpers as ok,
    cast(null as varchar) as value,
    repeated.row_count,
    teller.helper_count,
    repeated.share_percent
from repeated
left join teller on repeated.unit_code = teller.unit_code and repeated.content_hash = teller.content_hash
