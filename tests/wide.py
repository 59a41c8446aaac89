"""Which tests are marked `wide`: one table, tests/wide.toml, says what `pytest` leaves to CI."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
APART = ("province", "harness")
"""Marks of what is run by a command of its own already."""


@cache
def load_wide() -> dict[str, dict[str, list[str]]]:
    """By file and test, the cases that aren't wide."""
    return tomllib.loads((TESTS / "wide.toml").read_text("utf-8"))


def mark_wide(items: Iterable[pytest.Item]) -> None:
    """Mark what the table names, unless it is run apart anyway."""
    for item in items:
        if is_wide(*place(item)) and not any(item.get_closest_marker(name) for name in APART):
            item.add_marker(pytest.mark.wide)


def place(item: pytest.Item) -> tuple[str, str, str | None]:
    """The item's file below tests/, its function, and its case if it has any."""
    function, found, case = item.name.partition("[")
    return item.path.relative_to(TESTS).as_posix(), function, case[:-1] if found else None


def is_wide(file: str, function: str, case: str | None) -> bool:
    tests = load_wide().get(file, {})
    kept = tests.get(function, tests.get("*"))
    if kept is None:
        return False
    return not kept or (case is not None and not any(is_same(case, name) for name in kept))


def is_same(case: str, name: str) -> bool:
    """A case may itself hold what is a pattern's."""
    return case == name or fnmatchcase(case, name)
