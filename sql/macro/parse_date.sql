/*
id = "parse_date"
kind = "macro"
args = ["s", "reported", "is_birth"]
after = ["is_ambiguous_date", "is_date_serial", "serial_date"]
title = { zh = "日期", en = "Of a date text (see date_text): the date, in any style that leaves no doubt; `reported`, the first day of the period, gives a missing year or century, but no birth year" }
source = "intake 12 and 13"
*/
select
    case
        when s is null then null
        when regexp_full_match(s, '[12][0-9]{3}[-.年][0-9]{1,2}[-.][0-9]{1,2}')
            then try_cast(translate(s, '.年', '--') as date)
        when regexp_full_match(s, '[12][0-9]{7}')
            then try_cast(left(s, 4) || '-' || substr(s, 5, 2) || '-' || right(s, 2) as date)
        when is_ambiguous_date(s, reported, is_birth) then null
        when is_date_serial(s) then serial_date(s, is_birth)
        when regexp_full_match(s, '[12][0-9]{3}([-年][0-9]{1,2}|\.(0[1-9]|1[0-2]|[2-9]))')
            then try_cast(translate(s, '.年', '--') || '-01' as date)
        when regexp_full_match(s, '(19|20)[0-9]{2}(0[1-9]|1[0-2])')
            then try_cast(left(s, 4) || '-' || right(s, 2) || '-01' as date)
        when regexp_full_match(s, '[0-9]{2}[-.年][0-9]{1,2}[-.][0-9]{1,2}|[0-9]{6}')
            then try_cast(
                case when left(s, 2) > strftime(reported, '%y') then '19' else '20' end
                || case
                    when strlen(s) = 6 and regexp_full_match(s, '[0-9]{6}')
                        then left(s, 2) || '-' || substr(s, 3, 2) || '-' || right(s, 2)
                    else translate(s, '.年', '--')
                end as date
            )
        -- A month after the period's is last year's.
        when not is_birth and regexp_full_match(s, '[0-9]{1,2}-[0-9]{1,2}')
            then try_cast(
                year(reported)
                - case when try_cast(split_part(s, '-', 1) as integer) > month(reported) then 1 else 0 end
                || '-' || s as date
            )
    end
