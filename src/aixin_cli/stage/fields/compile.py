"""Compiles a layout's fields into one SELECT: text in, typed values and fault kinds out.

Steps over whole columns, each a CTE: clean texts, *typed* values, *judged* faults.
`loading` gives each part's period, money factor and other facts; `unit_alias` resolves unit texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aixin_cli.forms import Field, Layout
from aixin_cli.forms.field_rules import (
    KIND_SIGNS,
    Kind,
    is_standing,
    is_unit,
    kinds_of,
    quarantines,
    rule_code,
    rule_stem,
)
from aixin_cli.stage.fields.faults import fault_kind, is_sound
from aixin_cli.stage.fields.fixes import is_changed, mended_fields, row_fixes
from aixin_cli.stage.fields.measures import row_measure
from aixin_cli.stage.fields.texture import Texture, keeps_unseen
from aixin_cli.stage.fields.values import final_text, folded_text, quote, shaped_text, squeezed_text, typed_value


def fault_column(field: Field) -> str:
    """The judged column that holds the field's kind of fault, 0 for none."""
    return f"f_{field.number:02d}"


def stage_select(layout: Layout, texture: Texture, local_categories: Sequence[str]) -> str:
    """The SELECT that stages the `incoming_rows` of the parts in `loading`: stg's columns.

    Faulty values are blanked, counting faults quarantine the row, `faults` names every fault by its
    rule's code and `fixes` every repair. Each step is a CTE of its own: a macro repeats its
    argument, and nested they would multiply.
    """
    fields = layout.fields
    texts = [item for item in fields if item.name not in texture.absent]
    ids = [item for item in fields if item.type == "id"]
    weighed = [*ids, *[item for item in texts if item.format == "phone"]]
    faults = {item.name: fault for item in fields if (fault := fault_kind(item, texture))}
    mended = mended_fields(fields, texture)
    squeezed = _each(fields, "{}__text", lambda item: squeezed_text(item, texture))
    raw = _each(mended, "{}__raw", lambda item: f"r.{item.name}")
    seen = _each(
        [item for item in mended if keeps_unseen(item, texture)],
        "{}__seen",
        lambda item: f"fold_lookalikes(r.{item.name})",
    )
    kept = _each(mended, "{}__folded", lambda item: f"{item.name}__text")
    steps = [
        ("squeezed", _FROM_INCOMING, [*_PART_COLUMNS, *squeezed, *raw, *seen]),
        ("folded", "squeezed", [_replaced(texts, lambda item: folded_text(item, texture))]),
        ("shaped", "folded", [_replaced(texts, lambda item: shaped_text(item, texture)), *kept]),
        ("texted", "shaped", [_replaced(fields, lambda item: final_text(item, texture))]),
        *_measured(layout),
        ("typed", "measured", ["*", *_each(fields, "{}", lambda item: typed_value(item, texture, local_categories))]),
        ("numbered", "typed", ["*", *_digits(ids), *_each(mended, "{}__changed", is_changed)]),
        ("checked", "numbered", ["*", *_each(weighed, "{}__sound", lambda item: is_sound(item, texture))]),
        (
            "judged",
            "checked",
            ["*", *[f"{fault} as {fault_column(layout.field(name))}" for name, fault in faults.items()]],
        ),
    ]
    ctes = ",\n".join(
        f"{name} as (select {', '.join(columns)} from {origin})"  # noqa: S608
        for name, origin, columns in steps
    )
    judged = [item for item in fields if item.name in faults]
    fixes = row_fixes(mended, texture, {item.name: fault_column(item) for item in judged})
    staged = [*_staged_columns(layout, judged, mended), f"{fixes} as fixes"]
    return f"with {ctes} select {', '.join(staged)} from judged"  # noqa: S608


def _measured(layout: Layout) -> list[tuple[str, str, list[str]]]:
    """The steps from `texted` to `measured`."""
    steps = [(f"texted_{number}", columns) for number, columns in enumerate(row_measure(layout), 1)]
    origins = ["texted", *[name for name, _ in steps]]
    named = [(name, origin, ["*", *columns]) for (name, columns), origin in zip(steps, origins, strict=False)]
    return [*named, ("measured", origins[-1], ["*"])]


