/*
id = "t01"
kind = "rollup"
title = { zh = "结对帮扶总体情况", en = "Pairings by unit" }
grain = ["unit_code"]
order_by = ["unit_no"]
forms = ["pairing", "indicator"]
unit_line = "单位：人、对、户、%"
notes = [
    "结对干部在有在帮主结对的每个单位各计一次，市州和全省按人去重，与下级之和的差额见 T10。",
    "帮扶对象、户按归属单位计，各级相加等于合计。",
    "“应结对未结对”为负数，表示台账人数多于重点任务指标上报数。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "helper_count", title = ["结对干部"], unit = "人", style = "count", kind = "stock", definition = "有在帮主结对的党员干部，每人在每个单位计一次，上级去重（F01 口径）" },
    { name = "helper_unverified_count", title = ["结对干部", "其中身份待核实"], unit = "人", style = "count", kind = "stock", definition = "身份证号缺失或有误、按另一人计的结对干部" },
    { name = "recipient_count", title = ["帮扶对象"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换，按归属单位（F02 口径）" },
    { name = "recipient_unverified_count", title = ["帮扶对象", "其中身份待核实"], unit = "人", style = "count", kind = "stock", additive = true, definition = "身份证号缺失或有误、按另一人计的帮扶对象" },
    { name = "replacing_count", title = ["帮扶对象", "其中待更换"], unit = "人", style = "count", kind = "stock", additive = true, definition = "结对人一方原因终止未满两个月、尚无新的主结对" },
    { name = "pair_count", title = ["结对"], unit = "对", style = "count", kind = "stock", additive = true, definition = "去重后在帮的主结对" },
    { name = "household_count", title = ["帮扶户"], unit = "户", style = "count", kind = "stock", additive = true, definition = "归属单位内户编号或户主相同为一户；集中供养人员不计户" },
    { name = "household_presumed_count", title = ["帮扶户", "其中推定"], unit = "户", style = "count", kind = "stock", additive = true, definition = "没有户编号和户主、按一人一户推定" },
    { name = "due_count", title = ["合计", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "paired_count", title = ["合计", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "waiting_count", title = ["合计", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "paired_rate", title = ["合计", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "orphan_due_count", title = ["{category.orphan}", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "orphan_paired_count", title = ["{category.orphan}", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "orphan_waiting_count", title = ["{category.orphan}", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "orphan_paired_rate", title = ["{category.orphan}", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "orphan_declared_count", title = ["{category.orphan}", "应结对（AX07）"], unit = "人", style = "count", kind = "stock", additive = true, definition = "重点任务指标 K101，含兼有其他类别的人" },
    { name = "orphan_gap_count", title = ["{category.orphan}", "应结对未结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "K101 减台账中属于该类别（含兼有）的已结对人数；只计两表都有的单位" },
    { name = "de_facto_due_count", title = ["{category.de_facto}", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "de_facto_paired_count", title = ["{category.de_facto}", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "de_facto_waiting_count", title = ["{category.de_facto}", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "de_facto_paired_rate", title = ["{category.de_facto}", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "de_facto_declared_count", title = ["{category.de_facto}", "应结对（AX07）"], unit = "人", style = "count", kind = "stock", additive = true, definition = "重点任务指标 K102，含兼有其他类别的人" },
    { name = "de_facto_gap_count", title = ["{category.de_facto}", "应结对未结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "K102 减台账中属于该类别（含兼有）的已结对人数；只计两表都有的单位" },
    { name = "destitute_due_count", title = ["{category.destitute}", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "destitute_paired_count", title = ["{category.destitute}", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "destitute_waiting_count", title = ["{category.destitute}", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "destitute_paired_rate", title = ["{category.destitute}", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "destitute_declared_count", title = ["{category.destitute}", "应结对（AX07）"], unit = "人", style = "count", kind = "stock", additive = true, definition = "重点任务指标 K301，含兼有其他类别的人" },
    { name = "destitute_gap_count", title = ["{category.destitute}", "应结对未结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "K301 减台账中属于该类别（含兼有）的已结对人数；只计两表都有的单位" },
    { name = "disabled_due_count", title = ["{category.disabled}", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "disabled_paired_count", title = ["{category.disabled}", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "disabled_waiting_count", title = ["{category.disabled}", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "disabled_paired_rate", title = ["{category.disabled}", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "disabled_declared_count", title = ["{category.disabled}", "应结对（AX07）"], unit = "人", style = "count", kind = "stock", additive = true, definition = "重点任务指标 K201，含兼有其他类别的人" },
    { name = "disabled_gap_count", title = ["{category.disabled}", "应结对未结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "K201 减台账中属于该类别（含兼有）的已结对人数；只计两表都有的单位" },
    { name = "family_due_count", title = ["{category.destitute_family}", "应结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "已结对与待结对之和（结对台账）" },
    { name = "family_paired_count", title = ["{category.destitute_family}", "已结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象，含待更换" },
    { name = "family_waiting_count", title = ["{category.destitute_family}", "待结对"], unit = "人", style = "count", kind = "stock", additive = true, definition = "应结对而尚无结对人" },
    { name = "family_paired_rate", title = ["{category.destitute_family}", "结对率"], unit = "%", style = "rate", kind = "ratio", null = "—", definition = "已结对 ÷ 应结对" },
    { name = "opening_count", title = ["增减变动", "期初"], unit = "人", style = "count", kind = "stock", additive = true, definition = "上期末人数，如上次公布" },
    { name = "revised_count", title = ["增减变动", "修订"], unit = "人", style = "count", kind = "flow", additive = true, definition = "身份或归属更正引起的增减" },
    { name = "added_count", title = ["增减变动", "新增"], unit = "人", style = "count", kind = "flow", additive = true, definition = "本期新结对" },
    { name = "moved_in_count", title = ["增减变动", "转入"], unit = "人", style = "count", kind = "flow", additive = true, definition = "由其他单位转入" },
    { name = "exited_count", title = ["增减变动", "退出"], unit = "人", style = "count", kind = "flow", additive = true, definition = "对象一方原因终止" },
    { name = "moved_out_count", title = ["增减变动", "转出"], unit = "人", style = "count", kind = "flow", additive = true, definition = "转到其他单位" },
    { name = "closing_count", title = ["增减变动", "期末"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期初＋修订＋新增＋转入－退出－转出；类别之间的转移在合计中抵消" },
    { name = "opening_mark", title = ["增减变动", "期初推算"], unit = "", style = "text", kind = "stock", definition = "没有上月数据，期初由日期推算时标“推算”" },
]

[[change]]
since = "2024-12"
columns = ["household_count", "household_presumed_count"]
text = "户编号和户主身份证号自{since}起填报，此前一律按一人一户推定；帮扶户数由此减少，与以前各月不可比。"

[[sheet]]
title = "总体和增减变动"
down = ["unit_code", "unit_name"]
cells = [
    "helper_count", "helper_unverified_count", "recipient_count", "recipient_unverified_count", "replacing_count",
    "pair_count", "household_count", "household_presumed_count", "due_count", "paired_count", "waiting_count",
    "paired_rate", "opening_count", "revised_count", "added_count", "moved_in_count", "exited_count",
    "moved_out_count", "closing_count", "opening_mark",
]

[[sheet]]
title = "各类对象"
down = ["unit_code", "unit_name"]
cells = ["orphan_*", "de_facto_*", "destitute_*", "disabled_*", "family_*"]

[[sheet]]
chart = "bar"
title = "各市州帮扶对象（人）"
where = { tier = "prefecture" }
ranked = true
down = ["unit_name"]
cells = ["recipient_count"]

[[sheet]]
chart = "column"
title = "各类对象结对情况（人）"
where = { level = "province" }
head = "类别"
heads = ["已结对", "待结对"]
lines = [
    { title = "{category.orphan}", cells = ["orphan_paired_count", "orphan_waiting_count"] },
    { title = "{category.de_facto}", cells = ["de_facto_paired_count", "de_facto_waiting_count"] },
    { title = "{category.destitute}", cells = ["destitute_paired_count", "destitute_waiting_count"] },
    { title = "{category.disabled}", cells = ["disabled_paired_count", "disabled_waiting_count"] },
    { title = "{category.destitute_family}", cells = ["family_paired_count", "family_waiting_count"] },
]

[public]
persons = [
    { columns = ["orphan_paired_count", "de_facto_paired_count", "destitute_paired_count", "disabled_paired_count", "family_paired_count"], total = "recipient_count" },
]
*/
-- `nobody` is 0 where the row has a ledger and null where it has none: 0 and blank stay two things.
with ledger_row as (
    select distinct
        unit_scope.row_code,
        0 as nobody
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    where return_state.form = 'pairing' and return_state.is_present
),

