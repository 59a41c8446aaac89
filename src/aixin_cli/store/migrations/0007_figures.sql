-- Every figure stands in out.figure; tables of single ones are no longer made.
drop table if exists out.f01;
drop table if exists out.f02;
drop table if exists out.f03;
drop table if exists out.f04;
drop table if exists out.f05;
drop table if exists out.f06;
drop table if exists out.f07;
drop table if exists out.f08;
drop table if exists out.f09;
drop table if exists out.f10;
drop table if exists out.f11;
drop table if exists out.f11_year;
