"""What people decided about titles: handed to reading, which knows no store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aixin_cli.forms.title import title_key
from aixin_cli.read.header.titles import fold

ALL_UNITS = "*"


@dataclass(frozen=True, slots=True)
class Decision:
    """A unit's title means this field of the layout, or (None) nothing."""

    layout: str
    unit: str
    """A unit's code, or ALL_UNITS."""
    title: str
    """The titles over the column joined with `/`, as they are shown."""
    field: str | None
    decided_by: str = "?"


@dataclass(frozen=True, eq=False, slots=True)
class TitleMemory:
    """Decisions, looked up by layout, unit and folded title; compared by identity, so that it may key a cache."""

    by_unit: dict[tuple[str, str], dict[str, str | None]] = field(default_factory=dict)
    by_layout: dict[str, dict[str, str | None]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    deciders: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Who decided, by layout, unit and folded title."""

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> TitleMemory:
        """Build the memory; of two decisions on one title the later counts."""
        by_unit: dict[tuple[str, str], dict[str, str | None]] = {}
        by_layout: dict[str, dict[str, str | None]] = {}
        words: set[str] = set()
        deciders: dict[tuple[str, str, str], str] = {}
        for item in decisions:
            key = title_key(item.title)
            by_unit.setdefault((item.layout, item.unit), {})[key] = item.field
            deciders[item.layout, item.unit, key] = item.decided_by
            if item.field is not None:
                by_layout.setdefault(item.layout, {})[key] = item.field
                words.add(fold(item.title.rsplit("/", 1)[-1])[0])
        return cls(by_unit, by_layout, frozenset(words), deciders)

    def decided(self, layout: str, unit: str | None) -> dict[str, str | None]:
        """Return what holds for a unit: the decisions for all units, and its own before them."""
        own = self.by_unit.get((layout, unit), {}) if unit else {}
        return {**self.by_unit.get((layout, ALL_UNITS), {}), **own}

    def decider(self, layout: str, unit: str | None, title: str) -> tuple[str, str]:
        """Return for which unit (or ALL_UNITS) the decision on a title holds, and who made it."""
        key = title_key(title)
        whose = unit if unit and (layout, unit, key) in self.deciders else ALL_UNITS
        return whose, self.deciders.get((layout, whose, key), "?")

    def possible(self, layout: str) -> dict[str, str | None]:
        """Return what a title means to any unit: enough to find a header, before the unit is known."""
        return self.by_layout.get(layout, {})


NO_MEMORY = TitleMemory()
