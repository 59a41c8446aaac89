"""How a table is laid out for paper, as its SQL file's header declares it: `[[sheet]]`, one each or several."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _

LEVEL = "level"
"""A column that every table has besides its own: how a row is set: province, prefecture, area, own, helper, none."""
TIER = "tier"
"""And another: what a row's unit is in the table of divisions."""
CHARTS = ("bar", "column")
PLAIN = ("title", "head", "total", "below", "keeps_silent", "chart", "ranked")
SEVERAL = ("down", "across", "heads", "notes")

Where = dict[str, tuple[str, ...]]
"""Of some columns: the values that are wanted; one that ends with % is a beginning."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a column's value, its sum, or a mark for the words of several columns."""

    name: str
    title: tuple[str, ...] | None = None
    where: Where = field(default_factory=dict)
    """Of which across value; of all without."""
    with_: tuple[str, ...] = ()
    """Columns whose words follow the first's, for the mark."""
    marks: dict[str, str] = field(default_factory=dict)
    is_sum: bool = False
    """The sum over all that stands across."""


@dataclass(frozen=True)
class Line:
    """One line of a cross table that is made of one row: what it is called and its columns."""

    title: str
    cells: tuple[str, ...] = ()
    total: str = ""
    """The column of its total; without, the sum of its cells."""


@dataclass(frozen=True)
class Sheet:
    """One table on paper: what goes down, across, and in the cells."""

    title: str = ""
    down: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    """The first tells apart and is the order, the others are for the head."""
    head: str = ""
    cells: tuple[Cell, ...] = ()
    where: Where = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    total: str = ""
    """What the sums of a cross table are called; without, there are none."""
    below: bool = False
    """It stands under the sheet before it."""
    keeps_silent: bool = False
    """Units that sent nothing stand in it always."""
    notes: tuple[str, ...] = ()
    chart: str = ""
    """It is drawn on the sheet of charts: bar lying, column standing."""
    ranked: bool = False
    """The largest of the first cells first."""


def read_layout(header: dict[str, Any], names: list[str], place: str) -> tuple[Sheet, ...]:
    """A header's sheets; DefinitionError for what can't be laid out. Without any, the table stands as it is."""
    declared = header.get("sheet", [])
    try:
        sheets = tuple(_sheet(item, names) for item in declared)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise DefinitionError(_("a sheet in this header can't be laid out"), place, str(error)) from error
    if sheets and sheets[0].below:
        raise DefinitionError(_("a sheet in this header can't be laid out"), place, _("the first has none before it"))
    return sheets


def plain_sheet(names: list[str]) -> Sheet:
    """A table as it is: rows down, columns across."""
    return Sheet(cells=tuple(Cell(name) for name in names))


def _sheet(item: dict[str, Any], names: list[str]) -> Sheet:
    _known(item, Sheet)
    plain: dict[str, Any] = {key: item[key] for key in PLAIN if key in item}
    several: dict[str, Any] = {key: tuple(item[key]) for key in SEVERAL if key in item}
    sheet = Sheet(
        **plain,
        **several,
        cells=_cells(item, names),
        where=_where(item.get("where", {})),
        lines=tuple(_line(line) for line in item.get("lines", ())),
    )
    told = {*sheet.down, *sheet.across, *sheet.where} | {name for cell in sheet.cells for name in _asked(cell)}
    told |= {name for line in sheet.lines for name in (*line.cells, line.total) if name}
    if sheet.chart not in ("", *CHARTS):
        raise ValueError(_("chart is one of {names}").format(names=", ".join(CHARTS)))
    if missing := told - {*names, LEVEL, TIER}:
        raise ValueError(_("no such column: {names}").format(names=", ".join(sorted(missing))))
    return sheet


def _asked(cell: Cell) -> set[str]:
    return {cell.name, *cell.with_, *cell.where}


def _cells(item: dict[str, Any], names: list[str]) -> tuple[Cell, ...]:
    """The cells of a sheet; a name may be a pattern, and stands for the columns that fit it."""
    cells: list[Cell] = []
    for told in item.get("cells", ()):
        if isinstance(told, str):
            cells += [Cell(name) for name in _matching(told, names)]
        else:
            cells += _cell(told, names)
    return tuple(cells)


def _cell(told: dict[str, Any], names: list[str]) -> list[Cell]:
    unknown = told.keys() - {"name", "title", "where", "with", "marks", "sum"}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    title = told.get("title")
    rest: dict[str, Any] = {
        "title": None if title is None else tuple([title] if isinstance(title, str) else title),
        "where": _where(told.get("where", {})),
        "with_": tuple(told.get("with", ())),
        "marks": dict(told.get("marks", {})),
        "is_sum": bool(told.get("sum", False)),
    }
    return [Cell(name, **rest) for name in _matching(told["name"], names)]


def _matching(pattern: str, names: list[str]) -> list[str]:
    if not set(pattern) & set("*?["):
        return [pattern]
    return [name for name in names if fnmatchcase(name, pattern)] or [pattern]


def _where(told: dict[str, Any]) -> Where:
    return {name: tuple([wanted] if isinstance(wanted, str) else wanted) for name, wanted in told.items()}


def _line(told: dict[str, Any]) -> Line:
    _known(told, Line)
    return Line(told["title"], tuple(told.get("cells", ())), told.get("total", ""))


def _known(told: dict[str, Any], kind: type[Sheet | Line]) -> None:
    unknown = told.keys() - {item.name for item in fields(kind)}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
