"""Reads the bridges between two editions; each adds up exactly, or none is given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import ReconciliationError, StoreError, UsageError
from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.locale import _
from aixin_cli.publish import row_names
from aixin_cli.store.files.publications import closed_months

if TYPE_CHECKING:
    from aixin_cli.store import Store

EDITION = re.compile(r"(20\d{2}-(?:0[1-9]|1[0-2]))(?:#([1-9]\d?))?")
MOST_UNITS = 10
YEAR = "F11_year"
"""The figure that isn't known everywhere: a year of which months are missing."""


@dataclass(frozen=True)
class Named:
    """An edition as it was asked for, and under which name it is kept."""

    period: str
    edition: int | None
    kept: str


@dataclass(frozen=True)
class Line:
    """One reason why a figure changed."""

    code: str
    detail: str
    amount: Decimal
    rows: int


@dataclass(frozen=True)
class Bridge:
    """One figure of one row: two values, and what lies between them."""

    header: Mapping[str, Any]
    row_code: str
    before: Decimal | None
    after: Decimal | None
    lines: tuple[Line, ...]
    units: tuple[tuple[str, Decimal], ...] = ()
    """The reporting units inside it that moved most: row and change."""
    is_redefined: bool = False
    reported: int = 0
    """How many units sent returns of its form for the months between."""

    @property
    def change(self) -> Decimal:
        """What it grew by; what isn't there counts nothing."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))

    @property
    def is_known(self) -> bool:
        """Whether both values can be held beside each other."""
        return self.header["figure_id"] != YEAR or not (self.before is None or self.after is None)


@dataclass(frozen=True)
class Comparison:
    """Two editions with the bridges between them, the province's first."""

    before: Named
    after: Named
    bridges: tuple[Bridge, ...]


@cache
def load_bridge() -> dict[str, Any]:
    """The lines in their order, and the words of sentences."""
    return parse_kept(Path(__file__).with_name("bridge.toml").read_text(encoding="utf-8"))


def find_edition(store: Store, text: str) -> Named:
    """The edition that somebody names: 2024-12, or 2024-12#1, its first publication.

    Raises UsageError for what is none, StoreError for one that isn't there.
    """
    found = EDITION.fullmatch(text)
    if found is None:
        hint = _("a month is written 2024-12, and its first publication 2024-12#1")
        raise UsageError(_("`{value}` is no month and no publication").format(value=text), None, hint)
    period, number = found[1], int(found[2]) if found[2] else None
    closed = closed_months(store).get(period)
    is_current = number is None or (closed is not None and closed.edition == number)
    named = Named(period, number, period if is_current else text)
    if not store.rows("select 1 from meta.kept_edition where edition = ?", [named.kept]):
        raise StoreError(
            _("{edition} is not kept to be compared").format(edition=text),
            None,
            _("roll the month up first, or again if an older aixin did: aixin rollup --period {period}").format(
                period=period
            ),
        )
    return named


def compare(
    store: Store, before: Named, after: Named, figure: str | None = None, rows: Sequence[str] = ()
) -> Comparison:
    """The bridges of all figures or one, of these rows or all; ReconciliationError where one doesn't add up.

    Raises UsageError for an edition that is compared with itself or an earlier one, and for an unknown figure.
    """
    _require_order(before, after)
    headers = _headers(store, figure)
    params = {
        **store.period_params(after.period),
        **{"before": before.kept, "after": after.kept},
        **{"before_period": before.period, "after_period": after.period},
    }
    for name in ("unit_row", "unit_scope"):
        store.run(store.catalogue.get(name, "link"), params)
    found = _bridges(store, params, headers)
    _require_sums(found)
    moved = _movers(store, found)
    chosen = [item for item in found if not rows or item.row_code in rows]
    return Comparison(before, after, tuple(_with_units(item, moved) for item in chosen))


def _require_order(before: Named, after: Named) -> None:
    if before.kept == after.kept:
        raise UsageError(
            _("{edition} would be compared with itself").format(edition=before.kept),
            None,
            _("name two months, or two publications of one: aixin compare 2024-12#1 2024-12#2"),
        )
    if (before.period, before.edition or 99) > (after.period, after.edition or 99):
        raise UsageError(_("name the earlier one first"), f"{before.kept} {after.kept}")


