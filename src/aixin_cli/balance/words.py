"""A cause as data (what `chk.finding.suggestion` holds) and in words, Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aixin_cli.balance.cause import Cause

WORDS = Path(__file__).with_name("words.toml")


def suggest(cause: Cause, places: Sequence[Mapping[str, object]] = ()) -> dict[str, Any]:
    """Return a cause as {kind, facts}, ready for JSON.

    `places` names those of the cause: each has a `row` (of the sheet), a `label` (a unit, never a person), or both.
    """
    facts: dict[str, Any] = {"amount": show_number(cause.amount)}
    if cause.right is not None:
        facts["right"] = show_number(cause.right)
    if cause.count:
        facts["count"] = cause.count
        facts["places"] = [{name: value for name, value in place.items() if value is not None} for place in places]
    return {"kind": cause.kind, "facts": facts}


def suggestion_words(suggestion: Mapping[str, Any]) -> tuple[str, str]:
    """Return a suggestion as one sentence in English and in Chinese."""
    facts = suggestion["facts"]
    entry = _words()[suggestion["kind"]]
    texts = entry["several"] if facts.get("count", 0) > 1 else entry["one"]
    comma = entry.get("comma", {"zh": "、", "en": ", "})
    english, chinese = (
        texts[language].format(**{**facts, "places": _places(facts, language, comma[language], others)})
        for language, others in (("en", " and others"), ("zh", "等"))
    )
    return english[:1].upper() + english[1:], chinese


def show_number(value: Decimal) -> str:
    """Return a number without the zeros that only its type gives it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _places(facts: Mapping[str, Any], language: str, comma: str, others: str) -> str:
    places = facts.get("places", [])
    names = [_words()["place"][_sort(place)][language].format(**place) for place in places]
    return comma.join(names) + (others if facts.get("count", 0) > len(names) else "")


def _sort(place: Mapping[str, object]) -> str:
    return "_".join(name for name in ("label", "row") if name in place)
