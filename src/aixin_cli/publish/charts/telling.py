"""What a chart shows, in a sentence: for whoever can't see the picture."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.charts.model import Chart, print_percent
from aixin_cli.sheets.words import load_words, period_text


def tell_chart(chart: Chart) -> str:
    """The alternative text of a chart that is drawn."""
    words = load_words()["charts"]
    parts = TELLERS[chart.shape](chart, words)
    return str(words["alt"]).format(title=chart.title, period=chart.period_text, parts="；".join(parts))


def _tell_line(chart: Chart, words: dict[str, Any]) -> list[str]:
    parts = []
    for series in dict.fromkeys(row["series"] for row in chart.rows):
        rows = [row for row in chart.rows if row["series"] == series]
        parts.append(
            words["alt_line"].format(
                series=series,
                first=period_text(rows[0]["period"]),
                before=_valued(chart, rows[0]["value"]),
                last=period_text(rows[-1]["period"]),
                now=_valued(chart, rows[-1]["value"]),
            )
        )
    return parts


def _tell_bar(chart: Chart, _words: dict[str, Any]) -> list[str]:
    return [f"{row['item']}{_valued(chart, row['value'])}（{print_percent(row['share'])}）" for row in chart.rows]


def _tell_units(chart: Chart, _words: dict[str, Any]) -> list[str]:
    return [f"{row['unit_name']}{chart.print_value(row['value'])}" for row in chart.rows if row["value"] is not None]


def _tell_heat(chart: Chart, words: dict[str, Any]) -> list[str]:
    units = {row["unit_name"] for row in chart.rows}
    columns = dict.fromkeys(row["column_name"] for row in chart.rows)
    return [words["alt_heat"].format(count=len(units), columns="、".join(columns))]


def _tell_stacked(chart: Chart, words: dict[str, Any]) -> list[str]:
    sums: dict[str, int] = {}
    for row in chart.rows:
        sums[row["part"]] = sums.get(row["part"], 0) + int(row["value"])
    return [words["alt_stacked"].format(count=sum(sums.values())), *(f"{name}{count}" for name, count in sums.items())]


def _valued(chart: Chart, value: Any) -> str:
    return f"{chart.print_value(value)}{chart.unit}"


TELLERS = {
    "line": _tell_line,
    "bar": _tell_bar,
    "ranked": _tell_units,
    "tiles": _tell_units,
    "heat": _tell_heat,
    "stacked": _tell_stacked,
}
