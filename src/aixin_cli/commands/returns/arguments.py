"""What several verbs of `aixin returns` take and say."""

from __future__ import annotations

from typing import Annotated

import typer

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

PartArgument = Annotated[
    int, typer.Argument(metavar="N", help=_("Its number in `aixin returns list`."), show_default=False)
]


def need_words(option: str, text: str) -> str:
    """What was given to an option that must say something; UsageError for blanks."""
    if not text.strip():
        raise UsageError(_("{option} needs words").format(option=option), None, _("they are kept with the decision"))
    return text.strip()


def name_return(key: tuple[str, str, str]) -> str:
    """A return by unit, form and month."""
    from aixin_cli.forms import get_form
    from aixin_cli.forms.divisions import load_divisions

    unit, form, period = key
    return f"{load_divisions().by_code[unit].name} {get_form(form).code} {get_form(form).title} {period}"
