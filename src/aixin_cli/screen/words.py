"""Columns and states of returns in words, where they are printed for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat


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
        "other": _("other no"),
        "received_date": _("received on"),
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
        "extended_until": _("may come until"),
        "silent_months": _("months silent"),
        "receipt": _("receipt"),
        "document": _("document"),
        "fell_silent": _("sent last month"),
        "correspondence": _("letters"),
        "sent_back_at": _("sent back"),
        "answer_until": _("answer due"),
        "id": _("no"),
        "severity": _("severity"),
        "key": _("row's key"),
        "column": _("column"),
        "value": _("value"),
        "answer": _("answer"),
        "note": _("note"),
        "period": _("month"),
        "answered_at": _("answered"),
        "until": _("until"),
        "decided_by": _("decided by"),
        "held_rows": _("rows that it is held for"),
        "next": _("next command"),
        "expected": _("due"),
        "absent": _("not there"),
        "held": _("held"),
        "forms": _("forms"),
        "letter": _("letter"),
        "case_no": _("case"),
        "kind": _("kind"),
        "row": _("row"),
        "masked_name": _("name"),
        "other_unit": _("of code"),
        "other_unit_name": _("of unit"),
        "other_path": _("of file"),
        "other_sheet": _("of sheet"),
        "other_row": _("of row"),
        "rule": _("rule"),
    }


def states() -> dict[str, str]:
    """What states are called."""
    return {
        "received": _("received"),
        "zero": _("nothing to report"),
        "carried": _("carried forward"),
        "given": _("given once for ever"),
        "lapsed": _("too old to carry"),
        "missing": _("missing"),
        "held": _("held"),
        "accepted": _("accepted"),
        "superseded": _("superseded"),
        "repeat": _("loaded before"),
        "withdrawn": _("withdrawn"),
    }


def reasons() -> dict[str, str]:
    """Why a return or a version doesn't count."""
    return {
        "quarantined": _("too many rows quarantined"),
        "lost pairs": _("too many pairs gone"),
        "newer version": _("a newer version"),
        "overlap": _("part or new version?"),
        "opening": _("contradicts an earlier opening"),
        "conflict": _("which version?"),
        "repeat": _("loaded before"),
        "withdrawn": _("withdrawn"),
    }


def survivor_rules() -> dict[str, str]:
    """By which rule another row goes before this one, or why both count."""
    return {
        "decision": _("decided by the province"),
        "area_unit": _("the area unit goes first"),
        "active": _("在帮 goes before 终止"),
        "recipient_number": _("the recipient's number is valid there"),
        "helper_number": _("the helper's number is valid there"),
        "newer_month": _("the month there is newer"),
        "earlier_month": _("reported in an earlier month there"),
        "earlier_start": _("paired earlier there"),
        "lower_unit": _("the unit's code is lower there"),
        "content_order": _("nothing tells which goes first: a fixed order of their contents"),
        "row_order": _("that row comes first"),
        "home": _("counted here"),
        "last_home": _("at home there last month"),
        "paired_first": _("a unit with a pair goes before one that waits"),
        "all_count": _("all count; please check"),
        "category_order": _("the main category goes first"),
        "same_person": _("helper and recipient are one person"),
        "model": _("linked by the model"),
        "fits_other": _("the number fits that row"),
        "fits_nobody": _("the number fits no row"),
    }


def explanation_states() -> dict[str, str]:
    """What became of an answer to a finding."""
    return {
        "asked": _("waits for the province"),
        "granted": _("granted"),
        "refused": _("refused"),
        "confirmed": _("confirmed"),
        "corrected": _("corrected"),
        "reopened": _("open again"),
        "exemption": _("exemption asked for"),
        "not_applicable": _("does not apply"),
        "another": _("of another return"),
        "altered": _("check code altered"),
        "gone": _("finding is gone"),
        "differing": _("answers differ"),
        "unclear": _("unclear answer"),
        "no_note": _("no note"),
    }


def out_returns(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: TableFormat) -> None:
    """Print rows about returns: in words and without empty columns as a table, by their ids as data.

    A csv is read by people: in Chinese its head and its states are Chinese too, in English both are the ids.
    """
    if form == "json" or (form == "csv" and pick("en", "zh") == "en"):
        console.out_rows(columns, rows, form)
        return
    words = _words()
    if form == "csv":
        cells = [
            [_csv_word(cell, words.get(name, {})) for cell, name in zip(row, columns, strict=True)] for row in rows
        ]
        console.out_rows([titles().get(name, name) for name in columns], cells, form)
        return
    shown = [[_word(cell, words.get(name, {})) for cell, name in zip(row, columns, strict=True)] for row in rows]
    used = [place for place in range(len(columns)) if not rows or any(row[place] for row in rows)]
    known = titles()
    console.out_rows(
        [known.get(columns[place], columns[place]) for place in used],
        [[row[place] for place in used] for row in shown],
        form,
    )


def form_words() -> dict[str, str]:
    """What forms are called."""
    from aixin_cli.forms import load_forms

    return {form.id: pick(form.id, form.title) for form in load_forms().values()}


def _words() -> dict[str, dict[str, str]]:
    from aixin_cli.forms.divisions import load_divisions

    units = {unit.name: unit.short_name for unit in load_divisions().units}
    return {
        "state": {**states(), **explanation_states()},
        "answer": explanation_states(),
        "correspondence": {"returned": _("sent back"), "answered": _("answered"), "accepted": _("accepted")},
        "reason": reasons(),
        "form": form_words(),
        "unit_name": units,
        "other_unit_name": units,
        "rule": survivor_rules(),
    }


def _word(cell: Any, words: dict[str, str]) -> Any:
    if isinstance(cell, bool):
        return _("yes") if cell else ""
    if cell == 0:
        return ""
    return words.get(cell, cell) if isinstance(cell, str) else cell


def _csv_word(cell: Any, words: dict[str, str]) -> Any:
    if isinstance(cell, bool):
        return pick("yes", "是") if cell else pick("no", "否")
    return words.get(cell, cell) if isinstance(cell, str) else cell
