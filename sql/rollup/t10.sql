/*
id = "t10"
kind = "rollup"
title = { zh = "去重与口径衔接", en = "From what was reported to what is counted" }
grain = ["unit_code", "measure"]
order_by = ["unit_no", "measure_no"]
forms = ["pairing", "activity", "organization", "project", "opening"]
unit_line = "单位：人、对、个、人次"
notes = [
    "上报数－重复－期初已含＋期初－跨单位重复＝核定数；下级合计－跨下级重复＝核定数。",
    "对象、对、辅助对象按归属单位计，没有跨单位重复。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "measure_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "顺序" },
    { name = "measure", title = ["项目"], unit = "", style = "text", kind = "stock", definition = "干部、对象、对、组织、项目、辅助对象、活动" },
    { name = "reported_count", title = ["上报数"], unit = "", style = "count", kind = "stock", additive = true, definition = "各单位上报、采用的数" },
    { name = "same_row_count", title = ["减", "同行重复"], unit = "", style = "count", kind = "stock", additive = true, definition = "同一行报了两次" },
    { name = "same_pair_count", title = ["减", "同对重复"], unit = "", style = "count", kind = "stock", additive = true, definition = "同一结对在一份报表中报了两次" },
    { name = "other_unit_count", title = ["减", "外单位重复"], unit = "", style = "count", kind = "stock", additive = true, definition = "同一结对由两个单位上报，只留一个" },
    { name = "same_person_count", title = ["减", "同人多次"], unit = "", style = "count", kind = "stock", additive = true, definition = "同一人有几行，只计一人" },
    { name = "other_home_count", title = ["减", "归属外单位"], unit = "", style = "count", kind = "stock", additive = true, definition = "对象归属另一单位" },
    { name = "not_started_count", title = ["减", "筹备中"], unit = "", style = "count", kind = "stock", additive = true, definition = "没有实施过的项目" },
    { name = "unmatched_count", title = ["减", "未匹配"], unit = "", style = "count", kind = "stock", additive = true, definition = "没有匹配到结对关系的活动" },
    { name = "before_opening_count", title = ["减", "期初已含"], unit = "", style = "count", kind = "stock", additive = true, definition = "活动日期在期初截止日以前" },
    { name = "other_removed_count", title = ["减", "其他"], unit = "", style = "count", kind = "stock", additive = true, definition = "其他原因减去的数" },
    { name = "replacing_count", title = ["加", "待更换"], unit = "", style = "count", kind = "stock", additive = true, definition = "结对人一方终止、仍计入帮扶对象的" },
    { name = "home_only_count", title = ["加", "归属转入"], unit = "", style = "count", kind = "stock", additive = true, definition = "归属本单位、由外单位上报结对的对象" },
    { name = "covered_count", title = ["减", "台账期初已含"], unit = "", style = "count", kind = "stock", additive = true, definition = "期初截止日以前参与或开始、已含在期初数内" },
    { name = "opening_count", title = ["加", "期初"], unit = "", style = "count", kind = "stock", additive = true, definition = "期初累计表所报数" },
    { name = "cross_unit_count", title = ["减", "跨单位重复"], unit = "", style = "count", kind = "stock", definition = "在本行的几个单位都计了的，只计一次" },
    { name = "verified_count", title = ["核定数"], unit = "", style = "count", kind = "stock", definition = "上报数减各项重复、减期初已含、加期初、减跨单位重复；也等于下级合计减跨下级重复" },
    { name = "children_count", title = ["衔接", "下级合计"], unit = "", style = "count", kind = "stock", null = "—", definition = "下一级各行核定数之和" },
    { name = "cross_child_count", title = ["衔接", "跨下级重复"], unit = "", style = "count", kind = "stock", null = "—", definition = "在下一级几行都计了的，只计一次" },
    { name = "quarantined_count", title = ["另：隔离待核"], unit = "行", style = "count", kind = "stock", additive = true, definition = "关键字段有误、没有计入上报数的行" },
]

[[sheet]]
title = "全省"
where = { level = "province" }
down = ["measure"]
cells = [
    "reported_count", "same_row_count", "same_pair_count", "other_unit_count", "same_person_count",
    "other_home_count", "not_started_count", "unmatched_count", "before_opening_count", "other_removed_count",
    "replacing_count", "home_only_count", "covered_count", "opening_count", "cross_unit_count", "verified_count",
    "children_count", "cross_child_count", "quarantined_count",
]

[[sheet]]
title = "各单位上报数和核定数"
down = ["unit_code", "unit_name"]
across = ["measure_no", "measure"]
head = "{measure}"
cells = ["reported_count", "verified_count"]
notes = ["各单位由上报数到核定数的各项见 tables/T10.csv。"]
*/
with measure as (
    select
        v.measure_no,
        v.measure,
        v.form
    from (
        values
        (1, '干部', 'pairing'),
        (2, '对象', 'pairing'),
        (3, '对', 'pairing'),
        (4, '辅助对象', 'pairing'),
        (5, '辅助对', 'pairing'),
        (6, '组织', 'organization'),
        (7, '项目', 'project'),
        (8, '活动', 'activity')
    ) as v (measure_no, measure, form)
),

