"""Compares the totals that stand in a sheet with the sum of the rows they cover.

A total is never data and never counts; where it disagrees with its rows, either the formula misses
rows or rows are missing. Only total rows are looked at one by one, and each sum is a difference of two
running sums: a sheet of nothing but totals takes the time of its cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aixin_cli.balance import show_number
from aixin_cli.read.grid import Grid, Row, take_rows
from aixin_cli.read.lines.balancing import Wrong, explain
from aixin_cli.read.lines.details import Cover, Details
from aixin_cli.read.lines.earlier import EarlierSums
from aixin_cli.read.lines.judge_row import NAME_FIELDS, NOT_ADDITIVE
from aixin_cli.read.lines.sums import to_decimal, to_units
from aixin_cli.read.lines.total_words import group_of, total_kind
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    import pyarrow as pa

    from aixin_cli.forms.model import Field
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Notice

TEMPLATE_ROWS = 50
MOST_EXPLAINED = 100
"""Totals of a sheet that are explained: where more are wrong, all are for the same reason."""
TOLERANCE = 10_000
"""What is left of a formula's result in binary fractions, in hundred-millionths; amounts differ by a cent at least."""
_PART = re.compile(r"小计|其中|本页|subtotal", re.IGNORECASE)
_COUNTED = re.compile(r"^(?P<word>(?:(?:合|小|总|共)计|共)?)[:：]?(?P<count>\d{1,7})(?P<unit>(?:人|名|对|条|行)?)$")


@dataclass(frozen=True, slots=True)
class Total:
    """A total row below the header, and the rows that it may be the sum of, the likeliest first."""

    nth: int
    """Which of the sheet's totals it is."""
    index: int
    row: Row
    covers: tuple[Cover, ...]
    is_open: bool = False
    """Whether any total above may be where its rows begin: there are none since the last one."""


def check_totals(grid: Grid, header: Header, aside: Mapping[int, tuple[str, str]], height: int) -> list[Notice]:
    """Return a query (R103) for each cell of a total row that its rows don't add up to.

    `aside` is the sheet's map of rows set aside: index to reason and text.
    """
    places = sorted(index for index, (reason, _text) in aside.items() if reason == "total" and index >= header.stop)
    if not places or header.layout.id in NOT_ADDITIVE:
        return []
    rows = take_rows(grid, places)
    labels = [_label(row) for row in rows]
    unsummed = [place for place, label in zip(places, labels, strict=True) if total_kind(label) == "other"]
    found = [make_notice("R171", grid.sheet, unsummed[0] + 1, count=len(unsummed))] if unsummed else []
    details = Details(grid, header, aside, height)
    indices = [place - header.stop for place in places]
    totals = [
        total
        for total, label in zip(_find_covers(details, labels, indices, rows), labels, strict=True)
        if total_kind(label) != "other"
    ]
    wrong = [*_wrong_sums(details, totals, indices), *_wrong_counts(details, totals, indices)]
    wrong.sort(key=lambda item: item.index)
    return found + [
        _notice(details, grid.sheet, item, explain(details, item, indices) if number < MOST_EXPLAINED else None)
        for number, item in enumerate(wrong)
    ]


def _notice(details: Details, sheet: str | None, wrong: Wrong, why: tuple[str, str] | None) -> Notice:
    facts = {"stated": wrong.stated, "summed": wrong.summed, "difference": wrong.stated - wrong.summed}
    shown = {name: show_number(value) for name, value in facts.items()}
    notice = make_notice("R103", sheet, details.header.stop + wrong.index + 1, wrong.title, **shown)
    if why is None:
        return notice
    english, chinese = why
    return replace(notice, message=f"{notice.message} {english}", message_zh=notice.message_zh + chinese)


def fills_template(grid: Grid, header: Header, aside: Container[int], height: int) -> bool:
    """Tell whether the data end exactly where a numbered template of 50 rows does, none of its rows left over."""
    column = header.columns.get("row_no")
    if column is None or not TEMPLATE_ROWS <= height - header.stop <= 2 * TEMPLATE_ROWS:
        return False
    data = [index for index in range(header.stop, height) if index not in aside]
    if len(data) != TEMPLATE_ROWS:
        return False
    numbers = [(row[column] or "").strip() for row in grid.rows(data[-1], grid.height)]
    return numbers[0].split(".")[0] == str(TEMPLATE_ROWS) and not any(number.isdigit() for number in numbers[1:])


def _label(row: Row) -> str:
    """Return a total's label: the first cell that is one, else the first that is no number, else the first."""
    texts = [re.sub(r"\s+", "", cell) for cell in row if cell and cell.strip()]
    words = [text for text in texts if not re.fullmatch(r"-?[\d.,，]+", text)]
    return next((text for text in words if total_kind(text)), (words or texts or [""])[0])


