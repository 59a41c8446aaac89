/*
id = "t02"
kind = "rollup"
title = { zh = "帮扶对象构成", en = "Recipients by category, sex, age, disability and care" }
grain = ["unit_code", "category"]
order_by = ["unit_no", "category_no"]
forms = ["pairing"]
unit_line = "单位：人"
notes = [
    "性别和年龄由身份证号得出，没有有效身份证号的按所报性别和出生日期，仍没有的列入不详。",
    "残疾类别和等级取自残疾人证号第 19、20 位。",
    "本表含县级以下分组的小数目，仅供内部使用。",
]
column = [
    { name = "unit_no", title = ["序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "按区划代码的顺序" },
    { name = "unit_code", title = ["区划代码"], unit = "", style = "code", kind = "stock", definition = "本级以 -0 结尾" },
    { name = "unit_name", title = ["单位"], unit = "", style = "text", kind = "stock", definition = "区划名称" },
    { name = "category_no", title = ["类别序号"], unit = "", style = "count", kind = "stock", hidden = true, definition = "合计在前，类别按主类别的先后" },
    { name = "category", title = ["类别"], unit = "", style = "text", kind = "stock", definition = "主类别：{category.orphan}、{category.de_facto}、{category.destitute}、{category.disabled}依次优先" },
    { name = "person_count", title = ["人数"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象（F02 口径），按归属单位" },
    { name = "male_count", title = ["性别", "男"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中性别、男的人数" },
    { name = "female_count", title = ["性别", "女"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中性别、女的人数" },
    { name = "sex_unknown_count", title = ["性别", "性别不详"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中性别、性别不详的人数" },
    { name = "age_0_5_count", title = ["年龄", "0–5岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、0–5岁的人数" },
    { name = "age_6_15_count", title = ["年龄", "6–15岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、6–15岁的人数" },
    { name = "age_16_17_count", title = ["年龄", "16–17岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、16–17岁的人数" },
    { name = "age_18_59_count", title = ["年龄", "18–59岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、18–59岁的人数" },
    { name = "age_60_79_count", title = ["年龄", "60–79岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、60–79岁的人数" },
    { name = "age_80_plus_count", title = ["年龄", "80岁及以上"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、80岁及以上的人数" },
    { name = "age_unknown_count", title = ["年龄", "年龄不详"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中年龄、年龄不详的人数" },
    { name = "male_0_5_count", title = ["男", "0–5岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、0–5岁的人数" },
    { name = "male_6_15_count", title = ["男", "6–15岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、6–15岁的人数" },
    { name = "male_16_17_count", title = ["男", "16–17岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、16–17岁的人数" },
    { name = "male_18_59_count", title = ["男", "18–59岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、18–59岁的人数" },
    { name = "male_60_79_count", title = ["男", "60–79岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、60–79岁的人数" },
    { name = "male_80_plus_count", title = ["男", "80岁及以上"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、80岁及以上的人数" },
    { name = "male_age_unknown_count", title = ["男", "年龄不详"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中男、年龄不详的人数" },
    { name = "female_0_5_count", title = ["女", "0–5岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、0–5岁的人数" },
    { name = "female_6_15_count", title = ["女", "6–15岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、6–15岁的人数" },
    { name = "female_16_17_count", title = ["女", "16–17岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、16–17岁的人数" },
    { name = "female_18_59_count", title = ["女", "18–59岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、18–59岁的人数" },
    { name = "female_60_79_count", title = ["女", "60–79岁"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、60–79岁的人数" },
    { name = "female_80_plus_count", title = ["女", "80岁及以上"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、80岁及以上的人数" },
    { name = "female_age_unknown_count", title = ["女", "年龄不详"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中女、年龄不详的人数" },
    { name = "visual_grade_1_count", title = ["残疾类别和等级", "视力", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、视力、一级的人数" },
    { name = "visual_grade_2_count", title = ["残疾类别和等级", "视力", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、视力、二级的人数" },
    { name = "visual_grade_3_count", title = ["残疾类别和等级", "视力", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、视力、三级的人数" },
    { name = "visual_grade_4_count", title = ["残疾类别和等级", "视力", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、视力、四级的人数" },
    { name = "hearing_grade_1_count", title = ["残疾类别和等级", "听力", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、听力、一级的人数" },
    { name = "hearing_grade_2_count", title = ["残疾类别和等级", "听力", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、听力、二级的人数" },
    { name = "hearing_grade_3_count", title = ["残疾类别和等级", "听力", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、听力、三级的人数" },
    { name = "hearing_grade_4_count", title = ["残疾类别和等级", "听力", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、听力、四级的人数" },
    { name = "speech_grade_1_count", title = ["残疾类别和等级", "言语", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、言语、一级的人数" },
    { name = "speech_grade_2_count", title = ["残疾类别和等级", "言语", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、言语、二级的人数" },
    { name = "speech_grade_3_count", title = ["残疾类别和等级", "言语", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、言语、三级的人数" },
    { name = "speech_grade_4_count", title = ["残疾类别和等级", "言语", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、言语、四级的人数" },
    { name = "physical_grade_1_count", title = ["残疾类别和等级", "肢体", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、肢体、一级的人数" },
    { name = "physical_grade_2_count", title = ["残疾类别和等级", "肢体", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、肢体、二级的人数" },
    { name = "physical_grade_3_count", title = ["残疾类别和等级", "肢体", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、肢体、三级的人数" },
    { name = "physical_grade_4_count", title = ["残疾类别和等级", "肢体", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、肢体、四级的人数" },
    { name = "intellect_grade_1_count", title = ["残疾类别和等级", "智力", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、智力、一级的人数" },
    { name = "intellect_grade_2_count", title = ["残疾类别和等级", "智力", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、智力、二级的人数" },
    { name = "intellect_grade_3_count", title = ["残疾类别和等级", "智力", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、智力、三级的人数" },
    { name = "intellect_grade_4_count", title = ["残疾类别和等级", "智力", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、智力、四级的人数" },
    { name = "mental_grade_1_count", title = ["残疾类别和等级", "精神", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、精神、一级的人数" },
    { name = "mental_grade_2_count", title = ["残疾类别和等级", "精神", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、精神、二级的人数" },
    { name = "mental_grade_3_count", title = ["残疾类别和等级", "精神", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、精神、三级的人数" },
    { name = "mental_grade_4_count", title = ["残疾类别和等级", "精神", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、精神、四级的人数" },
    { name = "multiple_grade_1_count", title = ["残疾类别和等级", "多重", "一级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、多重、一级的人数" },
    { name = "multiple_grade_2_count", title = ["残疾类别和等级", "多重", "二级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、多重、二级的人数" },
    { name = "multiple_grade_3_count", title = ["残疾类别和等级", "多重", "三级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、多重、三级的人数" },
    { name = "multiple_grade_4_count", title = ["残疾类别和等级", "多重", "四级"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、多重、四级的人数" },
    { name = "disability_unknown_count", title = ["残疾类别和等级", "证号不详"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中残疾类别和等级、证号不详的人数" },
    { name = "institution_count", title = ["供养方式", "集中"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中供养方式、集中的人数" },
    { name = "home_count", title = ["供养方式", "分散"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中供养方式、分散的人数" },
    { name = "care_none_count", title = ["供养方式", "不适用"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中供养方式、不适用的人数" },
    { name = "care_unknown_count", title = ["供养方式", "未填"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中供养方式、未填的人数" },
    { name = "also_orphan_count", title = ["兼有其他类别", "{category.orphan}"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中兼有其他类别、{category.orphan}的人数" },
    { name = "also_de_facto_count", title = ["兼有其他类别", "{category.de_facto}"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中兼有其他类别、{category.de_facto}的人数" },
    { name = "also_destitute_count", title = ["兼有其他类别", "{category.destitute}"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中兼有其他类别、{category.destitute}的人数" },
    { name = "also_disabled_count", title = ["兼有其他类别", "{category.disabled}"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中兼有其他类别、{category.disabled}的人数" },
    { name = "overlap_count", title = ["兼有其他类别", "兼有人数"], unit = "人", style = "count", kind = "stock", additive = true, definition = "期末主结对帮扶对象中兼有其他类别、兼有人数的人数" },
]

[[sheet]]
title = "全省，按类别、性别和年龄"
where = { level = "province" }
down = ["category"]
head = "性别"
heads = ["人数", "0–5岁", "6–15岁", "16–17岁", "18–59岁", "60–79岁", "80岁及以上", "年龄不详"]
lines = [
    { title = "合计", cells = ["person_count", "age_0_5_count", "age_6_15_count", "age_16_17_count", "age_18_59_count", "age_60_79_count", "age_80_plus_count", "age_unknown_count"] },
    { title = "男", cells = ["male_count", "male_0_5_count", "male_6_15_count", "male_16_17_count", "male_18_59_count", "male_60_79_count", "male_80_plus_count", "male_age_unknown_count"] },
    { title = "女", cells = ["female_count", "female_0_5_count", "female_6_15_count", "female_16_17_count", "female_18_59_count", "female_60_79_count", "female_80_plus_count", "female_age_unknown_count"] },
    { title = "不详", cells = ["sex_unknown_count"] },
]

[[sheet]]
below = true
title = "残疾类别和等级"
where = { level = "province", category = "合计" }
head = "残疾类别"
heads = ["一级", "二级", "三级", "四级"]
total = "合计"
lines = [
    { title = "视力", cells = ["visual_grade_1_count", "visual_grade_2_count", "visual_grade_3_count", "visual_grade_4_count"] },
    { title = "听力", cells = ["hearing_grade_1_count", "hearing_grade_2_count", "hearing_grade_3_count", "hearing_grade_4_count"] },
    { title = "言语", cells = ["speech_grade_1_count", "speech_grade_2_count", "speech_grade_3_count", "speech_grade_4_count"] },
    { title = "肢体", cells = ["physical_grade_1_count", "physical_grade_2_count", "physical_grade_3_count", "physical_grade_4_count"] },
    { title = "智力", cells = ["intellect_grade_1_count", "intellect_grade_2_count", "intellect_grade_3_count", "intellect_grade_4_count"] },
    { title = "精神", cells = ["mental_grade_1_count", "mental_grade_2_count", "mental_grade_3_count", "mental_grade_4_count"] },
    { title = "多重", cells = ["multiple_grade_1_count", "multiple_grade_2_count", "multiple_grade_3_count", "multiple_grade_4_count"] },
    { title = "证号不详", total = "disability_unknown_count" },
]

[[sheet]]
below = true
title = "供养方式和兼有其他类别"
where = { level = "province" }
down = ["category"]
cells = ["institution_count", "home_count", "care_none_count", "care_unknown_count", "also_*", "overlap_count"]

[[sheet]]
title = "各单位"
down = ["unit_code", "unit_name"]
across = ["category_no", "category"]
head = "{category}"
cells = [
    { name = "person_count", title = "人数" },
    { name = "male_count", where = { category = "合计" } },
    { name = "female_count", where = { category = "合计" } },
    { name = "sex_unknown_count", where = { category = "合计" } },
    { name = "age_*_count", where = { category = "合计" } },
    { name = "institution_count", where = { category = "合计" } },
    { name = "home_count", where = { category = "合计" } },
    { name = "overlap_count", title = "兼有人数", where = { category = "合计" } },
]
notes = ["各类的性别、年龄、残疾和供养方式按单位的数见 tables/T02.csv。"]

[[sheet]]
chart = "column"
title = "帮扶对象年龄构成（人）"
where = { level = "province", category = "合计" }
head = "年龄"
heads = ["男", "女"]
lines = [
    { title = "0–5岁", cells = ["male_0_5_count", "female_0_5_count"] },
    { title = "6–15岁", cells = ["male_6_15_count", "female_6_15_count"] },
    { title = "16–17岁", cells = ["male_16_17_count", "female_16_17_count"] },
    { title = "18–59岁", cells = ["male_18_59_count", "female_18_59_count"] },
    { title = "60–79岁", cells = ["male_60_79_count", "female_60_79_count"] },
    { title = "80岁及以上", cells = ["male_80_plus_count", "female_80_plus_count"] },
]

[public]
rows = "province"
*/
with member as (
    select
        recipient.home_unit,
        recipient.category,
        recipient.has_orphan,
        recipient.has_de_facto,
        recipient.has_destitute,
        recipient.has_disabled,
        recipient.care_mode,
        recipient.disability_kind,
        recipient.disability_grade,
        person.sex,
        person.age_band,
        count(*) as persons
    from ent.recipient as recipient
    inner join ent.person as person on recipient.person_id = person.person_id
    where recipient.is_member
    group by
        recipient.home_unit,
        recipient.category,
        recipient.has_orphan,
        recipient.has_de_facto,
        recipient.has_destitute,
        recipient.has_disabled,
        recipient.care_mode,
        recipient.disability_kind,
        recipient.disability_grade,
        person.sex,
        person.age_band
),

