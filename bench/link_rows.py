"""The mentions of a linked period, as the peers and the scoring read them."""

from pathlib import Path

import pyarrow.parquet as pq

from aixin_cli.store import Store

ROWS = """
with place as (
    -- The register names a file with the folder it was told, the truth from that folder on.
    select p.part_id, replace(substr(f.path, length($root) + 2), chr(92), '/') as file, p.sheet
    from meta.part as p inner join meta.file as f using (file_id)
)
select
    md5(m.part_id || ' ' || m.row || ' ' || m.role) as row_id,
    place.file, place.sheet, m.row, m.role, m.person_id as cluster,
    -- Its own: a number that linking has found for it is what is scored.
    known.is_identified as has_number,
    s.unit_code,
    case m.role when 'recipient' then s.recipient_name else s.helper_name end as name,
    case m.role
        when 'recipient' then coalesce(s.recipient_id_text, s.recipient_id)
        else coalesce(s.helper_id_text, s.helper_id)
    end as id_text,
    case m.role when 'recipient' then coalesce(s.helper_id_text, s.helper_id) else s.recipient_id end as partner_id,
    case m.role when 'recipient' then s.recipient_phone else s.helper_phone end as phone,
    case m.role when 'recipient' then cast(s.recipient_birth_date as varchar) end as birth_date,
    case m.role when 'recipient' then s.recipient_sex end as sex,
    case m.role when 'recipient' then s.township end as township,
    case m.role when 'recipient' then s.village end as village,
    case m.role when 'recipient' then s.guardian_name end as guardian,
    case m.role when 'helper' then s.helper_unit end as employer
from ent.mention_person as m
inner join ent.mention_known as known using (part_id, row, role)
inner join stg.pairing as s using (part_id, row)
inner join place using (part_id)
order by row_id
"""


def write_rows(store: Store, month: Path, path: Path) -> None:
    """Write every mention of a month read from its folder: its place, its person by aixin, what it says of itself.

    The period must have been linked with `keep_scratch`.
    """
    pq.write_table(store.arrow(ROWS, {"root": month.name}), path)
