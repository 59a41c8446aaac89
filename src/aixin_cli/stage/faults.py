"""The SQL of a field's fault: a CASE over everything that can be wrong with it, the first that holds."""

from __future__ import annotations

from aixin_cli.forms import Field
from aixin_cli.stage.rules import Kind, is_person_name
from aixin_cli.stage.values import quote


def is_sound(field: Field) -> str:
    """Whether an ID is beyond doubt, worked out once for all that ask: nearly every number is."""
    value, text = field.name, f"{field.name}__text"
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


def fault_kind(field: Field) -> str:
    """A CASE over everything that can be wrong, the first that holds; 0 for nothing."""
    text = f"{field.name}__text"
    inner = " ".join(f"when {condition} then {kind.value}" for condition, kind in _branches(field))
    whole = f"case when {text} is null then {_missing(field)} {inner} else 0 end"
    return f"cast({whole} as utinyint)"


def _missing(field: Field) -> str:
    condition = "true" if field.required else f"coalesce({field.required_when}, false)" if field.required_when else ""
    if not condition:
        return "0"
    if field.since:
        condition = f"({condition}) and part_period >= {quote(field.since)}"
    return f"case when {condition} then {Kind.MISSING.value} else 0 end"


def _branches(field: Field) -> list[tuple[str, Kind]]:
    text, value = f"{field.name}__text", field.name
    branches: list[tuple[str, Kind]] = []
    if field.type == "id":
        branches = _id_branches(field)
    elif field.name in ("unit_name", "unit_code"):
        branches = _unit_branches(field.name)
    elif field.format == "phone":
        branches = [(f"not is_phone({text})", Kind.MALFORMED)]
    elif field.type == "code":
        branches = [(f"{value} is null", Kind.NOT_IN_LIST), *_only_when(field)]
    elif field.type == "text":
        branches = [(f"regexp_matches({text}, '[?？□�]')", Kind.MALFORMED)] if is_person_name(field) else []
    else:
        branches = [*_number_branches(field), (f"{value} is null", Kind.MALFORMED), *_range(field)]
    if field.max_length:
        branches.append((f"length({text}) > {field.max_length}", Kind.TOO_LONG))
    return branches + _contradictions(field)


def _number_branches(field: Field) -> list[tuple[str, Kind]]:
    """A number that is one, but negative or not whole, is out of range rather than malformed."""
    if field.type not in ("int", "money"):
        return []
    text = f"{field.name}__text"
    return [(f"{field.name} is null and regexp_full_match({text}, '-?[0-9]+(\\.[0-9]+)?')", Kind.OUT_OF_RANGE)]


def _range(field: Field) -> list[tuple[str, Kind]]:
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


def _only_when(field: Field) -> list[tuple[str, Kind]]:
    return [
        (f"{field.name} = {quote(code.value)} and not coalesce({code.only_when}, true)", Kind.NOT_IN_LIST)
        for code in field.codes
        if code.only_when and not field.multiple
    ]


def _unit_branches(name: str) -> list[tuple[str, Kind]]:
    """An unknown unit is a fault; another unit than the part's is asked about and counts."""
    resolved = f"{name}__unit"
    own = f"{resolved} in (part_unit, part_parent, '620000')"
    return [(f"{resolved} is null", Kind.NOT_IN_LIST), (f"not {own}", Kind.CONTRADICTS)]


def _id_branches(field: Field) -> list[tuple[str, Kind]]:
    text, value = f"{field.name}__text", field.name
    damaged = f"regexp_full_match({text}, '[0-9]+(\\.[0-9]+)?E\\+?[0-9]+|[0-9]{{15,}}\\.0+')"
    sound = (f"{value}__sound", Kind.NONE)
    if field.format == "uscc":
        return [sound, (damaged, Kind.DAMAGED), (f"not is_uscc({text})", Kind.MALFORMED), ("true", Kind.CHECK_DIGIT)]
    if field.format == "disability_certificate":
        # A sound certificate may still be somebody else's: that is asked below.
        return [(f"not {value}__sound and {damaged}", Kind.DAMAGED), (f"not {value}__sound", Kind.MALFORMED)]
    wrecked = f"part_is_wrecked and ends_with({text}, '000')"
    branches = [
        (f"{damaged} or ({wrecked})", Kind.DAMAGED),
        (f"not regexp_full_match({value}, '[0-9]{{17}}[0-9X]')", Kind.MALFORMED),
        (
            f"id_birth_date({value}) is null or id_birth_date({value}) > part_as_of or substr({value}, 7, 4) < '1900'",
            Kind.OUT_OF_RANGE,
        ),
        (f"not has_id_check_digit({value})", Kind.CHECK_DIGIT),
        (f"length({text}) = 15", Kind.CONVERTED),
    ]
    if field.uscc_when is None:
        return [sound, *branches]
    organisation = f"coalesce({field.uscc_when}, false)"
    return [
        sound,
        (f"{organisation} and not is_uscc({text})", Kind.MALFORMED),
        (organisation, Kind.CHECK_DIGIT),
        *branches,
    ]


def _contradictions(field: Field) -> list[tuple[str, Kind]]:
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
