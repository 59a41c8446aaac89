"""A load: read files into the register, in one transaction, with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aixin_cli.errors import AixinError, InputError
from aixin_cli.forms import layouts
from aixin_cli.forms.reading import reading_rules
from aixin_cli.locale import _
from aixin_cli.stage.drift import note_drift
from aixin_cli.stage.holds import hold_returns
from aixin_cli.stage.intake import Intake
from aixin_cli.stage.openings import hold_openings
from aixin_cli.stage.versions import Relation, decide_versions
from aixin_cli.store import Store
from aixin_cli.store.rules import write_rules

if TYPE_CHECKING:
    from aixin_cli.read.model import SourceFile


@dataclass(frozen=True)
class LoadOptions:
    """How new parts stand to known ones where the rows don't say: `--part`, `--replace`, `--prefer`."""

    relation: Relation = "auto"
    prefer: Set[str] = frozenset()
    """Paths of files as they are shown; looked at when all files are read."""


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
    with store.transaction():
        write_rules(store)
        intake = Intake(store)
        intake.add(_watched(files, refused))
        decided = decide_versions(store, intake.load_id, options.relation, options.prefer)
        report = replace(_report(store, intake.load_id), parts_decided=decided)
        if report.files_read == 0:
            raise NothingRead(refused)
        _note_decisions(store, intake.load_id)
        note_drift(store, intake.load_id)
        assert_conservation(store, intake.load_id)
        _drop_repeats(store, intake.load_id)
        _count_rows(store, intake.load_id)
        hold_returns(store, intake.load_id)
        hold_openings(store, intake.load_id)
    return report


def _watched(files: Iterator[SourceFile], refused: list[AixinError]) -> Iterator[SourceFile]:
    """The same files; the errors of those refused are noted as they pass."""
    for file in files:
        if file.error is not None:
            refused.append(file.error)
        yield file


def _report(store: Store, load_id: int) -> LoadReport:
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
    )


_DECISIONS = {"repeat": "R901", "overlap": "R902", "conflict": "R903", "newer version": "R904"}


def _note_decisions(store: Store, load_id: int) -> None:
    """Say in a notice what became of each part that does not simply stand."""
    found = store.rows(
        """
        select part.part_id, part.file_id, part.sheet, part.state_reason, coalesce(file.path, '?'), other.part_id
        from meta.part as part
        left join meta.part as other on part.superseded_by = other.part_id
        left join meta.file as file on other.file_id = file.file_id
        where part.state_reason is not null and part.share = 1 and (part.load_id = $load_id or other.load_id = $load_id)
        """,
        {"load_id": load_id},
    )
    for part_id, file_id, sheet, reason, other, other_id in found:
        if reason not in _DECISIONS:
            continue
        rule = reading_rules()[_DECISIONS[reason]]
        kept = other_id if reason == "repeat" else part_id
        message, fix = rule.message.filled(other=other), rule.fix.filled(part=kept)
        store.execute(
            "insert into chk.notice values (?, ?, ?, ?, ?, null, null, ?, ?, ?, ?)",
            [file_id, part_id, rule.code, rule.severity, sheet, *message, *fix],
        )


def assert_conservation(store: Store, load_id: int) -> None:
    """Every row of every sheet is there exactly once: accepted, quarantined or set aside.

    Raises AixinError (a bug of ours): a row that is in none or two of them is a wrong figure.
    """
    staged = " union all ".join(f"select part_id, row from stg.{layout}" for layout in layouts())  # noqa: S608
    lost = store.rows(
        f"""
        with kept as (
            select part_id, row from ({staged})
            union all
            select part_id, row from raw.set_aside
        ),
        sheet as (
            select
                part.file_id, part.sheet, part.share, count(kept.row) as row_count,
                count(distinct kept.row) as distinct_count, coalesce(max(kept.row), 0) as last_row
            from meta.part as part
            left join kept on part.part_id = kept.part_id
            where part.load_id = $load_id
            group by part.file_id, part.sheet, part.share
        ),
        delivered as (
            select file_id, sheet, share, sum(rows_read) as row_count
            from meta.part
            where load_id = $load_id
            group by file_id, sheet, share
        )
        select file.path, sheet.sheet, sheet.row_count, sheet.distinct_count, sheet.last_row
        from sheet
        inner join meta.file as file on sheet.file_id = file.file_id
        inner join delivered
            on sheet.file_id = delivered.file_id and sheet.sheet is not distinct from delivered.sheet
            and sheet.share = delivered.share
        -- Second persons out of one cell are rows that the first ones' part has already.
        where sheet.row_count <> sheet.distinct_count or sheet.row_count <> delivered.row_count
            or (sheet.share = 1 and sheet.row_count <> sheet.last_row)
        order by all
        """,  # noqa: S608
        {"load_id": load_id},
    )
    if lost:
        path, sheet, count, distinct, last = lost[0]
        raise AixinError(
            _(
                "rows were lost or doubled while reading: {count} kept, {distinct} different, {last} in the sheet"
            ).format(count=count, distinct=distinct, last=last),
            f"{path} {sheet or ''}".strip(),
            _("nothing was loaded; please report this file's layout"),
        )


def _drop_repeats(store: Store, load_id: int) -> None:
    repeats = [
        row[0] for row in store.rows("select part_id from meta.part where load_id = ? and state = 'repeat'", [load_id])
    ]
    if not repeats:
        return
    tables = [f"{schema}.{layout}" for layout in layouts() for schema in ("raw", "stg")]
    for table in [*tables, "raw.set_aside", "chk.finding", "chk.fix", "meta.part_column", "meta.part"]:
        store.execute(f"delete from {table} where list_contains($ids, part_id)", {"ids": repeats})  # noqa: S608


def _count_rows(store: Store, load_id: int) -> None:
    """Keep each part's accepted, quarantined and unidentified rows beside what was read."""
    staged = " union all ".join(
        f"select part_id, row, is_quarantined, {_unidentified(layout)} as is_unidentified from stg.{layout}"  # noqa: S608
        for layout in layouts()
    )
    store.execute(
        f"""
        update meta.part
        set
            rows_accepted = counted.accepted,
            rows_quarantined = counted.quarantined,
            rows_unidentified = counted.unidentified
        from (
            select
                part.part_id,
                count(s.part_id) filter (not s.is_quarantined) as accepted,
                count(s.part_id) filter (s.is_quarantined) as quarantined,
                count(s.part_id) filter (not s.is_quarantined and s.is_unidentified) as unidentified
            from meta.part as part
            left join ({staged}) as s on part.part_id = s.part_id
            where part.load_id = $load_id
            group by part.part_id
        ) as counted
        where part.part_id = counted.part_id
        """,  # noqa: S608
        {"load_id": load_id},
    )


_DAMAGED = (
    "(recipient_id is null and recipient_id_text is not null or helper_id is null and helper_id_text is not null)"
)


def _unidentified(layout: str) -> str:
    """A row whose recipient, or whose 主结对 helper, stands there without a usable number."""
    return {
        "pairing": (
            "(recipient_id is null or (helper_id is null and (helper_id_text is not null "
            "or (pair_kind = '主结对' and status <> '待结对'))))"
        ),
        "activity": _DAMAGED,
        "activity_monthly": _DAMAGED,
        "organization": "(uscc is null and org_kind is distinct from '未登记')",
    }.get(layout, "false")