-- Rows that count nowhere yet are told of every measure that they would have entered, also where nothing else is.
unit_item as (
    select
        bridge.unit_code,
        bridge.measure,
        bridge.item,
        bridge.item_count
    from ent.bridge as bridge
    union all
    select
        quarantined.unit_code,
        measure.measure,
        'quarantined' as item,
        quarantined.row_count as item_count
    from ent.quarantined as quarantined
    inner join measure on quarantined.form = measure.form
    inner join ent.unit_row as unit_row
        on quarantined.unit_code = unit_row.unit_code and unit_row.level in ('area', 'own')
),

row_part as (
    select
        unit_scope.row_code,
        unit_item.measure,
        unit_item.item,
        unit_item.item_count
    from unit_item
    inner join ent.unit_scope as unit_scope on unit_item.unit_code = unit_scope.unit_code
),

row_bridge as (
    select
        row_code,
        measure,
        sum(case when item = 'reported' then item_count else 0 end) as reported_count,
        sum(case when item = 'same_row' then item_count else 0 end) as same_row_count,
        sum(case when item = 'same_pair' then item_count else 0 end) as same_pair_count,
        sum(case when item = 'other_unit' then item_count else 0 end) as other_unit_count,
        sum(case when item = 'same_person' then item_count else 0 end) as same_person_count,
        sum(case when item = 'other_home' then item_count else 0 end) as other_home_count,
        sum(case when item = 'not_started' then item_count else 0 end) as not_started_count,
        sum(case when item = 'unmatched' then item_count else 0 end) as unmatched_count,
        sum(case when item = 'before_opening' then item_count else 0 end) as before_opening_count,
        sum(case when item = 'replacing' then item_count else 0 end) as replacing_count,
        sum(case when item = 'home_only' then item_count else 0 end) as home_only_count,
        sum(case when item = 'quarantined' then item_count end) as quarantined_count,
        bool_or(item <> 'quarantined' or item_count > 0) as has_anything,
        sum(case
            when item in ('reported', 'own', 'quarantined', 'unidentified') then 0
            when item in ('same_row', 'same_pair', 'other_unit', 'same_person', 'other_home') then 0
            when item in ('not_started', 'unmatched', 'before_opening', 'replacing', 'home_only') then 0
            else item_count
        end) as other_removed_count
    from row_part
    group by row_code, measure
),

row_opening as (
    select
        unit_code as row_code,
        '组织' as measure,
        organization_opening_count as opening_count,
        opening_covered_count as covered_count
    from out.organization_count
    where period = $period
    union all
    select
        unit_code as row_code,
        '项目' as measure,
        project_opening_count as opening_count,
        opening_covered_count as covered_count
    from out.project_count
    where period = $period
),

-- Who counts in several units: helpers, organisations and projects do, by their definitions.
counted as (
    select distinct
        1 as measure_no,
        pair.unit_code,
        pair.helper_id as item_id
    from ent.pair as pair
    where
        pair.is_active
        and pair.is_counted
        and pair.pair_kind = '主结对'
        and pair.helper_kind = '党员干部'
    union all
    select distinct
        6 as measure_no,
        organization.unit_code,
        organization.organization_id as item_id
    from ent.organization as organization
    left join ent.opening as opening
        on
            organization.unit_code = opening.unit_code
            and opening.measure = '社会组织'
            and opening.scope = '启动以来累计'
            and opening.as_of <= $as_of
    where
        organization.org_kind in ('社会团体', '社会服务机构', '基金会')
        and (opening.as_of is null or organization.join_date > opening.as_of)
    union all
    select distinct
        7 as measure_no,
        project.unit_code,
        project.project_id as item_id
    from ent.project as project
    left join ent.opening as opening
        on
            project.unit_code = opening.unit_code
            and opening.measure = '公益项目'
            and opening.scope = '启动以来累计'
            and opening.as_of <= $as_of
    where project.is_started and (opening.as_of is null or project.start_date > opening.as_of)
),

several as (
    select
        measure_no,
        item_id
    from counted
    group by measure_no, item_id
    having count(*) > 1
),

parent_scope as (
    select
        child_scope.unit_code,
        child.row_code as child_code,
        child.parent_row as row_code
    from ent.unit_scope as child_scope
    inner join ent.unit_row as child on child_scope.row_code = child.row_code
    where child.parent_row is not null
),

