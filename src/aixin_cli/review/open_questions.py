"""What is left to a person: the pairs and the claims of a month that nobody has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aixin_cli.store import Store
from aixin_cli.store.statement import Statement


@dataclass(frozen=True)
class ListSize:
    """How much is on the list: pairs of so many that were found, and persons claimed by several units."""

    pair_count: int
    found_count: int
    case_count: int


def list_questions(store: Store, period: str) -> ListSize:
    """Fill ent.review_pair, ent.review_side and ent.review_case for a month that is linked."""
    list_pairs(store, period)
    params = store.period_params(period)
    for name in ("review_side", "review_case"):
        store.run(store.catalogue.get(name, "review"), params)
    pair_count, found_count = store.rows("select count(*), coalesce(max(found_count), 0) from ent.review_pair")[0]
    case_count = store.rows("select count(distinct recipient_id) from ent.review_case")[0][0]
    return ListSize(pair_count, found_count, case_count)


def list_pairs(store: Store, period: str) -> None:
    """Fill ent.review_pair alone, for a month that is linked as far as pair_statements read."""
    for statement in pair_statements(store):
        store.run(statement, store.period_params(period))


def pair_statements(store: Store) -> Sequence[Statement]:
    """What tells the pairs on the list, in its order."""
    return [store.catalogue.get(name, "review") for name in ("number_twin", "review_pair")]
