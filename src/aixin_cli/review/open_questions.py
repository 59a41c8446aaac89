"""What is left to a person: the pairs and the claims of a month that nobody has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aixin_cli.link.model import Comparison, load_model
from aixin_cli.store import Store
from aixin_cli.store.catalogue import Statement


@dataclass(frozen=True)
class ListSize:
    """How much is on the list: pairs of so many that were found, and persons claimed by several units."""

    pair_count: int
    found_count: int
    case_count: int


def list_reviews(store: Store, period: str) -> ListSize:
    """Fill ent.review_pair, ent.review_side, ent.review_word and ent.review_case for a month that is linked."""
    list_pairs(store, period)
    params = store.period_params(period)
    for name in ("review_side", "review_case"):
        store.run(store.catalogue.get(name, "review"), params)
    _write_words(store)
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


def _write_words(store: Store) -> None:
    """Make ent.review_word: what each comparison of a listed pair answers, in words, with its weight."""
    levels = [
        {
            "place": place,
            "comparison": comparison.id,
            "answer": level.id,
            "words": comparison.title_zh + level.title_zh,
            "centibits": round(level.weight * 100),
        }
        for place, comparison in enumerate(load_model().comparisons, start=1)
        for level in comparison.levels
    ]
    store.execute(
        "create or replace table ent.review_level as select unnest($levels, recursive := true)", {"levels": levels}
    )
    answers = " union all ".join(_answers(comparison) for comparison in load_model().comparisons)
    store.execute(
        f"""
        create or replace table ent.review_word as
        select
            told.role, told.left_id, told.right_id, level.place, level.words,
            coalesce(told.centibits, level.centibits) as centibits
        from ({answers}) as told
        semi join ent.review_pair as pair
            on told.role = pair.role and told.left_id = pair.left_id and told.right_id = pair.right_id
        inner join ent.review_level as level on told.comparison = level.comparison and told.answer = level.answer
        """  # noqa: S608 - names of the shipped model
    )


def _answers(comparison: Comparison) -> str:
    """One comparison's answers; a name weighs by how common it is, which the score has told."""
    weight = "name_centibits" if comparison.id == "name" else "null"
    return (
        f"select role, left_id, right_id, '{comparison.id}' as comparison, {comparison.id}_answer as answer,"  # noqa: S608
        f" {weight} as centibits from ent.link_score"
    )
