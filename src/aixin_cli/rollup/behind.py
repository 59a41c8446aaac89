"""Which returns stand behind a number that doesn't add up."""

from __future__ import annotations

from aixin_cli.locale import _
from aixin_cli.rollup.without import return_words
from aixin_cli.store import Store

NAMED = 6
"""So many returns are named."""


def returns_behind(store: Store, table: str, unit_codes: list[str], period: str) -> list[tuple[int, str]]:
    """The returns that a table's rows are made of, the lowest of these rows before those above: number and words."""
    forms = [form for item in store.catalogue.of_kind("rollup") if item.id == table for form in item.header["forms"]]
    bound = {"codes": unit_codes, "forms": forms, "period": period}
    rows = store.ask("lookup/return_behind", bound)
    return [(int(row[0]), return_words(*row)) for row in rows]


def behind_words(found: list[tuple[int, str]]) -> str:
    """Those returns in a sentence's part."""
    more = _(" and {count} more").format(count=len(found) - NAMED) if len(found) > NAMED else ""
    return "; ".join(words for _part, words in found[:NAMED]) + more
