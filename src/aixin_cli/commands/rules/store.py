"""`aixin store`: whether the store is whole, and a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import StoreError
from aixin_cli.jobs import incoming
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedCommand, WordedGroup

TargetArgument = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        help=_("A folder that isn't there yet: best on another disk."),
        show_default=False,
        callback=options.read_out,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the verb and those below it."""
    text = _("See whether the store is whole, and keep a copy of it. A copy is a store: name it with --store.")
    example = _("Example: aixin store backup /mnt/disk/aixin-2025-01-16")
    group = typer.Typer(
        cls=WordedGroup, help=f"{text}\n\n{example}", no_args_is_help=True, subcommand_metavar=_("COMMAND [ARGS]...")
    )
    checked = _("Read every table of the store and every kept original, and say what is damaged (code 6).")
    check_example = _("Example: aixin store check")
    group.command("check", cls=WordedCommand, help=f"{checked}\n\n{check_example}")(check)
    copied = _(
        "Copy register, statistics, settings, rules and originals while nobody writes, for the owner's eyes alone, "
        "and read the copy to its end before it is put in its place."
    )
    group.command("backup", cls=WordedCommand, help=f"{copied}\n\n{example}")(backup)
    app.add_typer(group, name="store")


def check(store: options.StoreOption = None, form: options.FormatOption = "table") -> None:
    """Print each part's state."""
    from aixin_cli.store.files.soundness import check_parts

    folder = incoming.store_folder(store)
    with console.progress(_("reading")):
        parts = check_parts(folder)
    rows = [(part.name, part.state if form == "json" else words()[part.state], part.what) for part in parts]
    titles = (_("file"), _("status"), _("reason")) if form == "table" else ("part", "state", "what")
    console.out_rows(titles, rows, form)
    broken = [part.name for part in parts if part.state == "damaged"]
    if broken:
        raise StoreError(
            _("the store is damaged: {names}").format(names=", ".join(broken)),
            str(folder),
            _("restore it from a backup (docs/backup.md); aixin rollup makes statistics.duckdb anew"),
        )
    console.say(_("the store is whole"))


def words() -> dict[str, str]:
    """The states in the chosen language."""
    return {"whole": _("whole"), "damaged": _("damaged"), "missing": _("not there")}


def backup(target: TargetArgument, store: options.StoreOption = None) -> None:
    """Copy the store."""
    from aixin_cli.store.files.backup import back_up

    with console.progress(_("copying")):
        back_up(incoming.store_folder(store), target)
    console.say(_("a whole copy of the store is in {path}").format(path=target))
    console.say(_("next: aixin store check --store {path}").format(path=target))
