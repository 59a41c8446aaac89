/*
id = "f06"
kind = "figure"
title = { zh = "社会组织", en = "Social organisations" }
grain = ["unit_code"]
figure_id = "F06"
label = "社会组织"
unit = "个"
unit_printed = "个"
measure = "stock"
scope = "期末"
scope_en = "at the period's end"
definition_id = "organizations/1"
definition = "参与过的社会团体、社会服务机构、基金会，按统一社会信用代码去重；企业、未登记和其他不计"
definition_en = "Distinct associations, social service institutions and foundations that have taken part, by credit code; never companies"
since = "2023-05"
order = 6
source = "out.t05.organization_count"
forms = ["organization"]
*/
select
    unit_code,
    organization_count as value,
    organization_unverified_count as unidentified_count
from out.t05
where period = $period