category as (
    select
        v.category_no,
        v.category
    from (
        values
        (0, '合计'),
        (1, $category_orphan),
        (2, $category_de_facto),
        (3, $category_destitute),
        (4, $category_disabled),
        (5, $category_destitute_family)
    ) as v (category_no, category)
),

-- `nobody` is 0 where the row has a ledger and null where it has none: 0 and blank stay two things.
part as (
    select
        unit_scope.row_code,
        category.category_no,
        coalesce(member.persons, 0) as persons,
        0 as nobody,
        member.sex,
        member.age_band,
        member.sex || coalesce(member.age_band, '不详') as sex_age,
        member.disability_kind || member.disability_grade as disability,
        member.has_disabled
        and (member.disability_kind is null or member.disability_grade is null) as is_ungraded,
        member.care_mode,
        member.has_orphan and member.category <> $category_orphan as also_orphan,
        member.has_de_facto and member.category <> $category_de_facto as also_de_facto,
        member.has_destitute and member.category <> $category_destitute as also_destitute,
        member.has_disabled and member.category <> $category_disabled as also_disabled
    from ent.return_state as return_state
    inner join ent.unit_scope as unit_scope on return_state.unit_code = unit_scope.unit_code
    cross join category
    left join member
        on
            return_state.unit_code = member.home_unit
            and (category.category_no = 0 or category.category = member.category)
    where return_state.form = 'pairing' and return_state.is_present
),

