"""Rule codes of the fields: what can be wrong with a value, how bad it is, what to say of it.

A code is the form's letter, the field's two-digit number and the sign of the kind: `P092` is field
09 of AX01, malformed; after 9 come A, B, C, D. Numbers are for ever, so a code never changes its
meaning.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import Any

from aixin_cli.forms import Field, Layout, form_of_layout
from aixin_cli.forms.catalogue import DIRECTORY, read_toml
from aixin_cli.forms.rules import LAUNCH, Effect, Rule, Severity, Text, text_of

FILE = "field_rules.toml"


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
    PERSONAL = 14

    @property
    def sign(self) -> str:
        """The kind in a rule's code: one place, letters after 9."""
        return f"{self.value:X}"


KIND_SIGNS = "".join(kind.sign for kind in Kind if kind)
"""Each kind's sign, in the order of their numbers from 1."""


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
    "int": [Kind.MALFORMED, Kind.OUT_OF_RANGE, Kind.ASSUMED, Kind.AMBIGUOUS, Kind.PERSONAL],
    "money": [Kind.MALFORMED, Kind.OUT_OF_RANGE, Kind.ASSUMED, Kind.AMBIGUOUS, Kind.PERSONAL],
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


@cache
def field_rules(layout: Layout) -> tuple[Rule, ...]:
    """Every rule of a layout's fields."""
    return tuple(_rule(layout, field, kind) for field in layout.fields for kind in kinds_of(field))


def _rule(layout: Layout, field: Field, kind: Kind) -> Rule:
    words = _words()
    said = {**words["kind"][kind.name], **words["own"].get(_sort_of(field), {}).get(kind.name, {})}
    texts = {key: text_of(said[key], key, FILE).filled(en=field.title_en, zh=field.title) for key in _SAID}
    return Rule(
        code=rule_code(layout, field, kind),
        severity=severity_of(field, kind),
        category=said["category"],
        origin=f"src/aixin_cli/forms/{form_of_layout(layout.id).id}.toml",
        source=_source(layout, field, kind),
        effect=_effect(field, kind),
        expected=_expected(field, kind),
        since=field.since or LAUNCH,
        until=field.until,
        forms=(form_of_layout(layout.id).id,),
        field=f"{layout.id}.{field.name}",
        title=texts["title"],
        message=texts["message"],
        fix=texts["fix"],
        null=texts["null"],
    )


_SAID = ("title", "message", "fix", "null")


@cache
def _words() -> dict[str, Any]:
    return read_toml(DIRECTORY / FILE)


def _sort_of(field: Field) -> str:
    if is_unit(field):
        return "unit"
    if field.name == "indicator_unit":
        return "measure"
    return "number" if field.type in ("int", "money") else field.format or field.type


def _effect(field: Field, kind: Kind) -> Effect:
    if severity_of(field, kind) != "error":
        return "none"
    if quarantines(field, kind):
        return "quarantined"
    return "refused" if field.type == "id" else "blanked"


def _source(layout: Layout, field: Field, kind: Kind) -> str:
    """The standard that a value's form follows, else the form's own definition."""
    own = f"{form_of_layout(layout.id).code} {layout.title}: {field.title}"
    if kind in (Kind.MISSING, Kind.TOO_LONG):
        return own
    known = _words()["source"]
    return str(known.get(field.name) or known.get(field.format or field.type) or own)


def _expected(field: Field, kind: Kind) -> Text | None:
    if kind is Kind.NOT_IN_LIST and field.codes:
        return _expected_codes(field)
    if kind is Kind.TOO_LONG:
        return Text(f"at most {field.max_length} characters", f"不超过{field.max_length}字")
    if kind is Kind.OUT_OF_RANGE and field.type != "id":
        return _expected_range(field)
    if kind in (Kind.MALFORMED, Kind.AMBIGUOUS, Kind.ASSUMED):
        found = _words()["expected"].get(field.format or field.type)
        return text_of(found, "expected", FILE) if found else None
    return None


def _expected_codes(field: Field) -> Text:
    """The codes; those that hold only beside another column's value stand after that value."""
    beside: dict[str, list[str]] = {}
    for code in field.codes:
        beside.setdefault("、".join(_QUOTED.findall(code.only_when or "")), []).append(code.value)
    always = "、".join(beside.pop("", []))
    en = [f"only with {value}: {'、'.join(codes)}" for value, codes in beside.items()]
    zh = [f"仅限{value}：{'、'.join(codes)}" for value, codes in beside.items()]
    return Text("; ".join(filter(None, [always, *en])), "；".join(filter(None, [always, *zh])))


_QUOTED = re.compile("'([^']*)'")


def _expected_range(field: Field) -> Text:
    least = field.minimum or ("0" if field.type in ("int", "money") else None)
    most = field.maximum
    low = f"≥ {least}" if least else ""
    high = Text("the last day of the data", "数据截止日") if most == "as_of" else Text(*[most or ""] * 2)
    sides = [[low, f"≤ {side}" if side else ""] for side in high]
    return Text(", ".join(filter(None, sides[0])), "，".join(filter(None, sides[1])))
