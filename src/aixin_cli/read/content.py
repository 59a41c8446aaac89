"""One file's bytes become its tables; whatever is wrong with it is in the result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from aixin_cli.errors import AixinError
from aixin_cli.locale import _
from aixin_cli.read.body.unseen import without_unseen
from aixin_cli.read.delivery.containers import READERS
from aixin_cli.read.delivery.sniff import differs, sniff
from aixin_cli.read.delivery.unlock import Passwords, is_locked, unlock
from aixin_cli.read.grid import Grid
from aixin_cli.read.masking import mask_file
from aixin_cli.read.model import SourceFile
from aixin_cli.read.notices import make_notice
from aixin_cli.read.owner.preamble import read_name
from aixin_cli.read.owner.statement import Claim, Declared, version_notices
from aixin_cli.read.reading import Reading
from aixin_cli.read.sheets_to_tables import read_tables
from aixin_cli.read.unforeseen import attempt


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, its path as it is shown, and the names of its folders and itself."""

    path: str
    names: tuple[str, ...]
    data: bytes
    known: tuple[str, ...] = ()
    """The passwords that are known."""


def read_content(content: Content, declared: Declared) -> SourceFile:
    """Read one file."""
    begun = attempt(lambda: _begin(content, declared), content.path)
    if isinstance(begun, AixinError):
        return refused_file(content, begun)
    grids: list[Grid] = []
    error = attempt(lambda: _fill(content, begun, grids), content.path)
    file = replace(refused_file(content, error), layouts=tuple(begun.layouts))
    if error is None:
        answers = tuple(tuple(row) for row in begun.answers)
        file = replace(file, status="read", tables=tuple(begun.tables), notices=tuple(begun.notices), answers=answers)
    masked = attempt(lambda: mask_file(file, grids), content.path)
    return masked if isinstance(masked, SourceFile) else mask_file(refused_file(content, masked), ())


def refused_file(content: Content, error: AixinError | None) -> SourceFile:
    """Return a file of which nothing is known but why."""
    digest = hashlib.sha256(content.data).hexdigest()
    return SourceFile(content.path, digest, len(content.data), "refused", error=error)


def _fill(content: Content, reading: Reading, grids: list[Grid]) -> None:
    """Fill the reading; the sheets are added to `grids` as soon as there are any."""
    kind, data = _unlocked(content)
    if differs(kind, content.names[-1]):
        reading.notices.append(make_notice("R136", kind=kind))
    grids.extend(without_unseen(grid) for grid in READERS[kind](data, content.path))
    read_tables(grids, reading)
    filled = [table.filled_date for table in reading.tables]
    reading.notices.extend(version_notices(content.names, filled))


def _unlocked(content: Content) -> tuple[str, bytes]:
    """Return what a file's content is, and the content, unlocked where it had a password."""
    data = content.data
    kind = sniff(data, content.path)
    if kind == "xls" and is_locked(data):
        data = unlock(data, content.path, Passwords(list(content.known)))
        kind = sniff(data, content.path)
    return kind, data


def _begin(content: Content, declared: Declared) -> Reading:
    """Start a reading with what the file's and folders' names say; the PATH's own name only helps out."""
    period = declared.period
    *folders, file = content.names
    claims: list[Claim] = [(_("the file's name"), read_name(file, period))]
    claims += [(_("the folder's name"), read_name(name, period)) for name in reversed(folders[1:])]
    fallback = [(_("the folder's name"), read_name(name, period)) for name in folders[:1]]
    is_supplement = any(facts.is_supplement for _place, facts in claims)
    return Reading(content.path, declared, claims, fallback, is_supplement)
