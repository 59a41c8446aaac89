-- The catalogue of rules as data: rewritten by the program at every load and check.
drop table chk.rule;

create table chk.rule (
    rule varchar primary key,
    severity varchar not null,
    category varchar not null,
    title varchar not null,
    title_zh varchar not null,
    message varchar not null,
    message_zh varchar not null,
    hint varchar not null,
    hint_zh varchar not null,
    expected varchar,
    expected_zh varchar,
);

-- A finding is a row that failed, or one that couldn't be answered (unknown). `facts` is a JSON object: what the
-- rule's message names. `difference` is what was found minus what was expected, `suggestion` (JSON) the likely cause.
alter table chk.finding add column outcome varchar default 'fail';
alter table chk.finding add column expected varchar;
alter table chk.finding add column difference decimal(18, 2);
alter table chk.finding add column facts varchar;
alter table chk.finding add column suggestion varchar;

-- How often each rule gave each outcome, by unit; without a unit where the rule was skipped or broken.
drop table chk.outcome;

create table chk.outcome (
    period varchar not null,
    rule varchar not null,
    unit_code varchar,
    form varchar,
    outcome varchar not null,
    item_count bigint not null,
    reason varchar,
);
