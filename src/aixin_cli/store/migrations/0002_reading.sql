-- Repairs made while reading and staging: the rule, the field, and the sheet's rows it changed.
create table chk.fix (
    part_id integer not null,
    rule varchar not null,
    field varchar,
    rows integer[] not null,
);

-- Column titles that somebody decided on: what a unit's title means in a layout, or that it means nothing.
create table meta.title_mapping (
    layout varchar not null,
    unit_code varchar,
    title varchar not null,
    field varchar,
    decided_by varchar not null,
    decided_at timestamp not null,
);

-- 1; 2 for the second persons of cells that name several, whose rows are the sheet's once more.
alter table meta.part add column share integer default 1;
