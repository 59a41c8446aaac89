"""`aixin publish`: the month's workbook, briefing and data files from the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aixin_cli.commands import options
from aixin_cli.errors import UsageError
from aixin_cli.jobs import closing, incoming, month, ordering
from aixin_cli.locale import _
from aixin_cli.screen import console, signoff, summary
from aixin_cli.screen.typer_words import WordedCommand

if TYPE_CHECKING:
    from aixin_cli.publish.order import Order

PlaceholdersOption = Annotated[
    bool,
    typer.Option("--placeholders", help=_("List what a briefing template may ask for, with this month's values.")),
]


PublicOption = Annotated[
    bool,
    typer.Option(
        "--public",
        help=_(
            "Write OUT/PERIOD-public/ for everybody: small counts of persons are withheld, with whatever would give "
            "them back. Only what is protected is written: figures, tables, a workbook."
        ),
    ),
]


PLACEHOLDER_COLUMNS = ("placeholder", "meaning", "value")


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    text = _(
        "Write a month's workbook, briefing and data files from what was rolled up, without loading again. "
        "The same month gives the same files, byte for byte."
    )
    example = _("Example: aixin publish --period 2024-12 --out out")
    public = _("For everybody: aixin publish --period 2024-12 --public --out out")
    app.command("publish", cls=WordedCommand, help=f"{text}\n\n{example}\n\n{public}")(publish)


def publish(
    period: options.PeriodOption,
    out: options.OutOption = Path("out"),
    store: options.StoreOption = None,
    template: options.TemplateOption = None,
    only: options.OnlyOption = None,
    require: options.RequireOption = None,
    only_reported: options.OnlyReportedOption = False,
    placeholders: PlaceholdersOption = False,
    public: PublicOption = False,
    form: options.FormatOption = "table",
) -> None:
    """Write the results again, or say that they are there."""
    order = ordering.read_order(template, only, require, only_reported=only_reported)
    if public:
        _release(order, period, out, store, is_plain=only is None and not placeholders)
        return
    with incoming.open_store(store, is_new=False) as opened:
        if placeholders:
            console.out_rows(PLACEHOLDER_COLUMNS, month.placeholders(opened, period), form)
            return
        if closed := closing.closed(opened, period):
            _require_plain(order, period)
            signoff.say_written_again(closing.write_again(opened, closed, out))
            return
        month.get_ready(order)
        if order.require is None and month.is_current(opened, period, out, order):
            summary.say_current(out / period)
            return
        published = month.publish(opened, period, out, order, console)
        month.keep_edition(opened, published, order)
    summary.say_figures(published)
    summary.say_results(published)


def _release(order: Order, period: str, out: Path, store: Path | None, *, is_plain: bool) -> None:
    """Write the public edition; UsageError where something is asked that isn't protected yet."""
    if order.template is not None or order.only_reported or not is_plain:
        raise UsageError(
            _("a public edition is written as a whole, from its own tables"),
            None,
            _("leave out --template, --only, --only-reported and --placeholders"),
        )
    with incoming.open_store(store, is_new=False) as opened:
        summary.say_results(month.release(opened, period, out, order))


def _require_plain(order: Order, period: str) -> None:
    """Raise UsageError where something is asked of a closed month that would make other files of it."""
    from aixin_cli.publish.order import PRODUCTS

    if order.template is not None or order.require is not None or order.choices != PRODUCTS:
        raise UsageError(
            _("{period} is closed: its files are written as they were kept").format(period=period),
            None,
            _("leave out --template, --only, --only-reported and --require"),
        )
