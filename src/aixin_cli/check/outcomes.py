"""How often each rule gave each outcome in each unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aixin_cli.forms import Layout, layouts, load_forms
from aixin_cli.forms.field_rules import kinds_of, rule_code
from aixin_cli.forms.rules import Text
from aixin_cli.store import Store


def write_outcomes(store: Store, period: str) -> None:
    """Complete chk.outcome of a month: the checks' fails and unknowns, and all outcomes of the field rules."""
    store.insert_from("chk.outcome", "outcome/finding_outcome", {"period": period})
    present = store.rows(
        "select distinct part.layout from meta.part as part inner join ent.part_used as used using (part_id) "
        "where used.period = ?",
        [period],
    )
    if present:
        _write_fields(store, [layouts()[layout_id] for (layout_id,) in present], period)


def _write_fields(store: Store, present: Sequence[Layout], period: str) -> None:
    """By what was counted when it was loaded: a filled cell passes every rule of its field but the one it fails.

    A value that fails one rule of its field answers the others with unknown; so does one that is
    compared with an ID number that isn't there. A column that a return doesn't have is skipped.
    """
    rules = [
        {"layout": layout.id, "rule": rule_code(layout, field, kind), "field": field.name, "kind": kind.name}
        for layout in present
        for field in layout.fields
        for kind in kinds_of(field)
    ]
    store.insert_from("chk.outcome", "outcome/field_outcome", {"period": period, "rules": rules})


_REASONS = {
    "not in force": Text("not in force", "不在有效期内"),
    "no such column": Text("no such column", "没有此列"),
    "no returns": Text("no returns that count (none sent, or held)", "没有可用的报表（未报或暂缓采用）"),
    "not loaded": Text("not loaded", "尚未入库"),
}
"""Why a rule was skipped; after a colon stands which forms or month."""


def reason_text(reason: str | None) -> str | None:
    """A kept reason in the chosen language; why a rule is broken is kept in the words it was told in."""
    if reason is None:
        return None
    what, _colon, which = reason.partition(": ")
    known = _REASONS.get(what)
    if known is None or not which:
        return reason if known is None else known.chosen
    # Forms by their codes, as a clerk knows them; months stay.
    forms = load_forms()
    names = [forms[name].code if name in forms else name for name in which.split(", ")]
    return Text(f"{known.en}: {', '.join(names)}", f"{known.zh}：{'、'.join(names)}").chosen


def month_outcomes(store: Store, period: str, unit: str | None) -> list[tuple[Any, ...]]:
    """Rule, unit, form, outcome, count, reason of a month, of one unit or of all; empty where nothing was asked."""
    found = store.ask("outcome/month_outcome", {"period": period, "unit": unit})
    return [(*row, reason_text(reason)) for *row, reason in found]


def list_outcomes(store: Store, load_id: int) -> list[dict[str, object]]:
    """Each rule's outcomes in each unit of a load; a skipped or broken rule has no unit and says why."""
    names = ("rule", "unit", "form", "outcome", "count")
    found = store.ask("outcome/load_outcome", {"load_id": load_id})
    return [{**dict(zip(names, row, strict=True)), "reason": reason_text(reason)} for *row, reason in found]
