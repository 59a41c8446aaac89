"""Finds the row of a ledger that somebody means: FILE#ROW, FILE#SHEET#ROW, or @KEY of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.store import Store

SHOWN = 5
"""So many files are named where several are meant."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One side of the question: a row, and whom it names."""

    part_id: int
    row: int
    identity_id: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A sheet of a ledger that the month looks at."""

    part_id: int
    path: str
    sheet: str | None
    period: str

    def is_meant(self, named: str) -> bool:
        """Whether FILE or FILE#SHEET means this sheet."""
        with_sheet = re.fullmatch(rf"(.+)#{_pattern(self.sheet or '')}", named, re.DOTALL)
        return bool(with_sheet and self._is_file(with_sheet[1])) or self._is_file(named)

    def _is_file(self, named: str) -> bool:
        """By its name or the end of its path; a name masked in path or sheet stands for any."""
        pairs = list(zip(reversed(self.path.split("/")), reversed(_places(named)), strict=False))
        return bool(pairs) and all(re.fullmatch(_pattern(ours), theirs) for ours, theirs in pairs)

    def shown(self, row: int) -> str:
        """As the command line takes it."""
        return "#".join(part for part in (self.path, self.sheet, str(row)) if part is not None)


def find_row(store: Store, text: str, role: str, side: str) -> FoundRow:
    """The row that a text means, after ent.mention_evidence; `side` is A or B.

    Raises UsageError, which never repeats the text: a file may be called after a person.
    """
    if key := re.fullmatch(r"@(\d{1,18})", text):
        return _by_key(store, int(key[1]), role, side)
    named = re.fullmatch(r"(.+)#(\d{1,9})", text, re.DOTALL)
    if named is None:
        raise UsageError(_("this names no row"), side, _how())
    row = int(named[2])
    ledger = _ledger(_ledgers(store, row), named[1], row, side)
    found = store.rows(
        "select identity_id from ent.mention_evidence where part_id = ? and row = ? and role = ?",
        [ledger.part_id, row, role],
    )
    if not found:
        raise UsageError(_("this row names no helper"), ledger.shown(row), _("choose another row, or --role recipient"))
    return FoundRow(ledger.part_id, row, found[0][0])


def _how() -> str:
    return _("a row is FILE#ROW or FILE#SHEET#ROW as findings print them, a person is @KEY as lists print it")


def _by_key(store: Store, key: int, role: str, side: str) -> FoundRow:
    found = store.ask("lookup/row_of_person", {"key": key, "role": role})
    if not found:
        raise UsageError(
            _("no row up to this month names a person with the key {key} in this role").format(key=f"@{key}"),
            side,
            _("see --role recipient and --role helper"),
        )
    return FoundRow(*found[0])


def _ledgers(store: Store, row: int) -> list[tuple[Ledger, bool]]:
    """Every sheet with whether it has such a row."""
    found = store.ask("lookup/ledger_sheet", {"row": row})
    return [(Ledger(*cells), has_row) for *cells, has_row in found]


def _ledger(ledgers: Sequence[tuple[Ledger, bool]], named: str, row: int, side: str) -> Ledger:
    """The one that is meant: of several months the newest, of several sheets the one that has the row."""
    meant = [(ledger, has_row) for ledger, has_row in ledgers if ledger.is_meant(named)]
    if not meant:
        known = [ledger for ledger, _has in ledgers]
        raise UsageError(_("no ledger of this month or before is called so"), side, _named(known))
    newest = [(ledger, has_row) for ledger, has_row in meant if ledger.period == meant[0][0].period]
    having = [ledger for ledger, has_row in newest if has_row]
    if not having:
        raise UsageError(_("this ledger has no row {row}").format(row=row), newest[0][0].path, _how())
    if len(having) > 1:
        raise UsageError(_("several rows are called so"), side, _named(having, row))
    return having[0]


def _named(ledgers: Sequence[Ledger], row: int | None = None) -> str:
    """Some of the files, for a hint."""
    names = list(dict.fromkeys(item.path if row is None else item.shown(row) for item in ledgers))
    more = _(" and {count} more").format(count=len(names) - SHOWN) if len(names) > SHOWN else ""
    return _("there are: {names}").format(names=", ".join(names[:SHOWN])) + more


def _places(path: str) -> Sequence[str]:
    return [part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in ("/", ".", "..")]


def _pattern(place: str) -> str:
    return ".+".join(re.escape(part) for part in re.split(r"\*+", place))
