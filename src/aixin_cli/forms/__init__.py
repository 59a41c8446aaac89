"""The eight forms that counties send, as data."""

import difflib
from functools import cache

from aixin_cli.errors import UsageError
from aixin_cli.forms.catalogue import FORM_IDS, Catalogue
from aixin_cli.forms.model import Code, Field, Form, Indicator, Layout
from aixin_cli.locale import _, pick

__all__ = [
    "Code",
    "Field",
    "Form",
    "Indicator",
    "Layout",
    "form_of_layout",
    "get_form",
    "layouts",
    "load_forms",
    "load_indicators",
]


@cache
def load_forms() -> dict[str, Form]:
    """Return the forms by id, in the order AX01 to AX08."""
    catalogue = Catalogue()
    return {form_id: catalogue.load_form(form_id) for form_id in FORM_IDS}


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """Return the indicators of AX07 in the order of the form."""
    return Catalogue().load_indicators()


@cache
def layouts() -> dict[str, Layout]:
    """Return the layouts of all forms by id."""
    return {layout.id: layout for form in load_forms().values() for layout in form.layouts}


@cache
def form_of_layout(layout_id: str) -> Form:
    """Return the form that a layout belongs to."""
    for form in load_forms().values():
        if any(layout.id == layout_id for layout in form.layouts):
            return form
    raise KeyError(layout_id)


def get_form(name: str) -> Form:
    """Return a form by its id, code or title; UsageError names the nearest."""
    forms = load_forms()
    by_name = {word.lower(): form for form in forms.values() for word in (form.id, form.code, form.title)}
    found = by_name.get(name.strip().lower())
    if found is not None:
        return found
    near = difflib.get_close_matches(name.strip().lower(), list(by_name), n=1, cutoff=0.5)
    hint = (
        _("did you mean {name}?").format(name=pick(by_name[near[0]].id, by_name[near[0]].code))
        if near
        else _("forms are: {forms}").format(forms=", ".join(f"{form.code} {form.title}" for form in forms.values()))
    )
    raise UsageError(_("There is no form called {name}.").format(name=name), hint=hint)
