"""The rules as a table of the register: what findings are told by, and asked of with SQL."""

from __future__ import annotations

from typing import Any

from aixin_cli.forms.rules import Rule
from aixin_cli.store.register import Store
from aixin_cli.store.rules import known_rules


def write_rules(store: Store) -> None:
    """Write chk.rule anew, as this program and the office's own folder have the rules."""
    items = [_row(rule) for rule in known_rules(store.catalogue).values()]
    # Lists of texts: a list of structs takes DuckDB five times as long to bind.
    columns = {name: [item[name] for item in items] for name in items[0]}
    lists = ", ".join(f"unnest(${name}) as {name}" for name in columns)
    store.execute("delete from chk.rule")
    store.execute(f"insert into chk.rule by name select {lists}", columns)  # noqa: S608


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "severity": rule.severity,
        "category": rule.category,
        "title": rule.title.en,
        "title_zh": rule.title.zh,
        "message": rule.message.en,
        "message_zh": rule.message.zh,
        "hint": rule.fix.en,
        "hint_zh": rule.fix.zh,
        "expected": rule.expected.en if rule.expected else None,
        "expected_zh": rule.expected.zh if rule.expected else None,
    }
