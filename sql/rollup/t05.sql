/*
id = "t05"
kind = "rollup"
title = { zh = "社会力量参与情况", en = "Organisations, funds, projects and auxiliary pairings" }
grain = ["unit_code"]
order_by = ["unit_no"]
forms = ["organization", "fund_entry", "project", "pairing", "activity", "opening"]
unit_line = "单位：个、元、人、人次"
notes = [
    "社会组织和公益项目在每个单位各计一次，市州和全省去重，与下级之和的差额见 T10。",
    "企业、未登记组织和其他另列，不计入社会组织。",
    "本级数据列在各市州、全省之下的本级行。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "organization_count", title = ["社会组织", "合计"], unit = "个", style = "count", kind = "stock", definition = "参与过的社会团体、社会服务机构、基金会，按统一社会信用代码去重；有期初的为期初加其后新增（F06 口径）" },
    { name = "organization_opening_count", title = ["社会组织", "其中期初"], unit = "个", style = "count", kind = "stock", null = "—", additive = true, definition = "期初累计表所报数" },
    { name = "organization_unverified_count", title = ["社会组织", "其中待核实"], unit = "个", style = "count", kind = "stock", definition = "没有有效统一社会信用代码" },
    { name = "association_count", title = ["社会组织", "社会团体"], unit = "个", style = "count", kind = "stock", definition = "台账中的社会团体，按统一社会信用代码去重" },
    { name = "service_count", title = ["社会组织", "社会服务机构"], unit = "个", style = "count", kind = "stock", definition = "台账中的社会服务机构，按统一社会信用代码去重" },
    { name = "foundation_count", title = ["社会组织", "基金会"], unit = "个", style = "count", kind = "stock", definition = "台账中的基金会，按统一社会信用代码去重" },
    { name = "company_count", title = ["另列", "企业"], unit = "个", style = "count", kind = "stock", definition = "台账中的企业，按统一社会信用代码去重，不计入社会组织" },
    { name = "unregistered_count", title = ["另列", "未登记"], unit = "个", style = "count", kind = "stock", definition = "台账中的未登记，按统一社会信用代码去重，不计入社会组织" },
    { name = "other_count", title = ["另列", "其他"], unit = "个", style = "count", kind = "stock", definition = "台账中的其他，按统一社会信用代码去重，不计入社会组织" },
    { name = "raised_month_yuan", title = ["专项基金", "募集", "本月"], unit = "元", style = "money", kind = "flow", additive = true, definition = "本月募集" },
    { name = "raised_total_yuan", title = ["专项基金", "募集", "累计"], unit = "元", style = "money", kind = "cumulative", additive = true, definition = "期初加已上报各月（F07 口径），不含上级拨入" },
    { name = "spent_month_yuan", title = ["专项基金", "支出", "本月"], unit = "元", style = "money", kind = "flow", additive = true, definition = "本月支出" },
    { name = "spent_total_yuan", title = ["专项基金", "支出", "累计"], unit = "元", style = "money", kind = "cumulative", additive = true, definition = "已上报各月支出之和" },
    { name = "received_month_yuan", title = ["专项基金", "上级拨入", "本月"], unit = "元", style = "money", kind = "flow", additive = true, definition = "本月上级拨入" },
    { name = "received_total_yuan", title = ["专项基金", "上级拨入", "累计"], unit = "元", style = "money", kind = "cumulative", additive = true, definition = "已上报各月上级拨入之和" },
    { name = "passed_month_yuan", title = ["专项基金", "拨付下级", "本月"], unit = "元", style = "money", kind = "flow", additive = true, definition = "本月拨付下级" },
    { name = "passed_total_yuan", title = ["专项基金", "拨付下级", "累计"], unit = "元", style = "money", kind = "cumulative", additive = true, definition = "已上报各月拨付下级之和" },
    { name = "project_count", title = ["公益项目", "合计"], unit = "个", style = "count", kind = "cumulative", definition = "启动以来实施中或已完成过的项目；有期初的为期初加其后新开（F08 口径）" },
    { name = "project_opening_count", title = ["公益项目", "其中期初"], unit = "个", style = "count", kind = "stock", null = "—", additive = true, definition = "期初累计表所报数" },
    { name = "project_preparing_count", title = ["公益项目", "期末状态", "筹备"], unit = "个", style = "count", kind = "stock", definition = "台账中状态为筹备的项目" },
    { name = "project_running_count", title = ["公益项目", "期末状态", "实施中"], unit = "个", style = "count", kind = "stock", definition = "台账中状态为实施中的项目" },
    { name = "project_finished_count", title = ["公益项目", "期末状态", "已完成"], unit = "个", style = "count", kind = "stock", definition = "台账中状态为已完成的项目" },
    { name = "project_stopped_count", title = ["公益项目", "期末状态", "终止"], unit = "个", style = "count", kind = "stock", definition = "台账中状态为终止的项目" },
    { name = "beneficiary_times", title = ["公益项目", "受益人次"], unit = "人次", style = "count", kind = "stock", additive = true, definition = "台账所报受益人次之和" },
    { name = "auxiliary_count", title = ["辅助结对", "帮扶对象"], unit = "人", style = "count", kind = "stock", additive = true, definition = "有在帮辅助结对的帮扶对象，按归属单位（F09 口径）" },
    { name = "auxiliary_unverified_count", title = ["辅助结对", "其中身份待核实"], unit = "人", style = "count", kind = "stock", additive = true, definition = "没有有效身份证号" },
    { name = "helped_month_times", title = ["辅助结对", "帮助群众", "本月"], unit = "人次", style = "count", kind = "flow", additive = true, definition = "辅助结对全部活动的人次" },
    { name = "helped_total_times", title = ["辅助结对", "帮助群众", "累计"], unit = "人次", style = "count", kind = "cumulative", additive = true, definition = "期初加已上报各月（F10 口径）" },
]

[[sheet]]
title = "社会组织和专项基金"
down = ["unit_code", "unit_name"]
cells = [
    "organization_*", "association_count", "service_count", "foundation_count", "company_count",
    "unregistered_count", "other_count", "raised_*", "spent_*", "received_*", "passed_*",
]

[[sheet]]
title = "公益项目和辅助结对"
down = ["unit_code", "unit_name"]
cells = ["project_*", "beneficiary_times", "auxiliary_*", "helped_*"]

[public]
persons = [{ columns = ["auxiliary_count"] }]
others = [
    "organization_count", "association_count", "service_count", "foundation_count", "raised_month_yuan",
    "raised_total_yuan", "spent_month_yuan", "spent_total_yuan", "project_count", "project_running_count",
    "project_finished_count",
]
*/
with reporting_unit as (
    select unit_code
    from ent.unit_row
    where level in ('area', 'own')
),

