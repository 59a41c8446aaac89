/*
id = "pair_listed"
kind = "lookup"
title = { zh = "待核定的人员对", en = "The pairs that are to be decided, with how they compare in words, by their effect" }
grain = ["role", "left_id", "right_id"]
*/
select pair.*, told.words
from ent.review_pair as pair
left join (
    select
        role, left_id, right_id,
        string_agg(words || if($is_blind, '', printf(' %+.1f', centibits / 100)), '；' order by place) as words
    from ent.review_word
    group by role, left_id, right_id
) as told on pair.role = told.role and pair.left_id = told.left_id and pair.right_id = told.right_id
order by pair.place
