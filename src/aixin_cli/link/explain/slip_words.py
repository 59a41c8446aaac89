"""Slips in words: places, never what stands there."""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.link.explain.slips import Slip
from aixin_cli.locale import _, pick


def number_words(slips: Sequence[Slip]) -> str:
    """Where two ID numbers differ."""
    words = {
        "same": _("the same"),
        "differs": _("place {first} differs"),
        "letter": _("place {first} is a letter that looks like the digit"),
        "swapped": _("places {first}–{last} are swapped"),
        "missing_left": _("A lacks place {first}"),
        "missing_right": _("B lacks place {first}"),
        "zeros": _("the last {count} places became 0"),
        "cut_off": _("only the first {last} places are left of one"),
        "scientific": _("one became a number in scientific notation"),
        "old_number": _("one is the 15-place form of the other"),
        "certificate": _("one is the disability certificate's number that begins with the other"),
        "area": _("the area (places 1–6) is the same"),
        "birth": _("the birth date (places 7–14) is the same"),
        "sequence": _("the sequence and check digit (places 15–18) are the same"),
        "unlike": _("nothing in them is the same"),
    }
    return joined([_filled(words[slip.kind], slip) for slip in slips])


def date_words(slips: Sequence[Slip]) -> str:
    """Which parts of two dates differ."""
    words = {
        "same": _("the same"),
        "year": _("the year differs"),
        "month": _("the month differs"),
        "day": _("the day differs"),
        "day_month": _("day and month are swapped"),
    }
    return joined([words[slip.kind] for slip in slips])


def name_words(slips: Sequence[Slip]) -> str:
    """Where two names differ, if it is only one place."""
    words = {
        "same": _("the same"),
        "spelling": _("only · or a variant character differs"),
        "differs": _("character {first} differs"),
        "swapped": _("characters {first} and {last} are swapped"),
        "missing_left": _("A lacks character {first}"),
        "missing_right": _("B lacks character {first}"),
    }
    return joined([_filled(words[slip.kind], slip) for slip in slips])


def joined(words: Sequence[str]) -> str:
    """Several in a row."""
    return pick(", ", "、").join(words)


def _filled(words: str, slip: Slip) -> str:
    return words.format(first=slip.first, last=slip.last, count=slip.last - slip.first + 1)
