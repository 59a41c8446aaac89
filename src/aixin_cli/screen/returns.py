"""Prints returns: a month's list, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat
from aixin_cli.screen.words import form_words, out_returns, reasons, states

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.rollup.states import States
    from aixin_cli.stage.returns.correspondence import Correspondence
    from aixin_cli.stage.returns.held import Held

NOT_IN_TABLE = ("held_rows", "next")
"""Said in lines of their own below a table."""
LETTER = ("correspondence", "sent_back_at", "answer_until", "answered_at")
NAMED = 6
"""So many returns are named in a line."""


def out_list(table: pa.Table, held: Sequence[Held], form: TableFormat) -> None:
    """Print a month's versions; as data each held one with its rows and the command that helps."""
    columns = [*table.column_names, *NOT_IN_TABLE]
    rows = [(*row, *_why(dict(zip(columns, row, strict=False)), held)) for row in zip(*_lists(table), strict=True)]
    if form == "table":
        columns, rows = columns[: -len(NOT_IN_TABLE)], [row[: -len(NOT_IN_TABLE)] for row in rows]
    out_returns(columns, rows, form)


def out_states(shown: States, held: Sequence[Held], letters: Sequence[Correspondence], form: TableFormat) -> None:
    """Print the state of each return; as data each with why it is held, and with what was written about it."""
    why = {(item.unit_code, item.form): item for item in reversed(held)}
    sent = {(item.unit_code, item.form): item for item in letters}
    columns = [*shown.columns, "reason", *NOT_IN_TABLE, *LETTER]
    places = shown.columns.index("unit_code"), shown.columns.index("form")
    keys = [(row[places[0]], row[places[1]]) for row in shown.rows]
    rows = [
        (*row, *_held_facts(why.get(key)), *_letter_facts(sent.get(key)))
        for key, row in zip(keys, shown.rows, strict=True)
    ]
    if form == "table":
        end = -len(NOT_IN_TABLE) - len(LETTER)
        columns, rows = columns[:end], [row[:end] for row in rows]
    out_returns(columns, rows, form)


def _held_facts(item: Held | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if item is None else (item.reason, item.rows.chosen or None, item.next)


def _letter_facts(item: Correspondence | None) -> tuple[Any, ...]:
    return (None,) * len(LETTER) if item is None else (item.step, item.sent_at, item.until, item.answered_at)


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
    yield ""
    yield from _history_lines(shown)


def _history_lines(shown: dict[str, Any]) -> Iterator[str]:
    """Steps and decisions by their time; a decision that is a step stands in its own word."""
    decided = {(item["at"], item["no"]) for item in shown["decisions"]}
    steps = [item for item in shown["history"] if (item["at"], item["no"]) not in decided]
    for item in sorted([*steps, *shown["decisions"]], key=lambda item: item["at"]):
        word = verbs()[item["verb"]] if "verb" in item else steps_words()[item["step"]]
        why = item["reason"] or "—"
        if item.get("step") == "held":
            why = "、".join(reasons().get(word, word) for word in why.split(", "))
        elif item.get("step") == "superseded":
            why = _("by no. {no}").format(no=why)
        elif item.get("step") and item["until"]:
            why = why.rstrip("。.") + _(", an answer by {day}").format(day=item["until"])
        yield _("{at}  {verb} {no}: {reason} ({by})").format(
            at=f"{item['at']:%Y-%m-%d %H:%M}",
            verb=word,
            no=item["no"] or item["until"] or "",
            reason=why,
            by=item["by"] or "—",
        )


def steps_words() -> dict[str, str]:
    """What the steps of a return are called."""
    return {**states(), "returned": _("sent back"), "answered": _("answered")}


def say_letters(letters: Sequence[Correspondence]) -> None:
    """What was sent back: what waits for an answer, what was answered, what of it counts; a few of each named."""
    from aixin_cli.forms import get_form
    from aixin_cli.forms.divisions import load_divisions

    units = load_divisions().by_code
    told = {"returned": _("sent back, not answered"), "answered": _("answered"), "accepted": _("answered, counts")}
    for step, word in told.items():
        found = [item for item in letters if item.step == step]
        named = [
            f"{units[item.unit_code].short_name} {get_form(item.form).code}"
            + (_(" (by {day})").format(day=item.until) if item.until and step == "returned" else "")
            for item in found[:NAMED]
        ]
        more = _(" and {count} more").format(count=len(found) - NAMED) if len(found) > NAMED else ""
        if found:
            console.say(word + pick(": ", "：") + pick(", ", "、").join(named) + more)


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
