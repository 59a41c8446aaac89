"""Multi-level table heads: which cells of the head are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aixin_cli.sheets.words import load_words


@dataclass(frozen=True)
class HeadCell:
    """One cell of a head and how far it reaches, counted from the head's first row and column."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


def merge_head(titles: Sequence[tuple[str, ...]]) -> list[HeadCell]:
    """Cells of a head: neighbours under one group share its cell, a short title reaches down."""
    titles = _lower_group_leaves(titles)
    depth = max((len(title) for title in titles), default=0)
    cells = []
    for level in range(depth):
        left = 0
        while left < len(titles):
            right = _reach(titles, level, left)
            if len(titles[left]) > level:
                is_leaf = len(titles[left]) == level + 1
                cells.append(HeadCell(titles[left][level], level, left, depth - 1 if is_leaf else level, right))
            left = right + 1
    return cells


def _lower_group_leaves(titles: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A column titled as the group after it (干部, then 干部/其中…) joins that group as its total."""
    total = load_words()["group_total"]
    lowered = list(titles)
    for place in range(len(titles) - 2, -1, -1):
        title, after = lowered[place], lowered[place + 1]
        if len(after) > len(title) and after[: len(title)] == title:
            lowered[place] = (*title, total)
    return lowered


def _reach(titles: Sequence[tuple[str, ...]], level: int, left: int) -> int:
    """The last column that belongs to the same cell."""
    path = titles[left][: level + 1]
    right = left
    if len(titles[left]) <= level + 1:
        return right
    while right + 1 < len(titles) and len(titles[right + 1]) > level + 1 and titles[right + 1][: level + 1] == path:
        right += 1
    return right
