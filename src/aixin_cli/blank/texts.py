"""What a column's hint and its line on the instruction sheet say: all of it from the form."""

from __future__ import annotations

from datetime import date

from aixin_cli.blank.conditions import condition_text
from aixin_cli.blank.model import Blank, is_in_force
from aixin_cli.blank.rows import is_printed
from aixin_cli.blank.words import template_words
from aixin_cli.forms.model import Field

_NUMBER_ENDS = ("_no", "_code")


def requirement(field: Field, blank: Blank) -> str:
    """必填, 选填, or when it is required."""
    words = template_words()["field"]
    if is_printed(field, blank):
        return str(words["printed"])
    if field.required:
        return str(words["required"])
    if field.required_when:
        return str(words["required_when"]).format(condition=condition_text(field.required_when, blank.layout))
    return str(words["optional"])


def type_text(field: Field, blank: Blank) -> str:
    """Type and format of a column."""
    words = template_words()
    types, formats = words["types"], words["formats"]
    if is_printed(field, blank):
        return ""
    if field.format in formats:
        return str(formats[field.format])
    if is_own_number(field):
        return str(formats["own_number"]).format(limit=field.max_length)
    kind: str = "multiple" if field.multiple else field.type
    if kind == "text" and field.max_length:
        kind = "text_limit"
    if kind == "money" and not blank.has_amounts:
        kind = "figure" if blank.is_fixed else "number"
    return str(types[kind]).format(limit=field.max_length, low=field.minimum or "0", example=blank.as_of.isoformat())


def allowed_text(field: Field, blank: Blank) -> str:
    """The values or days that a column takes; nothing where its type says all."""
    words = template_words()
    if field.name == "township" and blank.choices(field):
        return str(words["field"]["townships"])
    if field.type == "date":
        return day_text(*blank.day_range(field))
    if is_printed(field, blank):
        return ""
    values = blank.codes(field) if field.codes else blank.choices(field)
    return str(words["list_break"]).join(values)


def note_text(field: Field, blank: Blank) -> str:
    """The form's note, and which codes are for which rows only."""
    words = template_words()
    by_condition: dict[str, list[str]] = {}
    for code in field.codes:
        if code.only_when and is_in_force(code, blank.period):
            by_condition.setdefault(code.only_when, []).append(code.value)
    only = [
        words["field"]["only_when"].format(
            codes=words["list_break"].join(codes), condition=condition_text(condition, blank.layout)
        )
        for condition, codes in by_condition.items()
    ]
    notes = [field.note.rstrip("。"), *only]
    return "；".join(note for note in notes if note) + ("。" if any(notes) else "")


def day_text(low: date | None, high: date | None) -> str:
    """The range of days in words."""
    types = template_words()["types"]
    if low and high:
        return str(types["date_range"]).format(low=low.isoformat(), high=high.isoformat())
    return str(types["date_low"]).format(low=low.isoformat()) if low else ""


def is_own_number(field: Field) -> bool:
    """Whether the field is a number that the unit itself gives."""
    return field.type == "text" and field.name.endswith(_NUMBER_ENDS) and field.max_length is not None
