/*
id = "note"
kind = "rollup"
title = { zh = "附注", en = "Notes that each table needs this month" }
grain = ["table_id", "note_no"]
forms = []
# Read by publishing beside every table; no table itself.
internal = true
*/
with form as (
    select
        v.form_no,
        v.form,
        v.form_name
    from (
        values
        (1, 'pairing', '结对帮扶台账'),
        (2, 'activity', '帮扶活动台账'),
        (3, 'organization', '社会组织参与情况表'),
        (4, 'fund_entry', '专项基金收支明细表'),
        (5, 'project', '公益项目情况表'),
        (6, 'site', '服务阵地与志愿队伍情况表'),
        (7, 'indicator', '重点任务指标表'),
        (8, 'opening', '期初累计表')
    ) as v (form_no, form, form_name)
),

-- printed_form is what the headers of the tables, and of the figures, name as their forms.
table_form as (
    select
        printed.table_id,
        printed.form
    from printed_form as printed
),

named as (
    select
        return_state.form,
        return_state.is_expected,
        unit_row.name,
        unit_row.sort_no,
        unit_row.parent_row,
        return_state.is_present,
        return_state.used_period,
        case return_state.state
            when 'missing' then case when return_state.is_expected then 1 end
            when 'lapsed' then 2
            when 'held' then case when return_state.is_present then 4 else 3 end
            when 'carried' then 5
        end as note_kind
    from ent.return_state as return_state
    inner join ent.unit_row as unit_row
        on return_state.unit_code = unit_row.unit_code and unit_row.level in ('area', 'own', 'helper')
),

-- A prefecture stands for its units where the same is to be said of all that owe the form.
whole as (
    select
        below.form,
        below.note_kind,
        prefecture.row_code,
        prefecture.name
    from (
        select
            form,
            note_kind,
            parent_row,
            count(*) filter (where is_expected) as unit_count,
            sum(count(*) filter (where is_expected)) over (partition by form, parent_row) as owed_count
        from named
        group by form, note_kind, parent_row
    ) as below
    inner join ent.unit_row as prefecture on below.parent_row = prefecture.row_code and prefecture.level = 'prefecture'
    where below.note_kind <= 3 and below.unit_count = below.owed_count and below.owed_count > 1
),

unit_state as (
    select
        named.form,
        named.note_kind,
        case
            when whole.name is not null then whole.name
            when named.note_kind in (4, 5) then named.name || '（' || named.used_period || '）'
            else named.name
        end as unit_text,
        min(named.sort_no) as sort_no,
        count(*) as unit_count
    from named
    left join whole
        on named.form = whole.form and named.note_kind = whole.note_kind and named.parent_row = whole.row_code
    where named.note_kind is not null
    group by named.form, named.note_kind, unit_text
),

ranked as (
    select
        form,
        note_kind,
        unit_text,
        unit_count,
        sort_no,
        row_number() over (partition by form, note_kind order by sort_no) as unit_rank
    from unit_state
),

-- Ten names are read; eighty are not.
state_note as (
    select
        form,
        note_kind,
        string_agg(case when unit_rank <= 10 then unit_text end, '、' order by sort_no)
        || case when count(*) > 10 then '等' || cast(sum(unit_count) as varchar) || '个单位' else '' end
        || '。' as units
    from ranked
    group by form, note_kind
),

province as (
    select row_code
    from ent.unit_row
    where level = 'province'
),

quarantine as (
    select
        quarantined.form,
        sum(quarantined.row_count) as row_count
    from ent.quarantined as quarantined
    group by quarantined.form
),

contested as (
    select count(*) as person_count
    from ent.recipient as recipient
    where recipient.is_home_contested and recipient.is_member
),

