"""Units down, indicators across: how deep a cell is says where the unit stands among all."""

from __future__ import annotations

from typing import Any

from aixin_cli.publish.charts.frame import add_axes, open_figure
from aixin_cli.publish.charts.model import Chart, Row
from aixin_cli.publish.charts.style import CM, FAINT, MUTED, NONE, PAPER, blue

ROW = 0.29 * CM
AROUND = 4.0 * CM
LEAST_SIDE = 12
"""With fewer units there is one column of them, with more there are two side by side."""


def draw_heat(chart: Chart) -> Any:
    """A figure of cells in two halves side by side, units of one prefecture together."""
    units: dict[tuple[str, str], list[Row]] = {}
    for row in chart.rows:
        units.setdefault((row["group_name"], row["unit_name"]), []).append(row)
    known = {key: rows for key, rows in units.items() if any(row["value"] is not None for row in rows)}
    halves = _halve(list(known))
    longest = max(map(len, halves))
    figure, room = open_figure(chart, max(longest, 6) * ROW + AROUND)
    width = room[2] / len(halves)
    for place, keys in enumerate(halves):
        part = (room[0] + place * width, room[1], width, room[3])
        axes = add_axes(figure, part, (0.15, 0.0, 0.015, 1.15 * CM / figure.get_figheight()))
        _draw_half(axes, [known[key] for key in keys], keys, longest)
    return figure


def _halve(keys: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """One list, or two that part between prefectures nearest to the middle."""
    if len(keys) <= LEAST_SIDE:
        return [keys]
    edges = [place for place in range(1, len(keys)) if keys[place][0] != keys[place - 1][0]]
    middle = min(edges or [(len(keys) + 1) // 2], key=lambda place: abs(place - len(keys) / 2))
    return [keys[:middle], keys[middle:]]


def _draw_half(axes: Any, units: list[list[Row]], keys: list[tuple[str, str]], longest: int) -> None:
    colours = [[_colour(row) for row in rows] for rows in units]
    axes.pcolormesh(range(len(colours[0]) + 1), range(len(units) + 1), colours, edgecolor=PAPER, linewidth=0.6)
    axes.set_xlim(0, len(colours[0]))
    axes.set_ylim(longest, 0)
    axes.set_yticks([place + 0.5 for place in range(len(units))], [name for _group, name in keys], size=6)
    heads = ["\n".join((row["column_name"][:2], row["column_name"][2:])) for row in units[0]]
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(len(heads))], heads, size=6, linespacing=1.25)
    starts = [place for place in range(len(keys)) if place == 0 or keys[place][0] != keys[place - 1][0]]
    for place in starts:
        axes.plot([-2.75, len(heads)], [place, place], color=FAINT, linewidth=0.5, clip_on=False)
        end = min((start for start in starts if start > place), default=len(keys))
        if end - place > 1:
            axes.text(
                -2.7, (place + end) / 2, keys[place][0], ha="left", va="center", size=6.5, color=MUTED, weight="bold"
            )


def _colour(row: Row) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    if row["depth"] is None:
        red, green, part = to_rgb(NONE)
        return red, green, part
    return blue(float(row["depth"]))
