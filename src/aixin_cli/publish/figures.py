"""The headline figures of a month, each beside other months and with the returns behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aixin_cli.publish import row_names
from aixin_cli.publish.definition_changes import read_changes
from aixin_cli.publish.model import Figure, History
from aixin_cli.publish.number_style import print_number, round_half
from aixin_cli.publish.returns import Behind
from aixin_cli.sheets.words import load_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from aixin_cli.store import Store


def read_figures(store: Store, period: str, behind: Mapping[str, Behind]) -> list[Figure]:
    """All units' figures of a month by unit, then in their printed order, each with the returns `behind` its form."""
    statements = {str(item.header["figure_id"]): item for item in store.catalogue.of_kind("figure")}
    headers = {name: item.header for name, item in statements.items()}
    changes = {name: read_changes(item, period) for name, item in statements.items()}
    rows = store.arrow(*store.question("lookup/figure_history", store.period_params(period))).to_pylist()
    known = [row for row in rows if row["figure_id"] in headers]
    figures = [
        replace(_figure(row, headers[row["figure_id"]], behind), changes=changes[row["figure_id"]]) for row in known
    ]
    return sorted(figures, key=lambda item: (item.unit_code, headers[item.id].get("order", 0), item.id))


def print_figure(value: Decimal | None, figure: Figure) -> str:
    """A value as this figure is written, with its unit; a dash where there is none."""
    if value is None:
        return str(load_words()["dash"])
    return print_number(value, figure.unit_printed, figure.id)


def figure_table(figures: list[Figure]) -> pa.Table:
    """One row a figure and unit: value, how it is printed, other months, what is doubtful."""
    import pyarrow as pa

    money = pa.decimal128(18, 2)
    return pa.table(
        {
            "figure": [item.id for item in figures],
            "label": [item.label for item in figures],
            "unit_code": [item.unit_code for item in figures],
            "unit_name": [row_names.name(item.unit_code) for item in figures],
            "value": pa.array([item.value for item in figures], money),
            "unit": [item.unit for item in figures],
            "printed": [item.printed for item in figures],
            "month": pa.array([item.history.month for item in figures], money),
            "year": pa.array([item.history.year for item in figures], money),
            "previous": pa.array([item.history.previous for item in figures], money),
            "last_year": pa.array([item.history.last_year for item in figures], money),
            "unidentified": pa.array([item.unidentified for item in figures], pa.int64()),
            "quarantined": pa.array([item.quarantined for item in figures], pa.int64()),
        }
    )


def _figure(row: Mapping[str, Any], header: Mapping[str, Any], behind: Mapping[str, Behind]) -> Figure:
    form = str(header["forms"][0])
    returns = behind.get(form, Behind())
    figure = Figure(
        id=row["figure_id"],
        label=header["label"],
        unit_code=row["unit_code"],
        value=row["value"],
        unit=header["unit"],
        printed="",
        definition=header["definition_id"],
        scope=header["scope"],
        unidentified=row["unidentified_count"],
        quarantined=row["quarantined_count"],
        meaning=header["definition"],
        measure=str(header.get("measure", "stock")),
        unit_printed=str(header.get("unit_printed", header["unit"])),
        history=_history(row, is_stock=header.get("measure") == "stock" and bool(returns.is_comparable)),
        completeness=returns.completeness,
        form=form,
    )
    return replace(figure, printed=print_figure(figure.value, figure))


def _history(row: Mapping[str, Any], *, is_stock: bool) -> History:
    """What other months had; a stock's rates only where the same units stand in both months."""
    value, previous = row["value"], row["previous_value"]
    return History(
        month=row["month_value"],
        year=row["year_value"],
        growth=_rate(value, previous) if is_stock else row["growth_rate"],
        yearly_growth=row["yearly_growth_rate"],
        previous=previous,
        previous_month=row["previous_month_value"],
        last_year=row["last_year_value"],
        last_year_month=row["last_year_month_value"],
    )


def _rate(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """(value − base) ÷ base to four places, half up; none where there is no base above zero."""
    if value is None or base is None or base <= 0:
        return None
    return round_half((value - base) / base, 4)
