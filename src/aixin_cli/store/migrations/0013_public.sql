-- What was withheld from each public edition of a month: a later edition withholds it too.
create table meta.public_edition (
    period varchar not null,
    edition integer not null,
    -- Of what was shown and what was withheld: the same again is no new edition.
    content_hash varchar not null,
    primary key (period, edition),
);

create table meta.public_cell (
    period varchar not null,
    edition integer not null,
    table_id varchar not null,
    unit_code varchar not null,
    column_name varchar not null,
);

-- The blocks of cells among which persons could be exchanged without any number that was shown changing.
create table meta.public_block (
    period varchar not null,
    edition integer not null,
    table_id varchar not null,
    units varchar[] not null,
    columns varchar[] not null,
);
