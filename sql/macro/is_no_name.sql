/*
id = "is_no_name"
kind = "macro"
args = ["s"]
title = { zh = "不是姓名", en = "What stands for a name and is none: what programs write for nothing, words for unknown, a column's title" }
source = "intake 30"
*/
select
    -- Plain alternatives only: staging reads the words from here.
    regexp_full_match(
        s,
        '0|null|NULL|Null|none|NONE|None|nan|NaN|NAN|nat|NaT|nil|NIL|undefined|Undefined|UNDEFINED|true|True|TRUE'
        || '|false|False|FALSE|N/A|n/a|NA|空|（空）|[(]空[)]|空白|（空白）|待定|待补|待补充|待填|待核实|待查|待确认|待分配'
        || '|未知|不详|不明|不清楚|未填|未填写|未定|未确定|姓名|名字|对象姓名|帮扶对象姓名|受助人姓名|结对人姓名|监护人姓名'
    )