row_organization as (
    select
        unit_code as row_code,
        organization_count,
        organization_opening_count,
        organization_unverified_count,
        association_count,
        service_count,
        foundation_count,
        company_count,
        unregistered_count,
        other_count
    from out.organization_count
    where period = $period
),

row_project as (
    select
        unit_code as row_code,
        project_count,
        project_opening_count,
        project_preparing_count,
        project_running_count,
        project_finished_count,
        project_stopped_count,
        beneficiary_times
    from out.project_count
    where period = $period
),

opening as (
    select
        unit_code,
        value as opening_value,
        as_of
    from ent.opening
    where measure = '募集资金' and scope = '启动以来累计' and as_of <= $as_of
),

loaded as (
    select
        unit_code,
        0 as zero_yuan,
        max(case when period = $period then 0 end) as zero_this_month_yuan
    from ent.month_loaded
    where form = 'fund_entry'
    group by unit_code
),

-- Money raised up to the opening's day is in the opening already.
fund as (
    select
        fund_entry.unit_code,
        fund_entry.direction,
        sum(fund_entry.amount_yuan) as total_yuan,
        sum(case when fund_entry.period = $period then fund_entry.amount_yuan end) as month_yuan
    from ent.fund_entry as fund_entry
    left join opening on fund_entry.unit_code = opening.unit_code
    where fund_entry.direction <> '募集' or opening.as_of is null or fund_entry.entry_date > opening.as_of
    group by fund_entry.unit_code, fund_entry.direction
),

unit_fund as (
    select
        reporting_unit.unit_code,
        max(loaded.zero_yuan) as zero_yuan,
        max(loaded.zero_this_month_yuan) as zero_this_month_yuan,
        max(opening.opening_value) as opening_value,
        sum(case when fund.direction = '募集' then fund.month_yuan end) as raised_month_yuan,
        sum(case when fund.direction = '募集' then fund.total_yuan end) as raised_total_yuan,
        sum(case when fund.direction = '支出' then fund.month_yuan end) as spent_month_yuan,
        sum(case when fund.direction = '支出' then fund.total_yuan end) as spent_total_yuan,
        sum(case when fund.direction = '上级拨入' then fund.month_yuan end) as received_month_yuan,
        sum(case when fund.direction = '上级拨入' then fund.total_yuan end) as received_total_yuan,
        sum(case when fund.direction = '拨付下级' then fund.month_yuan end) as passed_month_yuan,
        sum(case when fund.direction = '拨付下级' then fund.total_yuan end) as passed_total_yuan
    from reporting_unit
    left join loaded on reporting_unit.unit_code = loaded.unit_code
    left join opening on reporting_unit.unit_code = opening.unit_code
    left join fund on reporting_unit.unit_code = fund.unit_code
    group by reporting_unit.unit_code
),

