"""Bridges between two months on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aixin_cli.locale import _, pick
from aixin_cli.screen import console


def out_comparison(compared: Any, form: Any) -> None:
    """Print a comparison: for people, as rows, or as one JSON object."""
    from aixin_cli.publish.bridge.telling import COLUMNS, as_json, table_rows

    if form == "json":
        console.out_json(as_json(compared))
    elif form == "csv":
        console.out_rows(COLUMNS, table_rows(compared), "csv")
    else:
        for line in table_lines(compared):
            console.out(line)


def table_lines(compared: Any) -> Iterator[str]:
    """Each bridge with its lines, the units that moved most, and its sentence."""
    from aixin_cli.publish.bridge.telling import as_json

    for item in as_json(compared)["figures"]:
        yield f"{item['id']}  {item['label']}  {item['unit_name']}（{item['unit']}）"
        rows: list[list[Any]] = [[compared.before.kept, "", _shown(item["before"]), ""]]
        for line in item["lines"]:
            label = f"{line['label']}（{line['detail']}）" if line["detail"] else line["label"]
            rows.append(["", label, f"{line['amount']:+}", line["rows"]])
        rows.append([compared.after.kept, "", _shown(item["after"]), ""])
        titles = [_("month"), _("why"), _("number"), _("rows")]
        yield from (f"  {line}" for line in console.align(titles, rows))
        if item["units"]:
            yield "  " + pick(", ", "、").join(f"{unit['unit_name']} {unit['change']:+}" for unit in item["units"])
        yield "  " + item["sentence"]
        yield ""


def _shown(value: Any) -> str:
    return "—" if value is None else str(value)


def say_next(compared: Any, output: Path | None) -> None:
    """Where it was written, and what to ask next."""
    if output is not None:
        console.say(_("written: {path}").format(path=output))
    console.say(
        _("next: aixin compare {before} {after} --all --format xlsx -o compare.xlsx").format(
            before=compared.before.kept, after=compared.after.kept
        )
    )
