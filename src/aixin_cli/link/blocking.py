"""The blocking rules of a month, and what linking made of its rows, as tables for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.forms.rules import Text

if TYPE_CHECKING:
    from aixin_cli.store import Store

BLOCKING = (
    "rule_no",
    "title",
    "block_count",
    "largest_count",
    "record_count",
    "pair_count",
    "new_pair_count",
    "left_block_count",
    "left_pair_count",
)


def rule_titles() -> list[Text]:
    """What the blocking rules are called, in their order: they stand in the keys' own file."""
    from aixin_cli.store.catalogue import macro_header

    return [Text(title["en"], title["zh"]) for title in macro_header("link_keys")["rules"]]


def explain_blocking(store: Store, period: str) -> list[tuple[Any, ...]]:
    """What each rule brought together in a linked period, in the columns of BLOCKING."""
    store.run(store.catalogue.get("blocking_rule", "explain"), store.period_params(period))
    titles = rule_titles()
    rows = store.rows("select * from ent.blocking_rule order by rule_no")
    return [(row[0], titles[row[0] - 1].chosen, *row[1:]) for row in rows]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How large a block may be this month where that is less than the setting, and the pairs it leaves out."""

    most_in_block: int
    setting: int
    left_pair_count: int


def narrowed(store: Store) -> Narrowed | None:
    """Whether so many people are without a number that blocks had to be made smaller than the setting."""
    setting = int(store.settings["link.most_in_block"])
    rows = store.rows("select most_in_block, wanted_count - pair_count from ent.link_limit")
    return Narrowed(rows[0][0], setting, rows[0][1]) if rows and rows[0][0] < setting else None
