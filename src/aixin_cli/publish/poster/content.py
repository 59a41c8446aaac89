"""What stands on the poster, whichever way it is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aixin_cli.publish.charts.model import Chart
from aixin_cli.publish.model import Edition, Figure
from aixin_cli.publish.text.values import basis_text
from aixin_cli.sheets.words import day_text, load_words, period_text

CHART = "composition"
"""The chart that stands small on the poster, where it is drawn this month."""
FIRST = 2
"""So many figures stand largest."""
NUMBER = re.compile(r"([-+]?[\d.,]+)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Headline:
    """One figure as the poster has it: its name, its number and that number's unit apart, what it means."""

    label: str
    number: str
    unit: str
    meaning: str

    @property
    def printed(self) -> str:
        """The number with its unit."""
        return self.number + self.unit


@dataclass(frozen=True)
class Poster:
    """All that stands on it."""

    title: str
    about: str
    stamp: str
    headlines: tuple[Headline, ...]
    chart: Chart | None
    basis: tuple[str, ...]
    """On which returns it rests, a sentence each."""
    is_whole: bool
    source: str

    @property
    def alt(self) -> str:
        """What it shows, in a sentence for whoever can't see it."""
        numbers = "，".join(f"{item.label}{item.printed}" for item in self.headlines)
        return f"{self.title}（{self.about}）：{numbers}。" + "".join(self.basis)


def compose_poster(edition: Edition, charts: Sequence[Chart]) -> Poster:
    """A month's poster. A figure without a value is not on it, nor a part of another (this year's money)."""
    words = load_words()["poster"]
    figures = [item for item in edition.figures if item.id == item.number and item.value is not None]
    drawn = (chart for chart in charts if chart.id == CHART and chart.left_out is None)
    doubts = tuple(_doubts(edition, figures))
    return Poster(
        title=edition.unit_name + load_words()["title_short"],
        about=words["about"].format(period=period_text(edition.period)),
        stamp=edition.stamp,
        headlines=tuple(map(_headline, figures)),
        chart=next(drawn, None),
        basis=doubts or (words["complete" if figures else "none"],),
        is_whole=not doubts,
        source=words["source"].format(day=day_text(edition.as_of)),
    )


def _headline(item: Figure) -> Headline:
    found = NUMBER.fullmatch(item.printed)
    number, unit = (found[1], found[2]) if found else (item.printed, "")
    # A meaning that begins like the scope says it itself: 期末…, 启动以来….
    told = item.meaning if item.meaning.startswith(item.scope[:2]) else f"{item.scope}；{item.meaning}"
    return Headline(item.label, number, unit, told)


def _doubts(edition: Edition, figures: Sequence[Figure]) -> list[str]:
    """What the numbers lack; figures that rest on the same returns are named together, all of them not at all."""
    words = load_words()
    owed = [item for item in figures if item.completeness.expected]
    labels: dict[str, list[str]] = {}
    for item in owed:
        if basis := basis_text(item.completeness):
            labels.setdefault(basis, []).append(item.label)
    told = [
        basis if len(names) == len(owed) else words["poster"]["part"].format(labels="、".join(names), basis=basis)
        for basis, names in labels.items()
    ]
    if edition.refused:
        told.append(words["incomplete"].format(count=len(edition.refused)))
    if edition.excluded:
        told.append(words["incomplete_without"].format(count=len(edition.excluded)))
    return [f"{line}。" for line in told]
