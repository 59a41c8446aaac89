"""Months along the bottom: a line a series, its name and last number beside its end."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.charts.frame import add_axes, open_figure
from aixin_cli.publish.charts.model import Chart, Row
from aixin_cli.publish.charts.style import CM, FAINT, PAPER, SERIES
from aixin_cli.sheets.words import load_words

HEIGHT = 8.2 * CM
LEAST_GAP = 0.17
"""Between the names at the ends of lines, as a part of the axes' height."""


def draw_lines(chart: Chart) -> Any:
    """A figure of one to three lines; a month that isn't complete has a hollow mark."""
    figure, room = open_figure(chart, HEIGHT)
    axes = add_axes(figure, room, (0.01, 0.07, 0.17, 0.02))
    months = sorted({row["period"] for row in chart.rows})
    top = 1.18 * max(float(row["value"]) for row in chart.rows) or 1
    series = list(dict.fromkeys(row["series"] for row in chart.rows))
    chosen = [[row for row in chart.rows if row["series"] == name] for name in series]
    for rows, colour in zip(chosen, SERIES, strict=False):
        _draw_line(axes, (chart, rows, months), colour, is_alone=len(series) == 1)
    _name_ends(axes, chart, chosen, months, top)
    axes.set_ylim(0, top)
    axes.set_xlim(-0.35, len(months) - 0.75)
    axes.set_yticks([])
    axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.set_xticks(range(len(months)), [_month_label(month, place) for place, month in enumerate(months)])
    return figure


def _draw_line(axes: Any, what: tuple[Chart, list[Row], list[str]], colour: str, *, is_alone: bool) -> None:
    chart, rows, months = what
    places = [months.index(row["period"]) for row in rows]
    values = [float(row["value"]) for row in rows]
    axes.plot(places, values, color=colour, linewidth=1.6, zorder=2)
    for place, value, row in zip(places, values, rows, strict=True):
        fill = colour if row["is_complete"] else PAPER
        axes.plot([place], [value], "o", markersize=4.5, markerfacecolor=fill, markeredgecolor=colour, zorder=3)
        if is_alone and row is not rows[-1]:
            axes.annotate(
                chart.print_value(row["value"]), (place, value), (0, 6), textcoords="offset points", ha="center", size=7
            )


def _name_ends(axes: Any, chart: Chart, chosen: list[list[Row]], months: list[str], top: float) -> None:
    """Names from the lowest up, each no nearer to the one below than can be read."""
    below = -1.0
    for place, rows in sorted(enumerate(chosen), key=lambda item: item[1][-1]["value"]):
        value = rows[-1]["value"]
        height = max(float(value) / top, below + LEAST_GAP)
        below = height
        name = rows[-1]["series"]
        text = f"{name}\n{chart.print_value(value)}" if name else chart.print_value(value)
        end = (months.index(rows[-1]["period"]), height * top)
        colour = SERIES[place % len(SERIES)]
        axes.annotate(
            text, end, (7, 0), textcoords="offset points", va="center", size=8, color=colour, weight="bold",
            linespacing=1.05, annotation_clip=False,
        )  # fmt: skip


def _month_label(month: str, place: int) -> str:
    words = load_words()["charts"]
    year, number = month.split("-")
    return str(words["month_of_year" if place == 0 or number == "01" else "month"]).format(year=year, month=int(number))
