"""What the store says of each noun: for this month of every unit, for other months of the units that are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aixin_cli.publish import row_names
from aixin_cli.publish.lint.model import Fact, Span
from aixin_cli.publish.lint.nouns import Noun, list_facts
from aixin_cli.publish.model import Completeness
from aixin_cli.publish.returns import read_returns, sum_returns

if TYPE_CHECKING:
    from aixin_cli.store import Store

SPANS: dict[str, Span] = {
    "month_value": "month", "year_value": "year", "total_value": "total", "growth_rate": "growth",
    "yearly_growth_rate": "yearly", "per_person_rate": "person", "unidentified_count": "unidentified",
}  # fmt: skip
HUNDRED = Decimal(100)


class Facts:
    """All that is known, by what a noun asks for."""

    def __init__(self, period: str, facts: Iterable[Fact]) -> None:
        self.period = period
        self._by_source: dict[str, list[Fact]] = defaultdict(list)
        self._by_place: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._by_source[fact.source].append(fact)
            self._by_place[fact.source, fact.unit_code, fact.period].append(fact)

    def of(self, noun: Noun) -> Iterator[Fact]:
        """The facts of a noun, of all units and months."""
        for name in noun.facts:
            source, _, span = name.partition("@")
            yield from _spanned(self._by_source.get(source, ()), span)

    def at(self, noun: Noun, unit_code: str, period: str) -> list[Fact]:
        """What a noun comes to at a place in a month."""
        parted = (name.partition("@") for name in noun.facts)
        known = ((self._by_place.get((source, unit_code, period), ()), span) for source, _, span in parted)
        return [fact for facts, span in known for fact in _spanned(facts, span)]


def _spanned(facts: Iterable[Fact], span: str) -> Iterator[Fact]:
    """Facts as they are; of a column that is of one span only, in that one."""
    for fact in facts:
        if not span:
            yield fact
        elif span == "hundred" and fact.span == "person":
            yield replace(fact, span="hundred", value=fact.value * HUNDRED)
        elif fact.span in {span, "now", "total"}:
            yield replace(fact, span=span)  # type: ignore[arg-type]


def read_facts(store: Store, period: str, units: Sequence[str]) -> Facts:
    """The facts of a month; `units` are those whose other months matter too."""
    headers = {str(item.header["figure_id"]): item.header for item in store.catalogue.of_kind("figure")}
    params = {"period": period, "units": list(units), "sources": list_facts()}
    facts = []
    for source, measure, unit_code, told, amount in store.ask("lookup/briefing_fact", params):
        added = headers.get(source, {}).get("measure") == "cumulative"
        span = SPANS.get(measure) or ("total" if added else "now")
        is_rate = measure in {"growth_rate", "yearly_growth_rate"} or source.endswith("_rate")
        facts.append(Fact(source, unit_code, told, span, amount * HUNDRED if is_rate else amount))
    return Facts(period, [*facts, *_returns(store, period)])


def _returns(store: Store, period: str) -> Iterator[Fact]:
    """Of each form, and together."""
    behind = read_returns(store, period)
    for counted in (sum_returns(behind), *(item.completeness for item in behind.values())):
        yield from count_returns(counted, period)


def count_returns(counted: Completeness, period: str) -> Iterator[Fact]:
    """How many returns are owed, came and are missing."""
    for name in ("expected", "received", "carried", "absent"):
        yield _counted(name, getattr(counted, name), period)
    # 据已报的89个单位统计，其中1个沿用以前月份: what is carried forward stands for a unit's return.
    yield _counted("received", counted.received + counted.carried, period)


def _counted(name: str, count: int, period: str) -> Fact:
    return Fact(f"returns.{name}", row_names.province().code, period, "now", Decimal(count))
