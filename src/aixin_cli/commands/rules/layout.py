"""`aixin layout`: how columns are understood, and what people decided on titles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import ExitCode
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

TitleArgument = Annotated[
    str,
    typer.Argument(metavar="TITLE", help=_("A column's title as `aixin layout show` prints it."), show_default=False),
]
FieldArgument = Annotated[
    str, typer.Argument(metavar="FIELD", help=_("The field it means: its name or its title."), show_default=False)
]
FormOption = Annotated[
    str, typer.Option("--form", metavar="FORM", help=_("A form's id or code, or one layout's id."), show_default=False)
]
WhoseOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="UNIT", help=_("The unit whose title it is."), callback=options.read_unit, show_default=False
    ),
]
AllUnitsOption = Annotated[
    bool, typer.Option("--all-units", help=_("The title means this in every unit's files."), show_default=False)
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help=_("Who decides; else the login name."), show_default=False)
]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help=_("A TOML file of decisions."), show_default=False, dir_okay=False)
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    text = _("See how the columns of files are understood, and decide what unknown titles mean.")
    example = _("Example: aixin layout show returns --period 2024-12")
    group = typer.Typer(cls=WordedGroup, no_args_is_help=True, options_metavar=_("[OPTIONS]"))
    group.callback(help=f"{text}\n\n{example}", subcommand_metavar=_("COMMAND [ARGS]..."))(_group)
    accept_text = _("Decide that a title means a field, for one unit's files or for all. It is used from then on.")
    accept_example = _('Example: aixin layout accept "证件编码" recipient_id --form pairing --unit 620102')
    refuse_text = _("Decide that a title means nothing: the column is kept, never used and never proposed.")
    refuse_example = _('Example: aixin layout refuse "内部编号" --form pairing --unit 620102')
    forget_text = _("Drop a decision on a title.")
    forget_example = _('Example: aixin layout forget "证件编码" --form pairing --unit 620102')
    import_text = _("Take decisions over from a file; one on the same title takes the place of what was decided here.")
    verbs: dict[str, tuple[Callable[..., None], str, str]] = {
        "show": (show, _("Print each column with the field it is taken for; nothing is loaded."), example),
        "accept": (accept, accept_text, accept_example),
        "refuse": (refuse, refuse_text, refuse_example),
        "list": (list_decisions, _("List the decisions on titles."), _("Example: aixin layout list")),
        "forget": (forget, forget_text, forget_example),
        "export": (
            export,
            _("Write the decisions into a TOML file that another store can take in."),
            _("Example: aixin layout export titles.toml"),
        ),
        "import": (take_in, import_text, _("Example: aixin layout import titles.toml")),
    }
    for name, (action, help_text, shown) in verbs.items():
        group.command(name, cls=WordedCommand, help=f"{help_text}\n\n{shown}")(action)
    app.add_typer(group, name="layout")


def _group() -> None:
    """Only holds its verbs."""


def show(
    paths: options.PathsArgument,
    period: options.DeclaredPeriodOption = None,
    unit: options.UnitOption = None,
    store: options.StoreOption = None,
    form: options.FormatOption = "table",
) -> None:
    """Print how columns are understood."""
    from aixin_cli.screen import columns

    intake = incoming.Intake.of(paths, period, unit, None, None).strictly()
    known = incoming.decisions_in(incoming.store_folder(store))
    files = incoming.read_only(intake, known)
    columns.show(files, known, intake.paths, form)
    if any(file.status == "refused" for file in files):
        raise typer.Exit(int(ExitCode.INPUT))


def accept(
    title: TitleArgument,
    field: FieldArgument,
    form: FormOption,
    unit: WhoseOption = None,
    all_units: AllUnitsOption = False,
    by: ByOption = None,
    store: options.StoreOption = None,
) -> None:
    """Keep what a title means."""
    from aixin_cli.stage import mappings

    targets = mappings.find_targets(form, field)
    mappings.refuse_known(title, targets)
    decided = mappings.decisions(title, targets, _whose(unit, all_units), by)
    with incoming.open_store(store) as opened:
        mappings.decide(opened, decided)
    kept = decided[0]
    console.say(_("{title} is read as {field}; next: aixin load PATH").format(title=kept.title, field=kept.field))


def refuse(
    title: TitleArgument,
    form: FormOption,
    unit: WhoseOption = None,
    all_units: AllUnitsOption = False,
    by: ByOption = None,
    store: options.StoreOption = None,
) -> None:
    """Keep that a title means nothing."""
    from aixin_cli.stage import mappings

    decided = mappings.decisions(title, mappings.find_targets(form, None), _whose(unit, all_units), by)
    with incoming.open_store(store) as opened:
        mappings.decide(opened, decided)
    console.say(_("{title} means nothing; next: aixin load PATH").format(title=decided[0].title))


def list_decisions(store: options.StoreOption = None, form: options.FormatOption = "table") -> None:
    """Print the decisions."""
    from aixin_cli.screen import columns
    from aixin_cli.stage import mappings

    with incoming.open_store(store, read_only=True) as opened:
        found = mappings.list_mappings(opened)
    columns.show_decisions(found, form)
    console.say(_("next: aixin layout export FILE.toml, or: aixin layout forget TITLE --form FORM --unit UNIT"))


def forget(
    title: TitleArgument,
    form: FormOption,
    unit: WhoseOption = None,
    all_units: AllUnitsOption = False,
    store: options.StoreOption = None,
) -> None:
    """Drop what was decided."""
    from aixin_cli.stage import mappings

    decided = mappings.decisions(title, mappings.find_targets(form, None), _whose(unit, all_units), None)
    with incoming.open_store(store, is_new=False) as opened:
        mappings.forget(opened, decided)
    console.say(_("the decision on {title} is dropped; next: aixin layout list").format(title=decided[0].title))


def export(file: FileArgument, store: options.StoreOption = None) -> None:
    """Write the decisions."""
    from aixin_cli.stage import mappings

    with incoming.open_store(store, read_only=True) as opened:
        found = mappings.list_mappings(opened)
    mappings.write_mappings(file, found)
    console.say(
        _("{count} decisions are in {file}; next: aixin layout import {file}").format(count=len(found), file=file)
    )


def take_in(file: FileArgument, store: options.StoreOption = None) -> None:
    """Take decisions in."""
    from aixin_cli.stage import mappings

    found = mappings.read_mappings(file)
    with incoming.open_store(store) as opened:
        mappings.decide(opened, found)
    console.say(_("{count} decisions were taken in; next: aixin layout list").format(count=len(found)))


def _whose(unit: str | None, is_for_all: bool) -> str:
    """The unit's code, or the sign for all; UsageError unless it is exactly one of the two."""
    from aixin_cli.errors import UsageError
    from aixin_cli.stage.mappings import ALL_UNITS

    if (unit is None) != is_for_all:
        raise UsageError(_("say whose title it is: --unit UNIT or --all-units"), None, _("one of the two, not both"))
    return unit or ALL_UNITS
