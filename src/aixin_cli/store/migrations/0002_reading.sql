-- Repairs made while reading and staging: the rule, the field, and the sheet's rows it changed.
create table chk.fix (
    part_id integer not null,
    rule varchar not null,
    field varchar,
    rows integer[] not null,
);

-- Column titles that somebody decided on: what a unit's title means in a layout, or (null) that it means nothing.
create table meta.title_mapping (
    layout varchar not null,
    -- A unit's code, or * for every unit.
    unit_code varchar not null,
    -- The title folded: what it is compared by.
    title_key varchar not null,
    title varchar not null,
    field varchar,
    decided_by varchar not null,
    decided_at timestamp not null,
    primary key (layout, unit_code, title_key),
);

-- Every column of every part's header, also those that no field was found for: what a later month is compared with.
create table meta.part_column (
    part_id integer not null,
    place integer not null,
    title_key varchar not null,
    title varchar not null,
    field varchar,
    how varchar not null,
    score double not null,
);

-- 1; 2 for the second persons of cells that name several, whose rows are the sheet's once more.
alter table meta.part add column share integer default 1;
