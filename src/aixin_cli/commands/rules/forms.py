"""`aixin forms`: the eight forms, and the fields of one."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

FormArgument = Annotated[
    str,
    typer.Argument(metavar="FORM", help=_("A form's id, code or title: pairing, AX01."), show_default=False),
]
ShowFormat = Annotated[
    Literal["table", "json"],
    typer.Option("--format", help=_("A table to read, or a Frictionless Table Schema.")),
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("List the forms that counties send, and show the fields of one.")
    example = _("Example: aixin forms show pairing")
    group = typer.Typer(cls=WordedGroup, invoke_without_command=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(list_forms)
    text = _("Show a form's fields: titles, types, which are required, which codes they take.")
    group.command("show", cls=WordedCommand, help=f"{text}\n\n{example}")(show)
    app.add_typer(group, name="forms")


def words() -> dict[str, str]:
    """Kinds of forms, types and roles of fields in the chosen language."""
    return {
        "stock": _("state at the month's end"),
        "flow": _("what happened in the month"),
        "aggregate": _("declared totals"),
        "opening": _("opening totals"),
        "text": _("text"),
        "code": _("from a list"),
        "id": _("number of a person or body"),
        "date": _("date"),
        "int": _("integer"),
        "money": _("amount"),
        "bool": _("yes or no"),
        "key": _("tells rows apart"),
        "counting": _("counted"),
        "descriptive": _("describes"),
    }


def list_forms(context: typer.Context) -> None:
    """Print one line a form."""
    if context.invoked_subcommand is not None:
        return
    from aixin_cli.forms import load_forms

    rows = [
        (form.code, form.id, pick(form.title_en, form.title), words()[form.kind], pick(form.grain_en, form.grain))
        for form in load_forms().values()
    ]
    titles = [_("code"), _("id"), _("title"), _("kind"), _("a row is")]
    console.out_rows(titles, rows, "table")
    console.say(_("next: aixin forms show pairing"))


def show(name: FormArgument, form: ShowFormat = "table") -> None:
    """Print the fields of one form."""
    from aixin_cli.forms import get_form

    chosen = get_form(name)
    if form == "json":
        from aixin_cli.forms.schema import table_schema

        console.out_json(table_schema(chosen))
        return
    titles = [_("no"), _("title"), _("field"), _("type"), _("role"), _("required"), _("codes")]
    for layout in chosen.layouts:
        console.out(f"{chosen.code} {pick(layout.title_en, layout.title)}")
        rows = [
            (
                field.number,
                field.title,
                field.name,
                words()[field.type],
                words()[field.role],
                _("yes") if field.required else (_("if") if field.required_when else ""),
                "、".join(code.value for code in field.codes),
            )
            for field in layout.fields
        ]
        console.out_rows(titles, rows, "table")
        console.out("")
