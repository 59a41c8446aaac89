"""What was published of closed months: which are closed, and their files, kept as they were."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from aixin_cli import __version__
from aixin_cli.errors import NotReadyError, StoreError
from aixin_cli.locale import _
from aixin_cli.store.files.shelf import Shelf, read_content
from aixin_cli.store.register import Store

FOLDER = "publications"
Kind = Literal["flash", "final"]
COLUMNS = "period, edition, kind, closed_by, closed_at, despite, reopened_by, reopened_at, reopened_reason"


@dataclass(frozen=True)
class Publication:
    """One publication of a month."""

    period: str
    edition: int
    """1 is the first, 2 its first revision."""
    kind: Kind
    closed_by: str
    closed_at: datetime | None = None
    despite: str | None = None
    """Why it was closed although something stood against it."""
    reopened_by: str | None = None
    reopened_at: datetime | None = None
    reopened_reason: str | None = None

    @property
    def number(self) -> str:
        """第2024-12号, and which revision it is: in Chinese always, as it is printed on it."""
        revision = f"第{self.edition - 1}次修订" if self.edition > 1 else ""
        return f"第{self.period}号{revision}"

    @property
    def stamp(self) -> str:
        """Its number and whether it is the 快报 or the 终报."""
        return f"{self.number} {'快报' if self.kind == 'flash' else '终报'}"


@dataclass(frozen=True)
class KeptFile:
    """A file of a publication: its path in the folder of results, and where its content lies."""

    path: str
    sha256: str
    place: str


class Publications(Shelf):
    """The files of one publication."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, FOLDER, "select place from meta.publication_file")


def publications(store: Store, period: str | None = None) -> list[Publication]:
    """Every publication of a month, or of all, in their order."""
    asked = f"select {COLUMNS} from meta.publication where $period is null or period = $period order by 1, 2"  # noqa: S608
    return [Publication(*row) for row in store.rows(asked, {"period": period})]


def closed_months(store: Store) -> dict[str, Publication]:
    """The months that are closed, each with the publication that stands."""
    newest = {item.period: item for item in publications(store)}
    return {period: item for period, item in newest.items() if item.reopened_at is None}


def require_open(store: Store, period: str) -> None:
    """Raise NotReadyError where a month is closed: what was published of it stays as it is."""
    closed = closed_months(store).get(period)
    if closed is not None:
        raise NotReadyError(
            _("{period} is closed ({number}): its figures stay as they were published").format(
                period=period, number=closed.number
            ),
            None,
            _(
                "what came for it since counts as 以前月份调整 of the next open month; to revise it: "
                "aixin reopen {period} --reason TEXT --by NAME"
            ).format(period=period),
        )


def keep_publication(store: Store, item: Publication, contents: Mapping[str, Mapping[str, bytes]]) -> None:
    """Keep a publication with its files, by kind and path: all of it or nothing."""
    with Publications(store) as shelf, store.transaction():
        store.execute(
            "insert into meta.publication values (?, ?, ?, ?, now()::timestamp, ?, ?, ?, null, null, null)",
            [item.period, item.edition, item.kind, item.closed_by, item.despite, __version__, store.settings.hash],
        )
        for kind, files in contents.items():
            for path, data in files.items():
                sha256 = hashlib.sha256(data).hexdigest()
                place = shelf.keep(sha256, data)
                told = [item.period, item.edition, kind, path, sha256, len(data), place or ""]
                store.execute("insert into meta.publication_file values (?, ?, ?, ?, ?, ?, ?)", told)


def reopen_publication(store: Store, item: Publication, reason: str, by: str) -> None:
    """Say who takes a month up again, and why; its publication stays kept."""
    store.execute(
        "update meta.publication set reopened_by = ?, reopened_at = now()::timestamp, reopened_reason = ?"
        " where period = ? and edition = ?",
        [by, reason, item.period, item.edition],
    )


def kept_files(store: Store, item: Publication, kind: str = "published") -> list[KeptFile]:
    """The files of a publication."""
    asked = (
        "select path, sha256, place from meta.publication_file where period = ? and edition = ? and kind = ? order by 1"
    )
    return [KeptFile(*row) for row in store.rows(asked, [item.period, item.edition, kind])]


def read_kept(store: Store, file: KeptFile) -> bytes:
    """The content of a kept file; StoreError, with its name, where it is missing or has been altered."""
    hint = _("put it back from a backup (docs/backup.md); aixin store check names all that are damaged")
    path = (store.directory or Path()) / file.place
    if not path.is_file():
        raise StoreError(_("a kept file of the publication is missing: {path}").format(path=file.path), str(path), hint)
    try:
        data = read_content(path)
    except (OSError, EOFError, zlib.error):
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise StoreError(
            _("a kept file of the publication has been altered: {path}").format(path=file.path), str(path), hint
        )
    return data


def holds_kept(store: Store, item: Publication, folder: Path) -> bool:
    """Whether a folder holds a publication's files as they were kept."""
    return all(_digest(folder / file.path) == file.sha256 for file in kept_files(store, item))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
