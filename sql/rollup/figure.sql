/*
id = "figure"
kind = "rollup"
title = { zh = "通稿数字", en = "Figures for briefings" }
grain = ["figure_id", "unit_code"]
forms = ["pairing", "activity", "organization", "fund_entry", "project", "opening"]
# Read by other tables; not published itself.
internal = true
*/
select
    f01.figure_id,
    f01.unit_code,
    f01.value,
    f01.unidentified_count,
    f01.quarantined_count
from out.f01 as f01
where f01.period = $period
union all
select
    f02.figure_id,
    f02.unit_code,
    f02.value,
    f02.unidentified_count,
    f02.quarantined_count
from out.f02 as f02
where f02.period = $period
union all
select
    f03.figure_id,
    f03.unit_code,
    f03.value,
    f03.unidentified_count,
    f03.quarantined_count
from out.f03 as f03
where f03.period = $period
union all
select
    f04.figure_id,
    f04.unit_code,
    f04.value,
    f04.unidentified_count,
    f04.quarantined_count
from out.f04 as f04
where f04.period = $period
union all
select
    f05.figure_id,
    f05.unit_code,
    f05.value,
    f05.unidentified_count,
    f05.quarantined_count
from out.f05 as f05
where f05.period = $period
union all
select
    f06.figure_id,
    f06.unit_code,
    f06.value,
    f06.unidentified_count,
    f06.quarantined_count
from out.f06 as f06
where f06.period = $period
union all
select
    f07.figure_id,
    f07.unit_code,
    f07.value,
    f07.unidentified_count,
    f07.quarantined_count
from out.f07 as f07
where f07.period = $period
union all
select
    f08.figure_id,
    f08.unit_code,
    f08.value,
    f08.unidentified_count,
    f08.quarantined_count
from out.f08 as f08
where f08.period = $period
union all
select
    f09.figure_id,
    f09.unit_code,
    f09.value,
    f09.unidentified_count,
    f09.quarantined_count
from out.f09 as f09
where f09.period = $period
union all
select
    f10.figure_id,
    f10.unit_code,
    f10.value,
    f10.unidentified_count,
    f10.quarantined_count
from out.f10 as f10
where f10.period = $period
union all
select
    f11.figure_id,
    f11.unit_code,
    f11.value,
    f11.unidentified_count,
    f11.quarantined_count
from out.f11 as f11
where f11.period = $period
union all
select
    f11_year.figure_id,
    f11_year.unit_code,
    f11_year.value,
    f11_year.unidentified_count,
    f11_year.quarantined_count
from out.f11_year as f11_year
where f11_year.period = $period
