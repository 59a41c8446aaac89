"""How a return's columns differ from those of the month before: a query, once a return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from aixin_cli.forms import layouts
from aixin_cli.forms.reading import reading_rules
from aixin_cli.store import Store

RULE = "R163"
LISTED = 6
"""So many titles are named of each kind."""


@dataclass(frozen=True)
class _Title:
    """A title that only one of two months has."""

    part_id: int
    is_old: bool
    layout: str
    title: str
    field: str | None
    is_field_on_both: bool


def note_drift(store: Store, load_id: int) -> None:
    """Say in a notice how each new return's titles differ from its unit's last month."""
    found = [_Title(*row) for row in store.ask("intake/title_difference", {"load_id": load_id})]
    rule = reading_rules()[RULE]
    for part_id, titles in groupby(found, key=lambda item: item.part_id):
        english, chinese = _differences(list(titles))
        if not english:
            continue
        store.execute(
            """
            insert into chk.notice
            select file_id, part_id, $rule, $severity, sheet, header_row, null, $message, $message_zh, $hint, $hint_zh
            from meta.part where part_id = $part_id
            """,
            {
                "part_id": part_id,
                "rule": RULE,
                "severity": rule.severity,
                "message": rule.message.en.format(difference=english),
                "message_zh": rule.message.zh.format(difference=chinese),
                "hint": rule.fix.en,
                "hint_zh": rule.fix.zh,
            },
        )


def _differences(titles: Sequence[_Title]) -> tuple[str, str]:
    """Return what is gone, new and renamed, in English and in Chinese; empty where nothing of it is."""
    old_layouts = {item.layout for item in titles if item.is_old}
    new_layouts = {item.layout for item in titles if not item.is_old}
    if old_layouts and new_layouts and not old_layouts & new_layouts:
        change = f"{_names(old_layouts)} → {_names(new_layouts)}"
        return f"another layout {change}", f"改用另一版式 {change}"
    alone = [item for item in titles if not item.is_field_on_both]
    gone = _listed(item.title for item in alone if item.is_old)
    new = _listed(item.title for item in alone if not item.is_old)
    renamed = _listed(_renamed(titles))
    named = (("gone", "缺少", gone), ("new", "新增", new), ("renamed", "改名", renamed))
    english = "; ".join(f"{word} {listed}" for word, _chinese, listed in named if listed)
    return english, "；".join(f"{word} {listed}" for _english, word, listed in named if listed)


def _renamed(titles: Sequence[_Title]) -> list[str]:
    """Return the fields that both months have under titles of which none is the same."""
    old = {item.field: item.title for item in titles if item.is_field_on_both and item.is_old}
    new = {item.field: item.title for item in titles if item.is_field_on_both and not item.is_old}
    return [f"{old[field]} → {new[field]}" for field in old if field in new]


def _names(ids: Iterable[str]) -> str:
    return "、".join(layouts()[name].title for name in sorted(ids))


def _listed(titles: Iterable[str]) -> str:
    names = sorted(set(titles))
    return "、".join(names[:LISTED]) + ("……" if len(names) > LISTED else "")