def _headers(store: Store, figure: str | None) -> dict[str, Mapping[str, Any]]:
    headers = sorted((item.header for item in store.catalogue.of_kind("figure")), key=lambda header: header["order"])
    known: dict[str, Mapping[str, Any]] = {str(header["figure_id"]): header for header in headers}
    if figure is None:
        return known
    if figure not in known:
        raise UsageError(
            _("there is no figure {figure}").format(figure=figure),
            None,
            _("known: {names}").format(names=", ".join(known)),
        )
    return {figure: known[figure]}


def _bridges(store: Store, params: Mapping[str, Any], headers: Mapping[str, Mapping[str, Any]]) -> list[Bridge]:
    lines: dict[tuple[str, str], dict[tuple[str, str], tuple[Decimal, int]]] = defaultdict(dict)
    for question in ("member_line", "part_line"):
        for figure, row, code, detail, amount, count in store.ask(f"compare/{question}", params):
            had = lines[figure, row].get((code, detail), (Decimal(0), 0))
            lines[figure, row][code, detail] = (had[0] + amount, had[1] + count)
    reported = {(row, form): count for row, form, count in store.ask("compare/reported_row", params)}
    order = {item["code"]: place for place, item in enumerate(load_bridge()["line"])}
    places = {
        row: place for place, (row,) in enumerate(store.rows("select row_code from ent.unit_row order by sort_no"))
    }
    found = [
        Bridge(
            headers[figure],
            row,
            former,
            later,
            tuple(
                Line(code, detail, amount, count)
                for (code, detail), (amount, count) in sorted(
                    lines[figure, row].items(), key=lambda item: (order[item[0][0]], item[0][1])
                )
                if amount or count
            ),
            is_redefined=None not in (old, new) and old != new,
            reported=reported.get((row, headers[figure]["forms"][0]), 0),
        )
        for figure, row, former, later, old, new in store.ask("compare/figure_pair", params)
        if figure in headers
    ]
    names = list(headers)
    return sorted(found, key=lambda item: (places.get(item.row_code, 0), names.index(item.header["figure_id"])))


def _require_sums(bridges: Sequence[Bridge]) -> None:
    wrong = [item for item in bridges if item.is_known and item.change != sum(line.amount for line in item.lines)]
    if not wrong:
        return
    first = wrong[0]
    raise ReconciliationError(
        _(
            "the bridge of {figure} doesn't add up: {expected} changed and {actual} is explained ({count} in all)"
        ).format(
            figure=first.header["figure_id"],
            expected=first.change,
            actual=sum(line.amount for line in first.lines),
            count=len(wrong),
        ),
        first.row_code,
        _("it is aixin's own fault: please report it with the version of aixin; the months themselves are unchanged"),
    )


def _movers(store: Store, bridges: Sequence[Bridge]) -> dict[tuple[str, str], list[tuple[str, Decimal]]]:
    """By figure and row above: the reporting units inside it that changed, the largest first."""
    inside = "select scope.row_code, unit.row_code from ent.unit_scope as scope inner join ent.unit_row as unit on"
    inside += (
        " unit.unit_code = scope.unit_code and unit.level in ('area', 'own') where scope.row_code <> unit.row_code"
    )
    upper: dict[str, list[str]] = defaultdict(list)
    for row, unit in store.rows(inside):
        upper[unit].append(row)
    moved: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for item in bridges:
        for row in upper[item.row_code] if item.change and item.is_known else ():
            moved[item.header["figure_id"], row].append((item.row_code, item.change))
    return {key: sorted(found, key=lambda item: (-abs(item[1]), item[0])) for key, found in moved.items()}


def _with_units(item: Bridge, moved: Mapping[tuple[str, str], list[tuple[str, Decimal]]]) -> Bridge:
    return replace(item, units=tuple(moved.get((item.header["figure_id"], item.row_code), ())))


def province_row() -> str:
    """The row of the whole province."""
    return row_names.province().code
