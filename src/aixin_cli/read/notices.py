"""The catalogue of reading notices (rules R0xx), each with what it means and what to do."""

from dataclasses import dataclass
from typing import Literal

from aixin_cli.read.model import Notice


@dataclass(frozen=True, slots=True)
class _Rule:
    severity: Literal["error", "query", "note"]
    message: str
    message_zh: str
    hint: str
    hint_zh: str


RULES: dict[str, _Rule] = {
    "R001": _Rule(
        "note",
        "The form has no column of this title; its values are kept but not used.",
        "表样中没有此列，内容已保留但不使用。",
        "rename the column if it stands for one of the form's",
        "如对应表样中的某列，请改用表样列名。",
    ),
    "R002": _Rule(
        "query",
        "Two columns mean the same field; the first one is used.",
        "两列含义相同，只采用前一列。",
        "delete or rename one of them",
        "请删除或改名其中一列。",
    ),
    "R003": _Rule(
        "query",
        "{count} rows name another unit than the return's.",
        "有 {count} 行的县（市、区）与填报单位不一致。",
        "check whether rows of another county were copied in",
        "请核对是否混入其他县区的数据。",
    ),
    "R004": _Rule(
        "note",
        "No form's header was found in this sheet; it is left out.",
        "未找到表头，本工作表不读取。",
        "nothing to do if it is a cover or a note",
        "如为封面或说明，无需处理。",
    ),
    "R005": _Rule(
        "note",
        "The sheet is named as a sample or an explanation; it is left out.",
        "工作表名为样例或说明，不读取。",
        "rename the sheet if it holds real rows",
        "如为正式数据，请修改工作表名。",
    ),
    "R006": _Rule(
        "query",
        "The sheet is hidden; it is left out.",
        "隐藏的工作表，不读取。",
        "unhide the sheet if it belongs to the return",
        "如属上报内容，请取消隐藏。",
    ),
    "R007": _Rule(
        "note",
        "The sheet has a header and no rows, and doesn't say 零报告; it is left out.",
        "只有表头没有数据，也未注明零报告，不读取。",
        "write 零报告 under the header if nothing happened",
        "如本月无数据，请注明“零报告”。",
    ),
    "R008": _Rule(
        "note",
        "A bare 累计数 is read as 启动以来累计.",
        "“累计数”按“启动以来累计”读取。",
        "write 本年累计 or 启动以来累计 in the header",
        "请在表头写明“本年累计”或“启动以来累计”。",
    ),
    "R009": _Rule(
        "query",
        "No money unit is declared; amounts are read as 元.",
        "未注明金额单位，按元读取。",
        "write （元） or （万元） in the header",
        "请在表头注明（元）或（万元）。",
    ),
    "R010": _Rule(
        "query",
        "The sheet ends at the row limit of .xls; rows may be cut off.",
        "数据止于 .xls 的最大行数，可能被截断。",
        "save as .xlsx and check the last row",
        "请另存为 .xlsx 并核对最后一行。",
    ),
    "R011": _Rule(
        "note",
        "Ditto marks stand for the value above in {count} cells.",
        "{count} 个单元格的“同上”按上一行的值读取。",
        "write the value itself",
        "请直接填写具体内容。",
    ),
    "R012": _Rule(
        "note",
        "The rows name the county only where it changes; it is filled downwards in {count} rows.",
        "县（市、区）列有 {count} 行空白，按上一行填充。",
        "write the county in every row",
        "请逐行填写县（市、区）。",
    ),
    "R013": _Rule(
        "query",
        "This unit isn't one that sends this form.",
        "该单位不在本表的报送范围内。",
        "check the unit in the preamble",
        "请核对填报单位。",
    ),
    "R014": _Rule(
        "note",
        "Merged cells stand for {count} rows; each row is read with the merged value.",
        "合并单元格涉及 {count} 个单元格，按合并的值读取。",
        "nothing to do",
        "无需处理。",
    ),
}


def make_notice(
    rule: str,
    sheet: str | None,
    row: int | None = None,
    column: str | None = None,
    count: int = 0,
) -> Notice:
    """Return a notice of one rule for a place."""
    entry = RULES[rule]
    return Notice(
        rule=rule,
        severity=entry.severity,
        message=entry.message.format(count=count),
        message_zh=entry.message_zh.format(count=count),
        hint=entry.hint,
        hint_zh=entry.hint_zh,
        sheet=sheet,
        row=row,
        column=column,
    )
