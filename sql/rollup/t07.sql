/*
id = "t07"
kind = "rollup"
title = { zh = "重点任务指标", en = "Indicators as declared, with the ledgers' figures beside" }
grain = ["unit_code", "indicator_code"]
order_by = ["unit_no", "indicator_code"]
forms = ["indicator", "pairing", "activity", "organization", "fund_entry", "project", "site"]
unit_line = "单位：人、件、元等，见各行"
notes = [
    "上报数为各单位所报之和；台账数为本表其他各表的数，市州和全省已去重。",
    "K101、K102、K201、K301 的台账数为已结对对象中属于该类别（含兼有）的人数，差额为应结对未结对。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "indicator_code", title = ["指标代码"], unit = "", style = "code", kind = "stock", definition = "重点任务指标表的代码" },
    { name = "indicator_name", title = ["指标"], unit = "", style = "text", kind = "stock", definition = "指标名称" },
    { name = "indicator_unit", title = ["计量单位"], unit = "", style = "text", kind = "stock", definition = "本行各数的计量单位" },
    { name = "indicator_kind", title = ["指标类型"], unit = "", style = "code", kind = "stock", hidden = true, definition = "stock 为时点数，flow 为时期数" },
    { name = "month_value", title = ["上报数", "本月"], unit = "", style = "count", kind = "flow", additive = true, by_unit = "indicator_unit", definition = "各单位所报本月数（时点指标为期末数）之和" },
    { name = "year_value", title = ["上报数", "本年累计"], unit = "", style = "count", kind = "cumulative", additive = true, by_unit = "indicator_unit", definition = "各单位所报本年累计之和" },
    { name = "total_value", title = ["上报数", "启动以来累计"], unit = "", style = "count", kind = "cumulative", additive = true, by_unit = "indicator_unit", definition = "各单位所报启动以来累计之和" },
    { name = "ledger_month_value", title = ["台账数", "本月"], unit = "", style = "count", kind = "flow", null = "—", by_unit = "indicator_unit", definition = "由台账统计的同一指标；没有对应台账的为 —" },
    { name = "ledger_total_value", title = ["台账数", "启动以来累计"], unit = "", style = "count", kind = "cumulative", null = "—", by_unit = "indicator_unit", definition = "由台账统计的启动以来累计，时期指标才有" },
    { name = "month_difference", title = ["上报数减台账数", "本月"], unit = "", style = "count", kind = "stock", null = "—", by_unit = "indicator_unit", definition = "上报单位与台账单位不同的为 —" },
    { name = "total_difference", title = ["上报数减台账数", "启动以来累计"], unit = "", style = "count", kind = "stock", null = "—", by_unit = "indicator_unit", definition = "上报单位与台账单位不同的为 —" },
]

[[sheet]]
title = "全省"
where = { level = "province" }
down = ["indicator_code", "indicator_name", "indicator_unit"]
cells = [
    "month_value", "year_value", "total_value", "ledger_month_value", "ledger_total_value", "month_difference",
    "total_difference",
]

[[sheet]]
title = "{category.orphan}和{category.de_facto}"
where = { indicator_code = "K1%" }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "残疾人补贴和照护"
where = { indicator_code = ["K201", "K202", "K203", "K214", "K204", "K205"] }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "残疾人康复、改造和就业"
where = { indicator_code = ["K206", "K207", "K208", "K209", "K210", "K211", "K212", "K213"] }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "{category.destitute}"
where = { indicator_code = "K3%" }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "社会力量"
where = { indicator_code = "K4%" }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "结对帮扶"
where = { indicator_code = "K5%" }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_value", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_value", title = "本月", where = { indicator_kind = "flow" } },
    { name = "year_value", title = "本年", where = { indicator_kind = "flow" } },
    { name = "total_value", title = "累计", where = { indicator_kind = "flow" } },
]

[[sheet]]
title = "上报数减台账数"
where = { indicator_code = ["K101", "K102", "K201", "K301", "K40%", "K50%"] }
down = ["unit_code", "unit_name"]
across = ["indicator_code", "indicator_name", "indicator_unit"]
head = "{indicator_code} {indicator_name}\n（{indicator_unit}）"
cells = [
    { name = "month_difference", title = "期末", where = { indicator_kind = "stock" } },
    { name = "month_difference", title = "本月", where = { indicator_kind = "flow" } },
    { name = "total_difference", title = "累计", where = { indicator_kind = "flow" } },
]
*/
with ledger as (
    select
        part.unit_code,
        v.indicator_code,
        part.entitled_count as month_value,
        cast(null as decimal(18, 2)) as total_value
    from out.recipient_category as part
    inner join (
        values
        ('K101', $category_orphan),
        ('K102', $category_de_facto),
        ('K301', $category_destitute),
        ('K201', $category_disabled)
    ) as v (indicator_code, category) on part.category = v.category
    where part.period = $period
    union all
    select
        unit_code,
        'K401' as indicator_code,
        organization_count as month_value,
        null as total_value
    from out.t05
    where period = $period
    union all
    select
        unit_code,
        'K402' as indicator_code,
        raised_month_yuan as month_value,
        raised_total_yuan as total_value
    from out.t05
    where period = $period
    union all
    select
        unit_code,
        'K403' as indicator_code,
        project_count as month_value,
        null as total_value
    from out.t05
    where period = $period
    union all
    select
        unit_code,
        'K404' as indicator_code,
        volunteer_count as month_value,
        null as total_value
    from out.t06
    where period = $period
    union all
    select
        unit_code,
        'K405' as indicator_code,
        site_count as month_value,
        null as total_value
    from out.t06
    where period = $period
    union all
    select
        unit_code,
        'K406' as indicator_code,
        auxiliary_count as month_value,
        null as total_value
    from out.t05
    where period = $period
    union all
    select
        unit_code,
        'K501' as indicator_code,
        helper_count as month_value,
        null as total_value
    from out.t01
    where period = $period
    union all
    select
        unit_code,
        'K502' as indicator_code,
        recipient_count as month_value,
        null as total_value
    from out.t01
    where period = $period
    union all
    select
        t03.unit_code,
        v.indicator_code,
        t03.month_value,
        t03.total_value
    from out.t03 as t03
    inner join (
        values
        ('K503', 1), ('K504', 2), ('K505', 5), ('K407', 7)
    ) as v (indicator_code, item_no) on t03.item_no = v.item_no
    where t03.period = $period
),

