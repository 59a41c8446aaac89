/*
id = "t03"
kind = "rollup"
title = { zh = "帮扶活动情况", en = "Activities by unit and item" }
grain = ["unit_code", "item_no"]
order_by = ["unit_no", "item_no"]
forms = ["activity", "pairing", "opening"]
unit_line = "单位：人次、件、元、%"
# What a month's number of an item may be called: aixin trace T03 621022 contact_times.
alias = { contact_times = { item = "1", column = "month_value" }, visit_times = { item = "2", column = "month_value" }, policy_count = { item = "3", column = "month_value" }, difficulty_count = { item = "4", column = "month_value" }, deed_count = { item = "5", column = "month_value" }, aid_yuan = { item = "6", column = "month_value" }, helped_times = { item = "7", column = "month_value" } }
notes = [
    "活动按上报单位计，未匹配到结对关系的活动单列、不计入。",
    "环比、同比只用两个时期都上报的单位（可比口径）。",
    "公款支出的资助不计金额。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "item_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "项目顺序" },
    { name = "block", title = ["结对类型"], unit = "", style = "text", kind = "stock", definition = "主结对、辅助结对分列；未匹配的活动不计入" },
    { name = "item", title = ["项目"], unit = "", style = "text", kind = "stock", definition = "联系交流、走访探视按人次，政策、困难、实事按件，资助按元" },
    { name = "item_unit", title = ["计量单位"], unit = "", style = "text", kind = "stock", definition = "本行各数的计量单位" },
    { name = "previous_total_value", title = ["上期累计"], unit = "", style = "count", kind = "cumulative", by_unit = "item_unit", additive = "known", definition = "上期公布的累计；上期没有公布的，为累计减本月" },
    { name = "month_value", title = ["本月", "合计"], unit = "", style = "count", kind = "flow", by_unit = "item_unit", additive = true, definition = "本月上报并计入的数，含补报以前月份" },
    { name = "earlier_value", title = ["本月", "其中补报以前月份"], unit = "", style = "count", kind = "flow", by_unit = "item_unit", additive = true, definition = "本月上报、活动日期在本月以前" },
    { name = "adjustment_value", title = ["以前月份调整"], unit = "", style = "count", kind = "flow", null = "—", by_unit = "item_unit", additive = "known", definition = "已公布的以前月份因补报、更正引起的增减；上期没有公布的为 —" },
    { name = "year_value", title = ["本年累计"], unit = "", style = "count", kind = "cumulative", null = "—", by_unit = "item_unit", additive = "known", definition = "年初累计加其后各月；有单位既无年初累计又未逐月上报的为 —" },
    { name = "total_value", title = ["累计"], unit = "", style = "count", kind = "cumulative", by_unit = "item_unit", additive = "known", definition = "期初累计加已上报各月；上期累计＋本月＋以前月份调整；没有期初又未逐月上报的辅助结对资助资金为空" },
    { name = "previous_value", title = ["上月"], unit = "", style = "count", kind = "flow", by_unit = "item_unit", additive = true, definition = "上月上报单位的数" },
    { name = "growth_rate", title = ["环比"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "（本月－上月）÷上月，只计两月都上报的单位；上月为 0 或没有的为 —" },
    { name = "last_year_value", title = ["上年同月"], unit = "", style = "count", kind = "flow", by_unit = "item_unit", additive = true, definition = "上年同月上报单位的数" },
    { name = "yearly_growth_rate", title = ["同比"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "（本月－上年同月）÷上年同月，只计两月都上报的单位" },
    { name = "per_person_rate", title = ["人均"], unit = "人次/人", style = "ratio", kind = "ratio", null = "—", definition = "本月人次÷上报单位期末主结对对象" },
    { name = "missing_months", title = ["缺报单位月"], unit = "单位月", style = "count", kind = "stock", null = "—", additive = true, definition = "期初截止日之后应报未报的单位月数，未按 0 计" },
]

[[sheet]]
title = "全省"
where = { level = "province" }
down = ["block", "item", "item_unit"]
cells = [
    "previous_total_value", "month_value", "earlier_value", "adjustment_value", "year_value", "total_value",
    "previous_value", "growth_rate", "last_year_value", "yearly_growth_rate", "per_person_rate", "missing_months",
]

[[sheet]]
title = "各单位本月"
down = ["unit_code", "unit_name"]
across = ["item_no", "block", "item", "item_unit"]
head = "{block}{item}\n（{item_unit}）"
cells = [{ name = "month_value", title = "本月" }, { name = "growth_rate", title = "环比" }]

[[sheet]]
title = "各单位累计"
down = ["unit_code", "unit_name"]
across = ["item_no", "block", "item", "item_unit"]
head = "{block}{item}\n（{item_unit}）"
cells = [{ name = "year_value", title = "本年" }, { name = "total_value", title = "累计" }]

[[sheet]]
chart = "bar"
title = "本月结对帮扶活动（人次、件）"
where = { level = "province", block = "主结对", item_unit = ["人次", "件"] }
down = ["item"]
cells = ["month_value"]

[public]
rows = "province"
*/
with row_item as (
    select
        unit_scope.row_code,
        activity_item.item_no,
        activity_item.block,
        activity_item.item,
        activity_item.item_unit,
        sum(activity_item.month_value) as month_value,
        sum(activity_item.earlier_value) as earlier_value,
        sum(activity_item.total_value) as total_value,
        count(activity_item.total_value) as total_units,
        sum(activity_item.previous_value) as previous_value,
        sum(activity_item.last_year_value) as last_year_value,
        case
            when bool_and(activity_item.total_value is null or activity_item.year_value is not null)
                then sum(activity_item.year_value)
        end as year_value,
        sum(activity_item.missing_months) as missing_months,
        sum(activity_item.member_count) as member_count,
        sum(case when activity_item.member_count is not null then activity_item.month_value end)
            as member_value,
        sum(case when activity_item.previous_value is not null then activity_item.month_value end)
            as monthly_value,
        sum(case when activity_item.month_value is not null then activity_item.previous_value end)
            as monthly_base,
        sum(case when activity_item.last_year_value is not null then activity_item.month_value end)
            as yearly_value,
        sum(case when activity_item.month_value is not null then activity_item.last_year_value end)
            as yearly_base
    from out.activity_item as activity_item
    inner join ent.unit_scope as unit_scope on activity_item.unit_code = unit_scope.unit_code
    where activity_item.period = $period
    group by
        unit_scope.row_code,
        activity_item.item_no,
        activity_item.block,
        activity_item.item,
        activity_item.item_unit
),

