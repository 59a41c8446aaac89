"""The checks that a cell makes while it is filled in, with its hint, as XlsxWriter takes them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from aixin_cli.blank.conditions import condition_formula
from aixin_cli.blank.model import Blank
from aixin_cli.blank.numbers import certificate_formula, phone_formula, resident_id_formula, uscc_formula
from aixin_cli.blank.texts import allowed_text, day_text, note_text, requirement, type_text
from aixin_cli.blank.words import template_words
from aixin_cli.forms.model import Field

LONGEST_LIST = 255
"""What Excel takes as a list in the check itself; a longer one stands in cells."""
_LONGEST_HINT = 255
_LONGEST_TITLE = 32
Check = dict[str, Any]


def check_of(field: Field, blank: Blank, list_range: str | None) -> Check:
    """The check of one column; `list_range` holds its drop-down where that is too long to stand in the check."""
    words = template_words()
    rule, error, is_firm = _rule(field, blank, list_range)
    return {
        **rule,
        "ignore_blank": True,
        "input_title": field.title[:_LONGEST_TITLE],
        "input_message": hint(field, blank),
        "error_type": "stop" if is_firm else "warning",
        "error_title": words["stop_title"] if is_firm else words["warn_title"],
        "error_message": error,
    }


def hint(field: Field, blank: Blank) -> str:
    """What is shown beside a chosen cell: whether required, which form, a note, then the values if there is room."""
    lines = [requirement(field, blank), type_text(field, blank), note_text(field, blank)]
    values = allowed_text(field, blank)
    if blank.choices(field) and field.name != "township":
        values = str(template_words()["field"]["list_text"])
    whole = "\n".join(line for line in (*lines[:2], values, lines[2]) if line)
    return whole if len(whole) <= _LONGEST_HINT else "\n".join(line for line in lines[:2] if line)[:_LONGEST_HINT]


def needs_range(choices: tuple[str, ...]) -> bool:
    """Whether a drop-down must stand in cells: too long for a check, or cut by a comma of its own."""
    return len(",".join(choices)) > LONGEST_LIST or any("," in choice for choice in choices)


def _rule(field: Field, blank: Blank, list_range: str | None) -> tuple[Check, str, bool]:
    """The rule itself, what is said when it fails, and whether it stops the clerk."""
    errors = template_words()["errors"]
    choices = blank.choices(field)
    if choices:
        is_firm = field.name != "township"
        error = errors["list" if is_firm else "township"]
        return {"validate": "list", "source": list_range or list(choices)}, error, is_firm
    if field.format in errors:
        formula = _number_formula(field, blank)
        return {"validate": "custom", "value": f"={formula}"}, errors[field.format], False
    if field.type == "date":
        return _date_rule(field, blank)
    if field.type in ("int", "money"):
        return _figure_rule(field, blank) if blank.is_fixed else _number_rule(field)
    if field.max_length:
        error = errors["length"].format(limit=field.max_length)
        return {"validate": "length", "criteria": "<=", "value": field.max_length}, error, True
    return {"validate": "any"}, "", True


def _date_rule(field: Field, blank: Blank) -> tuple[Check, str, bool]:
    low, high = blank.day_range(field)
    error = template_words()["errors"]["date"].format(range=day_text(low, high), example=blank.as_of.isoformat())
    first, last = (datetime.combine(day, time()) if day else None for day in (low, high))
    if last is None:
        return {"validate": "date", "criteria": ">=", "value": first}, error, True
    return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}, error, True


def _number_rule(field: Field) -> tuple[Check, str, bool]:
    kind, low = ("integer" if field.type == "int" else "decimal"), field.minimum or "0"
    error = template_words()["errors"][field.type].format(low=low)
    return {"validate": kind, "criteria": ">=", "value": int(low)}, error, True


def _figure_rule(field: Field, blank: Blank) -> tuple[Check, str, bool]:
    """Of printed rows each has a unit of its own: only money is counted in fractions."""
    words, cells = template_words(), blank.cells
    cell, low = cells[field.name], field.minimum or "0"
    formula = f'=AND(ISNUMBER({cell}),{cell}>={low},OR({cells["indicator_unit"]}="{words["yuan"]}",{cell}=INT({cell})))'
    return {"validate": "custom", "value": formula}, words["errors"]["figure"].format(low=low), True


def _number_formula(field: Field, blank: Blank) -> str:
    """A formula for the column's first cell; the column is free to move, as those it is compared with aren't."""
    cells = blank.cells
    cell = cells[field.name]
    if field.format == "uscc":
        return uscc_formula(cell)
    if field.format == "phone":
        return phone_formula(cell)
    if field.format == "disability_certificate":
        return certificate_formula(cell, cells.get("recipient_id"))
    formula = resident_id_formula(cell)
    if field.uscc_when is None:
        return formula
    # Both formulas together are longer than the 255 signs that a check may have.
    return f"IF({condition_formula(field.uscc_when, blank.layout, cells)},LEN({cell})=18,{formula})"
