"""Rule codes of the fields: what can be wrong with a value, how bad it is, what to say of it.

A code is the form's letter, the field's two-digit number and the sign of the kind: `P092` is field
09 of AX01, malformed; after 9 come A, B, C, D. Numbers are for ever, so a code never changes its
meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from aixin_cli.forms import Field, Layout, form_of_layout

Severity = Literal["error", "query", "note"]


class Kind(IntEnum):
    """What is wrong with a value: the last place of a field rule's code."""

    NONE = 0
    MISSING = 1
    MALFORMED = 2
    NOT_IN_LIST = 3
    OUT_OF_RANGE = 4
    TOO_LONG = 5
    CHECK_DIGIT = 6
    DAMAGED = 7
    CONTRADICTS = 8
    CONVERTED = 9
    ASSUMED = 10
    AMBIGUOUS = 11
    ERROR_CELL = 12
    SEVERAL = 13

    @property
    def sign(self) -> str:
        """The kind in a rule's code: one place, letters after 9."""
        return f"{self.value:X}"


KIND_SIGNS = "".join(kind.sign for kind in Kind if kind)
"""Each kind's sign, in the order of their numbers from 1."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its words in both languages; `expected` never derives from a value."""

    code: str
    severity: Severity
    message: str
    message_zh: str
    hint: str
    hint_zh: str
    expected: str | None = None


# kind: (English, Chinese, what to do, what to do in Chinese); {en} and {zh} are the field's titles
_WORDS: dict[Kind, tuple[str, str, str, str]] = {
    Kind.MISSING: ("{en} is missing", "缺少{zh}", "fill in the cell", "请补填"),
    Kind.MALFORMED: ("{en} is not of the right form", "{zh}格式不对", "correct the cell", "请按要求的格式改正"),
    Kind.NOT_IN_LIST: (
        "{en} is none of the values in force",
        "{zh}不在规定的取值之内",
        "use one of the expected values",
        "请从规定取值中选填",
    ),
    Kind.OUT_OF_RANGE: ("{en} is out of range", "{zh}超出允许范围", "check and correct the cell", "请核对后改正"),
    Kind.TOO_LONG: ("{en} is too long", "{zh}过长", "shorten it", "请缩短"),
    Kind.CHECK_DIGIT: (
        "the check digit of {en} is wrong: some place was mistyped",
        "{zh}校验码不符，可能有一位录错",
        "copy the number again from the document",
        "请对照证件重新录入",
    ),
    Kind.DAMAGED: (
        "{en} was damaged by a spreadsheet: its last places are lost",
        "{zh}被表格软件当成数字，末几位已丢失",
        "format the column as text and type the number again",
        "请把该列设为“文本”格式后重新录入",
    ),
    Kind.CONTRADICTS: (
        "{en} does not agree with the ID number",
        "{zh}与身份证号不一致",
        "check both and correct the wrong one",
        "请核对两处，改正有误的一处",
    ),
    Kind.CONVERTED: (
        "{en} has 15 digits; it was read as the 18-place number",
        "{zh}为15位旧号，已按18位号处理",
        "write the 18-place number",
        "请改填18位号码",
    ),
    Kind.ASSUMED: (
        "{en} is not complete or not exact; it was read by an assumption",
        "{zh}填写不完整或不精确，已按推定的值读取",
        "write the whole, exact value",
        "请核对，并填写完整、确切的值",
    ),
    Kind.AMBIGUOUS: (
        "{en} can be read in more than one way",
        "{zh}有多种读法，无法确定",
        "write the value so that it can be read in one way only",
        "请改为只有一种读法的写法",
    ),
    Kind.ERROR_CELL: (
        "{en} holds a spreadsheet's error in place of a value",
        "{zh}是公式错误值（如 #N/A、#REF!），没有内容",
        "correct the formula, or type the value itself",
        "请改正公式，或直接填写内容",
    ),
    Kind.SEVERAL: (
        "{en} names several in one cell",
        "{zh}一格填了多个",
        "write one a row",
        "请拆开，每行只填一个",
    ),
}
# Where a field says it in words of its own.
_OWN_WORDS: dict[tuple[str, Kind], tuple[str, str, str, str]] = {
    ("date", Kind.ASSUMED): (
        "{en} lacks its year, its century or its day; the missing part was assumed",
        "{zh}缺年份、世纪或日，缺少的部分按推定读取",
        "write the whole date, as 2024-12-31",
        "请填写完整日期，如 2024-12-31",
    ),
    ("date", Kind.AMBIGUOUS): (
        "{en} can be read as different days (2024.1 may have been 2024.10)",
        "{zh}无法确定是哪一天（如 2024.1 可能是 2024.10）",
        "format the column as text and write the whole date, as 2024-12-31",
        "请把该列设为“文本”格式，填写完整日期，如 2024-12-31",
    ),
    ("number", Kind.ASSUMED): (
        "{en} is not exact (约, 余, 多, 近, 左右), or in another unit than its column; the digits were used",
        "{zh}不是准确数（约、余、多、近、左右等），或与本列单位不同，已按所写数字读取",
        "write the exact number alone, in the unit of the column",
        "请按本列的单位只填准确数字",
    ),
    ("number", Kind.AMBIGUOUS): (
        "{en} is a range, not a number",
        "{zh}是一个范围，不是一个数",
        "write one number",
        "请只填一个数",
    ),
    ("phone", Kind.ASSUMED): (
        "{en} holds several numbers; the first was used",
        "{zh}填了多个号码，采用第一个",
        "write one number",
        "请只填一个号码",
    ),
    ("disability_certificate", Kind.ASSUMED): (
        "{en} holds the number of a disabled soldier's certificate (22 places); it is kept but not used",
        "{zh}填的是残疾军人证编号（22位），已保留但不作残疾人证号使用",
        "write the 20-place number of the disability certificate, if there is one",
        "有残疾人证的，请改填20位残疾人证号",
    ),
    ("measure", Kind.CONTRADICTS): (
        "{en} is not the indicator's; the numbers count as they stand",
        "{zh}与该指标规定的计量单位不一致，已按所填数字计入",
        "give the numbers in the indicator's own unit",
        "请按指标规定的计量单位填报",
    ),
    ("unit", Kind.CONTRADICTS): (
        "the row names another unit than its return",
        "该行的县（市、区）与报表的填报单位不一致",
        "move the row to the right unit's return, or correct the cell",
        "请移到所属县区的报表，或改正单元格",
    ),
}


