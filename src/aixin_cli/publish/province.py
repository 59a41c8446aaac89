"""What the briefing says of the province beside its figures: categories, declared indicators, prefectures ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aixin_cli.publish.standing import Category, Indicator, Rank

if TYPE_CHECKING:
    from aixin_cli.store import Store

QUESTIONS = {
    "categories": ("lookup/province_category", "t01", Category),
    "indicators": ("lookup/province_indicator", "t07", Indicator),
    "ranks": ("lookup/prefecture_ranked", "t03", Rank),
}
"""Each part of an edition: the question, the table without which it has no answer, what a row becomes."""


def read_province(store: Store, period: str, province: str) -> dict[str, Any]:
    """The parts of an edition by their names, each a tuple of rows; empty where the table isn't there."""
    params = {**store.period_params(period), "province": province}
    return {
        part: tuple(kind(*row) for row in store.ask(question, params)) if f"out.{table}" in store.kept_tables() else ()
        for part, (question, table, kind) in QUESTIONS.items()
    }
