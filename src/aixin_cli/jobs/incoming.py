"""What run, load and check have in common: files in, a report out, an exit code."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from aixin_cli.commands.options import folder
from aixin_cli.errors import DefinitionError, ExitCode, InputError, StoreError, UsageError
from aixin_cli.locale import _
from aixin_cli.screen import console

if TYPE_CHECKING:
    from aixin_cli.read import Passwords, Source, SourceFile, TitleMemory
    from aixin_cli.stage import LoadReport
    from aixin_cli.stage.mappings import Mapping
    from aixin_cli.store import Store

SEVERITIES = ("note", "query", "error")
REGISTER = "register.duckdb"


@dataclass(frozen=True)
class Intake:
    """Which files to read, and what the command line says about them."""

    paths: tuple[Path, ...]
    period: str | None = None
    unit: str | None = None
    prefer: tuple[str, ...] = ()
    relation: Literal["auto", "part", "replace"] = "auto"
    is_period_strict: bool = False
    received: date | None = None
    """The day on which the returns came in; None where that is not kept."""

    def received_on(self, day: str | None) -> Intake:
        """The same, received on a day that was given, else today."""
        return replace(self, received=date.fromisoformat(day) if day else datetime.now().astimezone().date())

    @classmethod
    def of(
        cls,
        paths: Sequence[Path],
        period: str | None,
        unit: str | None,
        prefer: Sequence[str] | None,
        is_part: bool | None,
        *,
        is_period_strict: bool = False,
    ) -> Intake:
        """From the command line; InputError when a path isn't there."""
        for path in paths:
            if not path.exists():
                raise InputError(_("there is no such file or folder"), str(path), _("look at the path's spelling"))
        _require_sources(paths)
        relation: Literal["auto", "part", "replace"] = "auto"
        if is_part is not None:
            relation = "part" if is_part else "replace"
        return cls(tuple(paths), period, unit, tuple(prefer or ()), relation, is_period_strict)


def _require_sources(paths: Sequence[Path]) -> None:
    """Look for files before a store is made."""
    from aixin_cli.read import list_sources

    list_sources(paths)


@dataclass(frozen=True)
class Loaded:
    """What the summary and the exit code need to know of a load."""

    paths: tuple[Path, ...]
    files: list[dict[str, Any]]
    """As in the object that `aixin check --format json` prints."""
    severities: dict[str, int]

    @property
    def statuses(self) -> Counter[str]:
        """How many files were accepted, held, refused, ignored."""
        return Counter(str(file["status"]) for file in self.files)

    @property
    def refused(self) -> list[dict[str, Any]]:
        """The files that couldn't be read."""
        return [file for file in self.files if file["status"] == "refused"]

    @property
    def refused_parts(self) -> list[tuple[str, dict[str, Any]]]:
        """Sheets and units that were refused in files that hold others, each with its file's path."""
        return [(str(file["path"]), part) for file in self.files for part in file.get("refused", ())]

    @property
    def periods(self) -> list[str]:
        """The months of the returns that came in."""
        return sorted({str(item["period"]) for file in self.files for item in file["returns"]})


def open_store(store: Path | None, *, read_only: bool = False, is_new: bool = True) -> Store:
    """Open the store that the options chose; unless it may be new, it has to be there."""
    from aixin_cli.store import Store

    directory = folder(store)
    if not is_new and not (directory / REGISTER).exists():
        raise StoreError(
            _("there is no store here"), str(directory), _("load returns first: aixin load PATH... --store DIR")
        )
    return Store.open(directory, read_only=read_only)


def memory_of(decisions: Sequence[Mapping]) -> TitleMemory:
    """What was decided about titles, as reading takes it."""
    from aixin_cli.read import Decision, TitleMemory

    return TitleMemory.of(
        Decision(item.layout, item.unit, item.title, item.field, item.decided_by) for item in decisions
    )


def decisions_in(directory: Path) -> list[Mapping]:
    """What was decided in a store that is only looked at, and need not be there."""
    from aixin_cli.stage.mappings import list_mappings

    if not (directory / REGISTER).exists():
        return []
    with open_store(directory, read_only=True) as store:
        return list_mappings(store)


