-- Publications of months that were closed: rows only grow. A month is closed while its newest one isn't reopened.
create table meta.publication (
    period varchar not null,
    -- 1 is the first publication, 2 its first revision.
    edition integer not null,
    -- flash 快报, final 终报
    kind varchar not null,
    closed_by varchar not null,
    closed_at timestamp not null,
    -- Why it was closed although something stood against it; null where nothing did.
    despite varchar,
    program varchar not null,
    settings_hash varchar not null,
    reopened_by varchar,
    reopened_at timestamp,
    reopened_reason varchar,
    primary key (period, edition),
);

-- The files of a publication, as they were: kept below the store's folder by the hash of their content.
create table meta.publication_file (
    period varchar not null,
    edition integer not null,
    -- published: what the folder of results holds; behind: what the results follow from.
    kind varchar not null,
    path varchar not null,
    sha256 varchar not null,
    size bigint not null,
    place varchar not null,
);
