"""Prints a month's findings as the store knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from aixin_cli.locale import _
from aixin_cli.screen import console

if TYPE_CHECKING:
    from aixin_cli.check.standing import Standing

StandingFormat = Literal["table", "csv", "json", "xlsx", "html"]
LISTED = 100
"""So many findings are printed as a table; a file holds all of them."""


def standing_text(standing: Standing, form: StandingFormat) -> str | None:
    """The findings as one of the texts that programs and browsers read; None for what is no text."""
    from aixin_cli.check import formats
    from aixin_cli.check.standing import page_text, to_answer
    from aixin_cli.screen.answers import csv_text

    if form == "json":
        return formats.json_text(standing.report())
    if form == "html":
        return page_text(standing)
    return csv_text(to_answer(standing.findings)) if form == "csv" else None


def show_table(standing: Standing) -> None:
    """Three lines a finding: whose, since when and what it moves; where; what is wrong and what to do."""
    for item in standing.findings[:LISTED]:
        for line in _lines(item, standing.period):
            console.out(line)
    if len(standing.findings) > LISTED:
        console.out(
            _("and {count} more; all of them: aixin findings --period {period} -o findings.html").format(
                count=len(standing.findings) - LISTED, period=standing.period
            )
        )


def _lines(item: dict[str, Any], period: str) -> Iterator[str]:
    from aixin_cli.check.formats import Wording
    from aixin_cli.check.standing import CODES, finding_rows

    (cells,) = finding_rows([item])
    told = dict(zip(CODES, cells, strict=True))
    head = [told["severity"], told["rule"], told["unit_name"], told["form"]]
    if item["since"] != period:
        head.append(_("since {period}").format(period=item["since"]))
    if told["explained"]:
        head.append(f"[{told['explained']}]")
    if item["figure"]:
        head.append(_("{figure} {amount} ({share} %)").format(**told))
    yield "  ".join(str(part) for part in head if part)
    wording = Wording.chosen()
    yield "    " + "  ".join(part for part in (item["file"], wording.place(item)) if part)
    yield "    " + wording.sentence(item)


def say_counts(standing: Standing) -> None:
    """How many of each severity, and what has changed since the month before."""
    console.say(_("findings: {error} errors, {query} queries, {note} notes").format(**standing.severities))
    if standing.previous is not None:
        console.say(
            "  "
            + _("since {previous}: {new} new, {old} stand on, {gone} gone").format(
                previous=standing.previous,
                new=standing.new_count,
                old=len(standing.findings) - standing.new_count,
                gone=sum(standing.gone.values()),
            )
        )


def say_next(standing: Standing) -> None:
    """The command that shows where a return stands that has the most at stake."""
    if standing.findings:
        console.say(_("correct the returns, then: aixin run PATH... --period {period}").format(period=standing.period))
    else:
        console.say(_("next: aixin status --period {period}").format(period=standing.period))
