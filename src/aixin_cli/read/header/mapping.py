"""Which column is which field: the titles over a sheet's columns, mapped on one layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from aixin_cli.forms.model import Field, Layout
from aixin_cli.forms.title import fold_title
from aixin_cli.read.header.propose import GUESS_LEAD, GUESS_SCORE, propose
from aixin_cli.read.header.titles import MAX_TITLE, Match, TitleIndex, fold, fold_path, title_indexes, unit_of
from aixin_cli.read.letters import column_letters
from aixin_cli.read.model import Column, How

Paths = tuple[tuple[str, ...], ...]
"""Each column's titles from the top; empty where nothing stands over it."""
MAX_PATH = 8 * MAX_TITLE
SHARED = ("recipient_sex", "recipient_phone")
"""Fields whose bare titles, 性别 and 联系电话, the forms give to the recipient though helpers have them too."""
Decided = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows counted from 0, `stop` exclusive) and what its columns mean."""

    layout: Layout
    start: int
    stop: int
    columns: dict[str, int]
    titles: dict[str, str]
    unknown: dict[int, str]
    repeated: dict[int, str]
    money_units: dict[str, str] = field(default_factory=dict)
    """Field to the money unit that its own column states."""
    hows: dict[int, How] = field(default_factory=dict)
    scores: dict[int, float] = field(default_factory=dict)
    paths: Paths = ()
    rival: Layout | None = None
    """Another form that the header fits just as well."""
    top: int = 0
    """The first row that belongs to this table: below another table in the sheet it isn't 0."""
    repeats: tuple[tuple[int, int, int], ...] = ()
    """Where the same header stands again, as on every printed page: first title line, first row, row after the last."""

    @property
    def money_unit(self) -> str | None:
        """The money unit that a column states."""
        return next(iter(self.money_units.values()), None)

    def describe(self) -> tuple[Column, ...]:
        """Return what each column was understood to be, from the left."""
        names = {index: name for name, index in self.columns.items()}
        return tuple(
            Column(index, letter_of(index), title_of(path), names.get(index), self.scores.get(index, 0.0), how)
            for index, path in enumerate(self.paths)
            if path and (how := self.hows.get(index)) is not None
        )


def letter_of(index: int) -> str:
    """Return a column's letters, by which people name it."""
    return column_letters(index).decode()


def title_of(path: Sequence[str]) -> str:
    """Return a column's titles as one, levels joined with `/`."""
    return "/".join(path)


def map_columns(layout: Layout, paths: Paths, decided: Decided) -> Header:
    """Map a header's columns on a layout: what was decided first, then what is sure, then what is likely."""
    mapper = _Mapper(title_indexes()[layout.id], paths, decided)
    mapper.run()
    return mapper.header()


def guess_columns(header: Header, missing: Sequence[Field]) -> Header:
    """Take a missing required column from an unknown title that is clearly most like it."""
    for wanted in missing:
        found = _guess(header, wanted)
        if found is not None:
            column, score = found
            header = replace(
                header,
                columns={**header.columns, wanted.name: column},
                titles={**header.titles, wanted.name: header.unknown[column]},
                unknown={index: title for index, title in header.unknown.items() if index != column},
                hows={**header.hows, column: "guess"},
                scores={**header.scores, column: score},
                money_units=_with_unit(header.money_units, wanted, header.paths[column]),
            )
    return header


def _guess(header: Header, wanted: Field) -> tuple[int, float] | None:
    """Return the unknown column for a field, ahead of other titles and of the title's other fields."""
    scored = []
    for column in header.unknown:
        if header.hows[column] == "unknown":
            values = {item.field: item.score for item in propose(header.layout.id, header.paths[column])}
            value = values.pop(wanted.name, 0.0)
            lead = value - max(values.values(), default=0.0)
            scored.append((value, lead, column))
    scored.sort(key=lambda item: (-item[0], item[2]))
    if not scored:
        return None
    value, lead, column = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    is_clear = round(min(lead, value - second), 2) >= GUESS_LEAD
    return (column, value) if value >= GUESS_SCORE and is_clear else None


