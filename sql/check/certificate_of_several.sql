/*
id = "certificate_of_several"
kind = "check"
code = "X039"
severity = "error"
category = "accuracy"
forms = ["pairing"]
yields_to = ["X001"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "一个残疾人证号用于多人", en = "One disability certificate of several people" }
message = { zh = "该残疾人证号又登记在另一名对象名下", en = "this disability certificate is entered for another recipient too" }
why = { zh = "复制上一行后未改", en = "copied down from the row above" }
expected = { zh = "一人一证", en = "one certificate a person" }
fix = { zh = "请对照证件改正", en = "copy the number from the document" }
null = { zh = "未填残疾人证号的不问", en = "not asked without a certificate" }
source = "残疾人证管理办法: 一人一证，全国统一编号"
*/
with certified as not materialized (
    select s.part_id, s.row, s.recipient_id, s.disability_certificate
    from stg.pairing as s
    inner join ent.part_used as used on s.part_id = used.part_id
    where
        used.is_current and not s.is_quarantined and s.status <> '终止' and s.disability_certificate is not null
),

-- Where the certificate is of the row's own ID number it is nobody else's.
unproved as not materialized (
    select part_id, row, left(disability_certificate, 18) as number
    from certified
    where not coalesce(starts_with(disability_certificate, recipient_id), false)
),

sharing as (
    select certified.part_id, certified.row, unproved.number
    from certified
    inner join unproved on left(certified.disability_certificate, 18) = unproved.number
),

-- The same name is the same person, whose ID number is damaged in one of the rows.
borrowed as (
    select unproved.part_id, unproved.row
    from unproved
    inner join sharing on unproved.number = sharing.number
    inner join ent.pair_mention as mine on unproved.part_id = mine.part_id and unproved.row = mine.row
    inner join ent.pair_mention as theirs on sharing.part_id = theirs.part_id and sharing.row = theirs.row
    where mine.recipient_id <> theirs.recipient_id and mine.recipient_folded <> theirs.recipient_folded
    group by unproved.part_id, unproved.row
)

select
    certified.part_id, certified.row, 'disability_certificate' as field,
    borrowed.row is null as ok,
    mask(certified.disability_certificate) as value
from certified
left join borrowed on certified.part_id = borrowed.part_id and certified.row = borrowed.row
