"""A month's findings as one page: no network, a table that sorts by a click, bars of where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from aixin_cli.check.standing.columns import CODES, COLUMNS, NUMBERS, finding_rows, severity_words
from aixin_cli.check.standing.listing import SEVERITIES, Standing
from aixin_cli.forms.rules import Text
from aixin_cli.locale import pick

TEMPLATE = Path(__file__).with_name("page.html")
PLACE = re.compile(r"\{\{(\w+)\}\}")
LISTED = 15
"""So many rules and units have bars."""
SHOWN = (
    *("severity", "rule", "unit_name", "form", "since", "figure", "amount", "share"),
    *("message", "key", "column", "value", "hint", "file", "sheet", "row"),
)
"""The table's columns, the narrow ones first."""
TITLE = Text("Findings of {period}", "{period} 问题清单")
BASIS = Text(
    "Ranked by the share of a printed figure that stands on the rows a finding speaks of. "
    "Values of persons are masked. Click a head to sort; type to filter.",
    "按所涉行占主要指标的比重排列；个人信息已遮盖。点列名排序，输入文字筛选。",
)
COUNTS = Text("{count} findings, of them {new} new since {previous}", "共{count}条，比{previous}新增{new}条")
FIRST = Text("{count} findings; no month before is there to compare with", "共{count}条；没有以前月份可比")
GONE = Text("{count} of {previous} are gone", "{previous}的问题已消除{count}条")
BY_RULE, BY_UNIT = Text("By rule", "按规则"), Text("By unit", "按单位")
Cells = Mapping[str, str | None]
FILTER = Text("Filter", "筛选")
STAMP = Text("Internal", "内部资料")


def page_text(standing: Standing) -> str:
    """The whole page in the chosen language."""
    rows = [
        {**dict(zip(CODES, row, strict=True)), "grade": item["severity"]}
        for item, row in zip(standing.findings, finding_rows(standing.findings), strict=True)
    ]
    parts = {
        "language": pick("en", "zh-CN"),
        "title": escape(TITLE.chosen.format(period=standing.period)),
        "stamp": escape(STAMP.chosen),
        "summary": escape(_summary(standing)),
        "counts": "".join(_count(code, count) for code, count in standing.severities.items()),
        "basis": escape(BASIS.chosen),
        "filter": escape(FILTER.chosen),
        "bars": _bars(BY_RULE, rows, ("rule", "title")) + _bars(BY_UNIT, rows, ("unit_name",)),
        "head": "".join(_head(code) for code in SHOWN),
        "rows": "\n".join(_row(row) for row in rows),
    }
    return PLACE.sub(lambda found: parts[found[1]], TEMPLATE.read_text(encoding="utf-8"))


def _summary(standing: Standing) -> str:
    count = len(standing.findings)
    if standing.previous is None:
        return FIRST.chosen.format(count=count)
    told = COUNTS.chosen.format(count=count, new=standing.new_count, previous=standing.previous)
    gone = GONE.chosen.format(count=sum(standing.gone.values()), previous=standing.previous)
    return pick(f"{told}; {gone}.", f"{told}；{gone}。")


def _count(severity: str, count: int) -> str:
    return f'<li class="{severity}"><b>{count}</b> {escape(severity_words()[severity])}</li>'


def _bars(title: Text, rows: Sequence[Cells], by: Sequence[str]) -> str:
    """How many findings, by severity, of those of which there are most."""
    named = [(" ".join(row[code] or "" for code in by).strip() or "—", row["grade"]) for row in rows]
    counted, totals = Counter(named), Counter(name for name, _grade in named)
    most = max(totals.values(), default=1)
    lines = []
    for name, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:LISTED]:
        parts = "".join(
            f'<i class="{grade}" style="width:{counted[name, grade] / most * 70:.2f}%"></i>'
            for grade in SEVERITIES
            if counted[name, grade]
        )
        lines.append(f'<div class="bar"><span>{escape(name)}</span><div>{parts}<b>{total}</b></div></div>')
    return f"<figure><figcaption>{escape(title.chosen)}</figcaption>\n" + "\n".join(lines) + "\n</figure>"


def _head(code: str) -> str:
    kind = ' class="number"' if code in NUMBERS else ""
    return f'<th scope="col"{kind}><button type="button">{escape(COLUMNS[code].chosen)}</button></th>'


def _row(row: Cells) -> str:
    grade = str(row["grade"])
    cells = [f'<td data-order="{SEVERITIES.index(grade)}" class="{grade}">{escape(row["severity"] or "")}</td>']
    for code in SHOWN[1:]:
        kind = ' class="number"' if code in NUMBERS else ""
        cells.append(f"<td{kind}>{escape(row[code] or '')}</td>")
    return f"<tr>{''.join(cells)}</tr>"