class _Mapper:
    """The mapping of one header while it is made."""

    def __init__(self, index: TitleIndex, paths: Paths, decided: Decided) -> None:
        self.index = index
        self.paths = paths
        self.decided = decided
        self.fields = {item.name: item for item in index.layout.fields}
        self.field_at: dict[int, Field] = {}
        self.hows: dict[int, How] = {}
        self.taken: set[str] = set()

    def run(self) -> None:
        columns = [index for index, path in enumerate(self.paths) if path and sum(map(len, path)) <= MAX_PATH]
        rest = [column for column in columns if not self._take_decided(column)] if self.decided else columns
        likely = [column for column in rest if not self._take(column, self.index.find(self._levels(column)))]
        for column in likely:
            if not self._take(column, self.index.find_last(self._levels(column))):
                self.hows[column] = "unknown"

    def _take_decided(self, column: int) -> bool:
        """Map a column on which somebody decided; a field that the form no longer has decides nothing."""
        key = fold_path(self.paths[column])
        if key not in self.decided:
            return False
        name = self.decided[key]
        if name is None:
            self.hows[column] = "refused"
        elif name in self.taken:
            self.hows[column] = "repeated"
        elif name in self.fields:
            self._set(column, self.fields[name], "memory")
        return column in self.hows

    def _take(self, column: int, found: Match | None) -> bool:
        """Map a column; one that names a field again may be its neighbour's."""
        if found is None:
            return False
        wanted, how = found
        if wanted.name in SHARED and self._is_among_others(column, wanted):
            self._take_beside(column)
            return True
        if wanted.name not in self.taken:
            self._set(column, wanted, how)
            return True
        beside = self.index.find_beside(self._levels(column), self._neighbour(column))
        if beside is not None and beside.name not in self.taken:
            self._set(column, beside, "group")
        else:
            self.hows[column] = "repeated"
        return True

    def _is_among_others(self, column: int, wanted: Field) -> bool:
        """Tell whether a bare title stands right behind another person's column, its own person's all before.

        Behind a group that has ended a bare title is nobody's in that group.
        """
        path, left = self.paths[column], [index for index in self.field_at if index < column]
        if len(path) > 1 or not left or fold(path[-1])[0] not in map(fold_title, wanted.grouped):
            return False
        neighbour, own = self.field_at[max(left)], set(wanted.group)
        if len(self.paths[max(left)]) > 1 or not neighbour.group or own.intersection(neighbour.group):
            return False
        later = (self.index.find(path) for path in self.paths[column + 1 :] if path)
        return not any(found and found[0].name not in SHARED and own.intersection(found[0].group) for found in later)

    def _take_beside(self, column: int) -> None:
        """Give a bare title to the person beside it; where no such field is free, nobody's is taken for it."""
        beside = self.index.find_beside(self._levels(column), self._neighbour(column))
        named = {found[0].name for path in self.paths if path and (found := self.index.find(path)) is not None}
        if beside is not None and beside.name not in self.taken | named:
            self._set(column, beside, "group")
        else:
            self.hows[column] = "unknown"

    def _levels(self, column: int) -> tuple[str, ...]:
        """Return a column's titles without a level that holds nothing but a money unit."""
        path = self.paths[column]
        return path if len(path) == 1 else tuple(level for level in path if not unit_of(level)) or path

    def _neighbour(self, column: int) -> Field | None:
        """Return the nearest field to the left that stands under the same group."""
        group = self.paths[column][:-1]
        left = (index for index in range(column - 1, -1, -1) if index in self.field_at)
        nearest = next(left, None)
        same = nearest is not None and self.paths[nearest][:-1] == group
        return self.field_at[nearest] if nearest is not None and (same or not group) else None

    def _set(self, column: int, wanted: Field, how: How) -> None:
        self.field_at[column] = wanted
        self.hows[column] = how
        self.taken.add(wanted.name)

    def header(self) -> Header:
        placed = sorted(self.field_at.items())
        units: dict[str, str] = {}
        for column, item in placed:
            units = _with_unit(units, item, self.paths[column])
        return Header(
            layout=self.index.layout,
            start=0,
            stop=0,
            columns={item.name: column for column, item in placed},
            titles={item.name: title_of(self.paths[column]) for column, item in placed},
            unknown=self._titled("unknown", "refused"),
            repeated=self._titled("repeated"),
            money_units=units,
            hows=self.hows,
            scores=dict.fromkeys(self.field_at, 1.0),
            paths=self.paths,
        )

    def _titled(self, *hows: How) -> dict[int, str]:
        return {column: title_of(self.paths[column]) for column, how in self.hows.items() if how in hows}


def _with_unit(units: dict[str, str], item: Field, path: Sequence[str]) -> dict[str, str]:
    unit = next((unit for text in path if (unit := fold(text)[1] or unit_of(text))), None)
    return {**units, item.name: unit} if item.type == "money" and unit else units
