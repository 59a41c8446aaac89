"""Prints how columns were understood, and the decisions on titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.title import title_key
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat

if TYPE_CHECKING:
    from aixin_cli.read import Column, Proposal, SheetLayout, SourceFile
    from aixin_cli.stage.mappings import Mapping

ALL_UNITS = "*"
PROPOSED = 3
"""So many fields are proposed for a title."""
COLUMNS = ("file", "sheet", "layout", "rows", "column", "title", "field", "score", "how", "decided_by", "proposed")
DECISIONS = ("layout", "unit", "title", "field", "decided_by", "decided_at")


def hows() -> dict[str, str]:
    """How a column was understood, in words."""
    return {
        "title": _("the form's title"),
        "synonym": _("a synonym"),
        "group": _("with its group"),
        "memory": _("accepted before"),
        "guess": _("guessed"),
        "refused": _("means nothing"),
        "repeated": _("named twice"),
        "unknown": _("unknown"),
    }


def headings() -> dict[str, str]:
    """What columns are called."""
    return {
        "file": _("file"),
        "sheet": _("sheet"),
        "layout": _("layout"),
        "rows": _("header rows"),
        "column": _("column"),
        "title": _("title"),
        "field": _("field"),
        "score": _("score"),
        "how": _("understood"),
        "decided_by": _("decided by"),
        "decided_at": _("decided on"),
        "proposed": _("nearest fields"),
        "unit": _("unit"),
    }


def show(files: Sequence[SourceFile], known: Sequence[Mapping], paths: Sequence[Path], form: TableFormat) -> None:
    """Print every column of every header."""
    rows = [row for file in files for row in _rows(file, known, form)]
    _out(COLUMNS, rows, form)
    for file in files:
        if file.error is not None:
            console.say_refused(file.error.where or "", file.error.what, file.error.hint)
    _say_next(files, paths)


def show_decisions(found: Sequence[Mapping], form: TableFormat) -> None:
    """Print decisions."""
    rows = [
        [item.layout, item.unit, item.title, item.field, item.decided_by, f"{item.decided_at:%Y-%m-%d %H:%M}"]
        for item in found
    ]
    if form == "table":
        rows = [[_word(name, cell) for name, cell in zip(DECISIONS, row, strict=True)] for row in rows]
    _out(DECISIONS, rows, form)


def _word(name: str, cell: Any) -> Any:
    if name == "unit" and cell == ALL_UNITS:
        return _("all units")
    return _("nothing") if name == "field" and cell is None else cell


def _out(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: TableFormat) -> None:
    if form != "table":
        console.out_rows(columns, rows, form)
        return
    names = headings()
    used = [place for place in range(len(columns)) if not rows or any(row[place] for row in rows)]
    console.out_rows([names[columns[place]] for place in used], [[row[place] for place in used] for row in rows], form)


def _rows(file: SourceFile, known: Sequence[Mapping], form: TableFormat) -> Iterator[list[Any]]:
    """One row a column: codes as data, words as a table."""
    who = {(item.layout, item.unit, item.key): item.decided_by for item in known}
    words = hows()
    for layout in file.layouts:
        rows = str(layout.first_row) + (f"–{layout.last_row}" if layout.last_row > layout.first_row else "")
        place = [file.path, layout.sheet, layout.layout, rows]
        for column in layout.columns:
            near = "、".join(f"{item.field} {item.score:.2f}" for item in _proposals(layout, column))
            score = f"{column.score:.2f}" if column.field else None
            how = words[column.how] if form == "table" else column.how
            decided_by = _decided_by(layout, column, who)
            yield [*place, column.letter, column.title, column.field, score, how, decided_by, near or None]


def _proposals(layout: SheetLayout, column: Column) -> Sequence[Proposal]:
    """The fields nearest to an unknown title that no other column stands for."""
    from aixin_cli.read.header.propose import propose

    if column.how != "unknown":
        return ()
    taken = {other.field for other in layout.columns}
    near = propose(layout.layout, tuple(column.title.split("/")))
    return [item for item in near if item.field not in taken][:PROPOSED]


def _decided_by(layout: SheetLayout, column: Column, who: dict[tuple[str, str, str], str]) -> str | None:
    if column.how not in ("memory", "refused"):
        return None
    key = title_key(column.title)
    own = who.get((layout.layout, layout.unit or ALL_UNITS, key))
    return own or who.get((layout.layout, ALL_UNITS, key))


def _say_next(files: Sequence[SourceFile], shown: Sequence[Path]) -> None:
    """Name the command that decides on the likeliest unknown title, else the next step."""
    best: tuple[float, str] | None = None
    for layout in (layout for file in files for layout in file.layouts):
        whose = f"--unit {layout.unit}" if layout.unit else "--all-units"
        for column in layout.columns:
            for item in _proposals(layout, column):
                if item.field in layout.missing and (best is None or item.score > best[0]):
                    command = f'aixin layout accept "{column.title}" {item.field} --form {layout.layout} {whose}'
                    best = (item.score, command)
    paths = " ".join(str(path) for path in shown)
    console.say(_("next: {command}").format(command=best[1] if best else f"aixin check {paths}"))