def rule_stem(layout: Layout, field: Field) -> str:
    """What the codes of all of a field's rules begin with: the form's letter and the field's number."""
    return f"{form_of_layout(layout.id).letter}{field.number:02d}"


def rule_code(layout: Layout, field: Field, kind: Kind) -> str:
    """The code of one field rule."""
    return f"{rule_stem(layout, field)}{kind.sign}"


def kinds_of(field: Field) -> tuple[Kind, ...]:
    """What can be wrong with this field."""
    kinds = [Kind.ERROR_CELL, *_KINDS_OF_TYPE[field.type], *_KINDS_OF_FORMAT.get(field.format or "", [])]
    if field.required or field.required_when:
        kinds.append(Kind.MISSING)
    if field.is_person_name:
        kinds += [Kind.MALFORMED, Kind.SEVERAL]
    if field.minimum or field.maximum:
        kinds.append(Kind.OUT_OF_RANGE)
    if field.max_length:
        kinds.append(Kind.TOO_LONG)
    if field.name in ("recipient_sex", "recipient_birth_date", "indicator_unit"):
        kinds.append(Kind.CONTRADICTS)
    if is_unit(field):
        kinds += [Kind.NOT_IN_LIST, Kind.CONTRADICTS]
    if is_own_number(field):
        kinds.append(Kind.DAMAGED)
    return tuple(sorted(set(kinds)))


