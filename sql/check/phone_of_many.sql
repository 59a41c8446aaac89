/*
id = "phone_of_many"
kind = "check"
code = "X038"
severity = "note"
category = "accuracy"
forms = ["pairing"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一个电话用于多村多名对象", en = "One telephone of many recipients in several villages" }
message = { zh = "该联系电话用于{village_count}个村（社区）的{recipient_count}名对象", en = "this telephone is given for {recipient_count} recipients in {village_count} villages" }
why = { zh = "填的是经办人或乡镇干部的电话，联系不到对象本人", en = "a clerk's number in place of the recipients' own: they can't be reached" }
expected = { zh = "对象本人或监护人的电话", en = "the recipient's or a guardian's number" }
fix = { zh = "请填写对象本人或监护人的电话", en = "enter the recipient's or the guardian's own number" }
null = { zh = "未填电话的、机构集中供养的不问", en = "not asked without a number, nor of people in institutions" }
source = "project definition: a guardian's or a village cadre's number may serve several (setting people.most_phone_recipients)"
*/
with phone as (
    select s.part_id, s.row, s.recipient_phone, s.township, s.village, s.recipient_name, used.unit_code
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止'
        and s.recipient_phone is not null and coalesce(s.care_mode, '') <> '机构集中'
),

frequent as (
    select unit_code, recipient_phone
    from phone
    group by unit_code, recipient_phone
    having count(*) > $most_phone_recipients
),

shared as (
    select
        phone.unit_code, phone.recipient_phone,
        min((phone.part_id, phone.row)) as place,
        count(distinct row(phone.recipient_name, phone.township, phone.village)) as recipient_count,
        count(distinct row(phone.township, phone.village)) as village_count
    from phone
    semi join frequent on phone.unit_code = frequent.unit_code and phone.recipient_phone = frequent.recipient_phone
    group by phone.unit_code, phone.recipient_phone
)

select
    part_id, row, 'recipient_phone' as field, true as ok, cast(null as varchar) as value,
    cast(null as bigint) as recipient_count, cast(null as bigint) as village_count
from phone
anti join frequent on phone.unit_code = frequent.unit_code and phone.recipient_phone = frequent.recipient_phone
union all
select
    place[1], place[2], 'recipient_phone', recipient_count <= $most_phone_recipients or village_count = 1,
    mask(recipient_phone), recipient_count, village_count
from shared
