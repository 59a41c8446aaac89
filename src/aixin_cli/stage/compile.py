"""Compiles a layout's fields into one SELECT: text in, typed values and fault kinds out.

Steps over whole columns, each a CTE: clean texts, *typed* values, *judged* faults.
`loading` gives each part's period, money factor and other facts; `unit_alias` resolves unit texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aixin_cli.forms import Field, Layout
from aixin_cli.stage.faults import fault_kind, is_sound
from aixin_cli.stage.rules import kinds_of, quarantines, rule_stem, severity_of
from aixin_cli.stage.values import Texture, final_text, folded_text, shaped_text, squeezed_text, typed_value


def fault_column(field: Field) -> str:
    """The judged column that holds the field's kind of fault, 0 for none."""
    return f"f_{field.number:02d}"


def stage_select(layout: Layout, texture: Texture, local_categories: Sequence[str]) -> str:
    """The SELECT that stages the `incoming_rows` of the parts in `loading`: stg's columns.

    Faulty values are blanked, counting faults quarantine the row, `faults` names every fault by its
    rule's code. Each step is a CTE of its own: a macro repeats its argument, and nested they would
    multiply.
    """
    fields = layout.fields
    texts = [item for item in fields if item.name not in texture.absent]
    ids = [item for item in fields if item.type == "id"]
    judged = [item for item in fields if kinds_of(item)]
    squeezed = _each(fields, "{}__text", lambda item: squeezed_text(item, texture))
    digits = [
        f"try_cast(substr({item.name}, {first}, {length}) as integer) as {item.name}__{part}"
        for item in ids
        if item.format == "resident_id"
        for part, first, length in (("high", 1, 9), ("low", 10, 8), ("birth", 7, 8))
    ]
    steps = [
        ("squeezed", _FROM_INCOMING, [*_PART_COLUMNS, *squeezed]),
        ("folded", "squeezed", [_replaced(texts, lambda item: folded_text(item, texture))]),
        ("shaped", "folded", [_replaced(texts, lambda item: shaped_text(item, texture))]),
        ("texted", "shaped", [_replaced(fields, lambda item: final_text(item, texture))]),
        ("typed", "texted", ["*", *_each(fields, "{}", lambda item: typed_value(item, local_categories))]),
        ("numbered", "typed", ["*", *digits]),
        ("checked", "numbered", ["*", *_each(ids, "{}__sound", is_sound)]),
        ("judged", "checked", ["*", *[f"{fault_kind(item)} as {fault_column(item)}" for item in judged]]),
    ]
    ctes = ",\n".join(
        f"{name} as (select {', '.join(columns)} from {origin})"  # noqa: S608
        for name, origin, columns in steps
    )
    return f"with {ctes} select {', '.join(_staged_columns(layout))} from judged"  # noqa: S608


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
    "c.unit_code as unit_code__unit",
)
_FROM_INCOMING = (
    "incoming_rows as r inner join loading as p on r.part_id = p.part_id "
    "left join unit_alias as n on r.unit_name = n.text left join unit_alias as c on r.unit_code = c.text"
)


def _replaced(fields: Sequence[Field], shape: Callable[[Field], str]) -> str:
    replaced = [f"{text} as {item.name}__text" for item in fields if (text := shape(item)) != f"{item.name}__text"]
    return f"* replace ({', '.join(replaced)})" if replaced else "*"


def _staged_columns(layout: Layout) -> list[str]:
    values = [column for item in layout.fields for column in _staged(item)]
    return [
        "part_id",
        "row",
        f"{quarantine_condition(layout)} as is_quarantined",
        f"{_faults(layout)} as faults",
        *values,
    ]


def quarantine_condition(layout: Layout) -> str:
    """True for a row that a fault takes out of every count."""
    conditions = [
        f"{fault_column(item)} in ({', '.join(str(kind.value) for kind in kinds)})"
        for item in layout.fields
        if (kinds := [kind for kind in kinds_of(item) if quarantines(item, kind)])
    ]
    return f"({' or '.join(conditions)})" if conditions else "false"


def _faults(layout: Layout) -> str:
    """The codes of a row's faults, joined; null for the many rows that have none."""
    judged = [item for item in layout.fields if kinds_of(item)]
    if not judged:
        return "cast(null as varchar)"
    total = " + ".join(f"cast({fault_column(item)} as integer)" for item in judged)
    codes = ", ".join(
        f"case when {fault_column(item)} > 0 then '{rule_stem(layout, item)}' || {fault_column(item)} end"
        for item in judged
    )
    return f"case when {total} > 0 then concat_ws(',', {codes}) end"


def _staged(field: Field) -> list[str]:
    blanking = [str(kind.value) for kind in kinds_of(field) if severity_of(field, kind) == "error"]
    value = f"{field.name}__text" if field.type == "text" else field.name
    if blanking:
        value = f"case when {fault_column(field)} not in ({', '.join(blanking)}) then {value} end"
    value = f"{value} as {field.name}"
    if field.type != "id":
        return [value]
    # The text is kept where it isn't the number itself: damaged, of 15 digits, somebody else's certificate.
    fault, text = fault_column(field), f"{field.name}__text"
    return [value, f"case when {fault} > 0 then {text} end as {field.name}_text"]


def findings_select(layout: Layout) -> str:
    """The SELECT of all field findings of the parts in `loading`, with the raw value masked."""
    each = [
        f"select part_id, row, '{item.name}' as field, regexp_extract(faults, '{stem}[0-9]') as rule, "  # noqa: S608
        f"{item.name} as value from faulty where contains(faults, '{stem}')"
        for item in layout.fields
        if kinds_of(item) and (stem := rule_stem(layout, item))
    ]
    faulty = (
        f"select s.faults, r.* from stg.{layout.id} as s inner join loading on s.part_id = loading.part_id "  # noqa: S608
        f"inner join raw.{layout.id} as r on s.part_id = r.part_id and s.row = r.row where s.faults is not null"
    )
    return (
        f"with faulty as materialized ({faulty}), found as ({' union all '.join(each)}), "  # noqa: S608
        "cleaned as (select * replace (clean_text(value) as value) from found) "
        "select * replace (mask(value) as value) from cleaned"
    )
