"""Prints what linking found: in words as a table, by codes as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.console import TableFormat

PARTS = ("number", "old_number", "look_alike", "certificate", "decision", "model", "open")
"""Lines of the summary that add up to the first."""


def items() -> dict[str, str]:
    """What the lines of the summary are called."""
    return {
        "mention": _("rows that name somebody"),
        "number": _("by a valid ID number"),
        "old_number": _("by a number of 15 places, read as 18"),
        "look_alike": _("by a number with letters for digits"),
        "certificate": _("by the number in the disability certificate"),
        "decision": _("without a number, by a decision"),
        "model": _("without a number, by the model"),
        "open": _("without a number, nobody with one found"),
        "lost": _("rows whose number is somebody else's"),
        "identity": _("identities"),
        "person": _("persons"),
        "listed": _("pairs on the clerical list"),
        "conflict": _("groups that cannot be one person"),
    }


def out_summary(rows: Sequence[tuple[Any, ...]], form: TableFormat) -> None:
    """Print by what a month's people are known."""
    if form != "table":
        console.out_rows(("item", "counted", "recipient_count", "helper_count"), rows, form)
        return
    words = items() | {item: f"  {word}" for item, word in items().items() if item in PARTS}
    shown = [[words[item], recipients, helpers] for item, _counted, recipients, helpers in rows]
    console.out_rows(["", _("recipients"), _("helpers")], shown, form)


def out_blocking(rows: Sequence[tuple[Any, ...]], form: TableFormat) -> None:
    """Print the blocking rules, with a line of all pairs."""
    from aixin_cli.link.blocking import BLOCKING

    titles = [
        _("no"),
        _("rule"),
        _("blocks"),
        _("largest"),
        _("records"),
        _("pairs"),
        _("pairs not seen before"),
        _("blocks left out"),
        _("pairs left out"),
    ]
    if form != "table":
        console.out_rows(BLOCKING, rows, form)
        return
    total = ["", _("together"), "", "", "", "", sum(row[6] for row in rows), "", ""]
    console.out_rows(titles, [*rows, total], form)


def out_why(told: dict[str, Any], form: str) -> None:
    """Print why two rows are or aren't one person."""
    if form == "json":
        console.out_json(told)
        return
    console.out(told["sentence"])
    _out_sides(told["comparisons"])
    console.out("")
    _out_rows(told["rows"])
    if told["blocks"]:
        names = pick("; ", "；").join(str(block["title"]) for block in told["blocks"])
        console.out("\n" + _("brought together by: {rules}").format(rules=names))
    if told["comparisons"]:
        console.out("")
        _out_comparisons(told)


def _out_sides(comparisons: Sequence[dict[str, Any]]) -> None:
    """What speaks for one person and what against, the heaviest first."""
    weighed = sorted((item for item in comparisons if item["bits"]), key=lambda item: -abs(item["bits"]))
    words = [
        (item["bits"] > 0, _("{title} {words}").format(title=item["title"], words=item["words"])) for item in weighed
    ]
    near, far = ([word for is_near, word in words if is_near is side] for side in (True, False))
    if near:
        console.out(_("for one person: {words}").format(words=pick("; ", "；").join(near)))
    if far:
        console.out(_("against: {words}").format(words=pick("; ", "；").join(far)))


def _out_rows(rows: Sequence[dict[str, Any]]) -> None:
    titles = ["", _("file"), _("sheet"), _("row"), _("month"), _("key"), _("person"), _("name"), _("ID number"),
              _("known by")]  # fmt: skip
    shown = [
        [
            row["side"] if row["is_asked"] else _("{side}, newest row").format(side=row["side"]),
            *(row[name] for name in ("file", "sheet", "row", "period")),
            f"@{row['identity']}",
            f"@{row['person']}",
            *(row[name] for name in ("name", "number", "evidence_title")),
        ]
        for row in rows
    ]
    console.out_rows(titles, shown, "table")


def _out_comparisons(told: dict[str, Any]) -> None:
    """The comparisons with their weights, and what they add up to."""
    weights = told["weights"]
    shown = [[item["title"], item["words"], _bits(item["bits"])] for item in told["comparisons"]]
    if weights is not None:
        shown += [
            [_("how common the name is"), "", _bits(weights["name_frequency_bits"])],
            [_("before any evidence"), "", _bits(weights["prior_bits"])],
            [_("together"), _share(weights["probability"]), _bits(weights["total_bits"])],
        ]
    console.out_rows([_("compared"), _("answer"), _("bits")], shown, "table")


def _share(probability: float) -> str:
    least, most = 0.0001, 99.9999
    percent = 100 * probability
    shown = f"< {least} %" if percent < least else f"> {most} %" if percent > most else f"{percent:.4f} %"
    return _("probability {share}").format(share=shown)


def _bits(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"