detail as (
    select
        unit_row.sort_no as unit_no,
        unit_row.row_code as unit_code,
        unit_row.name as unit_name,
        category.category_no,
        category.category,
        part.persons,
        part.nobody,
        part.sex,
        part.age_band,
        part.sex_age,
        part.disability,
        part.is_ungraded,
        part.care_mode,
        part.also_orphan,
        part.also_de_facto,
        part.also_destitute,
        part.also_disabled,
        part.also_orphan or part.also_de_facto or part.also_destitute or part.also_disabled as is_overlap
    from ent.unit_row as unit_row
    cross join category
    left join part on unit_row.row_code = part.row_code and category.category_no = part.category_no
    where unit_row.level in ('province', 'prefecture', 'area')
)

select
    unit_no,
    unit_code,
    unit_name,
    category_no,
    category,
    cast(sum(persons) as bigint) as person_count,
    cast(sum(case when sex = '男' then persons else nobody end) as bigint) as male_count,
    cast(sum(case when sex = '女' then persons else nobody end) as bigint) as female_count,
    cast(sum(case when sex is null then persons else nobody end) as bigint) as sex_unknown_count,
    cast(sum(case when age_band = '0–5' then persons else nobody end) as bigint) as age_0_5_count,
    cast(sum(case when age_band = '6–15' then persons else nobody end) as bigint) as age_6_15_count,
    cast(sum(case when age_band = '16–17' then persons else nobody end) as bigint) as age_16_17_count,
    cast(sum(case when age_band = '18–59' then persons else nobody end) as bigint) as age_18_59_count,
    cast(sum(case when age_band = '60–79' then persons else nobody end) as bigint) as age_60_79_count,
    cast(sum(case when age_band = '80+' then persons else nobody end) as bigint) as age_80_plus_count,
    cast(sum(case when age_band is null then persons else nobody end) as bigint) as age_unknown_count,
    cast(sum(case when sex_age = '男0–5' then persons else nobody end) as bigint) as male_0_5_count,
    cast(sum(case when sex_age = '男6–15' then persons else nobody end) as bigint) as male_6_15_count,
    cast(sum(case when sex_age = '男16–17' then persons else nobody end) as bigint) as male_16_17_count,
    cast(sum(case when sex_age = '男18–59' then persons else nobody end) as bigint) as male_18_59_count,
    cast(sum(case when sex_age = '男60–79' then persons else nobody end) as bigint) as male_60_79_count,
    cast(sum(case when sex_age = '男80+' then persons else nobody end) as bigint) as male_80_plus_count,
    cast(sum(case when sex_age = '男不详' then persons else nobody end) as bigint) as male_age_unknown_count,
    cast(sum(case when sex_age = '女0–5' then persons else nobody end) as bigint) as female_0_5_count,
    cast(sum(case when sex_age = '女6–15' then persons else nobody end) as bigint) as female_6_15_count,
    cast(sum(case when sex_age = '女16–17' then persons else nobody end) as bigint) as female_16_17_count,
    cast(sum(case when sex_age = '女18–59' then persons else nobody end) as bigint) as female_18_59_count,
    cast(sum(case when sex_age = '女60–79' then persons else nobody end) as bigint) as female_60_79_count,
    cast(sum(case when sex_age = '女80+' then persons else nobody end) as bigint) as female_80_plus_count,
    cast(sum(case when sex_age = '女不详' then persons else nobody end) as bigint) as female_age_unknown_count,
    cast(sum(case when disability = '11' then persons else nobody end) as bigint) as visual_grade_1_count,
    cast(sum(case when disability = '12' then persons else nobody end) as bigint) as visual_grade_2_count,
    cast(sum(case when disability = '13' then persons else nobody end) as bigint) as visual_grade_3_count,
    cast(sum(case when disability = '14' then persons else nobody end) as bigint) as visual_grade_4_count,
    cast(sum(case when disability = '21' then persons else nobody end) as bigint) as hearing_grade_1_count,
    cast(sum(case when disability = '22' then persons else nobody end) as bigint) as hearing_grade_2_count,
    cast(sum(case when disability = '23' then persons else nobody end) as bigint) as hearing_grade_3_count,
    cast(sum(case when disability = '24' then persons else nobody end) as bigint) as hearing_grade_4_count,
    cast(sum(case when disability = '31' then persons else nobody end) as bigint) as speech_grade_1_count,
    cast(sum(case when disability = '32' then persons else nobody end) as bigint) as speech_grade_2_count,
    cast(sum(case when disability = '33' then persons else nobody end) as bigint) as speech_grade_3_count,
    cast(sum(case when disability = '34' then persons else nobody end) as bigint) as speech_grade_4_count,
    cast(sum(case when disability = '41' then persons else nobody end) as bigint) as physical_grade_1_count,
    cast(sum(case when disability = '42' then persons else nobody end) as bigint) as physical_grade_2_count,
    cast(sum(case when disability = '43' then persons else nobody end) as bigint) as physical_grade_3_count,
    cast(sum(case when disability = '44' then persons else nobody end) as bigint) as physical_grade_4_count,
    cast(sum(case when disability = '51' then persons else nobody end) as bigint) as intellect_grade_1_count,
    cast(sum(case when disability = '52' then persons else nobody end) as bigint) as intellect_grade_2_count,
    cast(sum(case when disability = '53' then persons else nobody end) as bigint) as intellect_grade_3_count,
    cast(sum(case when disability = '54' then persons else nobody end) as bigint) as intellect_grade_4_count,
    cast(sum(case when disability = '61' then persons else nobody end) as bigint) as mental_grade_1_count,
    cast(sum(case when disability = '62' then persons else nobody end) as bigint) as mental_grade_2_count,
    cast(sum(case when disability = '63' then persons else nobody end) as bigint) as mental_grade_3_count,
    cast(sum(case when disability = '64' then persons else nobody end) as bigint) as mental_grade_4_count,
    cast(sum(case when disability = '71' then persons else nobody end) as bigint) as multiple_grade_1_count,
    cast(sum(case when disability = '72' then persons else nobody end) as bigint) as multiple_grade_2_count,
    cast(sum(case when disability = '73' then persons else nobody end) as bigint) as multiple_grade_3_count,
    cast(sum(case when disability = '74' then persons else nobody end) as bigint) as multiple_grade_4_count,
    cast(sum(case when is_ungraded then persons else nobody end) as bigint) as disability_unknown_count,
    cast(sum(case when care_mode = '机构集中' then persons else nobody end) as bigint) as institution_count,
    cast(sum(case when care_mode = '分散散居' then persons else nobody end) as bigint) as home_count,
    cast(sum(case when care_mode = '不适用' then persons else nobody end) as bigint) as care_none_count,
    cast(sum(case when care_mode is null then persons else nobody end) as bigint) as care_unknown_count,
    cast(sum(case when also_orphan then persons else nobody end) as bigint) as also_orphan_count,
    cast(sum(case when also_de_facto then persons else nobody end) as bigint) as also_de_facto_count,
    cast(sum(case when also_destitute then persons else nobody end) as bigint) as also_destitute_count,
    cast(sum(case when also_disabled then persons else nobody end) as bigint) as also_disabled_count,
    cast(sum(case when is_overlap then persons else nobody end) as bigint) as overlap_count
from detail
group by unit_no, unit_code, unit_name, category_no, category
