"""What the comparisons of listed pairs answer, in words: for whoever has to decide on them."""

from __future__ import annotations

from aixin_cli.link.fellegi_sunter import Comparison, load_model
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
    sql, bound = store.question("lookup/pair_word", told=answers)
    store.execute(f"create or replace table ent.review_word as {sql}", bound)


def _answers(comparison: Comparison) -> str:
    """One comparison's answers; a name weighs by how common it is, which the score has told."""
    weight = "name_centibits" if comparison.id == "name" else "null"
    return (
        f"select role, left_id, right_id, '{comparison.id}' as comparison, {comparison.id}_answer as answer,"  # noqa: S608
        f" {weight} as centibits from ent.link_score"
    )
