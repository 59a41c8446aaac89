"""Bars that lie: what recipients are made of, units ranked, returns received."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.charts.frame import add_axes, open_figure
from aixin_cli.publish.charts.model import Chart, Row, print_percent
from aixin_cli.publish.charts.style import CM, FAINT, INK, MAIN, MUTED, PAPER, PARTS, WARN
from aixin_cli.sheets.words import load_words

ROW = 0.5 * CM
AROUND = 2.9 * CM


def draw_bars(chart: Chart) -> Any:
    """A figure of parts of one whole, the largest first, each with its number and share."""
    figure, axes = _open(chart, len(chart.rows), 0.62 * CM)
    fill_bars(axes, chart, 7.5, 1.28)
    return figure


def fill_bars(axes: Any, chart: Chart, size: float, room: float) -> None:
    """The bars themselves, with letters of a size; the longest one is followed by room for its number."""
    most = max(float(row["value"]) for row in chart.rows)
    for place, row in enumerate(chart.rows):
        axes.barh(place, float(row["value"]), height=0.62, color=MAIN)
        text = f"{chart.print_value(row['value'])}{chart.unit}（{print_percent(row['share'])}）"
        _write_beside(axes, (float(row["value"]), place), text, size=size)
    _finish(axes, [row["item"] for row in chart.rows], most * room)
    axes.tick_params(axis="y", labelsize=max(size, 8))


def draw_ranked(chart: Chart) -> Any:
    """A figure of units from the highest down, with the whole's line; those without a number are named below."""
    rows = [row for row in chart.rows if not row["is_whole"] and row["value"] is not None]
    figure, axes = _open(chart, len(rows) + 0.6, ROW)
    values = [float(row["value"]) for row in rows]
    most = max(values)
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        axes.barh(place, value, height=0.62, color=MAIN)
        # At the foot of the bar, where the whole's line doesn't run through it.
        is_long = value > most / 5
        _write_beside(
            axes, (0 if is_long else value, place), chart.print_value(row["value"]), PAPER if is_long else INK
        )
    for row in chart.rows:
        if row["is_whole"] and row["value"] is not None:
            _draw_whole(axes, chart, row, len(rows))
    _finish(axes, [row["unit_name"] for row in rows], most * 1.08)
    axes.set_ylim(len(rows) - 0.5, -1.25)
    return figure


def draw_stacked(chart: Chart) -> Any:
    """A figure of units, each a bar of parts of its own whole."""
    units: dict[str, list[Row]] = {}
    for row in chart.rows:
        units.setdefault(row["unit_name"], []).append(row)
    figure, axes = _open(chart, len(units) + 1.2, ROW)
    for place, rows in enumerate(units.values()):
        _draw_parts(axes, place, rows)
    _finish(axes, list(units), 1.0)
    axes.set_xlim(0, 1.13)
    axes.set_ylim(len(units) - 0.5, -1.7)
    x = 0.0
    for number, part in enumerate(dict.fromkeys(row["part"] for row in chart.rows)):
        axes.plot(
            [x + 0.012], [-1.15], "s", markersize=6, markerfacecolor=PARTS[number], markeredgecolor=MUTED, mew=0.5
        )
        axes.text(x + 0.035, -1.15, part, va="center", size=7.5)
        x += 0.075 + 0.034 * len(part)
    return figure


def _draw_parts(axes: Any, place: int, rows: list[Row]) -> None:
    left, whole = 0.0, float(rows[0]["whole"])
    for row, colour in zip(rows, PARTS, strict=True):
        share = float(row["value"]) / whole
        axes.barh(
            place,
            share,
            left=left,
            height=0.66,
            color=colour,
            edgecolor=MUTED if colour == PAPER else PAPER,
            linewidth=0.5,
        )
        if share > 0.035:
            ink = PAPER if colour == MAIN else INK
            axes.text(left + share / 2, place, str(row["value"]), ha="center", va="center", size=6.5, color=ink)
        left += share
    came = sum(int(row["value"]) for row in rows[:2])
    words = load_words()["charts"]["came"].format(came=came, whole=int(whole))
    axes.text(1.012, place, words, va="center", size=7, color=INK if came == whole else WARN)


def _draw_whole(axes: Any, chart: Chart, row: Row, count: int) -> None:
    value = float(row["value"])
    axes.plot([value, value], [-0.55, count - 0.5], color=WARN, linewidth=1, zorder=3)
    text = load_words()["charts"]["whole"].format(unit=row["unit_name"], value=chart.print_value(row["value"]))
    axes.text(value, -0.62, text, ha="center", va="bottom", size=7.5, color=WARN, weight="bold")


def _open(chart: Chart, rows: float, height: float) -> tuple[Any, Any]:
    figure, room = open_figure(chart, rows * height + AROUND)
    return figure, add_axes(figure, room, (0.17, 0.0, 0.0, 0.0))


def _write_beside(axes: Any, end: tuple[float, int], text: str, colour: str = INK, size: float = 7.5) -> None:
    axes.annotate(text, end, (4, 0), textcoords="offset points", va="center", size=size, color=colour)


def _finish(axes: Any, names: list[str], most: float) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, most or 1)
    axes.set_xticks([])
    axes.axvline(0, color=FAINT, linewidth=0.8)
