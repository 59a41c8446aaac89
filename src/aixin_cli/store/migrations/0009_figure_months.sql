-- A figure says its month's part, its year's and its growth; of months rolled up before they are not known.
alter table if exists out.figure add column if not exists month_value decimal(18, 2);
alter table if exists out.figure add column if not exists year_value decimal(18, 2);
alter table if exists out.figure add column if not exists growth_rate decimal(18, 4);
alter table if exists out.figure add column if not exists yearly_growth_rate decimal(18, 4);
-- Whether a return's figures stand in the month, sent or carried forward.
alter table if exists out.return_state add column if not exists is_present boolean;
