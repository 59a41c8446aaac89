-- The register's own tables. raw.*, stg.* follow from the forms and are made by the store.
create schema if not exists raw;
create schema if not exists stg;
create schema if not exists chk;
create schema if not exists out;
create schema if not exists meta;

create table meta.load (
    load_id integer primary key,
    loaded_at timestamp not null,
    program varchar not null,
    settings_hash varchar not null,
);

create table meta.file (
    file_id integer primary key,
    load_id integer not null,
    path varchar not null,
    sha256 varchar not null,
    size bigint not null,
    status varchar not null,
    what varchar,
    hint varchar,
);

create table meta.part (
    part_id integer primary key,
    file_id integer not null,
    load_id integer not null,
    form varchar not null,
    layout varchar not null,
    unit_code varchar not null,
    period varchar not null,
    sheet varchar,
    header_row integer,
    filled_date date,
    is_supplement boolean not null,
    is_zero boolean not null,
    money_unit varchar,
    titles varchar not null,
    content_hash varchar not null,
    row_count bigint not null,
    version integer not null,
    state varchar not null,
    state_reason varchar,
    superseded_by integer,
    rows_read bigint not null,
    rows_accepted bigint,
    rows_unidentified bigint,
    rows_quarantined bigint,
    rows_set_aside bigint not null,
);

create table meta.hold (
    unit_code varchar not null,
    form varchar not null,
    period varchar not null,
    reason varchar not null,
    item_count bigint not null,
    limit_count bigint not null,
    released_reason varchar,
    released_at timestamp,
    primary key (unit_code, form, period, reason),
);

create table meta.period (
    period varchar primary key,
    as_of date not null,
    deadline date not null,
);

create table meta.run (
    run_id integer primary key,
    period varchar not null,
    ran_at timestamp not null,
    program varchar not null,
    settings varchar not null,
    settings_hash varchar not null,
);

-- A person's surrogate key, for ever. Identified persons are known by id_number; the others by the
-- reporting unit and what its rows say of them. Personal data: never copied to the statistics file.
create table meta.person (
    person_id bigint primary key,
    id_number varchar,
    unit_code varchar,
    folded_name varchar,
    evidence varchar,
);

create table raw.set_aside (
    part_id integer not null,
    row integer not null,
    reason varchar not null,
    text varchar,
);

create table chk.rule (
    rule varchar primary key,
    severity varchar not null,
    message varchar not null,
    message_zh varchar not null,
    hint varchar not null,
    hint_zh varchar not null,
    expected varchar,
);

create table chk.finding (
    part_id integer not null,
    row integer,
    rule varchar not null,
    field varchar,
    value varchar,
    detail varchar,
    period varchar,
);

create table chk.notice (
    file_id integer not null,
    part_id integer,
    rule varchar not null,
    severity varchar not null,
    sheet varchar,
    row integer,
    title varchar,
    message varchar not null,
    message_zh varchar not null,
    hint varchar not null,
    hint_zh varchar not null,
);

create table chk.outcome (
    period varchar not null,
    rule varchar not null,
    outcome varchar not null,
    item_count bigint not null,
    reason varchar,
);

-- A return's parts that count: accepted, and the return not held.
create view meta.accepted_part as
select part.*
from meta.part as part
where part.state = 'accepted'
    and not exists (
        select 1
        from meta.hold as hold
        where hold.unit_code = part.unit_code and hold.form = part.form and hold.period = part.period
            and hold.released_reason is null
    );

-- Whom each month counted, and from which units it could tell: the next month's opening.
create table meta.member (
    period varchar not null,
    person_id bigint not null,
    home_unit varchar not null,
    category varchar,
);

create table meta.member_unit (
    period varchar not null,
    unit_code varchar not null,
);
