/*
id = "superseded_by_load"
kind = "intake"
title = { zh = "被替换的版本", en = "What a load replaced, or brought and found replaced already" }
grain = ["part_id"]
*/
select
    unit.short_name, loser.form, loser.period, winner_file.path as winner,
    winner.filled_date as winner_date,
    loser_file.path as loser,
    loser.filled_date as loser_date
from meta.part as loser
inner join meta.part as winner on loser.superseded_by = winner.part_id
inner join meta.file as winner_file on winner.file_id = winner_file.file_id
inner join meta.file as loser_file on loser.file_id = loser_file.file_id
inner join meta.unit as unit on loser.unit_code = unit.unit_code
where loser.state = 'superseded' and loser.share = 1 and (winner.load_id = $load_id or loser.load_id = $load_id)
order by loser.unit_code, loser.form, loser.period, loser.part_id