def _find_covers(details: Details, labels: list[str], indices: list[int], rows: list[Row]) -> Iterator[Total]:
    """Tell of each total row what it may be the sum of.

    小计 is for the rows since the total before it, a label that names a place or kind for its rows, and
    合计 for the whole sheet, unless it comes again and again: then each is for its group.
    """
    counted, whole = Counter(labels), Cover(0, details.body.num_rows)
    for nth, (index, label, row) in enumerate(zip(indices, labels, rows, strict=True)):
        word = group_of(label)
        group = details.group(word) if word else None
        named = [group[0]] if group else []
        if group and group[1]:
            yield Total(nth, index, row, tuple(named))
        elif word or counted[label] > 1 or _PART.search(label):
            covers, is_open = _runs(details, indices, nth)
            end = [] if _PART.search(label) else [whole]
            yield Total(nth, index, row, (*named, *covers, *end), is_open)
        else:
            yield Total(nth, index, row, (whole,))


def _runs(details: Details, indices: list[int], nth: int) -> tuple[list[Cover], bool]:
    """The rows since the total before; where there are none, those below, and any run since an earlier one."""
    stops = (indices[nth], indices[nth + 1] if nth + 1 < len(indices) else details.body.num_rows)
    since = Cover(indices[nth - 1] + 1 if nth else 0, stops[0])
    if details.row_count(since):
        return [since], False
    below = Cover(stops[0] + 1, stops[1])
    return ([below] if details.row_count(below) else [since]), True


def _wrong_sums(details: Details, totals: list[Total], indices: list[int]) -> Iterator[Wrong]:
    fields = [item for item in details.header.layout.fields if item.type in ("int", "money")]
    for item in fields:
        column = details.header.columns.get(item.name)
        if column is None:
            continue
        stated = details.numbers(column).take(_array([total.index for total in totals])).to_pylist()
        earlier = EarlierSums(details.sums(column).between, indices, TOLERANCE)
        for total, number in zip(totals, stated, strict=True):
            found = None if number is None else _differing(details, total, column, to_units(number), earlier)
            if found is not None and number is not None:
                summed, cover = found
                yield Wrong(total.index, details.header.titles[item.name], number, to_decimal(summed), column, cover)


def _differing(
    details: Details, total: Total, column: int, stated: int, earlier: EarlierSums
) -> tuple[int, Cover] | None:
    """Return the likeliest sum and its rows where a stated number is none of the sums it may be."""
    covers = list(total.covers)
    sums = [details.total(column, cover) for cover in covers]
    if any(abs(stated - summed) <= TOLERANCE for summed in sums):
        return None
    if total.is_open:
        if earlier.has(total.nth, stated):
            return None
        since, place = Cover(earlier.nearest(total.nth), total.index), int(covers[0].group is not None)
        covers.insert(place, since)
        sums.insert(place, details.total(column, since))
    likeliest = _likeliest(sums)
    return sums[likeliest], covers[likeliest]


def _wrong_counts(details: Details, totals: list[Total], indices: list[int]) -> Iterator[Wrong]:
    """A number with a counting word, or below names or IDs, says how many there are; one row may hold two."""
    header = details.header
    fields = {header.columns[field.name]: field for field in header.layout.fields if field.name in header.columns}
    earlier = EarlierSums(lambda start, stop: int(details.row_counts[stop] - details.row_counts[start]), indices, 0)
    for total in totals:
        for column, cell in enumerate(total.row):
            count = _counted(cell, fields.get(column))
            if count is None or (total.is_open and earlier.has(total.nth, count)):
                continue
            counts = [details.counts(column, cover) for cover in total.covers]
            if not any(count in found for found in counts):
                title = header.titles[fields[column].name] if column in fields else ""
                sums = [found[0] for found in counts]
                yield Wrong(total.index, title, Decimal(count), Decimal(sums[_likeliest(sums)]))


def _counted(cell: str | None, field: Field | None) -> int | None:
    """Return how many rows a cell of a total says there are."""
    found = _COUNTED.match(re.sub(r"\s+", "", cell or ""))
    if found is None or (field and field.type in ("int", "money")):
        return None
    if not (found["word"] or found["unit"]) and not (field and (field.type == "id" or field.name in NAME_FIELDS)):
        return None
    return int(found["count"])


def _likeliest(sums: list[int]) -> int:
    """The first cover that holds anything: a 小计 right below another covers no row of its own."""
    return next((place for place, summed in enumerate(sums) if summed), 0)


def _array(values: list[int]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(values, pa.int64())
