"""Which blank workbooks are asked for, and whether that can be meant."""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.blank.model import Blank
from aixin_cli.blank.papers import Papers
from aixin_cli.errors import UsageError
from aixin_cli.forms import form_of_layout, get_form, layouts, load_forms
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.model import Layout
from aixin_cli.locale import _
from aixin_cli.store.settings import Settings


def plan_senders(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the units, in the order of divisions, each with those of the named forms that it owes.

    Without a name it is every unit that owes any form, with none named. Raises UsageError for a form that doesn't
    exist, or that nobody owes.
    """
    divisions = load_divisions()
    wanted = {name: form_of_layout(_find_layout(name).id).id for name in names}
    owed = {unit.code: divisions.owes(unit.code) for unit in divisions.units}
    chosen = {code: [name for name, form in wanted.items() if form in forms] for code, forms in owed.items() if forms}
    found = {code: sent for code, sent in chosen.items() if sent or not wanted}
    if not found:
        what = _("no unit owes the form {form}").format(form=", ".join(names))
        raise UsageError(what, hint=_("name a unit with --unit"))
    return found


def plan_blanks(names: Sequence[str], unit: str, period: str, settings: Settings) -> list[Blank]:
    """Return what is to be made for a unit and a month: the forms named, else all that the unit owes.

    Raises UsageError for a form that doesn't exist or that the unit never sends, for a unit that owes
    nothing when no form is named, and for a month before the programme began.
    """
    start = str(settings["programme.start"])[:7]
    if period < start:
        what = _("no returns are due for {period}: the programme began in {start}").format(period=period, start=start)
        raise UsageError(what, hint=_("name a later month with --period"))
    chosen = [_find_layout(name) for name in names] or _owed(unit)
    for layout in chosen:
        _require_sender(layout, unit)
    return [_blank(layout, unit, period, settings) for layout in dict.fromkeys(chosen)]


def _find_layout(name: str) -> Layout:
    """A layout by its own id or title, else the principal one of the form called so."""
    word = name.strip().lower()
    by_name = {text.lower(): layout for layout in layouts().values() for text in (layout.id, layout.title)}
    return by_name.get(word) or get_form(name).layouts[0]


def _owed(unit: str) -> list[Layout]:
    forms = load_forms()
    owed = [forms[form].layouts[0] for form in load_divisions().owes(unit)]
    if not owed:
        what = _("{unit} owes no form").format(unit=load_divisions().by_code[unit].name)
        raise UsageError(what, hint=_sendable(unit))
    return owed


def _require_sender(layout: Layout, unit: str) -> None:
    form = form_of_layout(layout.id)
    if form.id not in load_divisions().may_send(unit):
        what = _("{unit} does not send the form {form}").format(
            unit=load_divisions().by_code[unit].name, form=f"{form.code} {form.id}"
        )
        raise UsageError(what, hint=_sendable(unit))


def _sendable(unit: str) -> str:
    return _("forms it may send: {forms}").format(forms=", ".join(load_divisions().may_send(unit)))


def _blank(layout: Layout, unit: str, period: str, settings: Settings) -> Blank:
    return Blank(
        form=form_of_layout(layout.id),
        layout=layout,
        unit=load_divisions().by_code[unit],
        period=period,
        as_of=settings.as_of(period),
        deadline=settings.deadline(period),
        local_categories=tuple(settings["programme.local_categories"]),
        papers=Papers.of(form_of_layout(layout.id), settings),
    )