-- Units of which any month is there: each of them has a total of what stands unmatched.
row_loaded as (
    select
        row_code,
        total_units as loaded_units
    from row_item
    where item_no = 9
),

published as (
    select
        unit_scope.row_code,
        activity_item.item_no,
        sum(activity_item.total_value) as total_value
    from out.activity_item as activity_item
    inner join ent.unit_scope as unit_scope on activity_item.unit_code = unit_scope.unit_code
    where activity_item.period = $previous_period
    group by unit_scope.row_code, activity_item.item_no
),

publication as (
    select count(*) as item_count
    from published
),

-- A sum of the few units that know it would look like everybody's: blank, with a note.
row_total as (
    select
        row_item.row_code,
        row_item.item_no,
        coalesce(row_item.item_no = 8 and row_item.total_units < row_loaded.loaded_units, false) as is_unknown
    from row_item
    left join row_loaded on row_item.row_code = row_loaded.row_code
)

-- Rates are whole ten-thousandths, halves away from zero: a fall of 21.875 % is one of 21.88 %. One beyond all
-- measure, of a typing slip, is none.
select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    row_item.item_no,
    row_item.block,
    row_item.item,
    row_item.item_unit,
    cast(case
        when row_total.is_unknown then null
        when publication.item_count > 0 then published.total_value
        else row_item.total_value - coalesce(row_item.month_value, 0)
    end as decimal(18, 2)) as previous_total_value,
    cast(row_item.month_value as decimal(18, 2)) as month_value,
    cast(row_item.earlier_value as decimal(18, 2)) as earlier_value,
    cast(case
        when row_total.is_unknown then null
        -- A total that was published and is there no more has been taken back whole.
        when publication.item_count > 0 and (row_item.total_value is not null or published.total_value is not null)
            then
                coalesce(row_item.total_value, 0)
                - coalesce(published.total_value, 0)
                - coalesce(row_item.month_value, 0)
    end as decimal(18, 2)) as adjustment_value,
    cast(row_item.year_value as decimal(18, 2)) as year_value,
    cast(case when not row_total.is_unknown then row_item.total_value end as decimal(18, 2)) as total_value,
    cast(row_item.previous_value as decimal(18, 2)) as previous_value,
    try_cast(
        sign(row_item.monthly_value - row_item.monthly_base) * (
            (
                20000 * cast(abs(row_item.monthly_value - row_item.monthly_base) * 100 as hugeint)
                + cast(row_item.monthly_base * 100 as hugeint)
            )
            // (2 * nullif(cast(row_item.monthly_base * 100 as hugeint), 0))
        ) as decimal(14, 0)
    ) * 0.0001 as growth_rate,
    cast(row_item.last_year_value as decimal(18, 2)) as last_year_value,
    try_cast(
        sign(row_item.yearly_value - row_item.yearly_base) * (
            (
                20000 * cast(abs(row_item.yearly_value - row_item.yearly_base) * 100 as hugeint)
                + cast(row_item.yearly_base * 100 as hugeint)
            )
            // (2 * nullif(cast(row_item.yearly_base * 100 as hugeint), 0))
        ) as decimal(14, 0)
    ) * 0.0001 as yearly_growth_rate,
    try_cast(
        (20000 * cast(row_item.member_value as hugeint) + cast(row_item.member_count as bigint))
        // (2 * nullif(cast(row_item.member_count as bigint), 0)) as decimal(14, 0)
    ) * 0.0001 as per_person_rate,
    cast(row_item.missing_months as bigint) as missing_months
from ent.unit_row as unit_row
inner join row_item on unit_row.row_code = row_item.row_code
inner join row_total on row_item.row_code = row_total.row_code and row_item.item_no = row_total.item_no
left join published on row_item.row_code = published.row_code and row_item.item_no = published.item_no
cross join publication
where unit_row.level in ('province', 'prefecture', 'area')
