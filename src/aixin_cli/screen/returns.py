"""Prints returns: a month's list, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat
from aixin_cli.screen.words import form_words, out_returns, reasons, states

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.rollup.states import States
    from aixin_cli.stage.returns.held import Held

NOT_IN_TABLE = ("held_rows", "next")
"""Said in lines of their own below a table."""


def out_list(table: pa.Table, held: Sequence[Held], form: TableFormat) -> None:
    """Print a month's versions; as data each held one with its rows and the command that helps."""
    columns = [*table.column_names, *NOT_IN_TABLE]
    rows = [(*row, *_why(dict(zip(columns, row, strict=False)), held)) for row in zip(*_lists(table), strict=True)]
    if form == "table":
        columns, rows = columns[: -len(NOT_IN_TABLE)], [row[: -len(NOT_IN_TABLE)] for row in rows]
    out_returns(columns, rows, form)


def out_states(shown: States, held: Sequence[Held], form: TableFormat) -> None:
    """Print the state of each return; as data each that is held with its reason, rows and command."""
    why = {(item.unit_code, item.form): item for item in reversed(held)}
    columns = [*shown.columns, "reason", *NOT_IN_TABLE]
    places = shown.columns.index("unit_code"), shown.columns.index("form")
    rows = [(*row, *_held_facts(why.get((row[places[0]], row[places[1]])))) for row in shown.rows]
    if form == "table":
        columns, rows = columns[: -len(NOT_IN_TABLE)], [row[: -len(NOT_IN_TABLE)] for row in rows]
    out_returns(columns, rows, form)


def _held_facts(item: Held | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if item is None else (item.reason, item.rows.chosen or None, item.next)


def _lists(table: pa.Table) -> list[list[Any]]:
    return [column.to_pylist() for column in table.columns]


def _why(row: dict[str, Any], held: Sequence[Held]) -> tuple[str | None, str | None]:
    """The rows for which a part is held, and the command that makes it count."""
    if row["state"] != "held":
        return None, None
    mine = [item for item in held if (item.unit_code, item.form) == (row["unit_code"], row["form"])]
    own = [item for item in mine if item.part_id == row["part_id"]]
    for item in own or [item for item in mine if item.part_id is None]:
        return item.rows.chosen or None, item.next
    return None, None


def out_return(shown: dict[str, Any], form: TableFormat) -> None:
    """Print one return: as text for people, its parts as CSV, or everything as one JSON object."""
    if form == "json":
        console.out_json(shown)
        return
    parts = [{**part, **part["rows"], **part["findings"]} for part in shown["parts"]]
    if form == "csv":
        columns = [name for name in parts[0] if name not in ("rows", "findings")]
        console.out_rows(columns, [[part[name] for name in columns] for part in parts], form)
        return
    for line in _lines(shown, parts):
        console.out(line)


def _lines(shown: dict[str, Any], parts: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{shown['unit_name']}  {form_words()[shown['form']]}  {shown['period']}"
    for part in parts:
        yield ""
        yield from _part_lines(part, shown["deadline"])
    for item in shown["held"]:
        yield ""
        yield _("held: {message}").format(message=item["message"])
        yield f"  {item['hint']}"
    for item in shown["decisions"]:
        yield ""
        yield _("{at}  {verb} {no}: {reason} ({by})").format(
            at=f"{item['at']:%Y-%m-%d %H:%M}",
            verb=verbs()[item["verb"]],
            no=item["no"] or item["until"] or "",
            reason=item["reason"] or "—",
            by=item["by"] or "—",
        )


def verbs() -> dict[str, str]:
    """What decisions about returns are called."""
    return {
        "withdraw": _("withdrawn"),
        "reinstate": _("reinstated"),
        "choose": _("chosen"),
        "release": _("released"),
        "extend": _("may come until"),
    }


def _part_lines(part: dict[str, Any], deadline: object) -> Iterator[str]:
    """One version: what became of it, its file, its days, its rows and findings."""
    why = "、".join(reasons().get(word, word) for word in (part["reason"] or "").split(", ") if word)
    other = f" ({part['other']})" if part["other"] else ""
    state = states().get(part["state"], part["state"])
    yield _("no. {no}, version {version}: {state}").format(no=part["no"], version=part["version"], state=state) + (
        f", {why}{other}" if why else ""
    )
    yield "  " + " ".join(text for text in (part["file"], part["sheet"]) if text)
    received = part["received"] or _("not known")
    is_late = part["received"] is not None and part["received"] > deadline
    yield "  " + _("received {received}{late}, filled in {filled}, loaded {loaded}").format(
        received=received,
        late=_(" (late)") if is_late else "",
        filled=part["filled"] or "—",
        loaded=f"{part['loaded_at']:%Y-%m-%d %H:%M}",
    )
    yield "  " + _(
        "rows: {read} read = {accepted} accepted (of them {unidentified} unidentified)"
        " + {quarantined} quarantined + {aside} set aside"
    ).format(aside=part["set_aside"], **{name: part[name] for name in part["rows"]})
    yield "  " + _("findings: {error} errors, {query} queries, {note} notes").format(**part["findings"])
    yield "  SHA-256 " + part["sha256"]
    yield "  " + _("original: {place}").format(place=part["original"] or _("not kept"))
