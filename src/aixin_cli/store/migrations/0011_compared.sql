-- What rolled-up months are compared by. An edition is a month as it was rolled up last (2024-12), or a publication of it
-- that was reopened since (2024-12#1).
create table meta.kept_edition (
    edition varchar primary key,
    period varchar not null,
    as_of date not null,
    decisions_hash varchar not null,
    settings_hash varchar not null,
    program_hash varchar not null,
);

create table meta.kept_figure (
    edition varchar not null,
    figure_id varchar not null,
    unit_code varchar not null,
    value decimal(18, 2),
    definition_id varchar not null,
);

-- The parts of returns that a month looked at.
create table meta.kept_source (
    edition varchar not null,
    unit_code varchar not null,
    form varchar not null,
    part_id integer not null,
    source_period varchar not null,
);

-- Whom or what a stock figure counts, by surrogate keys, and of those that are known and not counted why.
create table meta.kept_member (
    edition varchar not null,
    figure_id varchar not null,
    unit_code varchar not null,
    member_id bigint not null,
    is_in boolean not null,
    cause varchar,
);

-- What each part adds to a cumulative figure, and what of it isn't counted; part 0 is the opening.
create table meta.kept_part (
    edition varchar not null,
    figure_id varchar not null,
    unit_code varchar not null,
    part_id integer not null,
    source_period varchar not null,
    state varchar not null,
    amount decimal(18, 2) not null,
    row_count bigint not null,
);
