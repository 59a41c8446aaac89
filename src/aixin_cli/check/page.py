"""The catalogue of rules as one documented page, and a rule as lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from aixin_cli.forms import load_forms
from aixin_cli.forms.rules import Rule, Text

SEVERITIES = {
    "error": Text("error: must be corrected", "强制：必须改正"),
    "query": Text("query: counts, stays open until corrected or explained", "核实：照计，改正或说明前一直列出"),
    "note": Text("note: for information", "提示：供参考"),
}
CATEGORIES = {
    "existence": Text("existence: is there a value at all", "存在性"),
    "format": Text("format: is it written as it must be", "规范性"),
    "accuracy": Text("accuracy: can it be right", "准确性"),
    "consistency": Text("consistency: does it agree with the rest", "一致性"),
    "completeness": Text("completeness: is everything there", "完整性"),
    "history": Text("history: does it follow from last month's", "延续性"),
}
EFFECTS = {
    "none": Text("counts as it stands", "照计"),
    "blanked": Text("the value is not used, the row counts", "该值不采用，该行照计"),
    "quarantined": Text("the row is quarantined: it counts nowhere", "该行隔离待核，不计入"),
    "refused": Text("the number is not used, the person counts as unidentified", "号码不采用，人员按身份待核实计入"),
    "held": Text("the return is held: it counts as not sent", "报表暂缓采用，视同未报"),
    "left out": Text("not read", "不读取"),
}
HEAD = """# Rules 校验规则

Every rule that aixin asks of a return, by code; a code never changes its meaning. `aixin rules show CODE` says the
same on the terminal. This page is made from the definitions: `aixin rules --format markdown > docs/rules.md`.
本页由规则定义自动生成；编码固定不变。`aixin rules show 编码` 可在终端查看。

Outcomes: pass, fail, unknown (it can't be told: a blank, or nothing to compare with), skipped (what it asks about isn't
there), broken (its file is faulty). Each is counted for every rule and unit; rows are kept for fail and unknown.
结果分五种：通过、不通过、无法判断、未执行、规则有误，按规则和单位分别计数。
"""


COLUMNS = (
    *("code 编码", "severity · category · effect 级别·类别·影响", "rule 规则", "expected 应为", "what to do 处理"),
    *("a blank 空白时", "since 起用", "source 依据", "defined in 定义"),
)


def rules_page(rules: Iterable[Rule]) -> str:
    """Every rule in Markdown, both languages: a table a form, then reading, then the checks."""
    lines = [HEAD]
    for name, table in (("Severity 级别", SEVERITIES), ("Category 类别", CATEGORIES), ("Effect 影响", EFFECTS)):
        lines += [f"## {name}", ""]
        lines += [f"- `{key}` {text.en} {text.zh}" for key, text in table.items()]
        lines.append("")
    for title, group in groupby(rules, key=_section):
        lines += [f"## {title}", "", _row(COLUMNS), _row(["---"] * len(COLUMNS))]
        lines += [_row(_cells(rule)) for rule in group]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _section(rule: Rule) -> str:
    if rule.field:
        form = next(item for item in load_forms().values() if item.id == rule.forms[0])
        return f"{form.code} {form.title} {form.title_en}"
    if rule.code.startswith("R"):
        return "Reading and loading 读取与加载"
    return "Across rows, forms and months 跨行、跨表、跨月"


def _cells(rule: Rule) -> Iterator[str]:
    yield rule.code
    yield f"{rule.severity} · {rule.category} · {rule.effect}"
    yield f"**{rule.title.zh}** {rule.message.zh}{_because(rule)}<br>**{rule.title.en}** {rule.message.en}"
    for text in (rule.expected, rule.fix, rule.null):
        yield "" if text is None else text.zh if text.zh == text.en else f"{text.zh}<br>{text.en}"
    yield f"{rule.since}–{rule.until}" if rule.until else rule.since
    yield rule.source
    yield f"`{rule.origin}`"


def _because(rule: Rule) -> str:
    return f"（{rule.why.zh}）" if rule.why else ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _texts(rule: Rule) -> list[tuple[Text, Text]]:
    said = [
        (Text("says", "提示语"), rule.message),
        (Text("asked because", "原因"), rule.why),
        (Text("expected", "应为"), rule.expected),
        (Text("what to do", "处理"), rule.fix),
        (Text("a blank", "空白时"), rule.null),
    ]
    return [(name, text) for name, text in said if text is not None]


def rule_lines(rule: Rule) -> list[tuple[str, str]]:
    """A rule's parts in the chosen language, each with its name."""
    head = [
        (Text("rule", "规则"), Text(f"{rule.code} {rule.title.en}", f"{rule.code} {rule.title.zh}")),
        (Text("severity", "级别"), SEVERITIES[rule.severity]),
        (Text("category", "类别"), CATEGORIES[rule.category]),
        (Text("effect", "对计数的影响"), EFFECTS[rule.effect]),
    ]
    until = rule.until or ""
    tail = [
        (Text("forms", "涉及报表"), Text(*["、".join(rule.forms)] * 2)),
        (Text("in force", "有效期"), Text(*[f"{rule.since}–{until}"] * 2)),
        (Text("source", "依据"), Text(*[rule.source] * 2)),
        (Text("defined in", "定义文件"), Text(*[rule.origin] * 2)),
    ]
    return [(name.chosen, text.chosen) for name, text in [*head, *_texts(rule), *tail] if text.chosen]
