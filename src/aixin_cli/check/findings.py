"""The findings of a load, each with its place, its row's key, what stands there and what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aixin_cli.balance import suggestion_words
from aixin_cli.forms import Field, Layout, layouts
from aixin_cli.forms.rules import Rule, Text
from aixin_cli.store import Store
from aixin_cli.store.rules import known_rules

SHOWN = (
    *("rule", "severity", "category", "title", "file", "sheet", "row", "column", "cell", "key", "value"),
    *("message", "hint", "expected", "difference", "suggestion", "unit", "form", "period"),
)


def list_findings(store: Store, load_id: int) -> list[dict[str, Any]]:
    """Every finding of a load in the order of rank, file, sheet, row, and of all they say; none is left out."""
    rules = known_rules(store.catalogue)
    answer = store.execute(*_placed(store, load_id))
    names = [column[0] for column in answer.description or ()]
    found = [worded(dict(zip(names, row, strict=True)), rules) for row in _batches(answer)]
    return sorted(found, key=lambda item: rules[item["rule"]].rank)


def _batches(answer: Any) -> Iterator[tuple[Any, ...]]:
    while rows := answer.fetchmany(10_000):
        yield from rows


def _placed(store: Store, load_id: int) -> tuple[str, dict[str, Any]]:
    """The findings with their cell and their row's key: only layouts that have findings are looked at."""
    present = store.rows(
        "select distinct part.layout from chk.finding as finding inner join meta.part as part using (part_id) "
        "where part.load_id = ?",
        [load_id],
    )
    selects = {
        "finding": store.question("outcome/load_finding", {"load_id": load_id})[0],
        "row_key": keys_of(layout_id for (layout_id,) in present),
    }
    return store.question("outcome/placed_finding", {"load_id": load_id}, **selects)


def keys_of(present: Iterable[str]) -> str:
    """A SELECT of the keys of the rows that `finding` names, of these layouts."""
    keys = " union all ".join(_keys(layouts()[layout_id]) for layout_id in present)
    return keys or "select null as part_id, null as row, null as key limit 0"


def _keys(layout: Layout) -> str:
    """What tells a row to the clerk who wrote it: its number and the first of its key, masked.

    Cleaned in one step and masked in the next: a macro repeats its argument, and nested they would multiply.
    """
    names = [name for name in ("row_no", *layout.row_key[:3]) if name in {field.name for field in layout.fields}]
    seen = ", ".join(
        f"fold_lookalikes(r.{name}) as {name}_text, {_read(layout.field(name))} as {name}" for name in names
    )
    cleaned = ", ".join(f"clean_text({name}_text) as {name}_text" for name in names)
    shown = ", ".join(f"coalesce({name}, {_mask(layout.field(name))}({name}_text))" for name in names)
    return f"""
        select q.part_id, q.row, concat_ws(' ', {shown}) as key
        from (
            select p.* replace ({cleaned})
            from (
                select r.part_id, r.row, {seen}
                from raw.{layout.id} as r
                inner join stg.{layout.id} as s on r.part_id = s.part_id and r.row = s.row
                semi join finding on r.part_id = finding.part_id and r.row = finding.row
            ) as p
        ) as q
    """  # noqa: S608


def _mask(field: Field) -> str:
    return "mask_id" if field.type == "id" else "mask"


def _read(field: Field) -> str:
    """A value that was read as a code or a date tells of nobody; any other text may."""
    return f"cast(s.{field.name} as varchar)" if field.type in ("code", "date") else "cast(null as varchar)"


def worded(found: dict[str, Any], rules: Mapping[str, Rule]) -> dict[str, Any]:
    """A finding as it is told, in the chosen language."""
    rule = rules[found["rule"]]
    expected = found["expected"] or (rule.expected.chosen if rule.expected else None)
    told = {
        "title": rule.title.chosen,
        "column": _column(found["layout"], found["field"], found["title"]),
        "message": _message(rule, found),
        "hint": Text(found["hint"], found["hint_zh"]).chosen if found["hint"] else rule.fix.chosen,
        "expected": expected,
        "difference": plain_number(found["difference"]),
        "suggestion": _suggestion(found["suggestion"]),
    }
    return {name: told.get(name, found.get(name)) for name in SHOWN}


def _message(rule: Rule, found: dict[str, Any]) -> str:
    if found["message"]:
        return Text(found["message"], found["message_zh"]).chosen
    facts = json.loads(found["facts"], parse_float=plain_number) if found["facts"] else {}
    said = rule.message.chosen.format_map(_Facts(facts))
    return f"{said} ({found['detail']})" if found["detail"] else said


def _suggestion(kept: str | None) -> str | None:
    return Text(*suggestion_words(json.loads(kept))).chosen if kept else None


class _Facts(dict[str, object]):
    """What a message names; what a check didn't say shows as an ellipsis, as does what it couldn't tell."""

    def __getitem__(self, name: str) -> object:
        value = super().get(name)
        return "…" if value is None else value


def plain_number(value: object) -> str | None:
    """A number as people write it: no decimals where there are none."""
    return None if value is None else str(value).removesuffix(".0").removesuffix(".00")


def _column(layout: str | None, field: str | None, title: str | None) -> str | None:
    """A column's title: the file's own, or the form's where the file has no such column."""
    if title or not (layout and field):
        return title
    return {item.name: item.title for item in layouts()[layout].fields}.get(field, field)
