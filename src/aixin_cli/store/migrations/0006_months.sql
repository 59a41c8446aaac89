-- Falls of cumulative figures that somebody answers for: the newest row of a month and figure counts.
create table meta.accepted_fall (
    period varchar not null,
    figure_id varchar not null,
    -- As far down as this; a deeper fall asks again.
    value decimal(18, 2) not null,
    reason varchar not null,
    accepted_by varchar not null,
    accepted_at timestamp not null,
);

-- What each rolled-up month was made of, as hashes: a month whose hashes differ today is stale.
create table meta.rolled_month (
    period varchar primary key,
    -- The newest load at that time.
    load_id integer,
    returns_hash varchar not null,
    decisions_hash varchar not null,
    settings_hash varchar not null,
    rules_hash varchar not null,
    program_hash varchar not null,
    -- All of the month before, as it was rolled up then.
    before_hash varchar not null,
    rolled_at timestamp not null,
);
