/*
id = "t09"
kind = "rollup"
title = { zh = "上报与数据质量", en = "Returns received and the quality of their data" }
grain = ["unit_code", "form_code"]
order_by = ["unit_no", "form_no"]
forms = ["pairing", "activity", "organization", "fund_entry", "project", "site", "indicator", "opening"]
unit_line = "单位：行、条"
notes = [
    "读入行数＝采用＋隔离待核＋剔除；没有收到的，各数空白。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "form_no", title = ["表序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "AX01 至 AX08 的顺序" },
    { name = "form_code", title = ["报表"], unit = "", style = "code", kind = "stock", definition = "报表代号" },
    { name = "form_name", title = ["报表名称"], unit = "", style = "text", kind = "stock", definition = "报表名称" },
    { name = "expected_mark", title = ["应报"], unit = "", style = "text", kind = "stock", definition = "应报的标“应报”，可报可不报的标“可报”" },
    { name = "state", title = ["状态"], unit = "", style = "text", kind = "stock", null = "—", definition = "已报、零报告、沿用、超期未报、未报、疑似漏报（待核）、未计入（汇总时指明）；可报的没有报送，标“—”" },
    { name = "used_period", title = ["所用报告期"], unit = "", style = "text", kind = "stock", definition = "本期所用数据的报告期" },
    { name = "filled_date", title = ["填报日期"], unit = "", style = "text", kind = "stock", definition = "报表所填日期" },
    { name = "late_mark", title = ["迟报"], unit = "", style = "text", kind = "stock", definition = "填报日期晚于截止日的标“迟报”" },
    { name = "part_count", title = ["份数"], unit = "份", style = "count", kind = "stock", definition = "组成本表的文件或工作表" },
    { name = "version_count", title = ["版本数"], unit = "个", style = "count", kind = "stock", definition = "收到的版本" },
    { name = "rows_read", title = ["行数", "读入"], unit = "行", style = "count", kind = "stock", definition = "从工作表读到的行" },
    { name = "rows_accepted", title = ["行数", "采用"], unit = "行", style = "count", kind = "stock", definition = "计入的行" },
    { name = "rows_unidentified", title = ["行数", "其中身份待核实"], unit = "行", style = "count", kind = "stock", definition = "采用的行中身份证号缺失或有误" },
    { name = "rows_quarantined", title = ["行数", "隔离待核"], unit = "行", style = "count", kind = "stock", definition = "关键字段有误、暂不计入的行" },
    { name = "rows_set_aside", title = ["行数", "剔除"], unit = "行", style = "count", kind = "stock", definition = "标题、合计、签字、空行等" },
    { name = "error_count", title = ["问题", "强制"], unit = "条", style = "count", kind = "stock", definition = "强制级问题条数" },
    { name = "query_count", title = ["问题", "核实"], unit = "条", style = "count", kind = "stock", definition = "核实级问题条数" },
    { name = "note_count", title = ["问题", "提示"], unit = "条", style = "count", kind = "stock", definition = "提示级问题条数" },
]

[[sheet]]
keeps_silent = true
down = ["unit_code", "unit_name"]
across = ["form_no", "form_code", "form_name"]
head = "{form_code} {form_name}"
notes = [
    "✓ 已报；零 零报告；沿 沿用以前月份；迟 迟报；缺 未报或超期未报；扣 疑似漏报，暂缓采用；期 已报期初；不计 指明不计入；空白为可报而未报。",
    "行数和问题为各报表之和；各报表的行数、填报日期和版本见 tables/T09.csv。",
]
cells = [
    { name = "state", title = "", with = ["late_mark"], marks = { "已报" = "✓", "已报 迟报" = "迟", "零报告" = "零", "零报告 迟报" = "迟", "沿用" = "沿", "沿用 迟报" = "沿", "未报" = "缺", "超期未报" = "缺", "疑似漏报" = "扣", "疑似漏报 迟报" = "扣", "已报期初" = "期", "已报期初 迟报" = "期", "未计入" = "不计", "未计入 迟报" = "不计" } },
    { name = "rows_*", sum = true },
    { name = "error_count", sum = true },
    { name = "query_count", sum = true },
    { name = "note_count", sum = true },
]
*/
with form as (
    select
        v.form_no,
        v.form,
        v.form_code,
        v.form_name
    from (
        values
        (1, 'pairing', 'AX01', '结对帮扶台账'),
        (2, 'activity', 'AX02', '帮扶活动台账'),
        (3, 'organization', 'AX03', '社会组织参与情况表'),
        (4, 'fund_entry', 'AX04', '专项基金收支明细表'),
        (5, 'project', 'AX05', '公益项目情况表'),
        (6, 'site', 'AX06', '服务阵地与志愿队伍情况表'),
        (7, 'indicator', 'AX07', '重点任务指标表'),
        (8, 'opening', 'AX08', '期初累计表')
    ) as v (form_no, form, form_code, form_name)
)

select
    unit_row.sort_no as unit_no,
    unit_row.row_code as unit_code,
    unit_row.name as unit_name,
    form.form_no,
    form.form_code,
    form.form_name,
    case when return_state.is_expected then '应报' else '可报' end as expected_mark,
    case return_state.state
        when 'received' then '已报'
        when 'zero' then '零报告'
        when 'carried' then '沿用'
        when 'given' then '已报期初'
        when 'lapsed' then '超期未报'
        when 'held' then '疑似漏报'
        when 'left_out' then '未计入'
        when 'missing' then if(return_state.is_expected, '未报', null)
    end as state,
    return_state.used_period,
    cast(return_state.filled_date as varchar) as filled_date,
    case when return_state.is_late then '迟报' end as late_mark,
    cast(return_state.part_count as bigint) as part_count,
    cast(return_state.version_count as bigint) as version_count,
    return_state.rows_read,
    return_state.rows_accepted,
    return_state.rows_unidentified,
    return_state.rows_quarantined,
    return_state.rows_set_aside,
    return_state.error_count,
    return_state.query_count,
    return_state.note_count
from ent.return_state as return_state
inner join form on return_state.form = form.form
inner join ent.unit_row as unit_row
    on return_state.unit_code = unit_row.unit_code and unit_row.level in ('area', 'own', 'helper')
