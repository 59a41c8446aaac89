"""Compares the totals that stand in a sheet with the sum of the rows they cover.

A total is never data and never counts; where it disagrees with its rows, either the formula misses
rows or rows are missing. Only total rows are looked at one by one, the sums run over whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aixin_cli.balance import show_number
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.lookalikes import IGNORED
from aixin_cli.read.balancing import Wrong, explain
from aixin_cli.read.grid import Grid, Row
from aixin_cli.read.notices import make_notice

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from aixin_cli.read.header import Header
    from aixin_cli.read.model import Notice

TEMPLATE_ROWS = 50
MOST_EXPLAINED = 100
"""Totals of a sheet that are explained: where more are wrong, all are for the same reason."""
NOT_ADDITIVE = ("indicator", "opening")
"""Layouts whose rows have units of their own: people and money are not added up."""
NAME_FIELDS = ("recipient_name", "helper_name", "org_name", "project_name", "site_name")
GROUP_FIELDS = ("unit_name", "township", "village", "direction", "recipient_category", "site_kind", "org_kind")
TOLERANCE = Decimal("0.0001")
"""What is left of a formula's result in binary fractions; exact amounts differ by a cent at least."""
_WORDS = re.compile(r"[（(]?(?:合|小|总|共|累)计[)）]?|其中|本页|本表|以上|[:：].*$|[（(].*[)）]$|\d.*$")
_PART = re.compile(r"小计|其中|本页")
_COUNTED = re.compile(r"^(?P<word>(?:(?:合|小|总|共)计|共)?)[:：]?(?P<count>\d{1,7})(?P<unit>(?:人|名|对|条|行)?)$")
_NUMBER = r"^-?\d{1,20}(?:\.\d{1,8})?$"


@dataclass(frozen=True, slots=True)
class Cover:
    """Rows that a total may be the sum of: a run of rows, or those of one place or kind."""

    start: int
    stop: int
    chosen: pa.Array | None = None


