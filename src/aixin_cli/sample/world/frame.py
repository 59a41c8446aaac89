"""Tables of a made world: columns of equal length, by name, and the streams of chance that fill them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Array = npt.NDArray[Any]
Frame = dict[str, Array]
Random = np.random.Generator


def stream(seed: int, name: str) -> Random:
    """One stream of chance a purpose, so that a change in one leaves the others alone."""
    return np.random.default_rng([seed, crc32(name.encode())])


def length(frame: Frame) -> int:
    """Rows of a frame."""
    return len(next(iter(frame.values()))) if frame else 0


def pick(frame: Frame, index: Array) -> Frame:
    """The rows that a mask or an index chooses."""
    return {name: column[index] for name, column in frame.items()}


def stack(frames: Iterable[Frame]) -> Frame:
    """Frames with the same columns, one below the other."""
    parts = list(frames)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def texts(values: Sequence[str]) -> Array:
    """An array of Python strings (never NumPy's fixed-width ones)."""
    out = np.empty(len(values), dtype=object)
    out[:] = list(values)
    return out


def blank(rows: int) -> Array:
    """A column of empty texts."""
    return np.full(rows, "", dtype=object)


def joined(*parts: Array | str) -> Array:
    """Texts set one after the other, row by row."""
    out: Any = parts[0]
    for part in parts[1:]:
        out = out + part
    return np.asarray(out, dtype=object)


def numbered(values: Array, width: int = 0) -> Array:
    """Whole numbers as texts, padded with zeros to a width."""
    plain = texts(np.asarray(values).astype(str).tolist())
    return texts([text.zfill(width) for text in plain]) if width else plain


def share_out(total: int, weights: Array) -> Array:
    """Whole numbers that add up to `total`, as near to the weights as whole numbers can be."""
    exact: Array = total * weights / weights.sum()
    whole: Array = np.floor(exact).astype(np.int64)
    rest = int(total - whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[:rest]] += 1
    return whole


def starts_of(counts: Array) -> Array:
    """Where each group begins when groups of these sizes stand one after the other."""
    out: Array = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return out


def rank_within(groups: Array) -> Array:
    """0, 1, 2 … within each group, in the order of the rows."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    first = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, bool)
    begin = np.maximum.accumulate(np.where(first, np.arange(len(ordered)), 0))
    rank = np.empty(len(ordered), dtype=np.int64)
    rank[order] = np.arange(len(ordered)) - begin
    return rank
