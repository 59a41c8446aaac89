"""The SQL of a field's fault: a CASE over everything that can be wrong with it, the first that holds."""

from __future__ import annotations

from collections.abc import Callable

from aixin_cli.forms import Field
from aixin_cli.forms.field_rules import Kind, is_own_number, is_unit
from aixin_cli.forms.province import load_province
from aixin_cli.stage.fields.measures import MONEY, is_contradicted, is_divided, is_measured, money_factor
from aixin_cli.stage.fields.texture import COVERED_MARK, PRIVATE_USE, Texture, keeps_unseen
from aixin_cli.stage.fields.values import is_birth, quote

Branches = list[tuple[str, Kind]]


def is_sound(field: Field, texture: Texture) -> str:
    """Whether an ID or a phone is beyond doubt, worked out once for all that ask: nearly every number is."""
    value, text = field.name, f"{field.name}__text"
    if field.format == "phone":
        # Of digits alone a mobile number is known by its length and how it begins, but for the fillers.
        is_known = f"strlen({text}) = 11 and {text} between '13' and '2'"
        is_mobile = is_known if field.name in texture.exact else f"regexp_full_match({text}, '1[3-9][0-9]{{9}}')"
        is_filler = f"(starts_with({text}, '138') or ends_with({text}, '00000000'))"
        return f"({is_mobile} and not {is_filler}) or is_phone({text})"
    if field.format == "disability_certificate":
        return f"is_disability_certificate({text})"
    organisation = f"is_uscc({text}) and has_uscc_check_digit({text})"
    if field.format == "uscc":
        return organisation
    person = (
        f"strlen({text}) = 18 and right({text}, 1) = id_check_digit({value}__high, {value}__low) "
        f"and is_id_birth_date({value}__birth, {value}, part_as_of_number) "
        f"and not (part_is_wrecked and ends_with({text}, '000'))"
    )
    return f"case when {field.uscc_when} then {organisation} else {person} end" if field.uscc_when else person


def fault_kind(field: Field, texture: Texture) -> str:
    """A CASE over everything that can be wrong, the first that holds; 0 for nothing, empty where nothing can be."""
    text = f"{field.name}__text"
    missing = _missing(field)
    branches = [] if field.name in texture.absent else _branches(field, texture)
    if not branches and not missing:
        return ""
    if field.name in texture.covered:
        branches.insert(0, (f"{text} = '{COVERED_MARK}'", Kind.NONE))
    inner = " ".join(f"when {condition} then {kind.value}" for condition, kind in branches)
    return f"cast(case when {text} is null then {missing or '0'} {inner} else 0 end as utinyint)"


def _missing(field: Field) -> str:
    condition = "true" if field.required else f"coalesce({field.required_when}, false)" if field.required_when else ""
    if not condition:
        return ""
    if field.since:
        condition = f"({condition}) and part_period >= {quote(field.since)}"
    return f"case when {condition} then {Kind.MISSING.value} else 0 end"


def _branches(field: Field, texture: Texture) -> Branches:
    is_exact = field.name in texture.exact
    branches = _SHAPES[_shape(field)](field, is_exact=is_exact)
    if keeps_unseen(field, texture):
        branches = [(test.replace("__raw", "__seen"), kind) for test, kind in branches]
    if field.max_length:
        branches.append((f"length({field.name}__text) > {field.max_length}", Kind.TOO_LONG))
    return branches + _contradictions(field) + ([] if is_exact else _assumed(field))


def _shape(field: Field) -> str:
    if is_unit(field):
        return "unit"
    if field.format == "phone":
        return "phone"
    return "name" if field.is_person_name else field.type


def _error_cell(field: Field) -> tuple[str, Kind]:
    return f"is_error_cell({field.name}__text)", Kind.ERROR_CELL


def _text_branches(field: Field, *, is_exact: bool) -> Branches:
    branches = [] if is_exact else [_error_cell(field)]
    if is_own_number(field) and not is_exact:
        branches.append((f"is_damaged_code({field.name}__text)", Kind.DAMAGED))
    if field.name == "indicator_unit":
        branches.append((is_contradicted(), Kind.CONTRADICTS))
    return branches


