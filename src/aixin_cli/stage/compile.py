"""Compiles a layout's fields into one SELECT: text in, typed values and fault kinds out.

Steps over whole columns, each a CTE: clean texts, *typed* values, *judged* faults.
`loading` gives each part's period, money factor and other facts; `unit_alias` resolves unit texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aixin_cli.forms import Field, Layout
from aixin_cli.stage.faults import check_digit, fault_kind
from aixin_cli.stage.rules import kinds_of, quarantines, severity_of
from aixin_cli.stage.values import final_text, folded_text, shaped_text, squeezed_text, typed_value


def fault_column(field: Field) -> str:
    """The judged column that holds the field's kind of fault, 0 for none."""
    return f"f_{field.number:02d}"


def compile_layout(layout: Layout, absent: frozenset[str], local_categories: Sequence[str]) -> str:
    """The SELECT that judges raw rows of the parts in `loading`.

    `absent` names fields that no row of the batch fills: their texts are compiled away.
    Columns: part_id, row, each field's value `x`, its text `x__text`, its fault `f_NN`.
    Each step is a CTE of its own: a macro repeats its argument, and nested they would multiply.
    """
    texts = [item for item in layout.fields if item.name not in absent]
    ids = [item for item in layout.fields if item.type == "id"]
    judged = [item for item in layout.fields if kinds_of(item)]
    source = _FROM_RAW.format(layout.id)
    steps = [
        (
            "squeezed",
            source,
            [*_PART_COLUMNS, *[f"{squeezed_text(item, absent)} as {item.name}__text" for item in layout.fields]],
        ),
        ("folded", "squeezed", [_replaced(texts, folded_text)]),
        ("shaped", "folded", [_replaced(texts, shaped_text)]),
        ("texted", "shaped", [_replaced(layout.fields, final_text)]),
        (
            "typed",
            "texted",
            ["*", *[f"{typed_value(item, local_categories)} as {item.name}" for item in layout.fields]],
        ),
        (
            "numbered",
            "typed",
            ["*", *[f"try_cast(left({item.name}, 17) as bigint) as {item.name}__digits" for item in ids]],
        ),
        ("checked", "numbered", ["*", *[f"{check_digit(item)} as {item.name}__checks" for item in ids]]),
        ("judged", "checked", ["*", *[f"{fault_kind(item)} as {fault_column(item)}" for item in judged]]),
    ]
    ctes = ",\n".join(f"{name} as (select {', '.join(columns)} from {origin})" for name, origin, columns in steps)
    return f"with {ctes} select {', '.join(_kept(layout))} from judged"  # noqa: S608


def _kept(layout: Layout) -> list[str]:
    """What staging and findings ask for: a text beside its value only where it is faulty or an ID."""
    kept = ["part_id", "row"]
    for item in layout.fields:
        text, fault = f"{item.name}__text", fault_column(item)
        if item.type != "text":
            kept.append(item.name)
        kept.append(
            f"case when {fault} > 0 then {text} end as {text}"
            if item.type not in ("text", "id") and kinds_of(item)
            else text
        )
        if kinds_of(item):
            kept.append(fault)
    return kept


_PART_COLUMNS = (
    "r.part_id",
    "r.row",
    "p.unit_code as part_unit",
    "p.parent_code as part_parent",
    "p.period as part_period",
    "p.period_start as part_start",
    "p.as_of as part_as_of",
    "p.money_factor as part_factor",
    "p.is_wrecked as part_is_wrecked",
    "n.unit_code as unit_name__unit",
    "c.unit_code as unit_code__unit",
)
_FROM_RAW = (
    "raw.{} as r inner join loading as p on r.part_id = p.part_id "
    "left join unit_alias as n on r.unit_name = n.text left join unit_alias as c on r.unit_code = c.text"
)


def _replaced(fields: Sequence[Field], shape: Callable[[Field], str]) -> str:
    replaced = [f"{text} as {item.name}__text" for item in fields if (text := shape(item)) != f"{item.name}__text"]
    return f"* replace ({', '.join(replaced)})" if replaced else "*"


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
    value = f"{field.name}__text" if field.type == "text" else field.name
    if blanking:
        value = f"case when {fault_column(field)} not in ({', '.join(blanking)}) then {value} end"
    value = f"{value} as {field.name}"
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
