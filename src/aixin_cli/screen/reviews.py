"""Clerical review in words: kinds of decisions, whose they are, what contradicts what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.locale import _, pick

if TYPE_CHECKING:
    from aixin_cli.review.decisions import Clash


def parts_of(clash: Clash) -> str:
    """The places and decisions that contradict each other."""
    numbers = (_("decision {number}").format(number=number) for number in clash.decisions)
    return " · ".join([*clash.places, *numbers])


def name_owner(unit: str | None) -> str:
    """The unit whose word a decision is, by name."""
    from aixin_cli.forms.divisions import load_divisions

    return _("the province") if unit is None else load_divisions().by_code[unit].name


def status_words() -> dict[str, str]:
    """Items of the status, and what they are counted by."""
    return {
        "open_pair": _("pairs not decided"),
        "open_case": _("claims not decided"),
        "decided": _("decided"),
        "withdrawn": _("withdrawn"),
        "contradiction": _("contradictory decisions"),
        "merged": _("person put together"),
        "split": _("person taken apart"),
        "uncertain": _("evidence too weak to join"),
        "several_numbers": _("several valid numbers"),
        "several_names": _("several names in one return"),
        "several_births": _("several birth dates or sexes"),
        "decided_apart": _("decided not to be one"),
        "number_twin": _("numbers one place apart"),
        **kind_words(),
    }


def kind_words() -> dict[str, str]:
    """The kinds of decisions."""
    from aixin_cli.review.kinds import load_kinds

    return {kind.id: pick(kind.title["en"], kind.title["zh"]) for kind in load_kinds().values()}
