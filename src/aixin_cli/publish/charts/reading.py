"""Asks the month's charts of sql/chart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _
from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.charts.telling import tell_chart
from aixin_cli.sheets.words import day_text, load_words, period_text

if TYPE_CHECKING:
    from aixin_cli.store import Store
    from aixin_cli.store.statement import Statement

NEEDED = {
    "line": {"period", "series", "value", "is_complete"},
    "bar": {"item", "value", "share"},
    "ranked": {"unit_code", "unit_name", "is_whole", "value"},
    "tiles": {"unit_code", "unit_name", "is_whole", "value"},
    "heat": {"unit_name", "group_name", "column_no", "column_name", "value", "depth"},
    "stacked": {"unit_name", "part_no", "part", "value", "whole"},
}
"""What a SELECT answers for each shape."""
DISTINCT = {"line": "period", "heat": "unit_name"}
"""What must be there often enough; of other shapes, rows with a value."""


def read_charts(store: Store, period: str) -> tuple[Chart, ...]:
    """All charts of a month that was rolled up, in their order; those that can't be drawn say why."""
    statements = sorted(store.catalogue.of_kind("chart"), key=lambda item: int(item.header["chart"]["no"]))
    params = store.period_params(period)
    return tuple(_chart(store, item, period, {name: params[name] for name in item.params}) for item in statements)


def _chart(store: Store, statement: Statement, period: str, params: dict[str, Any]) -> Chart:
    about = statement.header["chart"]
    words = load_words()["charts"]
    rows = tuple(store.arrow(statement.sql, params).to_pylist())
    chart = Chart(
        id=statement.id,
        title=statement.title,
        shape=about["shape"],
        unit=about["unit"],
        style=about["style"],
        period_text=period_text(period),
        source_line=words["source"].format(
            tables="、".join(statement.header["source"]), day=day_text(store.settings.as_of(period))
        ),
        notes=tuple(statement.header.get("notes", ())),
        rows=rows,
    )
    lacking = NEEDED.get(chart.shape, {"shape"}) - set(rows[0] if rows else NEEDED.get(chart.shape, ()))
    if lacking:
        what = _("a chart of this shape needs more columns: {names}").format(names=", ".join(sorted(lacking)))
        raise DefinitionError(what, statement.origin)
    if _count(chart) < int(about["least_rows"]):
        return replace(chart, left_out=about["too_few"])
    return replace(chart, alt=tell_chart(chart))


def _count(chart: Chart) -> int:
    known = [row for row in chart.rows if row["value"] is not None and not row.get("is_whole")]
    name = DISTINCT.get(chart.shape)
    return len({row[name] for row in known}) if name else len(known)
