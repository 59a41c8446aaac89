"""The page before sign-off on the screen, and what is said of closed months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.words import form_words

if TYPE_CHECKING:
    from aixin_cli.store import Store

SHOWN_ERRORS = 20
"""So many rules with open errors are shown in the table."""


def out_page(page: Any, form: str) -> None:
    """Print the page: as text for people, or as one JSON object."""
    if form == "json":
        console.out_json(page.as_json())
        return
    for line in _lines(page):
        console.out(line)


def _lines(page: Any) -> Iterator[str]:
    content = page.content
    yield _("before sign-off: {stamp}").format(stamp=page.publication.stamp)
    yield _("counts up to {as_of}, loaded {loaded_at}, rolled up {rolled_at}").format(
        **{name: content[name] or "—" for name in ("as_of", "loaded_at", "rolled_at")}
    )
    yield ""
    yield from _returns(content["returns"])
    yield ""
    for figure in content["figures"]:
        yield from _figure(figure)
    yield ""
    yield from _errors(content["errors"])
    yield from _units(content)
    yield ""
    if not page.stops:
        yield _("nothing stands against closing it")
    for stop in page.stops:
        yield _("stops it: {what}").format(what=stop.what)
        yield "    " + _("next: {command}").format(command=stop.next)


def _returns(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    titles = [_("form"), _("expected"), _("received"), _("late"), _("carried forward"), _("held"), _("left out")]
    words = form_words()
    yield from console.align([*titles, _("missing")], [[words[row["form"]], *list(row.values())[1:]] for row in rows])


def _figure(figure: dict[str, Any]) -> Iterator[str]:
    """A figure, what it grew by, and the units behind that."""
    number = figure["id"].partition("_")[0]
    change = (
        "" if figure["change"] is None else _(" ({change:+} since the month before)").format(change=figure["change"])
    )
    yield f"{number}  {figure['label']}  {figure['printed']}{change}"
    if figure["published"]:
        told = pick(", ", "、").join(f"{item['edition']} {item['value']}" for item in figure["published"])
        yield "    " + _("published before: {values}").format(values=told)
    if figure["units"]:
        yield "    " + pick(", ", "、").join(f"{unit['unit_name']} {unit['change']:+}" for unit in figure["units"])


def _errors(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        yield _("no errors stand")
        return
    titles = [_("rule"), _("form"), _("errors"), _("rows"), _("rows left out"), _("units")]
    titles += [_("let stand"), _("figures"), _("title")]
    words = form_words()
    yield from console.align(
        titles,
        [
            [
                *(row["rule"], words[row["form"]], row["findings"], row["rows"], row["left_out"], row["units"]),
                *(row["granted"], " ".join(row["figures"]), row["title"]),
            ]
            for row in rows[:SHOWN_ERRORS]
        ],
    )
    if len(rows) > SHOWN_ERRORS:
        yield _("and {count} more rules; all of them with --format json").format(count=len(rows) - SHOWN_ERRORS)


def _units(content: dict[str, Any]) -> Iterator[str]:
    words = form_words()
    for item in content["held"]:
        yield _("held: {unit} {form}: {why}").format(**{**item, "form": words[item["form"]]})
    if content["silent"]:
        yield _("fell silent: {units}").format(units=pick(", ", "、").join(content["silent"]))


def say_closed_now(closed: Any) -> None:
    """What was published and kept."""
    item = closed.publication
    console.say(_("{period} is closed: {number}, {count} files kept").format(
        period=item.period, number=item.stamp, count=closed.count
    ))  # fmt: skip
    console.say(_("results: {directory}").format(directory=closed.folder))
    console.say(_("next: aixin publish --period {period} writes the same files again").format(period=item.period))


def say_written_again(closed: Any) -> None:
    """That a closed month's files are there as they were kept."""
    item = closed.publication
    console.say(_("{period} is closed ({number}): {count} files as they were kept").format(
        period=item.period, number=item.stamp, count=closed.count
    ))  # fmt: skip
    console.say(_("results: {directory}").format(directory=closed.folder))


def say_closed(store: Store, periods: Sequence[str]) -> None:
    """Which of these months are closed, and where what comes for them counts."""
    from aixin_cli.store.files.publications import closed_months

    closed = closed_months(store)
    for period in periods:
        if period in closed:
            item = closed[period]
            told = _(
                "{period} is closed ({number}, by {by}, {at}): "
                "what comes for it counts as 以前月份调整 of the next open month"
            )
            at = "" if item.closed_at is None else f"{item.closed_at:%Y-%m-%d}"
            console.say(told.format(period=period, number=item.stamp, by=item.closed_by, at=at))
