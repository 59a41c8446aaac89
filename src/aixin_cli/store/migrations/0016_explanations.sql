-- What units answered to findings, line by line of the sheets that came back; rows only grow.
create table meta.explanation (
    explanation_id integer primary key,
    -- The file that was answered, and the one that the answer came in; null where nothing tells which it is for.
    file_id integer,
    answer_sha256 varchar not null,
    -- The line's place in the sheet: the same sheet again is the same answer.
    line integer not null,
    check_code varchar,
    part_id integer,
    unit_code varchar,
    form varchar,
    period varchar,
    rule varchar,
    rule_version varchar,
    severity varchar,
    -- What makes the finding the same from month to month: rule, unit, form, column, and the row's key.
    sign varchar,
    -- Of what stood there: the explanation holds while it stays.
    value_sign varchar,
    -- As they are shown: masked.
    row_key varchar,
    field varchar,
    value varchar,
    -- corrected, confirmed, exemption, not_applicable; null where what was written is none of them.
    answer varchar,
    said varchar,
    note varchar,
    -- taken, or why the line settles nothing.
    verdict varchar not null,
    answered_by varchar,
    answered_at timestamp not null,
);

-- What the province decided on them; rows only grow, the newest counts.
create table meta.explanation_decision (
    decision_id integer primary key,
    explanation_id integer not null,
    -- grant, refuse
    verdict varchar not null,
    until_day date,
    reason varchar not null,
    decided_by varchar not null,
    decided_at timestamp not null,
);
