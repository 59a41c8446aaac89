"""The page before sign-off: what a month rests on, what moved it, what is open, and what would stop closing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixin_cli.jobs import month
from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aixin_cli.publish.model import Edition
    from aixin_cli.stage.returns.held import Held
    from aixin_cli.store import Store
    from aixin_cli.store.files.publications import Publication

NAMED = 6
"""So many units are named in a line."""


@dataclass(frozen=True)
class Stop:
    """Something that stands against closing a month, and the command that helps."""

    code: str
    what: str
    next: str


@dataclass(frozen=True)
class Page:
    """All that is looked at before a month is signed."""

    publication: Publication
    content: dict[str, Any]
    """As `--format json` prints it, without what stops it."""
    stops: tuple[Stop, ...]

    def as_json(self) -> dict[str, Any]:
        """The page for programs."""
        told = [{"code": stop.code, "what": stop.what, "next": stop.next} for stop in self.stops]
        return {**self.content, "stops": told}


def read_page(store: Store, publication: Publication) -> Page:
    """Read it from what was rolled up; StoreError where the month wasn't."""
    from aixin_cli.publish.edition import read_edition

    period = publication.period
    edition = read_edition(store, period)
    held = month.held(store, period)
    content: dict[str, Any] = {
        "period": period,
        "number": publication.number,
        "edition": publication.edition,
        "kind": publication.kind,
        **_data_as_of(store, edition),
        "returns": _returns(store, period),
        "figures": list(_figures(store, edition)),
        "errors": _errors(store, edition),
        "held": [{"unit": item.unit_code, "form": item.form, "why": item.message.chosen} for item in held],
        "silent": list(edition.returns.silent),
        "absent": _absent(edition),
    }
    return Page(publication, content, tuple(_stops(store, edition, content, held)))


def _data_as_of(store: Store, edition: Edition) -> dict[str, Any]:
    """Up to which day it counts, and when what it rests on was loaded."""
    asked = (
        "select load.loaded_at, rolled.rolled_at from meta.rolled_month as rolled"
        " left join meta.load as load on rolled.load_id = load.load_id where rolled.period = ?"
    )
    found = store.rows(asked, [edition.period])
    loaded, rolled = found[0] if found else (None, None)
    return {
        "as_of": edition.as_of.isoformat(),
        "loaded_at": None if loaded is None else loaded.isoformat(" ", "minutes"),
        "rolled_at": None if rolled is None else rolled.isoformat(" ", "minutes"),
    }


RETURNS = ("form", "expected", "received", "late", "carried", "held", "left_out", "missing")


def _returns(store: Store, period: str) -> list[dict[str, Any]]:
    from aixin_cli.forms import load_forms

    order = list(load_forms())
    rows = store.ask("close/return_count", {"period": period})
    return [dict(zip(RETURNS, row, strict=True)) for row in sorted(rows, key=lambda row: order.index(row[0]))]


def _figures(store: Store, edition: Edition) -> Iterator[dict[str, Any]]:
    """Each figure of the province beside the month before, with the ten reporting units that moved most."""
    from aixin_cli.publish import row_names
    from aixin_cli.publish.data_files import json_number

    moved: dict[str, list[dict[str, Any]]] = {}
    for figure_id, unit, previous, value, change in store.ask("close/unit_change", {"period": edition.period}):
        told = {"previous": previous, "value": value, "change": change}
        numbers = {name: None if number is None else json_number(number) for name, number in told.items()}
        moved.setdefault(figure_id, []).append({"unit": unit, "unit_name": row_names.name(unit), **numbers})
    published = _published(store, edition.period)
    for item in edition.figures:
        yield {
            "id": item.id,
            "label": item.label,
            "printed": item.printed,
            "value": None if item.value is None else json_number(item.value),
            "previous": None if item.history.previous is None else json_number(item.history.previous),
            "change": None if item.change is None else json_number(item.change),
            "quarantined": item.quarantined,
            "unidentified": item.unidentified,
            "published": published.get(item.id, []),
            "units": moved.get(item.id, []),
        }


