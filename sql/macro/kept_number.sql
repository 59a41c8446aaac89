/*
id = "kept_number"
kind = "macro"
args = ["holder", "id_number", "folded_name", "sex", "birth_date"]
title = { zh = "归本人所有的证号", en = "The number where the mention is its holder (a row of number_holder), or where nobody contests it; else null" }
*/
select
    case
        when holder.id_number is null then id_number
        when
            holder.is_fitting
            and coalesce(sex, '') = coalesce(holder.sex, '')
            and coalesce(birth_date, date '0001-01-01') = coalesce(holder.birth_date, date '0001-01-01')
            and (folded_name is null or folded_name = holder.folded_name)
            then id_number
    end
