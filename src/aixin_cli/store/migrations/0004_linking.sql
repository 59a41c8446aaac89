-- What people have decided on who is who. Rows only grow; a withdrawn decision stays, with who and when.
create table meta.decision (
    decision_id integer primary key,
    -- person: whether two identities are one person; home: the unit that one person is counted in.
    kind varchar not null,
    left_id bigint not null,
    right_id bigint,
    -- 同一人, 不是 or 存疑; of a home: the unit's code.
    verdict varchar not null,
    note varchar,
    period varchar not null,
    -- Whose list the answer came from; null: the province's, or decided there at once.
    unit_code varchar,
    decided_by varchar not null,
    decided_at timestamp not null,
    withdrawn_by varchar,
    withdrawn_at timestamp,
);

-- What the model joined in each month: the next month keeps it, so that nobody changes key as data grow.
create table meta.link (
    period varchar not null,
    left_id bigint not null,
    right_id bigint not null,
    centibits integer not null,
);

-- Whose key each joined identity had in each month: merges and splits are told by comparing.
create table meta.person_link (
    period varchar not null,
    identity_id bigint not null,
    person_id bigint not null,
);
