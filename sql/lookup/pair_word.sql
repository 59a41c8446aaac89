/*
id = "pair_word"
kind = "lookup"
title = { zh = "列出的人员对的比对说明", en = "How a listed pair compares, in words and weight" }
grain = ["role", "left_id", "right_id", "place"]
*/
select
    told.role,
    told.left_id,
    told.right_id,
    level.place,
    level.words,
    coalesce(told.centibits, level.centibits) as centibits
from told
semi join ent.review_pair as pair
    on told.role = pair.role and told.left_id = pair.left_id and told.right_id = pair.right_id
inner join ent.review_level as level on told.comparison = level.comparison and told.answer = level.answer
