"""Prints who has sent what: a line for all, a row a unit with a mark a form, or a row a return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat
from aixin_cli.screen.returns import out_states

if TYPE_CHECKING:
    from aixin_cli.rollup.states import States
    from aixin_cli.stage.returns.correspondence import Correspondence
    from aixin_cli.stage.returns.held import Held

FORMS = ("pairing", "activity", "organization", "fund_entry", "project", "site", "indicator", "opening")
FELL = "↓"
"""Before a unit from which last month's returns came and this month's didn't."""
WIDTH = 80


def marks() -> dict[str, str]:
    """The marks of T09, in words."""
    return {
        "✓": _("received"),
        "零": _("nothing to report"),
        "迟": _("late"),
        "沿": _("carried forward"),
        "期": _("given once for ever"),
        "扣": _("held"),
        "缺": _("missing"),
        FELL: _("sent last month and not this one"),
    }


def out_status(
    shown: States, held: Sequence[Held], letters: Sequence[Correspondence], form: TableFormat, *, is_long: bool
) -> None:
    """Print the month; as data, and where it is asked for, a row a return."""
    if form == "table":
        console.out(total_line(shown.total))
        console.out("")
    if form != "table" or is_long:
        out_states(shown, held, letters, form)
        return
    rows = [dict(zip(shown.unit_columns, row, strict=True)) for row in shown.unit_rows]
    lines = [[*_name(row), *(row[name] for name in FORMS), *_counts(row)] for row in rows]
    heads = [f"{place:02d}" for place in range(1, len(FORMS) + 1)]
    console.out_rows([_("unit"), *heads, _("error"), _("query"), _("note")], lines, "table")
    console.out("")
    for line in _legend(rows):
        console.out(line)


def total_line(total: Mapping[str, int]) -> str:
    """What is owed, what came and what didn't, in one line."""
    parts = [_("{count} in time").format(count=total["received"]), _("{count} late").format(count=total["late"])]
    if total["held"]:
        parts.append(_("{count} held").format(count=total["held"]))
    parts.append(_("{count} not there").format(count=total["absent"]))
    if total["carried"]:
        parts[-1] += _(" ({count} carried)").format(count=total["carried"])
    return _("{expected} due: {parts}; complete: {complete}/{units} units").format(
        expected=total["expected"],
        parts=pick(", ", "，").join(parts),
        complete=total["complete_units"],
        units=total["units"],
    )


def _name(row: Mapping[str, Any]) -> list[str]:
    from aixin_cli.forms.divisions import load_divisions

    unit = load_divisions().by_code.get(row["unit_code"])
    return [(FELL if row["fell_silent"] else " ") + (unit.short_name if unit else row["unit_name"])]


def _counts(row: Mapping[str, Any]) -> list[int | None]:
    return [row[name] or None for name in ("error_count", "query_count", "note_count")]


def _legend(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The marks that occur, in lines no longer than a terminal."""
    from rich.cells import cell_len

    used = {row[name] for row in rows for name in FORMS} | {FELL for row in rows if row["fell_silent"]}
    told = [f"{mark} {word}" for mark, word in marks().items() if mark in used]
    line = pick("01 to 08: AX01 to AX08", "01～08：AX01～AX08")
    for text in told:
        if cell_len(line) + 2 + cell_len(text) > WIDTH:
            yield line
            line = text
        else:
            line += "  " + text
    yield line