def load(
    store: Store, intake: Intake, memory: TitleMemory | None = None, passed: list[tuple[str, Source]] | None = None
) -> LoadReport:
    """Read and load the files, and say what that did; InputError when none of them could be read.

    Titles are understood by the store's decisions, or by others that are given. `passed` takes how each
    file is shown, and where it is.
    """
    from aixin_cli.read import Declared, list_sources, read_listed
    from aixin_cli.stage import LoadOptions, NothingRead, load_files
    from aixin_cli.stage.mappings import list_mappings

    known = memory_of(list_mappings(store)) if memory is None else memory
    declared = Declared(intake.unit, intake.period, intake.is_period_strict, known)
    sources = list_sources(intake.paths)
    chosen = _preferred(["/".join(source.names) for source in sources], intake.prefer)
    shown: set[str] = set()
    read = _shown_as(read_listed(sources, declared, passwords=_passwords()), chosen, shown)
    if passed is not None:
        read = _noted(read, sources, passed)
    files = console.track(read, _("reading"), len(sources))
    try:
        done = load_files(store, files, LoadOptions(intake.relation, shown, intake.received))
    except NothingRead as error:
        if len(error.refused) > 1:
            for item in error.refused:
                say_refused(item.where or "", item.what, item.hint)
        raise
    if done.changed_nothing:
        console.say(_("everything here was loaded before: nothing changed"))
    return done


def _passwords() -> Passwords:
    """What opens locked files: AIXIN_PASSWORD, and whoever sits at the terminal; never the command line."""
    from aixin_cli.read import Passwords

    def ask(path: str, is_again: bool) -> str | None:
        if is_again:
            console.say(_("that password doesn't open the file"))
        return console.ask_hidden(_("password of {path} (Enter leaves it out): ").format(path=path))

    given = os.environ.get("AIXIN_PASSWORD")
    return Passwords([given] if given else [], ask)


def _preferred(paths: list[str], wanted: Sequence[str]) -> set[int]:
    """The places of the files that --prefer names, by their path or the end of it.

    Raises UsageError for a name that is none of theirs: an option that does nothing would be a trap.
    """
    chosen: set[int] = set()
    for name in wanted:
        end = "/" + Path(name).as_posix().lstrip("./")
        found = {place for place, path in enumerate(paths) if f"/{path}".endswith(end) or end.endswith(f"/{path}")}
        if not found:
            raise UsageError(_("--prefer names none of the files: {name}").format(name=name))
        chosen |= found
    return chosen


def _shown_as(files: Iterator[SourceFile], chosen: set[int], shown: set[str]) -> Iterator[SourceFile]:
    """The same files; how the chosen ones are shown, persons' names masked, is noted as they pass."""
    for place, file in enumerate(files):
        if place in chosen:
            shown.add(file.path)
        yield file


def _noted(
    files: Iterator[SourceFile], sources: Sequence[Source], passed: list[tuple[str, Source]]
) -> Iterator[SourceFile]:
    """The same files; each is noted beside its source as it passes."""
    for source, file in zip(sources, files, strict=True):
        passed.append((file.path, source))
        yield file


def say_refused(path: str, what: str | None, hint: str | None) -> None:
    """A refused file among others, in two lines like any error."""
    console.say("  " + _("refused: {path}").format(path=path) + (f": {what}" if what else ""))
    if hint:
        console.say("    " + _("hint: {hint}").format(hint=hint))


def report(store: Store, load_id: int, intake: Intake) -> Loaded:
    """What is known of a load by now; cross checks add to it when the month is linked."""
    from aixin_cli.check import file_report, finding_counts

    return Loaded(intake.paths, file_report(store, load_id), finding_counts(store, load_id))


def require_template(template: Path | None) -> None:
    """Refuse a template that isn't there before any work is done."""
    if template is not None and not template.is_file():
        raise UsageError(_("there is no such template"), str(template), _("look at the path's spelling"))


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
