-- What was written about returns: sent back, or answered without a new version. Rows only grow, and no month's figures
-- rest on them: a return that was sent back counts until it is held or replaced.
create table meta.return_step (
    step_id integer primary key,
    -- returned, answered
    step varchar not null,
    unit_code varchar not null,
    form varchar not null,
    period varchar not null,
    part_id integer,
    reason varchar,
    made_by varchar not null,
    made_at timestamp not null,
    -- Of what was sent back: the day until which an answer is asked for.
    until_day date,
);
