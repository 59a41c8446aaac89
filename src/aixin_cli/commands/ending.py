"""How a verb ends: with the code that broken rules, refused files and findings ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from aixin_cli.errors import DefinitionError, ExitCode
from aixin_cli.locale import _
from aixin_cli.screen import console

if TYPE_CHECKING:
    from aixin_cli.check.loaded import Loaded

SEVERITIES = ("note", "query", "error")


def leave_broken(broken: Sequence[DefinitionError]) -> None:
    """Name the rules that couldn't be asked, each with file and line, and end with their code."""
    told = list(dict.fromkeys((error.where or "", error.what, error.hint) for error in broken))
    for where, what, hint in told:
        console.say(_("rule not asked: {place}: {what}").format(place=where, what=what))
        if hint:
            console.say("    " + _("hint: {hint}").format(hint=hint))
    if told:
        raise typer.Exit(int(ExitCode.DEFINITION))


def leave(loaded: Loaded, fail_on: str, broken: Sequence[DefinitionError] = ()) -> None:
    """End with the code that broken rules, then the files and findings ask for."""
    leave_broken(broken)
    if loaded.refused or loaded.refused_parts:
        raise typer.Exit(int(ExitCode.INPUT))
    if fail_on != "never":
        grave = SEVERITIES[SEVERITIES.index(fail_on) :]
        if any(loaded.severities.get(severity) for severity in grave):
            raise typer.Exit(int(ExitCode.FINDINGS))
