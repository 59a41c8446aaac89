/*
id = "recipient_claimed_by_two_units"
kind = "check"
code = "X004"
severity = "query"
category = "consistency"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "两地同报一名对象", en = "Recipient claimed by two units" }
message = { zh = "该对象同时由其他单位上报，归属待核", en = "another unit also claims this recipient; the home is unsettled" }
why = { zh = "迁移或户籍地与居住地不同", en = "moved, or registered in one place and living in another" }
fix = { zh = "请核实对象现居何地，由一地上报", en = "find out where the recipient lives; one unit reports" }
expected = { zh = "一个对象由一个单位上报", en = "a recipient is claimed by one unit" }
null = { zh = "未识别的对象不问", en = "not asked of unidentified people" }
source = "project definition: home unit"
*/
select
    p.part_id, p.row, 'recipient_id' as field,
    -- Where the province has decided, only the others are asked.
    home.unit_count = 1 or (home.is_home_decided and home.home_unit = p.unit_code) as ok,
    mask_id(p.recipient_text) as value,
    -- Which units, and no more of what they report.
    (
        select string_agg(distinct unit.name, '、' order by unit.name)
        from ent.pair_mention as other
        inner join meta.unit as unit on other.unit_code = unit.unit_code
        where
            home.unit_count > 1 and other.recipient_id = p.recipient_id and other.unit_code <> p.unit_code
            and other.is_current and not other.is_quarantined and other.is_area and other.status = '在帮'
    ) as detail
from ent.pair_mention as p
inner join ent.recipient_home as home on p.recipient_id = home.recipient_id
where p.is_current and not p.is_quarantined and p.is_area and p.status = '在帮'