_KINDS_OF_TYPE: dict[str, list[Kind]] = {
    "text": [],
    "code": [Kind.NOT_IN_LIST],
    "bool": [Kind.MALFORMED],
    "date": [Kind.MALFORMED, Kind.ASSUMED, Kind.AMBIGUOUS],
    "int": [Kind.MALFORMED, Kind.OUT_OF_RANGE, Kind.ASSUMED, Kind.AMBIGUOUS],
    "money": [Kind.MALFORMED, Kind.OUT_OF_RANGE, Kind.ASSUMED, Kind.AMBIGUOUS],
    "id": [Kind.MALFORMED, Kind.DAMAGED, Kind.SEVERAL],
}
_KINDS_OF_FORMAT = {
    "resident_id": [Kind.OUT_OF_RANGE, Kind.CHECK_DIGIT, Kind.CONVERTED],
    "uscc": [Kind.CHECK_DIGIT],
    "disability_certificate": [Kind.CONTRADICTS, Kind.ASSUMED],
    "phone": [Kind.MALFORMED, Kind.DAMAGED, Kind.ASSUMED],
    "period": [Kind.MALFORMED],
}


def is_unit(field: Field) -> bool:
    """Whether the field names the row's reporting unit."""
    return field.name in ("unit_name", "unit_code")


def is_own_number(field: Field) -> bool:
    """Whether the field is a number that the unit itself gives: of a recipient, a household, a voucher, a project."""
    return field.type == "text" and field.name.endswith(("_no", "_code")) and field.name not in ("row_no", "unit_code")


def severity_of(field: Field, kind: Kind) -> Severity:
    """Errors blank a descriptive value, quarantine a counting one, refuse a number; queries change nothing."""
    if kind in (Kind.CONVERTED, Kind.ASSUMED):
        return "query"
    if kind is Kind.CONTRADICTS:
        return "error" if field.format == "disability_certificate" else "query"
    return "error"


def is_standing(field: Field, fault_column: str) -> str:
    """SQL: whether a value stands in spite of its fault; the few kinds are named that leave it."""
    kept = [0, *[kind.value for kind in kinds_of(field) if severity_of(field, kind) != "error"]]
    return f"{fault_column} in ({', '.join(map(str, kept))})"


def quarantines(field: Field, kind: Kind) -> bool:
    """Whether this fault takes the row out of every count (roles: statistics, faults and counts)."""
    # A damaged number of the unit's own is refused as an ID number is, where a row can do without.
    is_refused = field.type == "id" or (kind is Kind.DAMAGED and not field.required)
    counts = field.role == "counting" or (field.role == "key" and not is_refused)
    return counts and severity_of(field, kind) == "error"


def field_rules(layout: Layout) -> tuple[Rule, ...]:
    """Every rule of a layout's fields."""
    return tuple(_rule(layout, field, kind) for field in layout.fields for kind in kinds_of(field))


def _rule(layout: Layout, field: Field, kind: Kind) -> Rule:
    words = _OWN_WORDS.get((_sort_of(field), kind), _WORDS[kind])
    message, message_zh, hint, hint_zh = (text.format(en=field.title_en, zh=field.title) for text in words)
    code = rule_code(layout, field, kind)
    return Rule(code, severity_of(field, kind), message, message_zh, hint, hint_zh, _expected(field, kind))


def _sort_of(field: Field) -> str:
    if is_unit(field):
        return "unit"
    if field.name == "indicator_unit":
        return "measure"
    return "number" if field.type in ("int", "money") else field.format or field.type


def _expected(field: Field, kind: Kind) -> str | None:
    if kind is Kind.NOT_IN_LIST and field.codes:
        return "、".join(code.value for code in field.codes)
    if kind is Kind.TOO_LONG:
        return f"≤ {field.max_length}"
    if kind is Kind.OUT_OF_RANGE and field.type != "id":
        low = field.minimum or ("0" if field.type in ("int", "money") else None)
        high = {"as_of": "数据截止日", None: None}.get(field.maximum, field.maximum)
        return "，".join(part for part in (f"≥ {low}" if low else "", f"≤ {high}" if high else "") if part)
    if kind in (Kind.MALFORMED, Kind.AMBIGUOUS, Kind.ASSUMED):
        return _FORMS.get(field.format or field.type)
    return None


_FORMS = {
    "resident_id": "18位：17位数字加校验码（数字或X）",
    "uscc": "18位统一社会信用代码",
    "disability_certificate": "20位：身份证号18位、类别1位、等级1位",
    "phone": "11位手机号，或区号加7至8位固定电话",
    "date": "2024-12-31",
    "int": "整数",
    "money": "金额，至多两位小数",
    "bool": "是、否",
}
