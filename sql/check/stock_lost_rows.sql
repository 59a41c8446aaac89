/*
id = "stock_lost_rows"
kind = "check"
code = "X090"
severity = "query"
category = "history"
forms = ["organization", "project", "site"]
needs = ["previous"]
grain = ["part_id"]
since = "2023-05"
title = { zh = "比上月少了许多行", en = "Many rows fewer than last month" }
message = { zh = "上月 {before_count} 行，本月 {row_count} 行，少 {lost_count} 行", en = "{before_count} rows last month, {row_count} this month, {lost_count} fewer" }
why = { zh = "存量表每月报全部，少行多半是漏报", en = "a stock return holds the whole list every month: fewer rows are mostly rows left out" }
expected = { zh = "减少不超过规定的行数和比例；退出、终止的行保留并注明", en = "no more lost than the settings allow; who left stays listed with the date" }
fix = { zh = "请核对是否漏报；确已退出的，请保留并填退出日期或状态", en = "look for rows left out; keep who left, with the date or the status" }
null = { zh = "上月没有报表的不问；有隔离待核行时为未知", en = "a unit without last month's return is not asked about; unknown while rows wait to be corrected" }
source = "statistics.md: held returns"
*/
with counted as (
    select
        used.unit_code, used.form, used.period, min(used.part_id) as part_id,
        sum(part.rows_accepted) as row_count, sum(part.rows_quarantined) as quarantined_count
    from ent.part_used as used
    inner join meta.part as part on used.part_id = part.part_id
    where used.period in ($period, $previous_period) and used.form in ('organization', 'project', 'site')
    group by used.unit_code, used.form, used.period
),

compared as (
    select
        present.part_id, present.form, cast(before.row_count as bigint) as before_count,
        cast(present.row_count as bigint) as row_count,
        cast(before.row_count - present.row_count as bigint) as lost_count,
        coalesce(present.quarantined_count, 0) > 0 as has_quarantined
    from counted as present
    inner join counted as before
        on
            present.unit_code = before.unit_code and present.form = before.form
            and before.period = $previous_period
    where present.period = $period
)

select
    part_id, cast(null as integer) as row, cast(null as varchar) as field,
    case
        when lost_count <= greatest($lost_row_count, $lost_row_share * before_count) then true
        when not has_quarantined then false
    end as ok,
    cast(row_count as varchar) as value,
    cast(before_count as varchar) as expected,
    cast(-lost_count as decimal(18, 2)) as difference,
    before_count, row_count, lost_count
from compared