def _digits(ids: Sequence[Field]) -> list[str]:
    """The parts of a resident's number as integers."""
    return [
        f"try_cast(substr({item.name}, {first}, {length}) as integer) as {item.name}__{part}"
        for item in ids
        if item.format == "resident_id"
        for part, first, length in (("high", 1, 9), ("low", 10, 8), ("birth", 7, 8))
    ]


def _each(fields: Sequence[Field], name: str, expression: Callable[[Field], str]) -> list[str]:
    return [f"{expression(item)} as {name.format(item.name)}" for item in fields]


_PART_COLUMNS = (
    "r.part_id",
    "r.row",
    "p.unit_code as part_unit",
    "p.parent_code as part_parent",
    "p.period as part_period",
    "p.period_start as part_start",
    "p.as_of as part_as_of",
    "p.as_of_number as part_as_of_number",
    "p.money_factor as part_factor",
    "p.is_wrecked as part_is_wrecked",
    "n.unit_code as unit_name__unit",
    "n.is_present as unit_name__is_present",
    "c.unit_code as unit_code__unit",
    "c.is_present as unit_code__is_present",
)
_FROM_INCOMING = (
    "incoming_rows as r inner join loading as p on r.part_id = p.part_id "
    "left join unit_alias as n on r.unit_name = n.text left join unit_alias as c on r.unit_code = c.text"
)


def _replaced(fields: Sequence[Field], shape: Callable[[Field], str]) -> str:
    replaced = [f"{text} as {item.name}__text" for item in fields if (text := shape(item)) != f"{item.name}__text"]
    return f"* replace ({', '.join(replaced)})" if replaced else "*"


def _staged_columns(layout: Layout, judged: Sequence[Field], mended: Sequence[Field]) -> list[str]:
    values = [
        column for item in layout.fields for column in _staged(item, is_judged=item in judged, is_mended=item in mended)
    ]
    return [
        "part_id",
        "row",
        f"{_quarantine(judged)} as is_quarantined",
        f"{_faults(layout, judged)} as faults",
        *values,
    ]


def _quarantine(judged: Sequence[Field]) -> str:
    """True for a row that a fault takes out of every count."""
    conditions = []
    for item in judged:
        kinds = kinds_of(item)
        counted = ["0", *[str(kind.value) for kind in kinds if not quarantines(item, kind)]]
        if len(counted) <= len(kinds):
            conditions.append(f"{fault_column(item)} not in ({', '.join(counted)})")
    return f"({' or '.join(conditions)})" if conditions else "false"


def _faults(layout: Layout, judged: Sequence[Field]) -> str:
    """The codes of a row's faults, joined; null for the many rows that have none."""
    if not judged:
        return "cast(null as varchar)"
    total = " + ".join(f"cast({fault_column(item)} as integer)" for item in judged)
    codes = ", ".join(
        f"case when {fault_column(item)} > 0 "
        f"then '{rule_stem(layout, item)}' || substr('{KIND_SIGNS}', {fault_column(item)}, 1) end"
        for item in judged
    )
    return f"case when {total} > 0 then concat_ws(',', {codes}) end"


def _staged(field: Field, *, is_judged: bool, is_mended: bool) -> list[str]:
    fault, text = fault_column(field), f"{field.name}__text"
    value = text if field.type == "text" else field.name
    if is_judged:
        value = f"case when {is_standing(field, fault)} then {value} end"
    columns = [f"{value} as {field.name}"]
    if field.type == "id":
        # The text is kept where it isn't the number itself: damaged, of 15 digits, somebody else's certificate.
        kept = f"case when {fault} > 0 then {text} end" if is_judged else "cast(null as varchar)"
        columns.append(f"{kept} as {field.name}_text")
    if field.is_person_name:
        alias = f"name_alias({field.name}__raw, {text})" if is_mended else "cast(null as varchar)"
        columns.append(f"{alias} as {field.name}_alias")
    if field.keeps_none:
        is_none = f"coalesce(is_no_value({field.name}__folded), false)" if is_mended else "false"
        columns.append(f"{is_none} as {field.name}_is_none")
    return columns