row_category as (
    select
        part.unit_code,
        max(case when part.category = '合计' then part.recipient_count end) as recipient_count,
        max(case when part.category = '合计' then part.unverified_count end) as recipient_unverified_count,
        max(case when part.category = '合计' then part.replacing_count end) as replacing_count,
        max(case when part.category = '合计' then part.due_count end) as due_count,
        max(case when part.category = '合计' then part.recipient_count end) as paired_count,
        max(case when part.category = '合计' then part.waiting_count end) as waiting_count,
        max(case when part.category = '合计' then part.paired_rate end) as paired_rate,
        max(case when part.category = $category_orphan then part.due_count end) as orphan_due_count,
        max(case when part.category = $category_orphan then part.recipient_count end) as orphan_paired_count,
        max(case when part.category = $category_orphan then part.waiting_count end) as orphan_waiting_count,
        max(case when part.category = $category_orphan then part.paired_rate end) as orphan_paired_rate,
        max(case when part.category = $category_de_facto then part.due_count end) as de_facto_due_count,
        max(case when part.category = $category_de_facto then part.recipient_count end) as de_facto_paired_count,
        max(case when part.category = $category_de_facto then part.waiting_count end) as de_facto_waiting_count,
        max(case when part.category = $category_de_facto then part.paired_rate end) as de_facto_paired_rate,
        max(case when part.category = $category_destitute then part.due_count end) as destitute_due_count,
        max(case when part.category = $category_destitute then part.recipient_count end) as destitute_paired_count,
        max(case when part.category = $category_destitute then part.waiting_count end) as destitute_waiting_count,
        max(case when part.category = $category_destitute then part.paired_rate end) as destitute_paired_rate,
        max(case when part.category = $category_disabled then part.due_count end) as disabled_due_count,
        max(case when part.category = $category_disabled then part.recipient_count end) as disabled_paired_count,
        max(case when part.category = $category_disabled then part.waiting_count end) as disabled_waiting_count,
        max(case when part.category = $category_disabled then part.paired_rate end) as disabled_paired_rate,
        max(case when part.category = $category_destitute_family then part.due_count end) as family_due_count,
        max(case when part.category = $category_destitute_family then part.recipient_count end) as family_paired_count,
        max(case when part.category = $category_destitute_family then part.waiting_count end) as family_waiting_count,
        max(case when part.category = $category_destitute_family then part.paired_rate end) as family_paired_rate,
        max(case when part.category = $category_orphan then part.declared_count end) as orphan_declared_count,
        max(case when part.category = $category_orphan then part.gap_count end) as orphan_gap_count,
        max(case when part.category = $category_de_facto then part.declared_count end) as de_facto_declared_count,
        max(case when part.category = $category_de_facto then part.gap_count end) as de_facto_gap_count,
        max(case when part.category = $category_destitute then part.declared_count end) as destitute_declared_count,
        max(case when part.category = $category_destitute then part.gap_count end) as destitute_gap_count,
        max(case when part.category = $category_disabled then part.declared_count end) as disabled_declared_count,
        max(case when part.category = $category_disabled then part.gap_count end) as disabled_gap_count
    from out.recipient_category as part
    where part.period = $period
    group by part.unit_code
),

