"""What run, load and check have in common: files in, a report out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aixin_cli.errors import InputError, StoreError, UsageError
from aixin_cli.jobs.answering import Desk, take, verdict_words
from aixin_cli.jobs.talk import SILENT, Talk
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.check.loaded import Loaded
    from aixin_cli.jobs.answering import Taken
    from aixin_cli.read import Declared, Passwords, Source, SourceFile, TitleMemory
    from aixin_cli.stage import LoadReport
    from aixin_cli.stage.mappings import Mapping
    from aixin_cli.store import Store


NAMED = 10
"""So many lines of answers that settle nothing are named."""


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
    listed: list[list[Source]] = field(default_factory=list, compare=False, repr=False)
    """What the paths held when they were looked at; whoever reads takes it."""

    def received_on(self, day: str | None) -> Intake:
        """The same, received on a day that was given, else today."""
        return replace(self, received=date.fromisoformat(day) if day else datetime.now().astimezone().date())

    def strictly(self) -> Intake:
        """The same; a return that states another month than the one given is refused."""
        return replace(self, is_period_strict=True)

    @classmethod
    def of(
        cls,
        paths: Sequence[Path],
        period: str | None,
        unit: str | None,
        prefer: Sequence[str] | None,
        is_part: bool | None,
    ) -> Intake:
        """From the command line; InputError when a path isn't there."""
        for path in paths:
            if not path.exists():
                raise InputError(_("there is no such file or folder"), str(path), _("look at the path's spelling"))
        # Looked for before a store is made.
        listed = _list(paths)
        relation: Literal["auto", "part", "replace"] = "auto"
        if is_part is not None:
            relation = "part" if is_part else "replace"
        return cls(tuple(paths), period, unit, tuple(prefer or ()), relation, listed=[listed])

    def take_sources(self) -> list[Source]:
        """The files: folders are walked, and archives looked into, once for each time that they are read."""
        return self.listed.pop() if self.listed else _list(self.paths)


def _list(paths: Sequence[Path]) -> list[Source]:
    from aixin_cli.read import list_sources

    return list_sources(paths)


def store_folder(store: Path | None) -> Path:
    """The store's folder, also where no option has been read; UsageError where its path is no text."""
    chosen = store or Path("aixin-store")
    try:
        str(chosen.absolute()).encode()
    except UnicodeEncodeError:
        what = _("this path holds bytes that are no UTF-8, and the database takes none")
        raise UsageError(what, str(chosen), _("rename the folder, or name another one")) from None
    return chosen


def has_store(directory: Path) -> bool:
    """Whether a store is in a folder."""
    from aixin_cli.store.register import REGISTER

    return (directory / REGISTER).exists()


def open_store(store: Path | None, *, read_only: bool = False, is_new: bool = True) -> Store:
    """Open the store that the options chose; unless it may be new, it has to be there."""
    from aixin_cli.store import Store

    directory = store_folder(store)
    if not is_new and not has_store(directory):
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

    if not has_store(directory):
        return []
    with open_store(directory, read_only=True) as store:
        return list_mappings(store)


def declare(intake: Intake, memory: TitleMemory) -> Declared:
    """What is said of the files before they are read."""
    from aixin_cli.read import Declared

    return Declared(intake.unit, intake.period, intake.is_period_strict, memory)


def read_only(intake: Intake, decisions: Sequence[Mapping]) -> list[SourceFile]:
    """The files as they are understood, by these decisions on titles; nothing is kept."""
    from aixin_cli.read import read_listed

    declared = declare(intake, memory_of(decisions))
    return [file for file in read_listed(intake.take_sources(), declared) if file.status != "ignored"]


def load(
    store: Store,
    intake: Intake,
    memory: TitleMemory | None = None,
    passed: list[tuple[str, Source]] | None = None,
    talk: Talk = SILENT,
) -> LoadReport:
    """Read and load the files, and say what that did; InputError when none of them could be read.

    Titles are understood by the store's decisions, or by others that are given. `passed` takes how each
    file is shown, and where it is.
    """
    from aixin_cli.read import read_listed
    from aixin_cli.stage import LoadOptions, NothingRead, load_files
    from aixin_cli.stage.mappings import list_mappings

    known = memory_of(list_mappings(store)) if memory is None else memory
    declared = declare(intake, known)
    sources = intake.take_sources()
    chosen = _preferred(["/".join(source.names) for source in sources], intake.prefer)
    shown: set[str] = set()
    read = _shown_as(read_listed(sources, declared, passwords=_passwords(talk)), chosen, shown)
    if passed is not None:
        read = _noted(read, sources, passed)
    desk = Desk()
    files = talk.track(desk.watch(read), _("reading"), len(sources))
    try:
        done = load_files(store, files, LoadOptions(intake.relation, shown, intake.received, desk.answers))
    except NothingRead as error:
        if len(error.refused) > 1:
            for item in error.refused:
                talk.say_refused(item.where or "", item.what, item.hint)
        raise
    if desk.files:
        _say_taken(take(store, desk), talk)
    if done.changed_nothing:
        talk.say(_("everything here was loaded before: nothing changed"))
    return done


def _say_taken(taken: Taken | None, talk: Talk) -> None:
    """How many answers count, how many wait, and which lines settle nothing."""
    if taken is None:
        return
    count = taken.verdicts.get("taken", 0)
    talk.say(
        _("answers of units: {count} taken, {asked} of them wait for the province").format(
            count=count, asked=taken.asked
        )
    )
    words = verdict_words()
    for path, line, verdict in taken.lines[:NAMED]:
        talk.say("  " + _("{path} 问题清单 row {row}: {why}").format(path=path, row=line, why=words[verdict]))
    if len(taken.lines) > NAMED:
        talk.say("  " + _("and {count} more; all of them: aixin explain list").format(count=len(taken.lines) - NAMED))


def _passwords(talk: Talk) -> Passwords:
    """What opens locked files: AIXIN_PASSWORD, and whoever sits at the terminal; never the command line."""
    from aixin_cli.read import Passwords

    def ask(path: str, is_again: bool) -> str | None:
        if is_again:
            talk.say(_("that password doesn't open the file"))
        return talk.ask_hidden(_("password of {path} (Enter leaves it out): ").format(path=path))

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


def report(store: Store, load_id: int, intake: Intake) -> Loaded:
    """What is known of a load by now; cross checks add to it when the month is linked."""
    from aixin_cli.check import file_report, finding_counts
    from aixin_cli.check.loaded import Loaded

    return Loaded(intake.paths, file_report(store, load_id), finding_counts(store, load_id))


def periods(store: Store, load_id: int) -> list[str]:
    """The months of the returns that came in."""
    found = store.rows("select distinct period from meta.part where load_id = ? order by period", [load_id])
    return [period for (period,) in found]
