/*
id = "parse_date"
kind = "macro"
args = ["s", "reported"]
title = { zh = "日期", en = "A date in any unambiguous style; `reported` is the first day of the period, for dates without a year" }
source = "intake 12 and 13"
*/
select
    case
        when s is null then null
        when regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?') then try_cast(left(s, 10) as date)
        when regexp_full_match(s, '[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}[日号]?(00:00:00)?')
            then try_cast(regexp_replace(s, '([0-9]{4}).([0-9]{1,2}).([0-9]{1,2}).*', '\1-\2-\3') as date)
        when regexp_full_match(s, '[12][0-9]{7}')
            then try_cast(left(s, 4) || '-' || substr(s, 5, 2) || '-' || right(s, 2) as date)
        when regexp_full_match(s, '[0-9]{5}(\.0+)?') then date '1899-12-30' + try_cast(left(s, 5) as integer)
        when regexp_full_match(s, '[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}[日号]?')
            then try_cast(
                regexp_replace(
                    case when left(s, 2) > strftime(reported, '%y') then '19' else '20' end || s,
                    '([0-9]{4}).([0-9]{1,2}).([0-9]{1,2}).*', '\1-\2-\3'
                ) as date
            )
        when regexp_full_match(s, '[0-9]{1,2}月[0-9]{1,2}[日号]?')
            then try_cast(
                strftime(reported, '%Y') || '-' || regexp_replace(s, '([0-9]{1,2})月([0-9]{1,2}).*', '\1-\2') as date
            )
    end
