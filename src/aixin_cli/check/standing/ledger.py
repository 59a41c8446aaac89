"""The explanation ledger: what units answered to findings, and what the province decided on it. Rows only grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from aixin_cli.check.findings import keys_of, worded
from aixin_cli.check.standing.explained import keep_lasting
from aixin_cli.errors import UsageError
from aixin_cli.forms.title import mask_numbers
from aixin_cli.locale import _, speaking
from aixin_cli.store.rules import known_rules

if TYPE_CHECKING:
    from aixin_cli.store import Store

LISTED = (
    *("id", "unit_code", "form", "period", "rule", "severity", "key", "column", "value", "answer", "note", "state"),
    *("answered_at", "until", "decided_by", "reason"),
)
NEEDS_NOTE = ("confirmed", "exemption", "not_applicable")


def findings_of_files(store: Store, files: Sequence[int]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """All findings of some files: as the register has them, with what lasts of them, and as they are told."""
    store.keep_temp("standing", "feedback/answered_finding", {"files": list(files)})
    keep_lasting(store)
    present = store.rows("select distinct layout from standing where row is not null and layout is not null")
    sql, bound = store.question(
        "outcome/placed_finding",
        {},
        finding="select standing.*, lasting.sign, lasting.value_sign from standing"
        " inner join lasting on standing.finding_id = lasting.finding_id",
        row_key=keys_of(sorted(layout for (layout,) in present)),
    )
    rules = known_rules(store.catalogue)
    answer = store.execute(sql, bound)
    names = [column[0] for column in answer.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    with speaking("zh_CN"):
        return [(row, worded(row, rules)) for row in rows if row["rule"] in rules]


def record_answers(store: Store, items: Sequence[Mapping[str, Any]]) -> list[int]:
    """Keep lines as they were answered; the places of those that say another thing than was said last."""
    asked = "select file_id, check_code, sign, said, note from meta.explanation order by explanation_id"
    last_said = {key: (said, note) for *key_parts, said, note in store.rows(asked) for key in [tuple(key_parts)]}
    fresh = []
    for place, item in enumerate(items):
        key, said = (item["file_id"], item["check_code"], item["sign"]), (item["said"], item["note"])
        if last_said.get(key) != said:
            fresh.append(place)
        last_said[key] = said
    ((last,),) = store.rows("select coalesce(max(explanation_id), 0) from meta.explanation")
    rows = [{"explanation_id": last + number, **items[place]} for number, place in enumerate(fresh, 1)]
    if rows:
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        select = ", ".join(f"unnest(${name}) as {name}" for name in columns)
        store.execute(
            f"insert into meta.explanation by name select {select}, "  # noqa: S608
            "date_trunc('second', now()::timestamp) as answered_at",
            columns,
        )
    return fresh


def list_explanations(
    store: Store, period: str | None = None, units: Sequence[str] | None = None, *, only_asked: bool = False
) -> list[dict[str, Any]]:
    """The ledger, or of it what waits for the province; long numbers in notes are masked."""
    rows = store.ask("feedback/explanation_listed", {"period": period, "units": units})
    found = [dict(zip(LISTED, row, strict=True)) for row in rows]
    told = [{**item, "note": mask_numbers(item["note"] or "") or None} for item in found]
    return [item for item in told if item["state"] == "asked" or not only_asked]


def decide(store: Store, number: int, verdict: str, decision: tuple[str, str, date | None]) -> dict[str, Any]:
    """Grant or refuse what a unit asked for; `decision` is the reason, by whom and until when. The newest word holds.

    Raises UsageError where there is no such answer, or it is one on which there is nothing to decide.
    """
    found = {item["id"]: item for item in list_explanations(store)}
    hint = _("see: aixin explain list")
    if number not in found:
        raise UsageError(_("there is no explanation {number}").format(number=number), None, hint)
    if found[number]["state"] not in ("asked", "granted", "refused"):
        raise UsageError(_("there is nothing to decide on explanation {number}").format(number=number), None, hint)
    reason, by, until = decision
    with store.transaction():
        store.execute(
            "insert into meta.explanation_decision select coalesce(max(decision_id), 0) + 1, $number, $verdict, $until,"
            " $reason, $by, date_trunc('second', now()::timestamp) from meta.explanation_decision",
            {"number": number, "verdict": verdict, "until": until, "reason": reason, "by": by},
        )
    return found[number]
