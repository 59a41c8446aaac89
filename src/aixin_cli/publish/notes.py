"""What is said of a month's returns: one sentence for each way in which some are not simply there."""

from __future__ import annotations

from aixin_cli.forms import load_forms
from aixin_cli.publish.definition_changes import Change
from aixin_cli.publish.model import Edition, State
from aixin_cli.sheets.words import load_words

MANY = 8
"""So many names are listed in a sentence; of more it gives the number."""


def return_notes(edition: Edition) -> list[str]:
    """One sentence for each way in which a return is not simply there; T09 has every unit."""
    words = load_words()["notes_sheet"]
    lines = []
    for state in ("missing", "lapsed", "carried", "held"):
        chosen = [item for item in edition.states if item.state == state]
        if chosen:
            lines.append(words[state].format(list="；".join(_by_form(chosen))))
    if edition.excluded:
        told = [
            words["without_one"].format(
                form=item.form_title, unit=item.unit_name, period=item.period, part=item.part_id
            )
            for item in edition.excluded
        ]
        lines.append(words["without"].format(list=_shorten(told)))
    if edition.refused:
        lines.append(words["refused"].format(list=_shorten(list(edition.refused))))
    return lines


def change_note(change: Change) -> str:
    """A definition that changed, under the table that it moves."""
    return str(load_words()["change"]["here"]).format(what=change.what, text=change.text)


def changed_definitions(edition: Edition) -> list[str]:
    """The same away from the tables, each with where it stands."""
    told = load_words()["change"]["there"]
    return [told.format(place=item.place, what=item.what, text=item.text) for item in edition.changes]


def briefing_notes(edition: Edition) -> list[str]:
    """What stands under a briefing: what is missing, what is doubtful (each row told once, noughts not), rounding."""
    words = load_words()
    lines = return_notes(edition) or [words["notes_sheet"]["no_gap"]]
    if edition.excluded:
        lines.insert(0, words["incomplete_without"].format(count=len(edition.excluded)))
    if edition.refused:
        lines.insert(0, words["incomplete"].format(count=len(edition.refused)))
    lines += changed_definitions(edition)
    doubt = words["doubt"]
    unidentified = [f"{item.label}{item.unidentified}人" for item in edition.figures if item.unidentified]
    if unidentified:
        lines.append(doubt["unidentified"].format(list="、".join(unidentified)))
    rows = {item.form: item.quarantined for item in edition.figures if item.quarantined}
    if rows:
        forms = load_forms()
        told = "、".join(f"《{forms[form].title if form in forms else form}》{count}行" for form, count in rows.items())
        lines.append(doubt["quarantined"].format(list=told))
    return [*lines, doubt["rounding"]]


def _by_form(states: list[State]) -> list[str]:
    forms: dict[str, list[str]] = {}
    for item in sorted(states, key=lambda item: not item.fell_silent):
        is_carried = item.state == "carried" and item.used_period
        name = f"{item.unit_name}（{item.used_period}）" if is_carried else item.listed_as or item.unit_name
        forms.setdefault(item.form_title, []).append(name)
    # Units that owe several forms are named once.
    together: dict[str, list[str]] = {}
    for form in dict.fromkeys(item.form_title for item in states):
        together.setdefault(_shorten_units(forms[form]), []).append(form)
    return [f"{'、'.join(titles)} {units}" for units, titles in together.items()]


def _shorten_units(names: list[str]) -> str:
    """A few different names, or a few and how many units there are, those that one name stands for too."""
    told = list(dict.fromkeys(names))
    listed = "、".join(told[:MANY])
    many = str(load_words()["basis"]["many"])
    return listed if len(told) <= MANY else many.format(units=listed, count=len(names))


def _shorten(names: list[str]) -> str:
    words = load_words()["notes_sheet"]
    listed = "、".join(names[:MANY])
    return listed if len(names) <= MANY else words["many"].format(list=listed, count=len(names))
