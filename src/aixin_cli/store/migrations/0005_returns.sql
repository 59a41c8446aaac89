-- When each return came in; null in stores of older programs, where the sender's 填报日期 stands in for it.
alter table meta.part add column received_date date;

-- Where the file itself lies, below the store's folder; null where it wasn't kept.
alter table meta.file add column original varchar;

-- What people decided about returns: rows only grow.
create table meta.return_decision (
    decision_id integer primary key,
    -- withdraw, reinstate, choose, release
    verb varchar not null,
    unit_code varchar not null,
    form varchar not null,
    period varchar not null,
    -- Null where the whole return was released.
    part_id integer,
    reason varchar,
    decided_by varchar,
    decided_at timestamp not null,
);

-- What a month's published files were made of, and what they were: nothing need be done where both still hold.
create table meta.edition (
    period varchar primary key,
    made_of varchar not null,
    files varchar not null,
);

-- Made anew: its list of columns is as long as the table's now.
create or replace view meta.accepted_part as
select part.*
from meta.part as part
where part.state = 'accepted'
    and not exists (
        select 1
        from meta.hold as hold
        where hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
            and hold.released_reason is null
    );
