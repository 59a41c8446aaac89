"""`aixin check`: what is wrong with some files, without keeping anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aixin_cli.commands import ending, options
from aixin_cli.jobs import incoming, month
from aixin_cli.locale import _
from aixin_cli.screen import console, findings, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from pathlib import Path

    from aixin_cli.jobs.incoming import Intake
    from aixin_cli.read import Source, TitleMemory
    from aixin_cli.store import Store

CheckFormat = Annotated[findings.ReportFormat, typer.Option("--format", help=_("How to print the result."))]


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Say what is wrong with returns before they are loaded or sent: file, sheet, row, column, what to do. "
        "Nothing is kept and no value is shown in full; of a store only settings, own rules, decisions on titles "
        "and the openings of earlier months are used."
    )
    example = _("Example: aixin check 城关区12月.xlsx --period 2024-12")
    app.command("check", cls=WordedCommand, help=f"{text}\n\n{example}")(check)


def check(
    paths: options.PathsArgument,
    period: options.DeclaredPeriodOption = None,
    unit: options.UnitOption = None,
    store: options.StoreOption = None,
    form: CheckFormat = "table",
    fail_on: options.FailOnOption = "error",
    baseline: options.BaselineOption = None,
    select: options.SelectOption = None,
    ignore: options.IgnoreOption = None,
    is_verbose: options.VerboseOption = False,
) -> None:
    """Load into memory, check, print the findings."""
    from aixin_cli.check import Choice, check_report, counted, marked, narrow, read_baseline
    from aixin_cli.check.loaded import Loaded
    from aixin_cli.store import Store
    from aixin_cli.store.rules import known_rules

    intake = incoming.Intake.of(paths, period, unit, None, None).strictly()
    known = read_baseline(baseline) if baseline else None
    folder = incoming.store_folder(store)
    memory = incoming.memory_of(incoming.decisions_in(folder))
    with Store.in_memory(folder) as opened:
        rules = known_rules(opened.catalogue)
        choice = Choice.of(select or [], ignore or [], rules)
        passed: list[tuple[str, Source]] = []
        load_id = _load(opened, intake, memory, form, passed)
        _look_back(opened, folder, load_id)
        broken = [fault for found in incoming.periods(opened, load_id) for fault in month.check_only(opened, found)]
        report = check_report(opened, load_id)
    report["findings"] = marked(report["findings"], known)
    shown = narrow(report, choice)
    if form in ("sarif", "github"):
        findings.add_lines(shown["findings"], passed)
    loaded = Loaded(intake.paths, report["files"], counted(shown["findings"]))
    findings.show(shown, form, rules, paths, is_verbose=is_verbose)
    summary.say_intake(loaded)
    if not is_verbose:
        findings.say_unasked(shown)
    findings.say_left_out(shown, len(report["findings"]), known)
    summary.say_next_after_check(loaded)
    ending.leave(loaded, fail_on, broken)


def _look_back(store: Store, folder: Path, load_id: int) -> None:
    """Put openings beside those of the store's earlier months: at load they would be."""
    from aixin_cli.stage.returns.lookback import judge_beside, loaded_openings

    if incoming.has_store(folder) and loaded_openings(store, load_id):
        with incoming.open_store(folder, read_only=True) as known:
            judge_beside(store, known, load_id)


def _load(
    store: Store,
    intake: Intake,
    memory: TitleMemory,
    form: findings.ReportFormat,
    passed: list[tuple[str, Source]],
) -> int:
    """Load the files; where none can be read, programs are still given a report that says so."""
    from aixin_cli.stage import NothingRead

    try:
        return incoming.load(store, intake, memory, passed, console).load_id
    except NothingRead as error:
        if form != "table":
            files: list[dict[str, Any]] = [
                {"path": item.where or "", "status": "refused", "returns": [], "what": item.what, "hint": item.hint}
                for item in error.refused
            ]
            findings.show({"files": files, "findings": [], "outcomes": []}, form, {}, intake.paths)
        raise
