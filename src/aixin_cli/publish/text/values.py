"""What a briefing may ask for by name: every figure, category and indicator as it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aixin_cli.publish.figures import print_figure
from aixin_cli.publish.model import Completeness, Edition, Figure
from aixin_cli.publish.number_style import print_number, style_named
from aixin_cli.publish.standing import Category, Indicator
from aixin_cli.publish.text.changes import print_change, print_points, print_rate, print_share
from aixin_cli.sheets.words import day_text, load_words, period_text

RANKED = 3
"""So many places of a ranking are told."""


@dataclass(frozen=True)
class Value:
    """A placeholder's text, None where nothing is known; a number makes a sentence worth saying."""

    text: str | None
    meaning: str
    is_number: bool = True


def name_values(edition: Edition) -> dict[str, Value]:
    """Every placeholder of a month by its name, in the order in which they are listed."""
    return {
        **_common(edition),
        **{name: value for figure in edition.figures for name, value in _of_figure(figure)},
        **{name: value for item in edition.categories for name, value in _of_category(item, edition)},
        **{name: value for item in edition.indicators for name, value in _of_indicator(item)},
        **dict(_of_ranks(edition)),
        **dict(_of_returns(edition)),
    }


def basis_text(completeness: Completeness) -> str:
    """On which returns a sentence rests; empty where every one came."""
    words = load_words()["basis"]
    if completeness.is_whole:
        return ""
    details = [words["expected"].format(count=completeness.expected)]
    if completeness.carried:
        details.append(words["carried"].format(count=completeness.carried))
    if completeness.silent:
        details.append(words["absent"].format(units=list_units(completeness.silent, completeness.silent_count)))
    there = completeness.received + completeness.carried
    return str(words["text"].format(count=there, details="，".join(details)))


def list_units(names: tuple[str, ...], count: int = 0, most: int = 3) -> str:
    """A few names, or a few and how many units there are, where a name stands for several more than names."""
    listed = "、".join(names[:most])
    if len(names) <= most:
        return listed
    return str(load_words()["basis"]["many"].format(units=listed, count=count or len(names)))


def _common(edition: Edition) -> dict[str, Value]:
    words = load_words()
    told = {
        "stamp": (edition.stamp, "密级或范围标志"),
        "title": (words["title"], "标题"),
        "unit": (edition.unit_name, "范围"),
        "period": (period_text(edition.period), "报告期"),
        "as_of": (day_text(edition.as_of), "数据截止日"),
        "year": (edition.period[:4], "报告期的年"),
        "month": (str(int(edition.period[5:])), "报告期的月"),
    }
    return {name: Value(text, meaning, is_number=False) for name, (text, meaning) in told.items()}


def _of_figure(figure: Figure) -> Iterator[tuple[str, Value]]:
    label, past = figure.label, figure.history
    is_stock = figure.measure == "stock"

    def printed(value: Decimal | None) -> str | None:
        return None if value is None else print_figure(value, figure)

    change = print_change(figure.change, print_figure(abs(figure.change or Decimal(0)), figure), is_stock=is_stock)
    yield figure.id, Value(printed(figure.value), f"{label}（{figure.scope}）")
    yield f"{figure.id}_month", Value(printed(past.month), f"{label}：本月")
    yield f"{figure.id}_year", Value(printed(past.year), f"{label}：本年累计")
    yield f"{figure.id}_previous", Value(printed(past.previous), f"{label}：上月末")
    yield f"{figure.id}_last_year", Value(printed(past.last_year), f"{label}：上年同月末")
    yield f"{figure.id}_change", Value(change, f"{label}：比上月末增减")
    yield f"{figure.id}_growth", Value(print_rate("环比", past.growth), f"{label}：环比")
    yield f"{figure.id}_yearly_growth", Value(print_rate("同比", past.yearly_growth), f"{label}：同比")
    yield f"{figure.id}_label", Value(label, f"{label}：名称", is_number=False)
    yield f"{figure.id}_basis", Value(basis_text(figure.completeness), f"{label}：所据报表", is_number=False)
    yield f"{figure.id}_unidentified", Value(_count(figure.unidentified), f"{label}：其中身份待核实", is_number=False)
    yield f"{figure.id}_quarantined", Value(_count(figure.quarantined), f"{label}：隔离待核的行", is_number=False)


def _of_category(item: Category, edition: Edition) -> Iterator[tuple[str, Value]]:
    label = _category_label(item.key, edition)
    change = None
    if item.paired is not None and item.previous_paired is not None:
        grown = Decimal(item.paired - item.previous_paired)
        change = print_change(grown, print_number(abs(grown), "人"), is_stock=True)
    yield item.key, Value(label, "类别名称", is_number=False)
    yield f"{item.key}_due", Value(_people(item.due), f"{label}：应结对")
    yield f"{item.key}_paired", Value(_people(item.paired), f"{label}：已结对")
    yield f"{item.key}_waiting", Value(_people(item.waiting), f"{label}：待结对")
    yield f"{item.key}_rate", Value(print_share(item.rate), f"{label}：结对率")
    yield f"{item.key}_change", Value(change, f"{label}：已结对比上月末增减")
    points = print_points(item.rate, item.previous_rate)
    yield f"{item.key}_rate_change", Value(points, f"{label}：结对率比上月末升降")


def _category_label(key: str, edition: Edition) -> str:
    """As T01 heads it."""
    wanted = f"{key}_due_count"
    titles = (column.titles[0] for table in edition.tables for column in table.columns if column.name == wanted)
    return next(titles, key)


def _of_indicator(item: Indicator) -> Iterator[tuple[str, Value]]:
    label = f"{item.code} {item.name}"
    for suffix, value, which in (
        ("month", item.month, "本月"),
        ("year", item.year, "本年累计"),
        ("total", item.total, "启动以来累计"),
    ):
        # Nothing done is no news: a nought is left out of the sentences like what isn't known.
        text = print_number(value, item.unit) if value else None
        yield f"{item.code}_{suffix}", Value(text, f"{label}：{which}（上报数）")


def _of_ranks(edition: Edition) -> Iterator[tuple[str, Value]]:
    words = load_words()["ranked"]
    places = defaultdict(list)
    for item in edition.ranks:
        if item.place <= RANKED:
            contacts = style_named("rate").print(item.value) + "人次"
            shown = print_share(item.value) if item.measure == "paired" else contacts
            places[item.measure].append(f"{item.unit_name}（{shown}）")
    for measure, meaning in words.items():
        told = places[measure]
        # More than a few equals at the top are no ranking.
        text = "、".join(told) if 0 < len(told) <= RANKED + 2 else None
        yield f"rank_{measure}", Value(text, meaning)


def _of_returns(edition: Edition) -> Iterator[tuple[str, Value]]:
    words = load_words()["reported"]
    counted = edition.returns
    for name in ("expected", "received", "carried", "absent"):
        count = getattr(counted, name)
        yield name, Value(str(count) if count or name in {"expected", "received"} else None, words[name])
    silent = (
        words["fell_silent"].format(units=list_units(counted.silent, counted.silent_count, 8))
        if counted.silent
        else None
    )
    yield "fell_silent", Value(silent, words["silent"])


def _count(value: int | None) -> str | None:
    return None if value is None else str(value)


def _people(value: int | None) -> str | None:
    return None if value is None else print_number(value, "人")
