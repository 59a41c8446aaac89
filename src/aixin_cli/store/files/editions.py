"""What a month's published files were made of: whether they would come out the same is known without making them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from aixin_cli import __version__
from aixin_cli.store.register import RULES, STATISTICS, Store

QUESTIONS = (
    "select part_id, state, content_hash, received_date, superseded_by from meta.part where period <= $period",
    "select unit_code, form, period, reason, released_reason from meta.hold where period <= $period",
    "select decision_id, withdrawn_at from meta.decision where $period is not null",
    "select distinct path from meta.file where status = 'refused' "
    "and load_id = (select max(load_id) from meta.load where $period is not null)",
    "select part_id from ent.excluded_part where $period is not null",
    "select period, home_unit, count(*), sum(person_id) from meta.member where period < $period group by all",
)
"""Everything of a register that a month may depend on, beside the rows of its returns: those never change."""
FIGURES = "select period, unit_code, figure_id, value from out.figure where period < $period"


def made_of(store: Store, period: str, files: Sequence[Path], products: Sequence[str]) -> str:
    """A digest of all that a month's files follow from: returns, decisions, settings, rules, these files, program."""
    questions = [*QUESTIONS, *([FIGURES] if "out.figure" in store.kept_tables() else [])]
    told = [__version__, store.settings.hash, *map(_digest, files), *products, *_rules(store)]
    told += store.settings["fonts.drawn"]
    for question in questions:
        lines = f"select cast(q as varchar) as line from ({question}) as q"  # noqa: S608
        digest = f"select md5(string_agg(line, chr(10) order by line)) from ({lines})"  # noqa: S608
        told.append(str(store.rows(digest, {"period": period})[0][0]))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def note_edition(store: Store, period: str, made: str, files: Sequence[tuple[str, Path]]) -> None:
    """Remember what a month's files were made of and what they are, by their names in its folder."""
    digests = json.dumps({name: _digest(path) for name, path in files}, ensure_ascii=False, sort_keys=True)
    with store.transaction():
        store.execute("insert or replace into meta.edition values (?, ?, ?)", [period, made, digests])


def holds_edition(store: Store, period: str, made: str, folder: Path) -> bool:
    """Whether a folder holds the files that would be made now, and the statistics file is there."""
    known = store.rows("select files from meta.edition where period = ? and made_of = ?", [period, made])
    if not known or store.directory is None or not (store.directory / STATISTICS).is_file():
        return False
    return all(_digest(folder / name) == digest for name, digest in json.loads(known[0][0]).items())


def _rules(store: Store) -> list[str]:
    folder = store.directory / RULES if store.directory else None
    paths = sorted(folder.glob("*.sql")) if folder else []
    return [f"{path.name} {_digest(path)}" for path in paths]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
