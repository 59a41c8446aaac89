"""Writes all files of a month, beside their target first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import NotReadyError
from aixin_cli.locale import _
from aixin_cli.publish.book.workbook import write_workbook
from aixin_cli.publish.charts.reading import read_charts
from aixin_cli.publish.data_files import write_data_files, write_figures
from aixin_cli.publish.drawn.easel import EASEL
from aixin_cli.publish.drawn.pictures import POSTER, Pictures, Wanted, chart_pixels, write_charts
from aixin_cli.publish.edition import read_edition
from aixin_cli.publish.model import Edition
from aixin_cli.publish.order import PRODUCTS, Order, PublishReport
from aixin_cli.publish.poster.content import compose_poster
from aixin_cli.publish.poster.writing import write_poster
from aixin_cli.publish.text import markdown, word
from aixin_cli.publish.text.briefing import Briefing
from aixin_cli.publish.text.changes import print_share
from aixin_cli.sheets.output import replacing

if TYPE_CHECKING:
    from aixin_cli.store import Store

Making = Callable[[str], AbstractContextManager[object]]
"""Shows that a product, by its name, is being made."""


def publish(
    store: Store, period: str, out_dir: Path, order: Order | None = None, making: Making | None = None
) -> PublishReport:
    """Write OUT/<period>/ from the month's out.* tables; the same tables give the same bytes.

    Raises DefinitionError when a template names what isn't published, StoreError when the month hasn't been
    rolled up or the folder can't be written, NotReadyError when fewer returns came than the order requires.
    """
    order = order or Order()
    making = making or (lambda _name: nullcontext())
    edition = replace(read_edition(store, period), only_reported=order.only_reported, publication=order.publication)
    require_returns(edition, order)
    target = out_dir / period
    wanted = _find_wanted(store, edition, order)
    with EASEL.drawing(wanted) as pictures, replacing(target) as folder:
        press = _Press(edition, order, store.directory, wanted, pictures)
        for name in PRODUCTS:
            if name in order.only:
                with making(name):
                    press.write(name, folder)
        files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return PublishReport(period, target, tuple(target / file for file in files), edition.figures, edition.states)


def _find_wanted(store: Store, edition: Edition, order: Order) -> Wanted:
    """The pictures that are in what is asked for."""
    if not order.has_pictures:
        return Wanted()
    charts = read_charts(store, edition.period)
    poster = compose_poster(edition, charts) if "poster" in order.only else None
    return Wanted(charts if order.has_charts else (), poster, tuple(edition.settings.get("fonts.drawn", ())))


def read_placeholders(store: Store, period: str) -> dict[str, tuple[str, str]]:
    """What a briefing's template may ask for, by name: what it means, and what it is this month."""
    briefing = Briefing(read_edition(store, period))
    texts = briefing.texts
    return {name: (meaning, texts[name]) for name, meaning in briefing.meanings().items()}


@dataclass(frozen=True)
class _Press:
    """One edition on its way to a folder."""

    edition: Edition
    order: Order
    store: Path | None
    wanted: Wanted
    pictures: Callable[[], Pictures]

    def write(self, product: str, folder: Path) -> None:
        """Write the files of one product."""
        makers: dict[str, Callable[[Path], None]] = {
            "workbook": lambda folder: write_workbook(self.edition, folder / "summary.xlsx"),
            "briefing": self._write_briefing,
            "charts": lambda folder: write_charts(self.pictures(), folder),
            "poster": self._write_poster,
            "data": self._write_data,
        }
        makers[product](folder)

    def _write_briefing(self, folder: Path) -> None:
        briefing = Briefing(self.edition)
        plain, document = self.order.templates(self.store)
        text = markdown.fill(plain, briefing.texts)
        (folder / "briefing.md").write_text(text, encoding="utf-8", newline="\n")
        # While the pictures are still drawn.
        import docxtpl  # noqa: F401

        (folder / "briefing.docx").write_bytes(word.render(document, briefing, chart_pixels(self.pictures())))

    def _write_poster(self, folder: Path) -> None:
        if self.wanted.poster is not None:
            write_poster(self.wanted.poster, self.pictures()[POSTER], folder)

    def _write_data(self, folder: Path) -> None:
        write_data_files(self.edition, folder / "tables")
        write_figures(self.edition, folder)


def require_returns(edition: Edition, order: Order) -> None:
    """Raise NotReadyError where fewer of the returns behind a figure came than are asked for."""
    if order.require is None:
        return
    short = [item for item in edition.figures if item.completeness.share < order.require]
    if short:
        told = _("{figure} rests on {received} of {expected} returns, {carried} more carried forward")
        lines = {
            item.form: told.format(
                figure=item.label,
                received=item.completeness.received,
                expected=item.completeness.expected,
                carried=item.completeness.carried,
            )
            for item in reversed(short)
        }
        raise NotReadyError(
            _("fewer returns came than {share} of those expected: {list}").format(
                share=print_share(order.require), list="; ".join(reversed(lines.values()))
            ),
            edition.period,
            _("see who is missing: aixin status --period {period}").format(period=edition.period),
        )
