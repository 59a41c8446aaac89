"""What reminders and notices say, paragraph by paragraph: the same in a text and in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from aixin_cli.forms import load_forms
from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.publish.reminder.owing import Due, Month, Owing
from aixin_cli.sheets.words import day_text, load_words, period_text

Kind = Literal["title", "to", "heading", "text", "sign", "table"]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table: its head first."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    """What a table says in a plain text."""


@cache
def words() -> dict[str, Any]:
    """All fixed words."""
    return parse_kept(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def letter(month: Month, unit: Owing) -> Iterator[Block]:
    """The reminder that one unit gets."""
    say = words()["letter"]
    absent, held = unit.of_state(is_held=False), unit.of_state(is_held=True)
    begin = say["before"].format(
        month=period_text(month.period),
        programme=load_words()["title_short"],
        deadline=day_text(month.deadline),
        day=day_text(month.day),
        expected=unit.expected,
        received=unit.received + unit.late,
    )
    yield Block("title", say["title"].format(month=period_text(month.period)))
    yield Block("to", say["to"].format(unit=unit.name))
    if absent:
        yield Block("text", begin + say["absent"].format(count=len(absent)))
        yield from _items(absent, month.first, month.period)
    if held:
        yield Block("text", say["held"].format(count=len(held)) if absent else begin + _only_held(unit))
        yield from _items(held, month.first, month.period)
    yield Block("text", say["ask"])
    yield Block("sign", say["sign"])
    yield Block("sign", day_text(month.day))


def _only_held(unit: Owing) -> str:
    return str(words()["letter"]["only_held"].format(count=unit.held))


def _items(dues: Sequence[Due], first: str, period: str) -> Iterator[Block]:
    forms, item = load_forms(), words()["letter"]["item"]
    for place, due in enumerate(dues, 1):
        form = forms[due.form]
        end = "。" if place == len(dues) else "；"
        yield Block(
            "text", item.format(place=place, code=form.code, title=form.title, why=_why(due, first, period)) + end
        )


def _why(due: Due, first: str, period: str) -> str:
    say = words()["why"]
    if due.state == "held":
        return str(say["held"].format(reason=due.reason.rstrip("。")))
    if due.silent_months is None:
        told = say["this_month"] if first == period else say["never"].format(first=period_text(first))
    else:
        told = say["once"] if due.silent_months == 1 else say["months"].format(count=due.silent_months)
    if due.state == "carried" and due.used_period:
        told += say["carried"].format(period=period_text(due.used_period))
    if due.extended_until is not None:
        told += say["extended"].format(day=day_text(due.extended_until))
    return str(told)


def notice(month: Month) -> Iterator[Block]:
    """The notice of all units by prefecture."""
    say, total = words()["notice"], month.total
    yield Block("title", say["title"].format(month=period_text(month.period)))
    counts = {name: total[name] for name in ("expected", "received", "late", "held", "absent", "units")}
    days = {"deadline": day_text(month.deadline), "day": day_text(month.day)}
    yield Block(
        "text",
        say["total"].format(month=period_text(month.period), complete=total["complete_units"], **counts, **days),
    )
    yield Block("heading", say["prefectures"])
    yield Block("table", rows=prefecture_rows(month), lines=tuple(_prefecture_lines(month)))
    yield Block("heading", say["units"])
    if month.units:
        yield Block("table", rows=_unit_rows(month), lines=tuple(_unit_lines(month)))
    else:
        yield Block("text", say["none"])


def prefecture_rows(month: Month) -> tuple[tuple[str, ...], ...]:
    """The table by prefecture, its head first."""
    names = (
        "prefecture_name",
        "units",
        "complete_units",
        "expected",
        "received",
        "late",
        "held",
        "absent",
        "silent_units",
    )
    head = tuple(words()["notice"]["prefecture_columns"])
    return (head, *(tuple(str(item[name]) for name in names) for item in month.prefectures))


def _prefecture_lines(month: Month) -> Iterator[str]:
    say = words()["notice"]["prefecture_line"]
    for item in month.prefectures:
        yield say.format(**item, prefecture=item["prefecture_name"], complete=item["complete_units"])


def _unit_rows(month: Month) -> tuple[tuple[str, ...], ...]:
    head = tuple(words()["notice"]["table_columns"])
    return (head, *((unit.prefecture, unit.name, _brief_codes(unit), silence(unit)) for unit in month.units))


def _brief_codes(unit: Owing) -> str:
    """AX01 02 06: a narrow column breaks no code in two."""
    first, *others = _codes(unit, is_held=False).split("、")
    return " ".join([first, *(code.removeprefix("AX") for code in others)])


def unit_rows(month: Month) -> tuple[tuple[str, ...], ...]:
    """Every unit that owes something with all its counts, its head first: for a spreadsheet."""
    head = tuple(words()["notice"]["unit_columns"])
    return (head, *(
        (unit.prefecture, unit.code, unit.name, str(unit.expected), str(unit.received), str(unit.late), str(unit.held),
         str(unit.absent), _codes(unit, is_held=False), silence(unit))
        for unit in month.units
    ))  # fmt: skip


def silence(unit: Owing) -> str:
    """For how many months in a row nothing came: a number, a dash where something came."""
    return "—" if unit.silent_months is None else str(unit.silent_months)


def _unit_lines(month: Month) -> Iterator[str]:
    say = words()["notice"]
    for unit in month.units:
        forms = _codes(unit, is_held=False) or "—"
        held = say["held_line"].format(forms=_codes(unit, is_held=True)) if unit.held else ""
        silent = say["silent"].format(months=_silence_words(unit.silent_months)) if unit.silent_months else ""
        yield say["unit_line"].format(unit=unit.name, forms=forms, silent=held + silent)


def _silence_words(months: int) -> str:
    say = words()["notice"]
    return str(say["silent_once"] if months == 1 else say["silent_months"].format(count=months))


def _codes(unit: Owing, *, is_held: bool) -> str:
    forms = load_forms()
    return "、".join(forms[due.form].code for due in unit.of_state(is_held=is_held))