def _name_branches(field: Field, *, is_exact: bool) -> Branches:
    if is_exact:
        return []
    return [
        _error_cell(field),
        (f"is_several_names({field.name}__raw)", Kind.SEVERAL),
        (
            f"regexp_matches({field.name}__text, '[?？□�{PRIVATE_USE}]') or is_no_name({field.name}__text)",
            Kind.MALFORMED,
        ),
    ]


def _phone_branches(field: Field, *, is_exact: bool) -> Branches:
    bad, text = f"not {field.name}__sound", f"{field.name}__text"
    told = [(f"is_error_cell({text})", Kind.ERROR_CELL), (f"is_damaged_number({text})", Kind.DAMAGED)]
    return [*[(f"{bad} and {condition}", kind) for condition, kind in told if not is_exact], (bad, Kind.MALFORMED)]


def _code_branches(field: Field, *, is_exact: bool) -> Branches:
    unknown = f"{field.name} is null"
    told = [] if is_exact else [(f"{unknown} and is_error_cell({field.name}__text)", Kind.ERROR_CELL)]
    return [*told, (unknown, Kind.NOT_IN_LIST), *_only_when(field)]


def _only_when(field: Field) -> Branches:
    return [
        (f"{field.name} = {quote(code.value)} and not coalesce({code.only_when}, true)", Kind.NOT_IN_LIST)
        for code in field.codes
        if code.only_when and not field.multiple
    ]


def _unit_branches(field: Field, *, is_exact: bool) -> Branches:
    """An unknown unit is a fault; another unit than the part's is asked about and counts."""
    resolved = f"{field.name}__unit"
    own = f"{resolved} in (part_unit, part_parent, {quote(load_province().code)})"
    told = [] if is_exact else [(f"{resolved} is null and is_error_cell({field.name}__text)", Kind.ERROR_CELL)]
    return [*told, (f"{resolved} is null", Kind.NOT_IN_LIST), (f"not {own}", Kind.CONTRADICTS)]


def _bool_branches(field: Field, *, is_exact: bool) -> Branches:
    return [] if is_exact else _unread(field, [])


def _date_branches(field: Field, *, is_exact: bool) -> Branches:
    ambiguous = f"is_ambiguous_date({field.name}__text, part_start, {is_birth(field)})"
    return [*_unread(field, [] if is_exact else [(ambiguous, Kind.AMBIGUOUS)]), *_range(field)]


def _number_branches(field: Field, *, is_exact: bool) -> Branches:
    """A number that is one, but negative or not whole, is out of range rather than malformed."""
    text = f"{field.name}__text"
    negative = (f"regexp_full_match({text}, '-?[0-9]+(\\.[0-9]+)?[万元]?')", Kind.OUT_OF_RANGE)
    unread = _unread(field, [negative, *([] if is_exact else [(f"is_range({text})", Kind.AMBIGUOUS)])])
    personal = (_is_personal(field), Kind.PERSONAL)
    divided = [(is_divided(field), Kind.OUT_OF_RANGE)] if is_measured(field) else []
    return [personal, *unread, *_range(field), *divided]


def _is_personal(field: Field) -> str:
    """No count has ten digits, as every phone with its area code has; no amount is as long as an ID number."""
    text = f"{field.name}__text"
    identity = f"strlen({text}) >= 15 and regexp_full_match({text}, '[0-9]{{15,17}}|[0-9]{{17}}[0-9Xx]')"
    counted = f"strlen({text}) >= 10 and regexp_full_match({text}, '[0-9]{{10,}}')"
    if field.type == "int":
        return f"{counted} or {identity}"
    if is_measured(field):
        return f"row_own_unit <> '{MONEY}' and {counted} or {identity}"
    if field.name == "value":
        return f"measure not in ('资助资金', '募集资金') and {counted} or {identity}"
    return identity


def _unread(field: Field, why: Branches) -> Branches:
    """What a text is that gave no value: an error cell, one of `why`, or simply malformed."""
    unread = f"{field.name} is null"
    return [
        (f"{unread} and {condition}", kind) for condition, kind in [_error_cell(field), *why, ("true", Kind.MALFORMED)]
    ]