item_row as (
    select
        counted.measure_no,
        counted.item_id,
        parent_scope.row_code,
        count(distinct counted.unit_code) - 1 as cross_unit_count,
        count(distinct parent_scope.child_code) - 1 as cross_child_count
    from counted
    inner join several on counted.measure_no = several.measure_no and counted.item_id = several.item_id
    inner join parent_scope on counted.unit_code = parent_scope.unit_code
    group by counted.measure_no, counted.item_id, parent_scope.row_code
),

row_cross as (
    select
        row_code,
        measure_no,
        sum(cross_unit_count) as cross_unit_count,
        sum(cross_child_count) as cross_child_count
    from item_row
    group by row_code, measure_no
),

bridged as (
    select
        unit_row.sort_no,
        unit_row.row_code,
        unit_row.name,
        unit_row.level,
        unit_row.parent_row,
        measure.measure_no,
        measure.measure,
        row_bridge.reported_count,
        row_bridge.same_row_count,
        row_bridge.same_pair_count,
        row_bridge.other_unit_count,
        row_bridge.same_person_count,
        row_bridge.other_home_count,
        row_bridge.not_started_count,
        row_bridge.unmatched_count,
        row_bridge.before_opening_count,
        row_bridge.replacing_count,
        row_bridge.home_only_count,
        row_bridge.other_removed_count,
        row_bridge.quarantined_count,
        row_opening.covered_count,
        row_opening.opening_count,
        coalesce(row_cross.cross_unit_count, 0) as cross_unit_count,
        coalesce(row_cross.cross_child_count, 0) as cross_child_count,
        coalesce(row_bridge.reported_count, 0)
        - coalesce(row_bridge.same_row_count, 0)
        - coalesce(row_bridge.same_pair_count, 0)
        - coalesce(row_bridge.other_unit_count, 0)
        - coalesce(row_bridge.same_person_count, 0)
        - coalesce(row_bridge.other_home_count, 0)
        - coalesce(row_bridge.not_started_count, 0)
        - coalesce(row_bridge.unmatched_count, 0)
        - coalesce(row_bridge.before_opening_count, 0)
        - coalesce(row_bridge.other_removed_count, 0)
        + coalesce(row_bridge.replacing_count, 0)
        + coalesce(row_bridge.home_only_count, 0)
        - coalesce(row_opening.covered_count, 0)
        + coalesce(row_opening.opening_count, 0)
        - coalesce(row_cross.cross_unit_count, 0) as verified_count
    from ent.unit_row as unit_row
    cross join measure
    left join row_bridge on unit_row.row_code = row_bridge.row_code and measure.measure = row_bridge.measure
    left join row_opening
        on unit_row.row_code = row_opening.row_code and measure.measure = row_opening.measure
    left join row_cross
        on unit_row.row_code = row_cross.row_code and measure.measure_no = row_cross.measure_no
    where row_bridge.has_anything or row_opening.row_code is not null
),

children as (
    select
        parent_row as row_code,
        measure,
        sum(verified_count) as children_count
    from bridged
    where level <> 'helper'
    group by parent_row, measure
)

select
    bridged.sort_no as unit_no,
    bridged.row_code as unit_code,
    bridged.name as unit_name,
    bridged.measure_no,
    bridged.measure,
    cast(bridged.reported_count as bigint) as reported_count,
    cast(bridged.same_row_count as bigint) as same_row_count,
    cast(bridged.same_pair_count as bigint) as same_pair_count,
    cast(bridged.other_unit_count as bigint) as other_unit_count,
    cast(bridged.same_person_count as bigint) as same_person_count,
    cast(bridged.other_home_count as bigint) as other_home_count,
    cast(bridged.not_started_count as bigint) as not_started_count,
    cast(bridged.unmatched_count as bigint) as unmatched_count,
    cast(bridged.before_opening_count as bigint) as before_opening_count,
    cast(bridged.other_removed_count as bigint) as other_removed_count,
    cast(bridged.replacing_count as bigint) as replacing_count,
    cast(bridged.home_only_count as bigint) as home_only_count,
    cast(bridged.covered_count as bigint) as covered_count,
    cast(bridged.opening_count as bigint) as opening_count,
    cast(bridged.cross_unit_count as bigint) as cross_unit_count,
    cast(bridged.verified_count as bigint) as verified_count,
    cast(children.children_count as bigint) as children_count,
    cast(case when children.row_code is not null then bridged.cross_child_count end as bigint)
        as cross_child_count,
    cast(bridged.quarantined_count as bigint) as quarantined_count
from bridged
left join children on bridged.row_code = children.row_code and bridged.measure = children.measure