unit_household as (
    select
        recipient.home_unit as unit_code,
        count(distinct recipient.household_id) as household_count,
        count(distinct case
            when recipient.is_household_presumed then recipient.household_id
        end) as household_presumed_count
    from ent.recipient as recipient
    where recipient.is_member
    group by recipient.home_unit
),

row_household as (
    select
        unit_scope.row_code,
        cast(sum(unit_household.household_count) as bigint) as household_count,
        cast(sum(unit_household.household_presumed_count) as bigint) as household_presumed_count
    from unit_household
    inner join ent.unit_scope as unit_scope on unit_household.unit_code = unit_scope.unit_code
    group by unit_scope.row_code
),

unit_pair as (
    select
        pair.unit_code,
        count(*) as pair_count
    from ent.pair as pair
    where pair.is_active and pair.is_counted and pair.pair_kind = '主结对'
    group by pair.unit_code
),

row_pair as (
    select
        unit_scope.row_code,
        cast(sum(unit_pair.pair_count) as bigint) as pair_count
    from unit_pair
    inner join ent.unit_scope as unit_scope on unit_pair.unit_code = unit_scope.unit_code
    group by unit_scope.row_code
),

row_helper as (
    select
        t04.unit_code,
        t04.helper_count,
        t04.helper_unverified_count
    from out.t04 as t04
    where t04.period = $period
),

