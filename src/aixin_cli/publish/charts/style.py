"""One restrained style for every picture: blues, and one orange for what needs a look; safe for the colour-blind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

INK, MUTED, FAINT, PAPER = "#1c2733", "#5a6775", "#d5dbe1", "#ffffff"
MAIN, SECOND, THIRD, WARN, NONE = "#1f5a8a", "#c4601a", "#4d9a8f", "#c4601a", "#f1f3f5"
SERIES = (MAIN, SECOND, THIRD)
PARTS = (MAIN, "#86aecb", "#e2a36b", "#ffffff")
"""On time, late, carried, missing: as told apart in grey as in colour."""
BLUES = ("#e6eff6", "#9fc1da", "#4785b0", "#1f5a8a", "#12395a")
CM = 1 / 2.54
WIDTH = 15.6 * CM
"""Of the text of an A4 page between the margins of an official document."""
DPI = 300


@contextmanager
def drawing(families: Sequence[str]) -> Iterator[None]:
    """All settings of a picture, for as long as it is drawn; the same picture has the same bytes."""
    import matplotlib as mpl

    settings: Any = {
        "font.family": list(families),
        "font.size": 8,
        "text.color": INK,
        "axes.edgecolor": FAINT,
        "axes.linewidth": 0.6,
        "axes.labelcolor": MUTED,
        "axes.unicode_minus": True,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "svg.hashsalt": "aixin",
        "svg.fonttype": "path",
        "path.simplify": False,
    }
    with mpl.rc_context(settings):
        yield


def blue(depth: float) -> tuple[float, float, float]:
    """A colour of the scale, from the lightest at 0 to the darkest at 1."""
    from matplotlib.colors import to_rgb

    place = min(max(depth, 0.0), 1.0) * (len(BLUES) - 1)
    low = min(int(place), len(BLUES) - 2)
    first, second = to_rgb(BLUES[low]), to_rgb(BLUES[low + 1])
    red, green, blue_part = (a + (b - a) * (place - low) for a, b in zip(first, second, strict=True))
    return red, green, blue_part


def ink_on(depth: float) -> str:
    """Letters that can be read on a colour of the scale."""
    return PAPER if depth > 0.5 else INK
