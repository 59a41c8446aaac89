"""Why a return doesn't count, in words: which rows, and what to do about it. One answer a return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from aixin_cli.forms import get_form, layouts
from aixin_cli.forms.reading import reading_rules
from aixin_cli.forms.rules import Text
from aixin_cli.stage.returns.holds import look_at
from aixin_cli.store import Store

RULES = {"quarantined": "R905", "lost pairs": "R906", "opening": "R925"}
"""By the reason in `meta.hold`."""
OPENING = "opening"
"""Worded when it is held (`stage/returns/openings.py`): what it says is in its notice."""
LISTED = 12
"""So many rows are named."""


@dataclass(frozen=True)
class Held:
    """A return that is held, or a part of one that waits until somebody says what it is."""

    unit_code: str
    unit_name: str
    form: str
    period: str
    reason: str
    part_id: int | None
    """The part that waits; None where the whole return is held."""
    rule: str
    message: Text
    fix: Text
    rows: Text = Text("", "")

    @property
    def next(self) -> str:
        """The command that makes it count, its reason left to be written."""
        if self.part_id is None:
            form = get_form(self.form).code
            return f'aixin returns release {self.unit_name} {form} --period {self.period} --reason "..."'
        if self.reason == "conflict":
            return f'aixin returns choose {self.part_id} --reason "..." --by "..."'
        return f'aixin returns reinstate {self.part_id} --reason "..."'


def held_of_period(store: Store, period: str) -> list[Held]:
    """Everything of a month that is held or waits, by unit and form."""
    look_at(store, store.rows("select distinct unit_code, form, period from meta.part where period = ?", [period]))
    return _held(store)


def held_of_load(store: Store, load_id: int) -> list[Held]:
    """The same of the returns that a load touched."""
    look_at(store, store.rows("select distinct unit_code, form, period from meta.part where load_id = ?", [load_id]))
    return _held(store)


def _held(store: Store) -> list[Held]:
    whole, waiting = store.ask("intake/held_return"), store.ask("intake/waiting_part")
    returns = groupby(whole, key=lambda row: tuple(row[:4]))
    found = [_returned(store, list(rows)) for _key, rows in returns]
    found += [_opening(store, row[:4], row[5]) if row[4] == OPENING else _waiting(row) for row in waiting]
    return sorted(found, key=lambda item: (item.period, item.unit_code, item.form, item.part_id or 0))


def _returned(store: Store, reasons: Sequence[tuple[Any, ...]]) -> Held:
    """One return with all that holds it."""
    if reasons[0][4] == OPENING:
        return _opening(store, reasons[0][:4])
    unit, name, form, period = reasons[0][:4]
    told = [_reason(store, row) for row in reasons]
    rule = reading_rules()[RULES[reasons[0][4]]]
    return Held(
        unit, name, form, period, ", ".join(row[4] for row in reasons), None, rule.code,
        Text("; ".join(message.en for message, _rows in told), "；".join(message.zh for message, _rows in told)),
        rule.fix.filled(unit=name, form=get_form(form).code, period=period),
        told[0][1],
    )  # fmt: skip


def _opening(store: Store, key: tuple[Any, ...], part_id: int | None = None) -> Held:
    """An opening that contradicts an earlier one, in the words of its notice."""
    unit, name, form, period = key
    told = store.ask(
        "intake/return_notice", {"rule": RULES[OPENING], "unit": unit, "form": form, "period": period, "part": part_id}
    )
    message, message_zh, hint, hint_zh, row = told[0] if told else ("", "", "", "", "")
    rows = Text(f"row {row}", f"第{row}行")
    return Held(
        unit, name, form, period, OPENING, part_id, RULES[OPENING],
        Text(message, message_zh), Text(hint, hint_zh), rows,
    )  # fmt: skip


def _reason(store: Store, row: tuple[Any, ...]) -> tuple[Text, Text]:
    """What one reason says, and the rows it is about."""
    unit, _name, form, period, reason, item_count, limit_count, row_count = row
    places = _lost(store, unit, period) if reason == "lost pairs" else _quarantined(store, unit, form, period)
    rows = _places(places)
    message = reading_rules()[RULES[reason]].message.filled(
        item_count=item_count,
        limit_count=limit_count,
        row_count=row_count,
        share=f"{100 * store.settings['hold.quarantined_share']:g}%",
        least_count=store.settings["hold.quarantined_count"],
        rows="{rows}",
    )
    return Text(message.en.format(rows=rows.en), message.zh.format(rows=rows.zh)), rows


def _waiting(row: tuple[Any, ...]) -> Held:
    """A part that may be a version, or a further part, of another."""
    *key, reason, part, other, is_provisional, path = row
    unit, name, form, period = key
    code = "R902" if reason == "overlap" else "R909" if is_provisional else "R903"
    rule = reading_rules()[code]
    message, fix = rule.message.filled(other=path), rule.fix.filled(part=part, other_part=other)
    return Held(unit, name, form, period, reason, part, code, message, fix)


Place = tuple[str | None, str | None, int]
"""File, sheet (each None where there is but one) and row."""


def _quarantined(store: Store, unit: str, form: str, period: str) -> list[Place]:
    staged = " union all ".join(
        f"select part_id, row from stg.{layout.id} where is_quarantined"  # noqa: S608
        for layout in layouts().values()
        if layout in get_form(form).layouts
    )
    bound = {"unit": unit, "form": form, "period": period}
    return [(path, sheet, row) for path, sheet, row in store.ask("intake/quarantined_row", bound, staged=staged)]


def _lost(store: Store, unit: str, period: str) -> list[Place]:
    """Where the pairs that are gone stood in the return before."""
    return [(path, sheet, row) for path, sheet, row in store.ask("intake/lost_row", {"unit": unit, "period": period})]


def _places(places: Sequence[Place]) -> Text:
    """Rows by file and sheet, a dozen of them: `A.xlsx 台账 第5、9行`."""
    en, zh = [], []
    for (path, sheet), found in groupby(places[:LISTED], key=lambda place: place[:2]):
        rows = [str(row) for _path, _sheet, row in found]
        where = " ".join(part for part in (path, sheet) if part)
        en.append(f"{where} rows {', '.join(rows)}")
        zh.append(f"{where} 第{'、'.join(rows)}行")
    more = len(places) - LISTED
    return Text(
        "; ".join(en) + (f" and {more} more" if more > 0 else ""),
        "；".join(zh) + (f"等{len(places)}行" if more > 0 else ""),
    )


def note_holds(store: Store, load_id: int) -> None:
    """One notice a held return, at its first part of this load; what waits for a choice was told before."""
    for held in held_of_load(store, load_id):
        if held.part_id is not None or held.reason == OPENING:
            continue
        (place,) = store.rows(
            """
            select min(file_id), min(part_id) from meta.part
            where load_id = ? and unit_code = ? and form = ? and period = ?
            """,
            [load_id, held.unit_code, held.form, held.period],
        )
        store.execute(
            "insert into chk.notice values (?, ?, ?, ?, null, null, null, ?, ?, ?, ?)",
            [*place, held.rule, reading_rules()[held.rule].severity, *held.message, *held.fix],
        )
