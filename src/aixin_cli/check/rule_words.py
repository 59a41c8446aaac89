"""What the register says of each rule, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from aixin_cli.store import Store


class RuleWords(NamedTuple):
    """A rule's title and what to do, for a format that lists rules."""

    severity: str
    category: str
    title: str
    title_zh: str
    hint: str
    hint_zh: str


def rule_words(store: Store) -> dict[str, RuleWords]:
    """The words of every rule that the register holds, by code."""
    found = store.rows("select rule, severity, category, title, title_zh, hint, hint_zh from chk.rule order by rule")
    return {code: RuleWords(*words) for code, *words in found}