def _assumed(field: Field) -> Branches:
    """What was read by an assumption, where nothing worse is the matter; of columns that need a look only."""
    raw, text = f"{field.name}__raw", f"{field.name}__text"
    conditions = {
        "date": f"is_assumed_date({text})",
        "int": f"{raw} <> {text} and is_inexact({raw})",
        "money": f"({raw} <> {text} and is_inexact({raw})) or ({money_factor(field)} > 1 and ends_with({text}, '元'))",
        "phone": f"{raw} <> {text} and is_cut_short({raw}, {text})",
    }
    condition = conditions.get(_shape(field))
    return [(condition, Kind.ASSUMED)] if condition else []


def _range(field: Field) -> Branches:
    bounds = [(field.minimum, "<"), (field.maximum, ">")]
    literal = "date {0}" if field.type == "date" else "{1}"
    return [
        (
            f"{field.name} {sign} {'part_as_of' if bound == 'as_of' else literal.format(quote(bound), bound)}",
            Kind.OUT_OF_RANGE,
        )
        for bound, sign in bounds
        if bound is not None
    ]


def _id_branches(field: Field, *, is_exact: bool) -> Branches:
    text, value = f"{field.name}__text", field.name
    told = [
        *([] if is_exact else [_error_cell(field)]),
        (f"is_several_ids({text})", Kind.SEVERAL),
        (f"is_damaged_number({text})", Kind.DAMAGED),
    ]
    if field.format == "disability_certificate":
        # A sound certificate may still be somebody else's: that is asked below.
        faults = [*told, (f"is_soldier_certificate({text})", Kind.ASSUMED), ("true", Kind.MALFORMED)]
        return [(f"not {value}__sound and {condition}", kind) for condition, kind in faults]
    sound = (f"{value}__sound", Kind.NONE)
    organisation = [(f"not is_uscc({text})", Kind.MALFORMED), ("true", Kind.CHECK_DIGIT)]
    if field.format == "uscc":
        return [sound, *told, *organisation]
    if field.uscc_when is None:
        return [sound, *told, *_person_branches(field)]
    is_organisation = f"coalesce({field.uscc_when}, false)"
    of_organisation = [(f"{is_organisation} and {condition}", kind) for condition, kind in organisation]
    return [sound, *told, *of_organisation, *_person_branches(field)]


def _person_branches(field: Field) -> Branches:
    text, value = f"{field.name}__text", field.name
    return [
        (f"part_is_wrecked and ends_with({text}, '000')", Kind.DAMAGED),
        (f"not regexp_full_match({value}, '[0-9]{{17}}[0-9X]')", Kind.MALFORMED),
        (
            f"id_birth_date({value}) is null or id_birth_date({value}) > part_as_of or substr({value}, 7, 4) < '1900'",
            Kind.OUT_OF_RANGE,
        ),
        (f"not has_id_check_digit({value})", Kind.CHECK_DIGIT),
        (f"length({text}) = 15", Kind.CONVERTED),
    ]


def _contradictions(field: Field) -> Branches:
    valid = "recipient_id__sound"
    against = {
        "recipient_sex": "recipient_sex <> id_sex(recipient_id)",
        "recipient_birth_date": (
            "year(recipient_birth_date) * 10000 + month(recipient_birth_date) * 100 + day(recipient_birth_date) "
            "<> recipient_id__birth"
        ),
        "disability_certificate": "left(disability_certificate__text, 18) <> recipient_id",
    }.get(field.name)
    return [(f"{valid} and {against}", Kind.CONTRADICTS)] if against else []


_SHAPES: dict[str, Callable[..., Branches]] = {
    "id": _id_branches,
    "unit": _unit_branches,
    "phone": _phone_branches,
    "name": _name_branches,
    "text": _text_branches,
    "code": _code_branches,
    "bool": _bool_branches,
    "date": _date_branches,
    "int": _number_branches,
    "money": _number_branches,
}
