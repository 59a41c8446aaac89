-- What rows of returns a month's tables rest on, of the newest month that was rolled up alone: surrogate keys, no name.
create table meta.traced_month (
    period varchar primary key,
);

-- Whom a ledger row names and what it says; `reason` where it is a repeat, `is_shown` where its recipient is shown by it.
create table meta.traced_row (
    part_id integer not null,
    "row" integer not null,
    unit_code varchar not null,
    recipient_id bigint not null,
    helper_id bigint,
    reason varchar,
    is_local boolean not null,
    is_current boolean not null,
    is_area boolean not null,
    status varchar,
    pair_kind varchar,
    helper_kind varchar,
    is_shown boolean not null,
);

-- Activities that are not simply counted with a main pairing.
create table meta.traced_activity (
    part_id integer not null,
    "row" integer not null,
    activity_kind varchar,
    pair_kind varchar,
    state varchar not null,
);

-- Members who didn't simply stay.
create table meta.traced_move (
    opening_id bigint,
    closing_id bigint,
    opening_unit varchar,
    closing_unit varchar,
    move varchar not null,
);