def check_totals(grid: Grid, header: Header, aside: Mapping[int, tuple[str, str]], height: int) -> list[Notice]:
    """Return a query (R103) for each cell of a total row that its rows don't add up to.

    `aside` is the sheet's map of rows set aside: index to reason and text.
    """
    places = sorted(index for index, (reason, _text) in aside.items() if reason == "total" and index >= header.stop)
    if not places or header.layout.id in NOT_ADDITIVE:
        return []
    details = Details(grid, header, aside, height)
    rows = [grid.rows(index, index + 1)[0] for index in places]
    labels = [_label(row) for row in rows]
    totals = [index - header.stop for index in places]
    wrong: list[Wrong] = []
    for place, (index, row) in enumerate(zip(totals, rows, strict=True)):
        covers = _covers(details, labels, totals, place)
        wrong += [*_wrong_sums(details, index, covers), *_wrong_counts(details, index, row, covers)]
    return [
        _notice(details, grid.sheet, item, explain(details, item, totals) if number < MOST_EXPLAINED else None)
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


class Details:
    """The data rows of a sheet: which they are, and their columns as exact numbers."""

    def __init__(self, grid: Grid, header: Header, aside: Iterable[int], height: int) -> None:
        self.header = header
        self.body = grid.batch.slice(header.stop, height - header.stop)
        self._aside = aside
        self._numbers: dict[int, pa.Array] = {}

    @cached_property
    def is_data(self) -> pa.Array:
        """Tell of each row below the header whether it is one."""
        import numpy as np  # noqa: PLC0415
        import pyarrow as pa  # noqa: PLC0415

        first, count = self.header.stop, self.body.num_rows
        is_data = np.ones(count, bool)
        is_data[[index - first for index in self._aside if first <= index < first + count]] = False
        return pa.array(is_data)

    def numbers(self, column: int) -> pa.Array:
        """Return a column as decimals, rows set aside included; null where a cell is no number."""
        if column not in self._numbers:
            self._numbers[column] = exact_numbers(self.body.column(column))
        return self._numbers[column]

    def total(self, column: int, cover: Cover) -> Decimal:
        """Return the sum of a column over the rows covered."""
        import pyarrow.compute as pc  # noqa: PLC0415

        numbers = _taken(self.numbers(column), cover).filter(_taken(self.is_data, cover))
        value = pc.sum(numbers).as_py()
        return Decimal(0) if value is None else value

    def rows(self, cover: Cover) -> np.ndarray[Any, Any]:
        """Return the indices below the header of the data rows covered."""
        import numpy as np  # noqa: PLC0415

        is_covered = _taken(self.is_data, cover).to_numpy(zero_copy_only=False)
        indices = np.arange(self.body.num_rows)[cover.start : max(cover.start, cover.stop)]
        if cover.chosen is not None:
            chosen = cover.chosen.fill_null(False).to_numpy(zero_copy_only=False)
            indices = indices[chosen[cover.start : cover.stop]]
        found: np.ndarray[Any, Any] = indices[is_covered]
        return found

    def row_count(self, cover: Cover) -> int:
        """Return how many data rows are covered."""
        import pyarrow.compute as pc  # noqa: PLC0415

        return pc.sum(_taken(self.is_data, cover)).as_py() or 0

    def counts(self, column: int, cover: Cover) -> tuple[int, ...]:
        """Return how many rows are covered, then how many different values the column and the IDs have in them."""
        import pyarrow.compute as pc  # noqa: PLC0415

        is_data = _taken(self.is_data, cover)
        ids = [self.header.columns[n] for n in ("recipient_id", "helper_id", "uscc") if n in self.header.columns]
        cells = (_taken(self.body.column(place), cover).filter(is_data) for place in (column, *ids))
        return (self.row_count(cover), *(pc.count_distinct(part).as_py() for part in cells))

    def group(self, word: str) -> tuple[pa.Array, bool] | None:
        """Tell the rows of the place or kind that a total is named after, and whether every row says its own."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        code = load_divisions().resolve(word)
        for name in GROUP_FIELDS:
            if name not in self.header.columns:
                continue
            column = self.body.column(self.header.columns[name])
            texts = [text for text in pc.unique(column).to_pylist() if text and _is_group(text, word, code)]
            if texts:
                is_complete = column.filter(self.is_data).null_count == 0
                return pc.is_in(column, value_set=pa.array(texts)), is_complete
        return None


def exact_numbers(cells: pa.Array) -> pa.Array:
    """Return cells as decimals, read as staging reads numbers; null where one is no number."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    exact = pa.decimal128(38, 8)
    try:
        return pc.cast(cells, exact)
    except pa.ArrowInvalid:
        text = pc.replace_substring_regex(cells, rf"[\s　{IGNORED}]+|(?:人次|人|户|件|次|个|处|元|名)\s*$", "")
        text = pc.replace_substring_regex(text, r"[,，](\d{3})", r"\1")
        text = pc.replace_substring_regex(text, r"(\.\d{8})\d+$", r"\1")
        is_number = pc.fill_null(pc.match_substring_regex(text, _NUMBER), False)
        return pc.cast(pc.if_else(is_number, text, None), exact)


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
    return next((re.sub(r"\s+", "", cell) for cell in row if cell and cell.strip()), "")


def _covers(details: Details, labels: list[str], places: list[int], place: int) -> list[Cover]:
    """Return what a total row may be the sum of, the likeliest first.

    小计 is for the rows since the total before it, a label that names a place or kind for its rows, and
    合计 for the whole sheet, unless it comes again and again: then each is for its group.
    """
    end, label = details.body.num_rows, labels[place]
    word = _WORDS.sub("", label)
    group = details.group(word) if word else None
    named = [Cover(0, end, group[0])] if group else []
    if group and group[1]:
        return named
    if _PART.search(label):
        return named + _runs(details, places, place)
    if word or labels.count(label) > 1:
        return [*named, *_runs(details, places, place), Cover(0, end)]
    return [Cover(0, end)]


def _runs(details: Details, places: list[int], place: int) -> list[Cover]:
    """The rows since the total before; where there are none, those since earlier ones, or below."""
    starts = [0, *(other + 1 for other in places[:place])]
    since = [Cover(start, places[place]) for start in reversed(starts)]
    if details.row_count(since[0]):
        return since[:1]
    below = Cover(places[place] + 1, places[place + 1] if place + 1 < len(places) else details.body.num_rows)
    return [cover for cover in (*since, below) if details.row_count(cover)] or since[:1]


def _wrong_sums(details: Details, index: int, covers: list[Cover]) -> Iterator[Wrong]:
    header = details.header
    for field in header.layout.fields:
        column = header.columns.get(field.name)
        if field.type not in ("int", "money") or column is None:
            continue
        stated = details.numbers(column)[index].as_py()
        if stated is None:
            continue
        sums = [details.total(column, cover) for cover in covers]
        if all(abs(stated - summed) > TOLERANCE for summed in sums):
            likeliest = _likeliest(sums)
            yield Wrong(index, header.titles[field.name], stated, sums[likeliest], column, covers[likeliest])


def _wrong_counts(details: Details, index: int, row: Row, covers: list[Cover]) -> Iterator[Wrong]:
    """A number with a counting word, or below names or IDs, says how many there are; one row may hold two."""
    header = details.header
    fields = {header.columns[field.name]: field for field in header.layout.fields if field.name in header.columns}
    for column, cell in enumerate(row):
        field = fields.get(column)
        found = _COUNTED.match(re.sub(r"\s+", "", cell or ""))
        if found is None or (field and field.type in ("int", "money")):
            continue
        if not (found["word"] or found["unit"]) and not (field and (field.type == "id" or field.name in NAME_FIELDS)):
            continue
        counts = [details.counts(column, cover) for cover in covers]
        if not any(int(found["count"]) in count for count in counts):
            sums = [Decimal(count[0]) for count in counts]
            title = header.titles[field.name] if field else ""
            yield Wrong(index, title, Decimal(found["count"]), sums[_likeliest(sums)])


def _likeliest(sums: list[Decimal]) -> int:
    """The first cover that holds anything: a 小计 right below another covers no row of its own."""
    return next((place for place, summed in enumerate(sums) if summed), 0)


def _taken(cells: pa.Array, cover: Cover) -> pa.Array:
    part = cells.slice(cover.start, max(0, cover.stop - cover.start))
    return part if cover.chosen is None else part.filter(cover.chosen)


def _is_group(text: str, word: str, code: str | None) -> bool:
    return text.strip() == word or (code is not None and load_divisions().resolve(text) == code)
