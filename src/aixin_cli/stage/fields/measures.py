"""Numbers whose unit of measure stands in their row: the indicators of AX07, each with a unit of its own."""

from __future__ import annotations

from aixin_cli.forms import Field, Layout

MONEY = "元"
MONEY_WORDS = {"元": 1, "人民币元": 1, "圆": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}
"""What a row may call its money, and how many 元 that is."""
SAME = {"名": "人", "位": "人", "人数": "人", "人/次": "人次", "起": "件"}
"""Words that counties write for an indicator's own unit."""
MEASURED = ("month_value", "year_value", "total_value")


def is_measured(field: Field) -> bool:
    """Whether the field's unit is its row's."""
    return field.name in MEASURED


def money_factor(field: Field) -> str:
    """SQL: how many 元 one of the field's numbers is, where the cell itself names no unit."""
    return "row_factor" if is_measured(field) else "part_factor"


def row_measure(layout: Layout) -> list[list[str]]:
    """SQL columns of a layout with indicators: the indicator's unit, the unit its row names, and what they make.

    `row_factor` is 1 for whatever isn't money: a preamble that says 万元 doesn't multiply people.
    One step after the other: DuckDB plans a `case` with its subject, and a name of the same SELECT with what it stands
    for, anew in each branch.
    """
    codes = [code for field in layout.fields if field.name == "indicator_code" for code in field.codes]
    if not codes:
        return []
    own = " ".join(f"when '{code.value}' then '{code.unit}'" for code in codes)
    written = "regexp_replace(fold_width(squeeze(indicator_unit__text)), '[()]|单位[:：]?', '', 'g')"
    same = " ".join(f"when '{word}' then '{unit}'" for word, unit in SAME.items())
    money = " ".join(f"when '{word}' then {factor}" for word, factor in MONEY_WORDS.items())
    factor = (
        f"case when row_own_unit <> '{MONEY}' then 1 when row_unit is null then part_factor "
        f"else case row_unit {money} else 1 end end"
    )
    return [
        [f"case indicator_code__text {own} end as row_own_unit", f"{written} as row_written_unit"],
        [f"nullif(case row_written_unit {same} else row_written_unit end, '') as row_unit"],
        [f"{factor} as row_factor"],
    ]


def is_contradicted() -> str:
    """SQL: whether a row's unit is another than its indicator's, and none that is converted."""
    words = ", ".join(f"'{word}'" for word in MONEY_WORDS)
    return f"coalesce(row_unit <> row_own_unit and not (row_own_unit = '{MONEY}' and row_unit in ({words})), false)"


def is_divided(field: Field) -> str:
    """SQL: whether a number of people, cases, places isn't whole."""
    return f"row_own_unit <> '{MONEY}' and {field.name} <> trunc({field.name})"
