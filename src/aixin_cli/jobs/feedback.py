"""Gathers what each unit is told of its returns, and writes it: one folder a unit."""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import UsageError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _, speaking
from aixin_cli.sheets.words import period_text

if TYPE_CHECKING:
    from aixin_cli.feedback.items import Item, Letter, Sent
    from aixin_cli.store import Store
    from aixin_cli.store.settings import Settings


@dataclass(frozen=True)
class Packing:
    """Where documents go, by when an answer is wanted, and what locks them."""

    folder: Path
    reply_by: date
    password: str | None = None
    """With one, each unit gets an archive instead of a folder."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One document for one unit."""

    unit_code: str
    kind: str
    """workbook: marked where that can be done; list."""
    sent: Sent


Written = tuple[Reply, str, Path]
"""A document, as what it was written, and where."""


def reply_day(settings: Settings, today: date) -> date:
    """The last working day of those in which a unit answers."""
    day, left = today, int(settings["feedback.reply_days"])
    while left:
        day += timedelta(days=1)
        left -= settings.is_workday(day)
    return day


def list_sent(store: Store, period: str, *, with_all: bool) -> list[Sent]:
    """The files of a month whose returns stand, each with its findings; only those with some but for `with_all`."""
    from aixin_cli.check.standing import Asked, list_with_parts
    from aixin_cli.feedback.items import Sent
    from aixin_cli.feedback.receipt import Receipt

    with speaking("zh_CN"):
        found = list_with_parts(store, period, Asked())
    files = _files(store, period)
    items = _items(store, period, files, found)
    return [
        Sent(Receipt.of(period, file_id, sha256), path, original, tuple(units), tuple(items.get(file_id, ())))
        for file_id, (path, sha256, original, units) in files.items()
        if with_all or items.get(file_id)
    ]


def _files(store: Store, period: str) -> dict[int, tuple[str, str, str | None, list[str]]]:
    rows = store.rows(*store.question("feedback/sent_file", {"period": period}))
    return {file_id: (path, sha256, original, units) for file_id, path, sha256, original, units in rows}


def _items(
    store: Store, period: str, files: dict[int, Any], found: list[tuple[dict[str, Any], dict[str, Any]]]
) -> dict[int, list[Item]]:
    """The findings by file, in the order of severity, sheet and row."""
    from aixin_cli.feedback.items import SEVERITIES, Item
    from aixin_cli.feedback.receipt import Receipt, check_code
    from aixin_cli.store.rules import rule_versions

    versions = rule_versions(store.catalogue, store.settings)
    of_part = dict(store.rows("select part_id, file_id from meta.part where period = ?", [period]))
    of_notice = dict(store.rows("select -1 - rowid, file_id from chk.notice"))
    by_file: dict[int, list[Item]] = defaultdict(list)
    for row, told in found:
        file_id = of_part.get(row["part_id"]) or of_notice.get(row["finding_id"])
        if file_id not in files:
            continue
        receipt = Receipt.of(period, file_id, files[file_id][1])
        place = (told["sheet"], told["row"], told["column"])
        hint = told["hint"] + (f"（应为：{told['expected']}）" if told["expected"] else "")
        by_file[file_id].append(
            Item(
                severity=told["severity"],
                code=told["rule"],
                sheet=told["sheet"],
                row=told["row"],
                cell=told["cell"],
                value=" ".join(filter(None, (told["key"], told["value"]))),
                message=f"{told['column']}：{told['message']}" if told["column"] else told["message"],
                hint=hint,
                check=check_code(receipt, told["rule"], versions.get(told["rule"], ""), place),
                unit_code=row["unit"],
            )
        )
    for items in by_file.values():
        items.sort(key=lambda item: (SEVERITIES.index(item.severity), item.sheet or "", item.row or 0, item.code))
    return by_file


