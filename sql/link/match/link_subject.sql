/*
id = "link_subject"
kind = "link"
title = { zh = "比对对象", en = "The records as the model compares them: with the sound of each name and how common it is" }
grain = ["record_id"]
*/
-- A name's share is a chain's: how often it begins with its first character, and how often each follows the one before.
with named as (
    select distinct name
    from ent.link_record
    where name is not null
),

spelled as (
    select name, cast(unnest(range(1, length(name) + 1)) as integer) as place
    from named
),

sounded as (
    select
        spelled.name,
        string_agg(coalesce(heard.sound, substr(spelled.name, spelled.place, 1)), ' ' order by spelled.place) as sound,
        -- Whole hundredths of a bit: sums of them are the same in any order.
        sum(coalesce(part.centibits, $rare_part)) as centibits
    from spelled
    left join ent.character_sound as heard on substr(spelled.name, spelled.place, 1) = heard.character
    left join ent.name_part as part
        on
            part.previous = case when spelled.place = 1 then '' else substr(spelled.name, spelled.place - 1, 1) end
            and substr(spelled.name, spelled.place, 1) = part.character
    group by spelled.name
)

select
    record.*,
    sounded.sound,
    case when sounded.name is not null then pow(2, -cast(least(sounded.centibits, $rarest_name) as double) / 100) end
        as tf_name
from ent.link_record as record
left join sounded on record.name = sounded.name
