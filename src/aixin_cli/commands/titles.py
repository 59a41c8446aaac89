"""Columns and states of returns in words, where they are printed for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aixin_cli import console
from aixin_cli.console import TableFormat
from aixin_cli.locale import _


def titles() -> dict[str, str]:
    """What columns are called."""
    return {
        "part_id": _("no"),
        "unit_code": _("code"),
        "unit_name": _("unit"),
        "form": _("form"),
        "path": _("file"),
        "sheet": _("sheet"),
        "version": _("version"),
        "state": _("state"),
        "reason": _("why"),
        "is_expected": _("expected"),
        "used_period": _("month used"),
        "filled_date": _("filled in"),
        "is_late": _("late"),
        "part_count": _("parts"),
        "rows_read": _("read"),
        "rows_accepted": _("accepted"),
        "rows_quarantined": _("quarantined"),
        "rows_set_aside": _("set aside"),
        "error_count": _("errors"),
        "query_count": _("queries"),
        "note_count": _("notes"),
    }


def states() -> dict[str, str]:
    """What states are called."""
    return {
        "received": _("received"),
        "zero": _("nothing to report"),
        "carried": _("carried forward"),
        "lapsed": _("too old to carry"),
        "missing": _("missing"),
        "held": _("held"),
        "accepted": _("accepted"),
        "superseded": _("superseded"),
        "repeat": _("loaded before"),
    }


def out_returns(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: TableFormat) -> None:
    """Print rows about returns: in words as a table, by their ids as data."""
    if form != "table":
        console.out_rows(columns, rows, form)
        return
    known, words = titles(), states()
    marks = {True: _("yes"), False: ""}
    shown = [[_word(cell, name, words, marks) for cell, name in zip(row, columns, strict=True)] for row in rows]
    console.out_rows([known.get(name, name) for name in columns], shown, form)


def _word(cell: Any, name: str, words: dict[str, str], marks: dict[bool, str]) -> Any:
    if isinstance(cell, bool):
        return marks[cell]
    return words.get(cell, cell) if name == "state" else cell
