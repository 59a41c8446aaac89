"""Decides which unit and period a table is for, out of all the places that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aixin_cli.errors import InputError, UsageError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.read.delivery.filenames import version_mark
from aixin_cli.read.header.decided import NO_MEMORY, TitleMemory
from aixin_cli.read.model import Notice
from aixin_cli.read.notices import make_notice
from aixin_cli.read.owner.preamble import Facts
from aixin_cli.read.owner.spans import Span


@dataclass(frozen=True, slots=True)
class Declared:
    """What the caller says: a strict period must be the file's, one that isn't only fills a gap."""

    unit: str | None = None
    period: str | None = None
    is_period_strict: bool = True
    memory: TitleMemory = NO_MEMORY
    """What people decided about titles."""

    def resolved(self) -> Declared:
        """Return the same with the unit as a code; UsageError for a unit that doesn't exist."""
        if self.unit is None:
            return self
        code = load_divisions().resolve(self.unit)
        if code is None:
            raise UsageError(_("There is no unit {unit}.").format(unit=self.unit), hint=_("give a code such as 620102"))
        return replace(self, unit=code)


Claim = tuple[str, Facts]


def decide_unit(claims: Sequence[Claim], fallback: Sequence[Claim], declared: Declared, where: str) -> str | None:
    """Return the unit that the claims agree on, the most specific of them; None where none says."""
    for place, facts in claims:
        if facts.unit_conflict:
            names = [unit_label(code) for code in facts.unit_conflict[:2]]
            raise _disagree(place, names[0], place, names[1], where)
    said = [(place, facts.unit) for place, facts in claims if facts.unit]
    if declared.unit:
        said.insert(0, ("--unit", declared.unit))
    if not said:
        said = [(place, facts.unit) for place, facts in fallback if facts.unit][:1]
    return _most_specific(said, where)


def decide_period(claims: Sequence[Claim], fallback: Sequence[Claim], declared: Declared, where: str) -> str | None:
    """Return the period that the claims agree on, the declared one where none says."""
    said = [(place, facts.period) for place, facts in claims if facts.period]
    _refuse_spans([(place, facts.period_span) for place, facts in claims if facts.period_span], said, where)
    if declared.period and (declared.is_period_strict or not said):
        said.append(("--period", declared.period))
    if not said:
        said = [(place, facts.period) for place, facts in fallback if facts.period][:1]
    for place, period in said[1:]:
        if period != said[0][1]:
            raise _disagree(said[0][0], str(said[0][1]), place, str(period), where)
    return said[0][1] if said else None


def _refuse_spans(spans: Sequence[tuple[str, Span]], said: Sequence[tuple[str, str | None]], where: str) -> None:
    """Raise InputError for a span of several months that nothing else in the file narrows down to one of them."""
    for place, (first, last) in spans:
        if not any(period and first <= period <= last for _place, period in said):
            what = _("{place} names several months, from {first} to {last}: a return is for one month.").format(
                place=place, first=first, last=last
            )
            raise InputError(what, where, _("write the one month, and send every month's return by itself"))


def version_notices(names: Sequence[str], filled_dates: Iterable[str | None]) -> list[Notice]:
    """Return a query (R115) where only a file's name says which version it is, no 填报日期 inside.

    `names` are its folders' names and its own.
    """
    mark = version_mark(tuple(names))
    return [make_notice("R115", mark=mark)] if mark and None in filled_dates else []


def unknown_unit(where: str) -> InputError:
    """Return the error for a table that doesn't say whose it is."""
    hint = _("write 填报单位 above the table, put the unit's code into the file name, or give --unit")
    return InputError(_("Which unit this is for can't be told."), where, hint)


def unknown_period(where: str) -> InputError:
    """Return the error for a table that doesn't say which month it is for."""
    hint = _("write 报告期 above the table, put the month into the file name, or give --period")
    return InputError(_("Which period this is for can't be told."), where, hint)


def _most_specific(said: Sequence[tuple[str, str]], where: str) -> str | None:
    divisions = load_divisions()
    chosen: tuple[str, str] | None = None
    for place, code in said:
        if chosen is None or divisions.lies_in(code, chosen[1]):
            chosen = (place, code)
        elif not divisions.lies_in(chosen[1], code):
            raise _disagree(chosen[0], unit_label(chosen[1]), place, unit_label(code), where)
    return chosen[1] if chosen else None


def unit_label(code: str) -> str:
    """Return a unit's name with its code, as messages show it."""
    unit = load_divisions().by_code.get(code)
    return f"{unit.name} ({code})" if unit else code


def _disagree(place: str, value: str, other_place: str, other: str, where: str) -> InputError:
    what = _("{place} says {value}, but {other_place} says {other}.").format(
        place=place, value=value, other_place=other_place, other=other
    )
    return InputError(what, where, _("correct the file, or its name"))