line as (
    select
        table_form.table_id,
        state_note.note_kind as kind_no,
        form.form_no,
        case state_note.note_kind
            when 1 then '不含未报送《' || form.form_name || '》的单位：'
            when 2 then '不含超期未报《' || form.form_name || '》的单位：'
            when 3 then '不含《' || form.form_name || '》疑似漏报待核的单位：'
            when 4 then '《' || form.form_name || '》疑似漏报待核，沿用以前月份的单位：'
            else '《' || form.form_name || '》沿用以前月份的单位：'
        end || state_note.units as text
    from table_form
    inner join form on table_form.form = form.form
    inner join state_note on table_form.form = state_note.form
    union all
    select
        table_form.table_id,
        0 as kind_no,
        form.form_no,
        '不含' || excluded.unit_name || '《' || form.form_name || '》（' || excluded.source_period || '，第'
        || cast(excluded.part_id as varchar) || '号报表）：汇总时指明不计入。' as text
    from table_form
    inner join form on table_form.form = form.form
    inner join out.excluded_return as excluded on table_form.form = excluded.form
    where excluded.period = $period
    union all
    select
        table_form.table_id,
        6 as kind_no,
        form.form_no,
        '《' || form.form_name || '》隔离待核' || cast(quarantine.row_count as varchar) || '行，未计入。' as text
    from table_form
    inner join form on table_form.form = form.form
    inner join quarantine on table_form.form = quarantine.form
    where quarantine.row_count > 0
    union all
    select
        v.table_id,
        7 as kind_no,
        1 as form_no,
        '其中身份待核实：结对干部' || cast(t01.helper_unverified_count as varchar)
        || '人，帮扶对象' || cast(t01.recipient_unverified_count as varchar) || '人。' as text
    from out.t01 as t01
    inner join province on t01.unit_code = province.row_code
    cross join (
        values ('t01'), ('t02'), ('t04'), ('figure')
    ) as v (table_id)
    where t01.period = $period and t01.helper_unverified_count + t01.recipient_unverified_count > 0
    union all
    select
        v.table_id,
        7 as kind_no,
        3 as form_no,
        '其中待核实：辅助结对对象' || cast(coalesce(t05.auxiliary_unverified_count, 0) as varchar)
        || '人，社会组织' || cast(coalesce(t05.organization_unverified_count, 0) as varchar) || '个。' as text
    from out.t05 as t05
    inner join province on t05.unit_code = province.row_code
    cross join (
        values ('t05'), ('figure')
    ) as v (table_id)
    where
        t05.period = $period
        and coalesce(t05.auxiliary_unverified_count, 0) + coalesce(t05.organization_unverified_count, 0) > 0
    union all
    select
        v.table_id,
        8 as kind_no,
        t03.item_no as form_no,
        t03.item || '累计缺报' || cast(t03.missing_months as varchar) || '单位月，未按0计。' as text
    from out.t03 as t03
    inner join province on t03.unit_code = province.row_code
    inner join (
        values
        ('t03', 1), ('t03', 2), ('t03', 3), ('t03', 4), ('t03', 5), ('t03', 6), ('t03', 7), ('t05', 7),
        ('figure', 1), ('figure', 2), ('figure', 5), ('figure', 6), ('figure', 7)
    ) as v (table_id, item_no) on t03.item_no = v.item_no
    where t03.period = $period and t03.missing_months > 0
    union all
    select
        't03' as table_id,
        8 as kind_no,
        8 as form_no,
        '辅助结对的资助资金没有期初累计，累计不出数。' as text
    from out.t03 as t03
    inner join province on t03.unit_code = province.row_code
    where t03.period = $period and t03.item_no = 8 and t03.total_value is null and t03.month_value is not null
    union all
    select
        't03' as table_id,
        9 as kind_no,
        9 as form_no,
        '未匹配到结对关系的活动' || cast(cast(t03.month_value as bigint) as varchar) || '人次，未计入。' as text
    from out.t03 as t03
    inner join province on t03.unit_code = province.row_code
    where t03.period = $period and t03.item_no = 9 and t03.month_value > 0
    union all
    select
        v.table_id,
        10 as kind_no,
        1 as form_no,
        '归属未定' || cast(contested.person_count as varchar) || '人，暂计入代码最小的单位。' as text
    from contested
    cross join (
        values ('t01'), ('t02')
    ) as v (table_id)
    where contested.person_count > 0
    union all
    select
        't01' as table_id,
        11 as kind_no,
        1 as form_no,
        '期初没有上月数据，由结对日期推算。' as text
    from out.t01 as t01
    inner join province on t01.unit_code = province.row_code
    where t01.period = $period and t01.opening_mark is not null
    union all
    select
        'figure' as table_id,
        12 as kind_no,
        1 as form_no,
        '因四舍五入，分项之和与合计可能不等，未作机械调整。' as text
)

select
    line.table_id,
    cast(row_number() over (
        partition by line.table_id
        order by line.kind_no, line.form_no, line.text
    ) as integer) as note_no,
    line.text
from line