-- A stock stands until the next return; a flow is its own month's alone.
indicator as (
    select
        known.unit_code,
        known.indicator_code,
        known.month_value,
        known.year_value,
        known.total_value
    from ent.indicator as known
    inner join ent.indicator_code as indicator_code on known.indicator_code = indicator_code.indicator_code
    where
        case
            when indicator_code.kind = 'stock' then known.used_period is not null
            else known.period = $period
        end
),

declared as (
    select
        unit_scope.row_code,
        indicator.indicator_code,
        sum(indicator.month_value) as month_value,
        sum(indicator.year_value) as year_value,
        sum(indicator.total_value) as total_value,
        count(indicator.month_value) as month_units,
        count(indicator.total_value) as total_units
    from indicator
    inner join ent.unit_scope as unit_scope on indicator.unit_code = unit_scope.unit_code
    group by unit_scope.row_code, indicator.indicator_code
),

-- A difference says something only when both sides come from the same senders; own levels have a ledger only.
ledger_unit as (
    select
        unit_scope.row_code,
        ledger.indicator_code,
        count(ledger.month_value) as month_units,
        count(ledger.total_value) as total_units,
        count(case when ledger.month_value is not null then indicator.month_value end) as month_both,
        count(case when ledger.total_value is not null then indicator.total_value end) as total_both
    from ledger
    inner join ent.unit_row as unit_row
        on ledger.unit_code = unit_row.row_code and unit_row.level in ('area', 'own')
    inner join ent.unit_scope as unit_scope on unit_row.unit_code = unit_scope.unit_code
    left join indicator
        on unit_row.unit_code = indicator.unit_code and ledger.indicator_code = indicator.indicator_code
    group by unit_scope.row_code, ledger.indicator_code
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    indicator_code.indicator_code,
    indicator_code.name as indicator_name,
    indicator_code.unit as indicator_unit,
    indicator_code.kind as indicator_kind,
    cast(declared.month_value as decimal(18, 2)) as month_value,
    cast(declared.year_value as decimal(18, 2)) as year_value,
    cast(declared.total_value as decimal(18, 2)) as total_value,
    cast(ledger.month_value as decimal(18, 2)) as ledger_month_value,
    cast(ledger.total_value as decimal(18, 2)) as ledger_total_value,
    cast(case
        when ledger_unit.month_units = declared.month_units and ledger_unit.month_both = declared.month_units
            then declared.month_value - ledger.month_value
    end as decimal(18, 2)) as month_difference,
    cast(case
        when ledger_unit.total_units = declared.total_units and ledger_unit.total_both = declared.total_units
            then declared.total_value - ledger.total_value
    end as decimal(18, 2)) as total_difference
from ent.unit_row as unit_row
cross join ent.indicator_code as indicator_code
left join declared
    on unit_row.row_code = declared.row_code and indicator_code.indicator_code = declared.indicator_code
left join ledger
    on unit_row.row_code = ledger.unit_code and indicator_code.indicator_code = ledger.indicator_code
left join ledger_unit
    on
        unit_row.row_code = ledger_unit.row_code
        and indicator_code.indicator_code = ledger_unit.indicator_code
where unit_row.level in ('province', 'prefecture', 'area')
