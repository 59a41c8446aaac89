/*
id = "state_benefit_as_aid"
kind = "check"
code = "X062"
severity = "query"
category = "accuracy"
forms = ["activity"]
yields_to = ["X011"]
grain = ["part_id", "row"]
since = "2023-05"
title = { zh = "把国家待遇填作资助", en = "A state benefit claimed as aid" }
message = { zh = "内容提到低保、补贴、供养金、养老金等国家待遇，却填有资助资金 {amount_yuan} 元", en = "the content names a state benefit, and the row claims {amount_yuan} yuan of aid" }
why = { zh = "国家待遇不是结对人的资助", en = "what the state pays is no gift of the helper" }
expected = { zh = "资助资金不含国家发放的待遇", en = "no state benefits in the aid given" }
fix = { zh = "属国家待遇的，资助资金请留空或填 0；另有个人资助的请说明", en = "leave the money blank if the state paid it; explain what the helper gave besides" }
null = { zh = "未填内容或金额的不问；只宣传政策的不算", en = "not asked without content or amount; explaining a policy is none" }
source = "project definition: money"
*/
select
    s.part_id, s.row, 'amount_yuan' as field,
    not regexp_matches(s.content, $benefit_pattern)
    -- Clauses that tell of a policy or of the household's standing go first; what is left was paid.
    or not regexp_matches(
        regexp_replace(
            s.content,
            '[^，。；、,;.]*(政策|宣传|宣讲|讲解|解读|咨询|告知)[^，。；、,;.]*|低保(家庭|对象|边缘|人员|群众|老人|户)', '', 'g'
        ),
        $benefit_pattern
    ) as ok,
    cast(s.amount_yuan as varchar) as value,
    s.amount_yuan
from stg.activity as s
inner join ent.part_used as used on s.part_id = used.part_id
where used.period = $period and not s.is_quarantined and s.amount_yuan > 0 and s.content is not null
