/*
id = "number_twin"
kind = "review"
title = { zh = "一位之差的有效证号", en = "Two valid numbers that look like one person: one name, birth date and village, numbers one place apart" }
grain = ["left_id", "right_id"]
*/
with told as (
    select distinct
        known.identity_id,
        left(person.id_number, 17) as digits,
        md5(cast(row(
            mention.unit_code, mention.township, mention.village, mention.folded_name,
            coalesce(mention.birth_date, id_birth_date(person.id_number))
        ) as varchar)) as profile
    from ent.link_mention as mention
    inner join ent.mention_known as known
        on mention.part_id = known.part_id and mention.row = known.row and mention.role = known.role
    inner join meta.person as person on known.identity_id = person.person_id
    where
        known.role = 'recipient' and known.is_identified
        and mention.township is not null and mention.village is not null
        and mention.folded_name is not null
),

crowded as (
    select profile
    from told
    group by profile
    having count(*) > 1
),

-- Numbers that agree but in the blotted place share a key: no more than ten can, however many people a village has.
blotted as (
    select
        told.identity_id, told.profile, place.place,
        left(told.digits, place.place - 1) || '_' || substr(told.digits, place.place + 1) as key
    from told
    semi join crowded on told.profile = crowded.profile
    cross join (select unnest(range(1, 18)) as place) as place
)

select distinct near.identity_id as left_id, far.identity_id as right_id
from blotted as near
inner join blotted as far
    on
        near.profile = far.profile and near.place = far.place and near.key = far.key
        and near.identity_id < far.identity_id
