"""A briefing that people have edited, beside the month's figures: read, held beside them, and masked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.jobs import incoming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aixin_cli.publish.lint import Finding, Passage
    from aixin_cli.read.document import Prose
    from aixin_cli.store import Store


def lint(store: Path | None, file: Path, period: str) -> list[Finding]:
    """What each number of a briefing is, without anybody's name.

    Raises InputError for a document that can't be read, StoreError for a month that wasn't rolled up, NotReadyError
    for one that is stale.
    """
    from aixin_cli import rollup
    from aixin_cli.publish.edition import read_month
    from aixin_cli.publish.lint import Passage as Told
    from aixin_cli.publish.lint import find_units, lint_passages, read_facts
    from aixin_cli.read.document import read_document

    passages = [Told(*block) for block in read_document(file)]
    with incoming.open_store(store, read_only=True, is_new=False) as opened:
        _require_month(read_month(opened, "out.figure", period).num_rows, period)
        rollup.require_current(opened, period)
        facts = read_facts(opened, period, find_units(passages))
        prose = _prose(opened, passages)
    return [
        replace(item, sentence=prose.mask(item.sentence), stands=prose.mask_numbers(item.stands))
        for item in lint_passages(passages, facts)
    ]


def _require_month(count: int, period: str) -> None:
    from aixin_cli.publish.edition import not_rolled_up

    if not count:
        raise not_rolled_up(period)


def _prose(store: Store, passages: Sequence[Passage]) -> Prose:
    """What masks the quoted sentences: it knows the register's names that stand in them, and the words of figures."""
    from aixin_cli.publish.lint import list_words
    from aixin_cli.read.document import Prose, name_candidates

    texts = [f"{item.row} {item.text}" for item in passages]
    named = store.ask("lookup/person_named", {"words": name_candidates(texts)})
    return Prose(list_words(), [name for (name,) in named])