row_flow as (
    select
        unit_scope.row_code,
        cast(sum(flow.opening) as bigint) as opening_count,
        cast(sum(flow.revised) as bigint) as revised_count,
        cast(sum(flow.added) as bigint) as added_count,
        cast(sum(flow.moved_in) as bigint) as moved_in_count,
        cast(sum(flow.exited) as bigint) as exited_count,
        cast(sum(flow.moved_out) as bigint) as moved_out_count,
        cast(sum(flow.closing) as bigint) as closing_count,
        max(case when flow.is_estimated then 1 else 0 end) as estimated_mark
    from ent.flow as flow
    inner join ent.unit_scope as unit_scope on flow.unit_code = unit_scope.unit_code
    group by unit_scope.row_code
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    row_helper.helper_count,
    row_helper.helper_unverified_count,
    row_category.recipient_count,
    row_category.recipient_unverified_count,
    row_category.replacing_count,
    coalesce(row_pair.pair_count, ledger_row.nobody) as pair_count,
    coalesce(row_household.household_count, ledger_row.nobody) as household_count,
    coalesce(row_household.household_presumed_count, ledger_row.nobody) as household_presumed_count,
    row_category.due_count,
    row_category.paired_count,
    row_category.waiting_count,
    row_category.paired_rate,
    row_category.orphan_due_count,
    row_category.orphan_paired_count,
    row_category.orphan_waiting_count,
    row_category.orphan_paired_rate,
    row_category.orphan_declared_count,
    row_category.orphan_gap_count,
    row_category.de_facto_due_count,
    row_category.de_facto_paired_count,
    row_category.de_facto_waiting_count,
    row_category.de_facto_paired_rate,
    row_category.de_facto_declared_count,
    row_category.de_facto_gap_count,
    row_category.destitute_due_count,
    row_category.destitute_paired_count,
    row_category.destitute_waiting_count,
    row_category.destitute_paired_rate,
    row_category.destitute_declared_count,
    row_category.destitute_gap_count,
    row_category.disabled_due_count,
    row_category.disabled_paired_count,
    row_category.disabled_waiting_count,
    row_category.disabled_paired_rate,
    row_category.disabled_declared_count,
    row_category.disabled_gap_count,
    row_category.family_due_count,
    row_category.family_paired_count,
    row_category.family_waiting_count,
    row_category.family_paired_rate,
    coalesce(row_flow.opening_count, ledger_row.nobody) as opening_count,
    coalesce(row_flow.revised_count, ledger_row.nobody) as revised_count,
    coalesce(row_flow.added_count, ledger_row.nobody) as added_count,
    coalesce(row_flow.moved_in_count, ledger_row.nobody) as moved_in_count,
    coalesce(row_flow.exited_count, ledger_row.nobody) as exited_count,
    coalesce(row_flow.moved_out_count, ledger_row.nobody) as moved_out_count,
    coalesce(row_flow.closing_count, ledger_row.nobody) as closing_count,
    case when row_flow.estimated_mark = 1 then '推算' end as opening_mark
from ent.unit_row as unit_row
left join ledger_row on unit_row.row_code = ledger_row.row_code
left join row_category on unit_row.row_code = row_category.unit_code
left join row_household on unit_row.row_code = row_household.row_code
left join row_pair on unit_row.row_code = row_pair.row_code
left join row_helper on unit_row.row_code = row_helper.unit_code
left join row_flow on unit_row.row_code = row_flow.row_code
where unit_row.level in ('province', 'prefecture', 'area')
