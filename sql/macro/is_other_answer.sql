/*
id = "is_other_answer"
kind = "macro"
after = ["decision_kind"]
args = ["near_kind", "near_verdict", "far_kind", "far_verdict"]
title = { zh = "对同一问题的不同核定", en = "Whether two decisions on one pair, or on one person, answer one question differently" }
*/
select
    case
        when near_kind <> far_kind then near_verdict = far_verdict
        else decision_kind(near_kind).is_only and near_verdict <> far_verdict
    end
