"""A load: read files into the register, in one transaction, with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from aixin_cli.errors import AixinError, InputError
from aixin_cli.forms.reading import reading_rules
from aixin_cli.locale import _
from aixin_cli.stage.conservation import assert_conservation, count_rows
from aixin_cli.stage.intake import Intake
from aixin_cli.stage.returns.contested import Key
from aixin_cli.stage.returns.drift import note_drift
from aixin_cli.stage.returns.held import note_holds
from aixin_cli.stage.returns.holds import forget_holds, hold_returns
from aixin_cli.stage.returns.openings import hold_openings
from aixin_cli.stage.returns.refusals import drop_parts, refuse_unowed
from aixin_cli.stage.returns.versions import Relation, Told, decide_versions
from aixin_cli.store import Store
from aixin_cli.store.files.originals import Originals
from aixin_cli.store.rule_table import write_rules

if TYPE_CHECKING:
    from aixin_cli.read.model import SourceFile


@dataclass(frozen=True)
class LoadOptions:
    """How new parts stand to known ones where the rows don't say: `--part`, `--replace`, `--prefer`."""

    relation: Relation = "auto"
    prefer: Set[str] = frozenset()
    """Paths of files as they are shown; looked at when all files are read."""
    received: date | None = None
    """The day on which the returns came in; None: nobody said, and their 填报日期 stands in for it."""
    answers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """By path as it is shown: which file a returned workbook answers, its number and how its hash begins."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did; the rest is asked of the register by its number."""

    load_id: int
    files_read: int
    files_refused: int
    files_ignored: int
    parts_new: int
    parts_repeated: int
    parts_decided: int = 0
    """Parts known before that have another state now."""
    periods: tuple[str, ...] = ()
    """The months of all that came, also of what was there already."""

    @property
    def changed_nothing(self) -> bool:
        """Everything read was there already."""
        return self.parts_new == 0 and self.parts_repeated > 0 and self.parts_decided == 0


class NothingRead(InputError):
    """None of the files could be read: nothing is loaded."""

    def __init__(self, refused: Sequence[AixinError]) -> None:
        only = refused[0] if len(refused) == 1 else None
        first_hint = next((error.hint for error in refused if error.hint), None)
        super().__init__(
            only.what if only else _("none of the files could be read"), only.where if only else None, first_hint
        )
        self.refused = tuple(refused)


def load_files(store: Store, files: Iterator[SourceFile], options: LoadOptions) -> LoadReport:
    """Load files; all of it is kept or nothing, also under kill -9.

    Raises NothingRead when no file could be read, StoreError when the store can't be written,
    AixinError (a bug) when rows were lost.
    """
    refused: list[AixinError] = []
    with Originals(store) as originals, store.transaction():
        write_rules(store)
        intake = Intake(store, options.received, originals)
        intake.add(_watched(files, refused))
        assert_conservation(store, intake.load_id)
        refused += refuse_unowed(store, intake.load_id)
        decided = decide_versions(store, intake.load_id, Told(options.relation, options.prefer, options.answers))
        report = _report(store, intake.load_id, len(decided))
        if report.files_read == 0:
            raise NothingRead(refused)
        _note_decisions(store, intake.load_id)
        note_drift(store, intake.load_id)
        _settle(store, intake.load_id, decided)
        originals.settle()
    return report


def _settle(store: Store, load_id: int, decided: Set[Key]) -> None:
    """What stands now is counted and judged."""
    repeats = store.rows("select part_id from meta.part where load_id = ? and state = 'repeat'", [load_id])
    drop_parts(store, [part_id for (part_id,) in repeats])
    count_rows(store, load_id)
    new = store.rows("select distinct unit_code, form, period from meta.part where load_id = ?", [load_id])
    judged: set[Key] = {*decided, *((unit, form, period) for unit, form, period in new)}
    forget_holds(store, judged)
    hold_returns(store, judged)
    hold_openings(store, load_id)
    note_holds(store, load_id)


def _watched(files: Iterator[SourceFile], refused: list[AixinError]) -> Iterator[SourceFile]:
    """The same files; the errors of those refused are noted as they pass."""
    for file in files:
        if file.error is not None:
            refused.append(file.error)
        yield file


def _report(store: Store, load_id: int, decided: int) -> LoadReport:
    files = dict(store.rows("select status, count(*) from meta.file where load_id = ? group by all", [load_id]))
    parts = dict(
        store.rows("select state = 'repeat', count(*) from meta.part where load_id = ? group by all", [load_id])
    )
    return LoadReport(
        load_id,
        files.get("read", 0),
        files.get("refused", 0),
        files.get("ignored", 0),
        parts.get(False, 0),
        parts.get(True, 0),
        decided,
        tuple(
            period
            for (period,) in store.rows(
                "select distinct period from meta.part where load_id = ? order by period", [load_id]
            )
        ),
    )


_DECISIONS = {"repeat": "R901", "overlap": "R902", "conflict": "R903", "newer version": "R904"}


def _note_decisions(store: Store, load_id: int) -> None:
    """Say in a notice what became of each part that does not simply stand."""
    found = store.ask("intake/decided_part", {"load_id": load_id})
    for part_id, file_id, sheet, reason, other, other_id, other_state in found:
        if reason not in _DECISIONS:
            continue
        rule = reading_rules()[_decision_rule(reason, other_state)]
        kept = other_id if reason == "repeat" else part_id
        message, fix = rule.message.filled(other=other, part=kept), rule.fix.filled(part=kept, other_part=other_id)
        store.execute(
            "insert into chk.notice values (?, ?, ?, ?, ?, null, null, ?, ?, ?, ?)",
            [file_id, part_id, rule.code, rule.severity, sheet, *message, *fix],
        )


def _decision_rule(reason: str, other_state: str | None) -> str:
    """The rule that says what became of a part, by what the part it is compared with is now."""
    if reason == "repeat" and other_state == "withdrawn":
        return "R910"
    return "R909" if reason == "conflict" and other_state == "accepted" else _DECISIONS[reason]
