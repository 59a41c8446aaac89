-- Of each part's fields: how many cells were filled, and how many of those in rows without a sound ID number.
create table meta.part_field (
    part_id integer not null,
    field varchar not null,
    filled_count bigint not null,
    alone_count bigint not null,
);
