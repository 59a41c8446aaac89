"""Rules that gave no answer, and why: skipped, broken, or unknown for some rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

OUTCOMES = ("broken", "skipped", "unknown")


class Unanswered(NamedTuple):
    """The rules that have one such outcome for one reason, and how many answers they owe."""

    outcome: str
    reason: str | None
    rules: tuple[str, ...]
    answers: int


def list_broken(report: dict[str, Any]) -> list[tuple[str, str]]:
    """Each rule that couldn't be run, with its reason; one that has no code goes by its file's name."""
    found = (item for item in report["outcomes"] if item["outcome"] == "broken")
    return sorted({(item["rule"], item["reason"] or "") for item in found})


def list_unanswered(report: dict[str, Any]) -> Iterator[Unanswered]:
    """What couldn't be asked, the rules of one outcome and reason together."""
    counts: dict[tuple[str, str | None, str], int] = {}
    for item in report["outcomes"]:
        if item["outcome"] in OUTCOMES[1:]:
            place = (item["outcome"], item.get("reason"), item["rule"])
            counts[place] = counts.get(place, 0) + int(item.get("count") or 0)
    counts |= {("broken", reason or None, rule): 0 for rule, reason in list_broken(report)}
    ordered = sorted(counts.items(), key=lambda found: (OUTCOMES.index(found[0][0]), found[0][1] or "", found[0][2]))
    for (outcome, reason), found in groupby(ordered, key=lambda found: found[0][:2]):
        listed = list(found)
        yield Unanswered(outcome, reason, tuple(place[2] for place, _count in listed), sum(n for _place, n in listed))
