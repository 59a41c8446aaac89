"""Compiles a layout's fields into one SELECT: text in, typed values and fault kinds out.

Three steps, each a CTE over whole columns: *cleaned* texts, *typed* values, *judged* faults.
`loading` gives each part's period, money factor and other facts; `unit_alias` resolves unit texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aixin_cli.forms import Field, Layout
from aixin_cli.stage.rules import Kind, is_person_name, kinds_of, quarantines, severity_of

FREE_TEXT = frozenset({"remark", "content"})
TRUE_WORDS = ("是", "有", "√", "✓", "Y", "YES", "1", "TRUE", "独居")
FALSE_WORDS = ("否", "没有", "×", "N", "NO", "0", "FALSE", "非独居")
_WIDE = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def fold_code(text: str) -> str:
    """A code word as `code_text` leaves it, so that both sides compare alike."""
    return "".join(text.split()).translate(_WIDE).upper()


def fault_column(field: Field) -> str:
    """The judged column that holds the field's kind of fault, 0 for none."""
    return f"f_{field.number:02d}"


def compile_layout(layout: Layout, absent: frozenset[str], local_categories: Sequence[str]) -> str:
    """The SELECT that judges raw rows of the parts in `loading`.

    `absent` names fields that no row of the batch fills: their texts are compiled away.
    Columns: part_id, row, each field's value `x`, its text `x__text`, its fault `f_NN`.
    """
    cleaned = ",\n        ".join(f"{_cleaned(item, absent)} as {item.name}__text" for item in layout.fields)
    typed = ",\n        ".join(f"{_typed(item, local_categories)} as {item.name}" for item in layout.fields)
    faults = ",\n        ".join(
        f"{_fault(item, layout)} as {fault_column(item)}" for item in layout.fields if kinds_of(item)
    )
    return f"""
with cleaned as (
    select
        r.part_id, r.row, p.unit_code as part_unit, p.parent_code as part_parent, p.period, p.period_start, p.as_of,
        p.money_factor, p.is_wrecked, n.unit_code as unit_name__unit, c.unit_code as unit_code__unit,
        {cleaned}
    from raw.{layout.id} as r
    inner join loading as p on r.part_id = p.part_id
    left join unit_alias as n on r.unit_name = n.text
    left join unit_alias as c on r.unit_code = c.text
),
typed as (
    select
        cleaned.*,
        {typed}
    from cleaned
),
judged as (
    select
        typed.*,
        {faults}
    from typed
)
select * exclude (part_parent, period, period_start, as_of, money_factor, is_wrecked) from judged
"""


def _cleaned(field: Field, absent: frozenset[str]) -> str:
    if field.name in absent and field.default is None:
        return "cast(null as varchar)"
    text = _text_macro(field).format(f"r.{field.name}")
    if field.name not in FREE_TEXT:
        text = f"case when is_no_value({text}) then null else {text} end"
    return f"coalesce({text}, {quote(field.default)})" if field.default is not None else text


def _text_macro(field: Field) -> str:
    if field.format == "phone":
        return "phone_text({})"
    if field.type == "id":
        return "id_text({})"
    if field.type in ("int", "money"):
        return "number_text({})"
    if field.type == "code":
        return "upper(code_text({}))"
    if field.type in ("date", "bool"):
        return "code_text({})"
    return "name_text({})" if is_person_name(field) else "clean_text({})"


def _typed(field: Field, local_categories: Sequence[str]) -> str:
    text = f"{field.name}__text"
    if field.type == "code":
        return _typed_code(field, text, local_categories)
    if field.type == "id":
        return f"upgrade_id({text})" if field.format == "resident_id" else text
    return {
        "text": text,
        "date": f"parse_date({text}, period_start)",
        "int": f"case when regexp_full_match({text}, '[0-9]{{1,15}}') then cast({text} as bigint) end",
        "money": (
            f"case when regexp_full_match({text}, '[0-9]{{1,13}}(\\.[0-9]+)?') "
            f"then try_cast(try_cast({text} as decimal(30, 8)) * money_factor as decimal(18, 2)) end"
        ),
        "bool": (
            f"case when upper({text}) in ({_list(TRUE_WORDS)}) then true "
            f"when upper({text}) in ({_list(FALSE_WORDS)}) then false end"
        ),
    }[field.type]


def _typed_code(field: Field, text: str, local_categories: Sequence[str]) -> str:
    words = _code_words(field)
    if field.name == "recipient_category":
        words += [(fold_code(item), item, "") for item in local_categories]
    branches = " ".join(
        f"when {{0}} = {quote(word)}{condition} then {quote(value)}" for word, value, condition in words
    )
    if not field.multiple:
        return f"case {branches.format(text)} end"
    each = f"case {branches.format('item')} else '?' end"
    # Several codes stay one text, joined by 、 in their given order; one unknown part makes it null.
    joined = f"array_to_string(list_transform(regexp_split_to_array({text}, '[、,，;；/]'), lambda item: {each}), '、')"
    return f"case when {text} is null then null when contains({joined}, '?') then null else {joined} end"


def _code_words(field: Field) -> list[tuple[str, str, str]]:
    words: dict[str, tuple[str, str, str]] = {}
    for code in field.codes:
        in_force = "".join(
            [
                f" and period >= {quote(code.since)}" if code.since else "",
                f" and period <= {quote(code.until)}" if code.until else "",
            ]
        )
        for word in (code.value, *code.synonyms):
            words.setdefault(fold_code(word), (fold_code(word), code.value, in_force))
    return list(words.values())


