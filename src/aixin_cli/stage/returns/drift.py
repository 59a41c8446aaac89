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

# Titles on one side only, of the returns in this load that an earlier month can be compared with.
_DIFFERENCES = """
with titled as (
    select part.*
    from meta.part as part
    where exists (select 1 from meta.part_column as c where c.part_id = part.part_id)
),
fresh as (
    select unit_code, form, period, min(part_id) as first_part
    from titled
    where load_id = $load_id and state <> 'repeat'
    group by unit_code, form, period
),
compared as (
    select fresh.unit_code, fresh.form, fresh.period, fresh.first_part, max(earlier.period) as earlier_period
    from fresh
    inner join titled as earlier
        on fresh.unit_code = earlier.unit_code and fresh.form = earlier.form
        and earlier.period < fresh.period and earlier.state = 'accepted'
    group by all
),
seen as (
    select distinct compared.first_part, part.period < compared.period as is_old, part.layout,
        c.title_key, c.title, c.field
    from compared
    inner join titled as part
        on compared.unit_code = part.unit_code and compared.form = part.form
        and (
            (part.period = compared.period and part.load_id = $load_id and part.state <> 'repeat')
            or (part.period = compared.earlier_period and part.state = 'accepted')
        )
    inner join meta.part_column as c on part.part_id = c.part_id
),
judged as (
    select
        *,
        min(is_old) over (partition by first_part, title_key)
        = max(is_old) over (partition by first_part, title_key) as is_one_sided,
        field is not null and min(is_old) over (partition by first_part, field)
        <> max(is_old) over (partition by first_part, field) as is_field_on_both
    from seen
)
select first_part, is_old, layout, title, field, is_field_on_both
from judged
where is_one_sided
order by all
"""


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
    found = [_Title(*row) for row in store.rows(_DIFFERENCES, {"load_id": load_id})]
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
