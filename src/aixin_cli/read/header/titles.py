"""What the forms' column titles are, folded, and which field the titles over a column mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from aixin_cli.forms import layouts
from aixin_cli.forms.lookalikes import fold_lookalikes
from aixin_cli.forms.model import Field, Layout
from aixin_cli.forms.title import fold_title, split_money_unit, title_key
from aixin_cli.read.model import How

MAX_TITLE = 40
Match = tuple[Field, How]
_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])\s*")
_TAIL = re.compile(r"(?:基本)?(?:情况|信息|资料|栏)$")
_OTHER_PERSON = re.compile(r"监护|家长|父|母|亲属|家属|联系人|经办|负责人|村干部|户主|成员|代理|主任|书记|志愿|申请人")
_UNIT_CELL = re.compile(
    r"^[（(]?(?:计量)?(?:单位\s*[:：]?\s*)?([十百千万亿]*元|人|户|个|件|处|人次|次|对|名|—|-|/)?[)）]?$"
)


class TitleIndex:
    """The folded titles of one layout, plain and under a group header."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.plain: dict[str, Field] = {}
        self.grouped: dict[tuple[str, str], Field] = {}
        for field in layout.fields:
            self.plain |= {fold_title(text): field for text in (field.title, *field.synonyms)}
            self.grouped |= {(group_key(g), fold_title(t)): field for g in field.group for t in field.grouped}
        self.joined = {fold_title(g + t): field for field in layout.fields for g in field.group for t in field.grouped}
        self._found: dict[tuple[str, ...], Match | None] = {}
        self.groups = frozenset(group for group, _sub in self.grouped)
        self.words = frozenset(self.plain) | {sub for _group, sub in self.grouped}

    def find(self, levels: tuple[str, ...]) -> Match | None:
        """Return the field that a column's titles, top level first, mean for sure."""
        # Titles repeat from county to county even where headers as a whole don't.
        if levels not in self._found:
            self._found[levels] = self._find(levels)
        return self._found[levels]

    def _find(self, levels: Sequence[str]) -> Match | None:
        last = fold(levels[-1])[0]
        for group in reversed(levels[:-1]):
            field = self.grouped.get((group_key(group), last)) or self.plain.get(fold(group)[0] + last)
            if field is not None:
                return field, "group"
        whole = "".join(fold(level)[0] for level in levels)
        field = self.plain.get(whole) or self.joined.get(whole)
        return (field, "title" if whole == fold_title(field.title) else "synonym") if field else None

    def find_last(self, levels: Sequence[str]) -> Match | None:
        """Return the field that the lowest title means where the group above says nothing against it."""
        field = self.plain.get(fold(levels[-1])[0])
        if field is None or any(self._denies(group, field) for group in levels[:-1]):
            return None
        return field, "synonym"

    def find_beside(self, levels: Sequence[str], neighbour: Field | None) -> Field | None:
        """Return the field a bare title means after a column of the same group: 电话 after 结对人姓名."""
        if neighbour is None or not neighbour.group:
            return None
        return self.grouped.get((group_key(neighbour.group[0]), fold(levels[-1])[0]))

    def _denies(self, group: str, field: Field) -> bool:
        """A bare 姓名 under 监护人 is not the recipient's, nor is 性别 under 结对人."""
        key = group_key(group)
        if key in self.groups:
            return bool(field.group) and key not in {group_key(text) for text in field.group}
        return bool(field.group) and bool(_OTHER_PERSON.search(group))


@cache
def title_indexes() -> dict[str, TitleIndex]:
    """Return the title index of every layout."""
    return {layout.id: TitleIndex(layout) for layout in layouts().values()}


@cache
def all_words() -> frozenset[str]:
    """Return every folded title of every form, groups' titles left out."""
    return frozenset().union(*(index.words for index in title_indexes().values()))


@cache
def all_groups() -> frozenset[str]:
    """Return every group's title of every form, without numbering and 基本情况."""
    return frozenset().union(*(index.groups for index in title_indexes().values()))


@cache
def raw_titles() -> tuple[str, ...]:
    """Return the titles as they may stand in a cell: as the form writes them, and folded."""
    fields = [field for layout in layouts().values() for field in layout.fields]
    texts = {text for field in fields for text in (field.title, *field.synonyms, *field.grouped, *field.group)}
    return tuple(sorted(texts | all_words() | all_groups()))


@lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, str | None]:
    """Return a title folded, and the money unit declared in it."""
    plain, unit = split_money_unit(fold_lookalikes(text))
    return fold_title(plain), unit


@lru_cache(maxsize=2048)
def group_key(text: str) -> str:
    """Return a group's title without numbering and without 基本情况, 信息 and the like."""
    folded = fold_title(_NUMBERING.sub("", text))
    return _TAIL.sub("", folded) or folded


@lru_cache(maxsize=8192)
def fold_path(levels: tuple[str, ...]) -> str:
    """Return a column's titles as one folded text: what a decision on the column is kept under."""
    return title_key("/".join(levels))


def is_title(text: str) -> bool:
    """Tell whether a text is one of the forms' titles, or a group's."""
    return len(text) <= MAX_TITLE and (fold(text)[0] in all_words() or group_key(text) in all_groups())


def unit_of(text: str) -> str | None:
    """Return the money unit that a cell of units alone names: 万元, （元）, 单位：万元."""
    if "元" not in text:
        return None
    found = _UNIT_CELL.match(text.strip())
    return found[1] if found and found[1] and found[1].endswith("元") else None


def is_unit_row(texts: Sequence[str]) -> bool:
    """Tell whether a row holds nothing but units of measure: （人） （户） （万元）."""
    return bool(texts) and all(_UNIT_CELL.match(text) for text in texts)