row_fund as (
    select
        unit_scope.row_code,
        sum(coalesce(unit_fund.raised_month_yuan, unit_fund.zero_this_month_yuan)) as raised_month_yuan,
        sum(coalesce(unit_fund.spent_month_yuan, unit_fund.zero_this_month_yuan)) as spent_month_yuan,
        sum(coalesce(unit_fund.received_month_yuan, unit_fund.zero_this_month_yuan)) as received_month_yuan,
        sum(coalesce(unit_fund.passed_month_yuan, unit_fund.zero_this_month_yuan)) as passed_month_yuan,
        sum(case
            when unit_fund.opening_value is not null
                then unit_fund.opening_value + coalesce(unit_fund.raised_total_yuan, 0)
            else coalesce(unit_fund.raised_total_yuan, unit_fund.zero_yuan)
        end) as raised_total_yuan,
        sum(coalesce(unit_fund.spent_total_yuan, unit_fund.zero_yuan)) as spent_total_yuan,
        sum(coalesce(unit_fund.received_total_yuan, unit_fund.zero_yuan)) as received_total_yuan,
        sum(coalesce(unit_fund.passed_total_yuan, unit_fund.zero_yuan)) as passed_total_yuan
    from unit_fund
    inner join ent.unit_scope as unit_scope on unit_fund.unit_code = unit_scope.unit_code
    group by unit_scope.row_code
),

row_auxiliary as (
    select
        unit_scope.row_code,
        count(recipient.person_id) as auxiliary_count,
        count(recipient.person_id) filter (where not person.is_identified) as auxiliary_unverified_count
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    left join ent.recipient as recipient
        on return_state.unit_code = recipient.home_unit and recipient.is_auxiliary
    left join ent.person as person on recipient.person_id = person.person_id
    where return_state.form = 'pairing' and return_state.is_present
    group by unit_scope.row_code
),

row_helped as (
    select
        unit_code as row_code,
        cast(month_value as bigint) as month_times,
        cast(total_value as bigint) as total_times
    from out.t03
    where period = $period and item_no = 7
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    row_organization.organization_count,
    row_organization.organization_opening_count,
    row_organization.organization_unverified_count,
    row_organization.association_count,
    row_organization.service_count,
    row_organization.foundation_count,
    row_organization.company_count,
    row_organization.unregistered_count,
    row_organization.other_count,
    cast(row_fund.raised_month_yuan as decimal(18, 2)) as raised_month_yuan,
    cast(row_fund.raised_total_yuan as decimal(18, 2)) as raised_total_yuan,
    cast(row_fund.spent_month_yuan as decimal(18, 2)) as spent_month_yuan,
    cast(row_fund.spent_total_yuan as decimal(18, 2)) as spent_total_yuan,
    cast(row_fund.received_month_yuan as decimal(18, 2)) as received_month_yuan,
    cast(row_fund.received_total_yuan as decimal(18, 2)) as received_total_yuan,
    cast(row_fund.passed_month_yuan as decimal(18, 2)) as passed_month_yuan,
    cast(row_fund.passed_total_yuan as decimal(18, 2)) as passed_total_yuan,
    row_project.project_count,
    row_project.project_opening_count,
    row_project.project_preparing_count,
    row_project.project_running_count,
    row_project.project_finished_count,
    row_project.project_stopped_count,
    row_project.beneficiary_times,
    row_auxiliary.auxiliary_count,
    row_auxiliary.auxiliary_unverified_count,
    row_helped.month_times as helped_month_times,
    row_helped.total_times as helped_total_times
from ent.unit_row as unit_row
left join row_organization on unit_row.row_code = row_organization.row_code
left join row_project on unit_row.row_code = row_project.row_code
left join row_fund on unit_row.row_code = row_fund.row_code
left join row_auxiliary on unit_row.row_code = row_auxiliary.row_code and unit_row.level <> 'own'
left join row_helped on unit_row.row_code = row_helped.row_code
where unit_row.level in ('province', 'prefecture', 'own', 'area')