def _list(words: Iterable[str]) -> str:
    return ", ".join(quote(word) for word in words)


def _fault(field: Field, layout: Layout) -> str:
    """A CASE over everything that can be wrong, the first that holds; 0 for nothing."""
    text = f"{field.name}__text"
    present = [branch for branch in _branches(field, layout) if branch]
    inner = " ".join(f"when {condition} then {kind.value}" for condition, kind in present)
    missing = _missing(field)
    whole = f"case when {text} is null then {missing} {inner} else 0 end"
    return f"cast({whole} as utinyint)"


def _missing(field: Field) -> str:
    condition = "true" if field.required else f"coalesce({field.required_when}, false)" if field.required_when else ""
    if not condition:
        return "0"
    if field.since:
        condition = f"({condition}) and period >= {quote(field.since)}"
    return f"case when {condition} then {Kind.MISSING.value} else 0 end"


def _branches(field: Field, layout: Layout) -> list[tuple[str, Kind]]:
    text, value = f"{field.name}__text", field.name
    branches: list[tuple[str, Kind]] = []
    if field.type == "id":
        branches = _id_branches(field, layout)
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
            f"{field.name} {sign} {'as_of' if bound == 'as_of' else literal.format(quote(bound), bound)}",
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


def _id_branches(field: Field, layout: Layout) -> list[tuple[str, Kind]]:
    text, value = f"{field.name}__text", field.name
    damaged = f"regexp_full_match({text}, '[0-9]+(\\.[0-9]+)?E\\+?[0-9]+|[0-9]{{15,}}\\.0+')"
    if field.format == "uscc":
        return [
            (damaged, Kind.DAMAGED),
            (f"not is_uscc({text})", Kind.MALFORMED),
            (f"not has_uscc_check_digit({text})", Kind.CHECK_DIGIT),
        ]
    if field.format == "disability_certificate":
        return [(damaged, Kind.DAMAGED), (f"not is_disability_certificate({text})", Kind.MALFORMED)]
    wrecked = f"is_wrecked and ends_with({text}, '000')"
    branches = [
        (f"{damaged} or ({wrecked})", Kind.DAMAGED),
        (f"not regexp_full_match({value}, '[0-9]{{17}}[0-9X]')", Kind.MALFORMED),
        (
            f"id_birth_date({value}) is null or id_birth_date({value}) > as_of or substr({value}, 7, 4) < '1900'",
            Kind.OUT_OF_RANGE,
        ),
        (f"not has_id_check_digit({value})", Kind.CHECK_DIGIT),
        (f"length({text}) = 15", Kind.CONVERTED),
    ]
    if field.uscc_when is None:
        return branches
    organisation = f"coalesce({field.uscc_when}, false)"
    return [
        (f"{organisation} and not is_uscc({text})", Kind.MALFORMED),
        (f"{organisation} and not has_uscc_check_digit({text})", Kind.CHECK_DIGIT),
        *[(f"not {organisation} and ({condition})", kind) for condition, kind in branches],
    ]


def _contradictions(field: Field) -> list[tuple[str, Kind]]:
    valid = "regexp_full_match(recipient_id, '[0-9]{17}[0-9X]') and has_id_check_digit(recipient_id)"
    against = {
        "recipient_sex": "recipient_sex <> id_sex(recipient_id)",
        "recipient_birth_date": "recipient_birth_date <> id_birth_date(recipient_id)",
        "disability_certificate": "left(disability_certificate__text, 18) <> recipient_id",
    }.get(field.name)
    return [(f"{valid} and {against}", Kind.CONTRADICTS)] if against else []


def staged_select(layout: Layout) -> str:
    """The SELECT from `judged` into stg: faulty values blanked, counting faults quarantine the row."""
    values = [column for item in layout.fields for column in _staged(item)]
    return f"select part_id, row, {quarantine_condition(layout)} as is_quarantined, {', '.join(values)} from judged"  # noqa: S608


def quarantine_condition(layout: Layout) -> str:
    """True for a row that a fault takes out of every count."""
    conditions = [
        f"{fault_column(item)} in ({', '.join(str(kind.value) for kind in kinds)})"
        for item in layout.fields
        if (kinds := [kind for kind in kinds_of(item) if quarantines(item, kind)])
    ]
    return f"({' or '.join(conditions)})" if conditions else "false"


def _staged(field: Field) -> list[str]:
    blanking = [str(kind.value) for kind in kinds_of(field) if severity_of(field, kind) == "error"]
    value = field.name
    if blanking:
        value = f"case when {fault_column(field)} not in ({', '.join(blanking)}) then {field.name} end as {field.name}"
    return [value, f"{field.name}__text as {field.name}_text"] if field.type == "id" else [value]


def findings_select(layout: Layout, letter: str) -> str:
    """The SELECT from `judged` of all field findings, values masked."""
    parts = [
        f"select part_id, row, '{letter}{item.number:02d}' || {fault_column(item)} as rule, '{item.name}' as field, "  # noqa: S608
        f"mask({item.name}__text) as value from judged where {fault_column(item)} > 0"
        for item in layout.fields
        if kinds_of(item)
    ]
    return " union all ".join(parts)
