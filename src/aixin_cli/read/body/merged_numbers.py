"""Numbers and money merged over several rows: one number, which counts once, in the first of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aixin_cli.forms.reading import COVERED
from aixin_cli.read.model import Fix
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    from aixin_cli.read.body.rows import Aside
    from aixin_cli.read.grid import Grid
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Notice

MOST_NAMED = 10
Spans = list[tuple[int, int]]


def find_covered(grid: Grid, header: Header, aside: Aside) -> tuple[list[Notice], tuple[Fix, ...]]:
    """Return a query a column with merged numbers, and the cells that these cover.

    A merge over rows that are no data, over one row of data alone, or without a number, says nothing. A
    covered cell is noted where a blank one would be a fault or stand for a usual number.
    """
    fields = {
        header.columns[item.name]: item
        for item in header.layout.fields
        if item.type in ("int", "money") and item.name in header.columns
    }
    found: dict[int, Spans] = defaultdict(list)
    covered: dict[str, list[int]] = defaultdict(list)
    for top, left, bottom, _right in sorted(grid.merges):
        if top < header.stop or bottom == top or left not in fields or top >= grid.height:
            continue
        cells = grid.batch.column(left)[top : min(bottom + 1, grid.height)].to_pylist()
        blank = [top + nth for nth, cell in enumerate(cells) if nth and cell is None and top + nth not in aside]
        if cells[0] is not None and top not in aside and blank:
            found[left].append((top, blank[-1]))
            if fields[left].required or fields[left].required_when or fields[left].default is not None:
                covered[fields[left].name] += [row + 1 for row in blank]
    notices = [_notice(grid, header, fields[column].name, spans) for column, spans in sorted(found.items())]
    return notices, tuple(Fix(COVERED, name, tuple(rows)) for name, rows in covered.items())


def _notice(grid: Grid, header: Header, name: str, spans: Spans) -> Notice:
    places = [f"{top + 1}–{bottom + 1}" for top, bottom in spans[:MOST_NAMED]]
    rows = "、".join(places) + ("…" if len(spans) > MOST_NAMED else "")
    return make_notice(COVERED, grid.sheet, spans[0][0] + 1, header.titles[name], rows=rows, count=len(spans))
