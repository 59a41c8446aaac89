"""Closing a month: its publication is numbered and frozen; reopening it; writing a closed one again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aixin_cli.errors import NotReadyError, UsageError
from aixin_cli.jobs.month import get_ready, product_words
from aixin_cli.jobs.signoff import Page, read_page
from aixin_cli.jobs.talk import SILENT, Talk
from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aixin_cli.store import Store
    from aixin_cli.store.files.publications import Kind, Publication


def prepare(store: Store, period: str, kind: Kind, by: str) -> Page:
    """The page before sign-off of the publication that a month would get; UsageError where it is closed already."""
    from aixin_cli.store.files.publications import Publication, closed_months, publications

    closed = closed_months(store).get(period)
    if closed is not None:
        raise UsageError(
            _("{period} is closed already ({number}, by {by}, {at})").format(
                period=period, number=closed.stamp, by=closed.closed_by, at=f"{closed.closed_at:%Y-%m-%d %H:%M}"
            ),
            None,
            _("to revise it: aixin reopen {period} --reason TEXT --by NAME").format(period=period),
        )
    return read_page(store, Publication(period, len(publications(store, period)) + 1, kind, by))


def require_nothing_stops(page: Page, despite: str | None) -> None:
    """Raise NotReadyError where something stands against closing and nobody says why it is closed all the same."""
    if not page.stops or (despite or "").strip():
        return
    period = page.publication.period
    raise NotReadyError(
        pick("; ", "；").join(stop.what for stop in page.stops),
        period,
        _('see to it: {next}; or close it as it is: aixin close {period} --by NAME --despite "..."').format(
            next=page.stops[0].next, period=period
        ),
    )


@dataclass(frozen=True)
class Closed:
    """What was published and kept, and where it was written."""

    publication: Publication
    folder: Path
    count: int


def close(store: Store, page: Page, despite: str | None, out: Path, talk: Talk = SILENT) -> Closed:
    """Publish a month with its number on it, and keep all of it for ever."""
    from aixin_cli.jobs.behind import read_behind
    from aixin_cli.publish import publishing
    from aixin_cli.publish.order import Order
    from aixin_cli.store.files.publications import keep_publication

    reason = (despite or "").strip() if page.stops else ""
    item = replace(page.publication, despite=reason or None)
    order = Order(publication=item.stamp)
    get_ready(order)
    published = publishing.publish(store, item.period, out, order, lambda name: talk.progress(product_words()[name]))
    files = {path.relative_to(published.directory).as_posix(): path.read_bytes() for path in published.files}
    with talk.progress(_("keeping the publication")):
        behind = read_behind(store, item.period, {**page.as_json(), "by": item.closed_by, "despite": item.despite})
        keep_publication(store, item, {"published": files, "behind": behind})
    return Closed(item, published.directory, len(files))


def reopen(store: Store, period: str, reason: str, by: str) -> Publication:
    """Take a closed month up again; UsageError where it isn't closed."""
    from aixin_cli.rollup.kept import keep_apart
    from aixin_cli.store.files.publications import closed_months, reopen_publication

    item = closed_months(store).get(period)
    if item is None:
        raise UsageError(
            _("{period} is not closed").format(period=period),
            None,
            _("only a closed month is reopened: aixin close {period} --by NAME").format(period=period),
        )
    with store.transaction():
        reopen_publication(store, item, reason, by)
        keep_apart(store, period, f"{period}#{item.edition}")
    return item


def closed(store: Store, period: str) -> Publication | None:
    """The publication of a month that is closed; None of an open one."""
    from aixin_cli.store.files.publications import closed_months

    return closed_months(store).get(period)


def open_months(store: Store, periods: Sequence[str]) -> list[str]:
    """Those of these months that can be rolled up; where all of them are closed, the next one that returns are of."""
    from aixin_cli.store.files.publications import closed_months

    closed = closed_months(store)
    later = "select distinct period from meta.part where period > ? order by 1"
    known = [month for (month,) in store.rows(later, [max(periods, default="")])]
    return [month for month in periods if month not in closed] or [month for month in known if month not in closed][:1]


def write_again(store: Store, item: Publication, out: Path) -> Closed:
    """Write a closed month's files as they were kept, byte for byte.

    Raises StoreError where a kept file is missing or has been altered; then nothing is written.
    """
    from aixin_cli.sheets.output import replacing
    from aixin_cli.store.files.publications import holds_kept, kept_files, read_kept

    contents = {file.path: read_kept(store, file) for file in kept_files(store, item)}
    target = out / item.period
    if not holds_kept(store, item, target):
        with replacing(target) as folder:
            for path, data in contents.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
    return Closed(item, target, len(contents))