def _published(store: Store, period: str) -> dict[str, list[dict[str, Any]]]:
    """What each figure was in the month's earlier publications, the first before the others."""
    from aixin_cli.publish.data_files import json_number

    told: dict[str, list[dict[str, Any]]] = {}
    for figure_id, edition, value in store.ask("close/published_value", {"period": period}):
        number = None if value is None else json_number(value)
        told.setdefault(figure_id, []).append({"edition": edition, "value": number})
    return told


def _errors(store: Store, edition: Edition) -> list[dict[str, Any]]:
    """Open errors, those first that keep most rows out, each with the figures that its form is printed in."""
    from aixin_cli.check.standing import select_granted
    from aixin_cli.forms import layouts

    staged = " union all ".join(
        f"select part_id, row from stg.{layout.id} where is_quarantined"  # noqa: S608
        for layout in layouts().values()
    )
    granted = select_granted(store, edition.period)
    rows = store.ask("close/open_error", {"period": edition.period}, staged=staged, granted=granted)
    return [
        {
            "rule": rule,
            "title": pick(title, title_zh),
            "form": form,
            "findings": findings,
            "rows": count,
            "left_out": left_out,
            "units": units,
            "granted": granted_count,
            "figures": list(dict.fromkeys(item.number for item in edition.figures if item.form == form)),
        }
        for rule, title, title_zh, form, findings, count, left_out, units, granted_count in rows
    ]


def _absent(edition: Edition) -> list[dict[str, Any]]:
    """Returns that are owed and not there, nor carried forward."""
    return [
        {"unit": item.unit_name, "form": item.form_title, "state": item.state}
        for item in edition.states
        if item.state in {"missing", "lapsed"}
    ]


def _stops(store: Store, edition: Edition, content: dict[str, Any], held: list[Held]) -> Iterator[Stop]:
    period = edition.period
    yield from _month_stops(store, period)
    # What the province let stand stops nothing; the rows that it keeps out are told all the same.
    errors = sum(item["findings"] - item["granted"] for item in content["errors"])
    if errors:
        words = _("{count} errors stand, {left_out} rows are left out for them").format(
            count=errors, left_out=sum(item["left_out"] for item in content["errors"])
        )
        yield Stop("errors", words, f"aixin findings --period {period} --severity error")
    absent = sum(item["missing"] for item in content["returns"])
    if absent:
        units = list(dict.fromkeys(item["unit"] for item in content["absent"]))
        words = _("{count} returns are missing: {units}").format(count=absent, units=_listed(units))
        yield Stop("missing", words, f"aixin status --period {period}")
    if held:
        units = list(dict.fromkeys(item.unit_name for item in held))
        words = _("{count} returns are held: {units}").format(count=len(held), units=_listed(units))
        yield Stop("held", words, f"aixin returns list --period {period}")
    if edition.excluded:
        words = _("{count} returns were left out when it was rolled up").format(count=len(edition.excluded))
        yield Stop("without", words, f"aixin rollup --period {period}")


def _month_stops(store: Store, period: str) -> Iterator[Stop]:
    """What the months among themselves, and the clock, say against it."""
    from aixin_cli import rollup
    from aixin_cli.rollup.stale import published_months
    from aixin_cli.store.files.publications import closed_months

    stale = rollup.stale_months(store)
    if period in stale:
        words = _("{period} is stale: {changes} since it was rolled up").format(
            period=period, changes=rollup.change_words(stale[period])
        )
        yield Stop("stale", words, f"aixin rollup --period {period}")
    earlier = sorted(item for item in published_months(store) - closed_months(store).keys() if item < period)
    if earlier:
        words = _("earlier months that it goes on from are open: {months}").format(months=", ".join(earlier))
        yield Stop("earlier", words, f"aixin close {earlier[0]} --by NAME")
    if store.rows("select 1 where now()::timestamp < (select max(loaded_at) from meta.load)"):
        yield Stop("clock", _("the clock stands before the last load"), "date")


def _listed(names: list[str]) -> str:
    more = _(" and {count} more").format(count=len(names) - NAMED) if len(names) > NAMED else ""
    return pick(", ", "、").join(names[:NAMED]) + more
