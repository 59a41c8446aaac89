"""The app, its verbs, and the one place where an error becomes a message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException
from typer.models import CommandInfo, TyperInfo

from aixin_cli import __version__
from aixin_cli.commands import PANELS, load_verb, options
from aixin_cli.errors import AixinError, DefinitionError, ExitCode, StoreError
from aixin_cli.locale import _
from aixin_cli.screen import console
from aixin_cli.screen.typer_words import WordedGroup, as_usage_error, interrupted, is_bare_call

DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Verbs(Mapping[str, Any]):
    """The verbs by name in the order of their panels; only one that is asked for is built, which takes its time."""

    def __init__(self) -> None:
        self._found = {verb: (panel, folder) for panel, folder, verbs in PANELS for verb in verbs}
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """One verb; KeyError where there is none of this name."""
        panel, folder = self._found[name]
        if name not in self._built:
            alone = typer.Typer(add_completion=False)
            load_verb(folder, name).add_to(alone)
            _name_panel(alone, panel)
            self._built.update(typer.main.get_group(alone).commands)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)


class App(WordedGroup):
    """The top of the tree. Errors are met in `main`, not `invoke`: options are parsed before it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = Verbs()  # type: ignore[assignment]

    def main(self, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run, and exit with the code that the errors and the README promise."""
        code = _ended(lambda: super(App, self).main(standalone_mode=False, **extra))
        if standalone_mode:
            sys.exit(code)
        return code


def _ended(action: Callable[[], Any]) -> int:
    try:
        code = action()
        sys.stdout.flush()
    except AixinError as error:
        return _refuse(error)
    except TyperException as error:
        return int(ExitCode.USAGE) if is_bare_call(error) else _refuse(as_usage_error(error))
    except KeyboardInterrupt:
        return _refuse(interrupted())
    except Exception as error:  # noqa: BLE001 - the last boundary: told as a fault of aixin's own, code 1
        return _refuse(_unexpected(error))
    return code if isinstance(code, int) else int(ExitCode.DONE)


def _refuse(error: AixinError) -> int:
    where = f"{error.where}: " if error.where else ""
    hint = error.hint or _usual_hint(error)
    console.say(_("aixin: error: {what}").format(what=_one_line(where + error.what)))
    console.say(_("hint: {hint}").format(hint=_one_line(hint)))
    if os.environ.get("AIXIN_DEBUG") == "1":
        traceback.print_exception(error)
    return int(error.exit_code)


def _usual_hint(error: AixinError) -> str:
    if isinstance(error, DefinitionError):
        return _("put this file right, or put back the one that came with aixin")
    return _("`aixin --help` lists what can be done")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unexpected(error: Exception) -> AixinError:
    """What to say of an error nobody foresaw; its own text may hold a cell's value and is kept back."""
    found: AixinError
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        found = StoreError(_("the disk is full"), hint=_("free some space and run the same command again"))
    elif isinstance(error, OSError):
        found = StoreError(
            _("the system refused a file: {reason}").format(reason=error.strerror or type(error).__name__),
            hint=_("look at the rights and the place of --out and --store"),
        )
    else:
        found = AixinError(
            _("a fault in aixin itself: {kind} at {place}").format(kind=type(error).__name__, place=_place(error)),
            hint=_("run again with AIXIN_DEBUG=1 for the details; they may show personal data"),
        )
    found.__cause__ = error
    return found


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "aixin_cli" in frame.filename] or frames
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        console.out(f"aixin {__version__}")
        raise typer.Exit


def _top(
    context: typer.Context,
    store: options.TopStore = None,
    version: Annotated[
        bool,
        typer.Option("--version", help=_("Show the version and exit."), callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    context.obj = store


def build() -> typer.Typer:
    """The Typer app; `Verbs` builds what is below it."""
    return typer.Typer(
        cls=App,
        name="aixin",
        help=_(
            "Turn the county returns of 结对帮扶·爱心甘肃 into the province's tables and figures. "
            "Start with `aixin sample try` and `aixin run try --period 2024-12`."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        callback=_top,
    )


def _name_panel(app: typer.Typer, panel: str) -> None:
    """Put what has no panel yet under this one."""
    added: list[CommandInfo | TyperInfo] = [*app.registered_commands, *app.registered_groups]
    for item in added:
        if not isinstance(item.rich_help_panel, str):
            item.rich_help_panel = panel


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    console.set_streams()
    app = build()
    return int(typer.main.get_command(app).main(args=arguments, prog_name="aixin", standalone_mode=False))