def findings_select(layout: Layout) -> str:
    """The SELECT of all field findings of the parts in `loading`, whose rows are `delivered_rows`: values masked."""
    # One pass over the rows with faults: each code is a row, and its stem tells whose value stands there.
    stems = {rule_stem(layout, item): item.name for item in layout.fields}
    width = len(next(iter(stems)))
    of_stem = f"case substr(rule, 1, {width}) " + "{} end"
    field = of_stem.format(" ".join(f"when '{stem}' then '{name}'" for stem, name in stems.items()))
    value = of_stem.format(" ".join(f"when '{stem}' then {name}" for stem, name in stems.items()))
    # What may be said of a wrong number: which of its places hold letters.
    lettered = [
        f"'{rule_code(layout, item, Kind.MALFORMED)}'" for item in layout.fields if item.format == "resident_id"
    ]
    coded = f"case when rule in ({', '.join(lettered) or 'null'}) then code_text(value) end"
    ids = ", ".join(f"'{item.name}'" for item in layout.fields if item.type == "id")
    masked = f"if(cleaned.field in ({ids or 'null'}), mask_id(cleaned.value), mask(cleaned.value))"
    shown = f"if(plain.value is not null and cleaned.is_alone, cleaned.value, {masked})"
    faulty = (
        f"select s.faults, r.* from stg.{layout.id} as s inner join loading on s.part_id = loading.part_id "  # noqa: S608
        f"inner join delivered_rows as r on s.part_id = r.part_id and s.row = r.row where s.faults is not null"
    )
    return (
        f"with faulty as materialized ({faulty}), "  # noqa: S608
        "told as (select *, unnest(string_split(faults, ',')) as rule from faulty), "
        f"found as (select part_id, row, {field} as field, rule, {value} as value, "
        # A row that is shifted as a whole has a code that is no field's, and its finding already.
        f"not contains(faults, ',') as is_alone from told), "
        "seen as (select * replace (fold_lookalikes(value) as value) from found where field is not null), "
        f"coded as (select *, {coded} as code from seen), "
        "cleaned as materialized ("
        "select * replace (clean_text(value) as value), id_digits(code) as digits from coded), "
        f"{_plain_values(layout)} "
        f"select part_id, row, cleaned.field, rule, {shown} as value, id_letters(code, digits) as detail from cleaned "
        "left join plain on cleaned.field = plain.field and cleaned.value = plain.value"
    )


def _plain_values(layout: Layout) -> str:
    """The steps to `plain`: bad values of fields that tell of nobody, with nothing like a name and no name of the load.

    A row with other faults is left out: its cells may have moved, and a name stand where an amount belongs.
    """
    told = [item.name for item in layout.fields if item.type in ("code", "int", "money", "bool") or is_unit(item)]
    names = [item.name for item in layout.fields if item.is_person_name]
    codes = sorted({code.value for item in layout.fields for code in item.codes})
    # A code that doesn't hold here stands among those expected: no message prints the word that it expects.
    expected = f" and value not in ({', '.join(map(quote, codes))})" if codes else ""
    known = " union all ".join(
        f"select fold_name({name}) as name from delivered_rows"  # noqa: S608
        for name in names
    )
    return (
        "word as (select distinct field, value from cleaned "  # noqa: S608
        f"where is_alone and field in ({', '.join(map(quote, told))}) and is_plain_word(value){expected}), "
        "piece as (select field, value, unnest(list_transform(range(0, length(value) * 3), lambda place: "
        "substr(value, cast(place // 3 + 1 as bigint), cast(place % 3 + 2 as bigint)))) as piece from word), "
        f"known as ({known or 'select null as name'}), "
        # This way round: where there is no such word, no name is looked at.
        "met as (select distinct known.name from known semi join piece on known.name = piece.piece), "
        "named as (select distinct field, value from piece semi join met on piece.piece = met.name), "
        "plain as (select field, value from word anti join named using (field, value))"
    )
