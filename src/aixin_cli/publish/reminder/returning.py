"""The notice with which one return is sent back: 退回修改, as a text and as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aixin_cli.forms import get_form
from aixin_cli.publish.reminder.letters import Block, words
from aixin_cli.publish.reminder.writing import document, plain_text
from aixin_cli.sheets.output import add_files
from aixin_cli.sheets.words import day_text, load_words, period_text

LISTED = 20
"""So many rules are named in a notice."""


@dataclass(frozen=True)
class Returned:
    """What a notice says of a return."""

    unit: str
    unit_name: str
    form: str
    period: str
    file: str
    received: date | None
    reason: str
    until: date | None
    is_counting: bool
    findings: Sequence[tuple[str, str, str, int]]
    """Severity, rule, title and how many."""


def notice_blocks(item: Returned, day: date) -> tuple[Block, ...]:
    """The notice, paragraph by paragraph."""
    return tuple(_blocks(item, day))


def notice_text(item: Returned, day: date) -> str:
    """The notice for a message: one paragraph a line."""
    return plain_text(notice_blocks(item, day))


def write_notice(item: Returned, day: date, folder: Path) -> str:
    """Put both into a folder in which all else stays; their name without its ending."""
    say, blocks = words()["returned"], notice_blocks(item, day)
    name = str(say["name"].format(code=item.unit, unit=item.unit_name, form=get_form(item.form).code))
    add_files(folder, {f"{name}.txt": plain_text(blocks).encode(), f"{name}.docx": document(blocks, day)})
    return name


def _blocks(item: Returned, day: date) -> Iterator[Block]:
    say, form, month = words()["returned"], get_form(item.form), period_text(item.period)
    yield Block("title", say["title"].format(month=month, title=form.title))
    yield Block("to", words()["letter"]["to"].format(unit=item.unit_name))
    came = say["came"].format(day=day_text(item.received)) if item.received else ""
    programme = load_words()["title_short"]
    told = {"month": month, "programme": programme, "code": form.code, "title": form.title, "file": item.file}
    yield Block("text", say["what"].format(came=came, reason=item.reason.rstrip("。"), **told))
    yield from _findings(item.findings)
    yield Block("text", say["until"].format(day=day_text(item.until)) if item.until else say["soon"])
    yield Block("text", say["counts"] if item.is_counting else say["waits"])
    yield Block("sign", words()["letter"]["sign"])
    yield Block("sign", day_text(day))


def _findings(findings: Sequence[tuple[str, str, str, int]]) -> Iterator[Block]:
    """How many errors and queries, then a line a rule."""
    if not findings:
        return
    say = words()["returned"]
    counts = [sum(count for grade, *_rest, count in findings if grade == severity) for severity in ("error", "query")]
    yield Block("text", say["findings"].format(errors=counts[0], queries=counts[1]))
    shown = findings[:LISTED]
    for place, (severity, rule, title, count) in enumerate(shown, 1):
        is_last = place == len(findings)
        line = say["finding"].format(place=place, rule=rule, title=title, grade=say[severity], count=count)
        yield Block("text", line + ("。" if is_last else "；"))
    if len(findings) > LISTED:
        yield Block("text", say["more"].format(count=len(findings) - LISTED))
