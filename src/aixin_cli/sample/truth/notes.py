"""The README beside a sample: what is wrong where, in Chinese with the English in short, made from the truth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from aixin_cli.sample.faults.damage import DAMAGES
from aixin_cli.sample.paper.wording import CODES, COLUMNS

if TYPE_CHECKING:
    from aixin_cli.sample.world.world import World

FIELD_TITLES = {
    (CODES[layout], column.field): column.titles[0] for layout, columns in COLUMNS.items() for column in columns
}
LISTED_AT_MOST = 400
BAD_VALUE = ("这个值不可用", "the value can't be used")
# What each kind of fault is; kinds that begin with bad_ are told by their column.
KINDS = {
    "no_number": ("没有身份证号，写明了原因", "has no ID number, with the reason"),
    "recipient_check_digit": ("身份证号校验码不对", "wrong check digit"),
    "recipient_exponent": ("身份证号被表格软件变成科学记数", "number turned into 6.2E+17"),
    "recipient_id_missing": ("漏填身份证号，也没有原因", "number missing without a reason"),
    "helper_check_digit": ("结对人身份证号校验码不对", "wrong check digit"),
    "helper_exponent": ("结对人身份证号被变成科学记数", "number turned into 6.2E+17"),
    "damaged_number_again": ("与台账相同的坏号", "the same damaged number as in the ledger"),
    "one_number_two_children": ("抄成了另一个孩子的身份证号", "another child's number copied"),
    "guardian_number": ("填成了长辈的身份证号", "a grandparent's number entered for two children"),
    "several_main": ("一名对象有几个主结对", "several main pairings of one recipient"),
    "same_row": ("同一行抄了两遍", "the same row twice"),
    "same_pair": ("同一结对填了两次，备注不同", "the same pair twice, the remark differs"),
    "other_unit": ("另一县也报了同一结对", "another county reports the same pair"),
    "ended_here_active_there": ("这里已终止，另一县在帮", "ended here, active in another county"),
    "claimed_by_two_units": ("两县都报了这名对象，结对人不同", "two counties claim this recipient"),
    "two_categories": ("同一人另一行是困难重度残疾人", "the same person stands under another category too"),
    "quarantined": BAD_VALUE,
    "spaced_name": ("姓名中间有空格", "a blank inside the name"),
    "wide_digits": ("号码是全角数字", "full-width digits"),
    "spaced_number": ("号码中间有空格", "blanks inside the number"),
    "dialled_phone": ("电话带 +86 和连字符", "phone with +86 and hyphens"),
    "same_activity": ("同一活动填了两遍", "the same activity twice"),
    "same_activity_other_unit": ("另一县也报了同一活动", "another county reports the same activity"),
    "substitute": ("由别的结对人代访", "visited by somebody else's helper"),
    "just_ended": ("结对终止后不久", "soon after the pairing ended"),
    "long_ended": ("结对早已终止", "long after the pairing ended"),
    "unmatched": ("台账里没有这名对象", "no ledger has this recipient"),
    "before_opening": ("日期在期初截止日之前", "dated before the opening's end"),
    "public_money": ("资助用了公款", "public money"),
    "counted_in_words": ("数字带单位", "a number with its unit"),
    "same_item": ("同一项填了两遍", "the same item twice"),
    "twin_without_voucher": ("两笔相同，都没有票据号", "two equal entries without a voucher"),
    "second_row_certificate": (
        "同一人另一行，没填身份证号，残疾人证号里有",
        "the same person again: the number stands in the certificate only",
    ),
    "siblings_guardian_number": ("兄弟姐妹都填了监护人的号码", "siblings under their guardian's number"),
    "name_interpunct": ("另一县写的姓名，间隔号不同", "the name with or without an interpunct"),
    "name_traditional": ("另一县写的姓名，用了繁体字", "the name with an old character"),
    "name_same_sound": ("另一县写的姓名，同音字不同", "the name with a character of the same sound"),
    "name_dropped": ("另一县写的姓名，少一个字", "the name without its last character"),
}
# What is told of a damaged number: by the beginning of the kind, before what befell the number.
LIKENESSES = {
    "second_row": ("同一人另一行", "the same person again"),
    "bare_row": ("同一人另一行，别的也对不上", "the same person again, hardly recognisable"),
    "helper_row": ("同一结对人另一行", "the same helper again"),
    "bare_helper": ("同一结对人另一行，别的也对不上", "the same helper again, hardly recognisable"),
    "single": ("只有这一行", "a person with this row only"),
    "twins": ("双胞胎之一", "one of twins"),
    "namesakes": ("同县同名，出生日期相近", "a namesake of the county, born about the same day"),
    "homonyms": ("同村同名", "a namesake of the village"),
    "wards": ("同一监护人、同一电话", "one of several wards of a guardian"),
    "parents": ("父子都是对象，姓名相近", "father and child with similar names"),
    "colleagues": ("同单位同名", "a namesake of the office"),
    "office_phone": ("同单位共用电话", "one of several at an office's telephone"),
}
KINDS |= {
    f"{likeness}_{damage}": (f"{who[0]}：身份证号{what[0]}", f"{who[1]}: {what[1]}")
    for likeness, who in LIKENESSES.items()
    for damage, what in DAMAGES.items()
}
EFFECTS = {
    "unidentified: the person counts": "号码不用，人照数，列为身份待核实",
    "the value is blanked, the row counts": "清空该值，整行照数",
    "none: the value is cleaned": "自动整理，不影响结果",
    "removed as a duplicate": "作为重复去掉",
    "counts once, home is the lowest unit code": "只数一人，归属代码小的单位",
    "counts once, as 特困人员": "只数一人，算特困人员",
    "quarantined": "隔离待核，不计入",
    "counts to the recipient's main pairing, queried": "计入该对象的主结对，作疑问",
    "counts: the pairing ended at most 31 days before": "终止后31天内，照数",
    "not counted: the pairing ended long before": "不计入，列未匹配",
    "not counted: no such recipient": "不计入，列未匹配",
    "not counted: the opening holds it": "不计入，期初已含",
    "the activity counts, its money doesn't": "活动照数，资金不计",
    "counts, queried": "照数，作疑问",
    "the same person: one after linking": "关联之后是一人",
    "the same person: the number stands there in another form": "号码换了写法，是一人",
    "the same person: hardly anything shows it": "是一人，但很难看出来",
    "another person: stays apart": "是另一人，不关联",
    "finds its pair by number and name as written": "按原样的号码和姓名找到结对，照数",
    "queried: both pairings count, the recipient once": "作疑问，结对都数，对象只数一人",
}
ROLES = {
    "in_parts": ("台账按乡镇分成几个文件", "the ledger comes in parts by township"),
    "superseded": ("台账有初稿和修改版，以填报日期晚的为准", "a later version replaces the first draft"),
    "supplement": ("另有一个补报文件，只加不换", "a supplement only adds"),
    "no_funds": ("专项基金零报告（本月无）", "a zero return of the fund"),
    "no_activities": ("活动零报告（本月无）", "a zero return of activities"),
    "carried": ("只有上月的报表，结转使用", "only last month's return: carried forward"),
    "combined": ("市州汇总成一张表", "the prefecture sends one sheet for all its counties"),
    "sheet_each": ("市州汇总，一县一张表", "the prefecture sends a sheet a county"),
    "in_folder": ("市州文件夹，一县一个子文件夹", "a folder a county"),
    "zipped": ("压缩包", "a zip archive a county"),
    "early_opening": ("期初早一个月，上月活动也报来", "an earlier opening, and the month before"),
}


def readme_of(world: World, said: dict[str, Any]) -> str:
    """The text of README.md."""
    options = world.plan.options
    lines = [
        f"# 样例报表 {options.period}（Sample returns）",
        "",
        "全部人物、单位、号码都是虚构的：身份证号用从未分配的区划代码（62xx99），校验码正确，不可能属于任何真人。",
        "All persons and numbers are invented: ID numbers bear division codes that were never given out.",
        "",
        f"种子 seed {options.seed} · 差错 faults {options.faults} · 规模 size {options.size} · {options.container}",
        "",
        "## 应得的结果（what a correct pipeline prints）",
        "",
        "| " + " | ".join(said["figures"]) + " |",
        "|" + "---|" * len(said["figures"]),
        "| " + " | ".join(str(value) for value in said["figures"].values()) + " |",
        "",
        *_shapes(world),
        *_faults(said["planted"]),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _shapes(world: World) -> list[str]:
    """The odd ways in which units report."""
    names = {unit.code: unit.name for unit in (*world.plan.units, *world.plan.own)}
    lines = ["## 报送方式（shapes）", ""]
    for role, (chinese, english) in ROLES.items():
        chosen = sorted(getattr(world.plan.roles, role))
        if chosen:
            lines.append(f"- {'、'.join(names[code] for code in chosen)}：{chinese} — {english}")
    lines.append("- 表头、列序、日期写法、编码各县不同 — each county has its own titles, order, dates and encoding")
    return [*lines, ""]


def _faults(planted: list[dict[str, Any]]) -> list[str]:
    if not planted:
        return ["## 差错（faults）", "", "没有。None."]
    if len(planted) > LISTED_AT_MOST:
        counts = Counter(_words(entry) for entry in planted)
        lines = [f"| {chinese} | {english} | {count} |" for (chinese, english), count in counts.items()]
        return ["## 差错（faults; each one in truth.json）", "", "| 问题 | problem | 处数 |", "|---|---|---|", *lines]
    head = "| 文件 file | 工作表 sheet | 行 row | 栏 column | 问题 problem | 结果 effect |"
    ordered = sorted(planted, key=lambda entry: (entry["file"], entry["sheet"] or "", entry["row"], entry["kind"]))
    lines = [_line(entry) for entry in ordered]
    return ["## 差错（faults）", "", head, "|---|---|---|---|---|---|", *lines]


def _words(entry: dict[str, Any]) -> tuple[str, str]:
    if entry["kind"] in KINDS:
        return KINDS[entry["kind"]]
    return f"{_title(entry)}{BAD_VALUE[0]}", BAD_VALUE[1]


def _title(entry: dict[str, Any]) -> str:
    return FIELD_TITLES[(entry["form"], entry["field"])]


def _line(entry: dict[str, Any]) -> str:
    chinese, english = KINDS.get(entry["kind"], BAD_VALUE)
    written = f"“{entry['written'] or '空白'}”：" if "written" in entry else ""
    cells = (entry["file"], entry["sheet"] or "", str(entry["row"]), _title(entry))
    effect = entry["effect"]
    return f"| {' | '.join(cells)} | {written}{chinese} — {english} | {EFFECTS[effect]} — {effect} |"
