/*
id = "pair_before"
kind = "intake"
title = { zh = "上期的在帮结对是否仍在", en = "Whose active pairs of before are still there: of the returns in `judged_return`, each pair with its place then" }
grain = ["unit_code", "period", "pair_hash"]
*/
with touched as (
    select distinct part.unit_code, part.period
    from meta.part as part
    semi join judged_return as judged
        on part.unit_code = judged.unit_code and part.form = judged.form and part.period = judged.period
    where part.form = 'pairing' and part.state = 'accepted'
),

earlier as (
    select touched.unit_code, touched.period, max(part.period) as earlier_period
    from touched
    inner join meta.accepted_part as part
        on touched.unit_code = part.unit_code and part.form = 'pairing' and touched.period > part.period
    group by all
),

pair as (
    select
        part.unit_code, part.period, s.part_id, s.row, s.status, s.is_quarantined,
        hash(
            coalesce(s.recipient_id, s.recipient_id_text, s.recipient_no, s.recipient_name),
            coalesce(s.helper_id, s.helper_id_text, s.helper_name), s.pair_kind
        ) as pair_hash
    from stg.pairing as s
    inner join meta.part as part on s.part_id = part.part_id
    where part.state = 'accepted' and part.unit_code in (select unit_code from earlier)
),

pair_now as (
    select distinct unit_code, period, pair_hash
    from pair
)

select
    earlier.unit_code, earlier.period, earlier.earlier_period, pair.pair_hash,
    min(struct_pack(part_id := pair.part_id, row := pair.row)) as place,
    bool_and(pair_now.pair_hash is null) as is_lost
from earlier
inner join pair on earlier.unit_code = pair.unit_code and earlier.earlier_period = pair.period
left join pair_now
    on
        earlier.unit_code = pair_now.unit_code and earlier.period = pair_now.period
        and pair.pair_hash = pair_now.pair_hash
where pair.status = '在帮' and not pair.is_quarantined
group by all
