"""Rule codes of the fields: what can be wrong with a value, how bad it is, what to say of it.

A code is the form's letter, the field's two-digit number and the digit of the kind: `P092` is
field 09 of AX01, malformed. Numbers are for ever, so a code never changes its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from aixin_cli.forms import Field, Layout, form_of_layout

Severity = Literal["error", "query", "note"]


class Kind(IntEnum):
    """The last digit of a field rule's code."""

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
}


def rule_stem(layout: Layout, field: Field) -> str:
    """What the codes of all of a field's rules begin with: the form's letter and the field's number."""
    return f"{form_of_layout(layout.id).letter}{field.number:02d}"


def rule_code(layout: Layout, field: Field, kind: Kind) -> str:
    """The code of one field rule."""
    return f"{rule_stem(layout, field)}{kind.value}"


def kinds_of(field: Field) -> tuple[Kind, ...]:
    """What can be wrong with this field."""
    kinds = [Kind.MISSING] if field.required or field.required_when else []
    kinds += {
        "code": [Kind.NOT_IN_LIST],
        "date": [Kind.MALFORMED],
        "int": [Kind.MALFORMED],
        "money": [Kind.MALFORMED],
        "bool": [Kind.MALFORMED],
        "text": [Kind.MALFORMED] if field.format or is_person_name(field) else [],
        "id": [Kind.MALFORMED],
    }[field.type]
    if field.minimum or field.maximum or field.type in ("int", "money"):
        kinds.append(Kind.OUT_OF_RANGE)
    if field.max_length:
        kinds.append(Kind.TOO_LONG)
    kinds += _KINDS_OF_FORMAT.get(field.format or "", [])
    if field.name in ("recipient_sex", "recipient_birth_date"):
        kinds.append(Kind.CONTRADICTS)
    if field.name in ("unit_name", "unit_code"):
        kinds += [Kind.NOT_IN_LIST, Kind.CONTRADICTS]
    return tuple(sorted(set(kinds)))


_KINDS_OF_FORMAT = {
    "resident_id": [Kind.OUT_OF_RANGE, Kind.CHECK_DIGIT, Kind.DAMAGED, Kind.CONVERTED],
    "uscc": [Kind.CHECK_DIGIT, Kind.DAMAGED],
    "disability_certificate": [Kind.DAMAGED, Kind.CONTRADICTS],
}


def is_person_name(field: Field) -> bool:
    """Whether the field holds a person's name."""
    return field.name in ("recipient_name", "helper_name", "guardian_name")


def severity_of(field: Field, kind: Kind) -> Severity:
    """Errors blank a descriptive value, quarantine a counting one, refuse a number; queries change nothing."""
    if kind is Kind.CONVERTED:
        return "query"
    if kind is Kind.CONTRADICTS:
        return "error" if field.format == "disability_certificate" else "query"
    return "error"


def quarantines(field: Field, kind: Kind) -> bool:
    """Whether this fault takes the row out of every count (roles: statistics, faults and counts)."""
    counts = field.role == "counting" or (field.role == "key" and field.type != "id")
    return counts and severity_of(field, kind) == "error"


def field_rules(layout: Layout) -> tuple[Rule, ...]:
    """Every rule of a layout's fields."""
    return tuple(_rule(layout, field, kind) for field in layout.fields for kind in kinds_of(field))


def _rule(layout: Layout, field: Field, kind: Kind) -> Rule:
    words = [text.format(en=field.title_en, zh=field.title) for text in _WORDS[kind]]
    if field.name in ("unit_name", "unit_code") and kind is Kind.CONTRADICTS:
        words = [
            "the row names another unit than its return",
            "该行的县（市、区）与报表的填报单位不一致",
            "move the row to the right unit's return, or correct the cell",
            "请移到所属县区的报表，或改正单元格",
        ]
    code = rule_code(layout, field, kind)
    return Rule(code, severity_of(field, kind), words[0], words[1], words[2], words[3], _expected(field, kind))


def _expected(field: Field, kind: Kind) -> str | None:
    if kind is Kind.NOT_IN_LIST and field.codes:
        return "、".join(code.value for code in field.codes)
    if kind is Kind.TOO_LONG:
        return f"≤ {field.max_length}"
    if kind is Kind.OUT_OF_RANGE and field.type != "id":
        low = field.minimum or ("0" if field.type in ("int", "money") else None)
        high = {"as_of": "数据截止日", None: None}.get(field.maximum, field.maximum)
        return "，".join(part for part in (f"≥ {low}" if low else "", f"≤ {high}" if high else "") if part)
    if kind is Kind.MALFORMED:
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
