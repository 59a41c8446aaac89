"""The poster as one page: no network, printable, with a table of the same numbers for whoever listens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from aixin_cli.publish.charts.model import Chart, print_percent
from aixin_cli.publish.poster.content import FIRST, Headline, Poster
from aixin_cli.sheets.measure import text_width
from aixin_cli.sheets.words import load_words

TEMPLATE = Path(__file__).with_name("page.html")
PLACE = re.compile(r"\{\{(\w+)\}\}")
DIGIT, LETTER = 0.62, 1.06
"""How wide a sign is at most, of the size of its letters."""


def write_page(poster: Poster) -> str:
    """The whole page."""
    words = load_words()["poster"]
    texts = {name: getattr(poster, name) for name in ("title", "about", "stamp", "source")}
    parts = {
        "table_title": escape(words["table"]),
        "first": "\n".join(map(_card, poster.headlines[:FIRST])),
        "others": "\n".join(map(_card, poster.headlines[FIRST:])),
        "chart": _chart(poster.chart) if poster.chart else "",
        "head": "".join(f'<th scope="col">{escape(name)}</th>' for name in words["columns"]),
        "rows": "\n".join(map(_row, poster.headlines)),
        "basis": "\n".join(_basis(poster)),
    }
    known = {name: escape(text) for name, text in texts.items()} | parts
    return PLACE.sub(lambda found: known[found[1]], TEMPLATE.read_text(encoding="utf-8"))


def _card(item: Headline) -> str:
    # The unit's letters are half as large.
    wide = len(item.number) * DIGIT + text_width(item.unit) / 2 * LETTER / 2 + 0.1
    return (
        f'<section class="card"><h2>{escape(item.label)}</h2>'
        f'<p class="number" style="--em:{wide:.2f}"><b>{escape(item.number)}</b><span>{escape(item.unit)}</span></p>'
        f'<p class="meaning">{escape(item.meaning)}</p></section>'
    )


def _row(item: Headline) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (item.printed, item.meaning))
    return f'<tr><th scope="row">{escape(item.label)}</th>{cells}</tr>'


def _basis(poster: Poster) -> Iterable[str]:
    name = "" if poster.is_whole else ' class="short"'
    return (f"<p{name}>{escape(line)}</p>" for line in poster.basis)


def _chart(chart: Chart) -> str:
    most = max(row["value"] for row in chart.rows) or 1
    bars = "\n".join(
        f'<div class="bar"><span>{escape(str(row["item"]))}</span><div>'
        f'<i style="width:{float(row["value"]) / float(most) * 60:.1f}%"></i>'
        f"<b>{escape(chart.print_value(row['value']) + chart.unit)}（{print_percent(row['share'])}）</b></div></div>"
        for row in chart.rows
    )
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in chart.notes)
    return (
        f'<figure>\n<figcaption>{escape(chart.title)}</figcaption>\n<div role="img" aria-label="{escape(chart.alt)}">\n'
        f"{bars}\n</div>\n{notes}\n</figure>"
    )
