"""What the comparisons of listed pairs answer, in words: for whoever has to decide on them."""

from __future__ import annotations

from aixin_cli.link.model import Comparison, load_model
from aixin_cli.store import Store


def write_words(store: Store) -> None:
    """Fill ent.review_word: what each comparison of a listed pair answers, in words, with its weight."""
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