def plan_replies(sent: Sequence[Sent], units: Sequence[str] | None) -> list[Reply]:
    """Who gets what: a workbook goes back whole to who sent it; of a file of several units each gets its list.

    Who sent such a file is the prefecture above all of its units; where there is none, nobody gets it whole.
    """
    replies = []
    for file in sent:
        sender = _sender(file.units)
        if sender and (units is None or sender in units):
            replies.append(Reply(sender, "workbook", file))
        if len(file.units) > 1:
            for unit in file.units:
                own = file.of_unit(unit)
                if unit != sender and own.items and (units is None or unit in units):
                    replies.append(Reply(unit, "list", own))
    return replies


def _sender(units: Sequence[str]) -> str | None:
    if len(units) == 1:
        return units[0]
    known = load_divisions()
    above = {known.by_code[unit].parent_code if known.by_code[unit].level == "county" else unit for unit in units}
    return above.pop() if len(above) == 1 else None


def require_password(ask: Callable[[str], str | None]) -> str:
    """What locks the archives: AIXIN_PASSWORD, or what is typed; UsageError where there is none."""
    password = os.environ.get("AIXIN_PASSWORD") or ask(_("password of the archives: "))
    if not password:
        raise UsageError(_("an archive needs a password"), None, _("set AIXIN_PASSWORD, or run it at a terminal"))
    return password


def write_replies(store: Store, replies: Sequence[Reply], packing: Packing) -> Iterator[Written]:
    """Write the documents, with their kind and place, one unit after the other: all of a unit's or none."""
    by_unit: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        by_unit[reply.unit_code].append(reply)
    for unit_code, own in sorted(by_unit.items()):
        yield from _write_unit(store, unit_code, own, packing)


def _write_unit(store: Store, unit_code: str, replies: list[Reply], packing: Packing) -> Iterator[Written]:
    from aixin_cli.feedback.items import Letter
    from aixin_cli.sheets.output import add_files
    from aixin_cli.store.database import private_files

    unit = load_divisions().by_code[unit_code]
    letter = Letter(unit.name, period_text(replies[0].sent.receipt.period), packing.reply_by)
    made: dict[str, bytes] = {}
    told = []
    for reply in replies:
        kind, wanted, content = _made(store, reply, letter)
        name = _free(wanted, made)
        made[name] = content
        told.append((reply, kind, name))
    place = packing.folder / f"{unit_code}_{unit.short_name}"
    with private_files():
        if packing.password is None:
            add_files(place, made)
        else:
            place = place.with_name(f"{place.name}.zip")
            add_files(packing.folder, {place.name: _locked(made, packing.password)})
    yield from ((reply, kind, place / name) for reply, kind, name in told)


def _locked(files: dict[str, bytes], password: str) -> bytes:
    """An archive that opens with the password alone (AES-256)."""
    import pyzipper

    buffer = io.BytesIO()
    with pyzipper.AESZipFile(buffer, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as packed:
        packed.setpassword(password.encode())
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _free(name: str, taken: dict[str, bytes]) -> str:
    """A name that no other document of the unit has."""
    path = Path(name)
    names = (name if number == 1 else f"{path.stem}_{number}{path.suffix}" for number in range(1, 10_000))
    return next(found for found in names if found not in taken)


def _made(store: Store, reply: Reply, letter: Letter) -> tuple[str, str, bytes]:
    """A document's kind, name and content; what can't be marked becomes a list."""
    from aixin_cli.feedback.marked import MARKABLE, Unmarkable, list_workbook, mark_workbook
    from aixin_cli.feedback.words import answer_words
    from aixin_cli.store.files.shelf import read_content

    original, name = reply.sent.original, reply.sent.name
    if reply.kind == "workbook" and original and name.lower().endswith(MARKABLE) and store.directory:
        with suppress(Unmarkable):
            return "workbook", name, mark_workbook(read_content(store.directory / original), reply.sent, letter)
    return "list", str(answer_words()["list_name"]).format(name=name), list_workbook(reply.sent, letter)
