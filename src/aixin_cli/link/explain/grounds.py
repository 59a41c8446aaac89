"""What decided that two rows are or aren't one person, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aixin_cli.link.blocking import rule_titles
from aixin_cli.link.explain.slip_words import joined
from aixin_cli.link.explain.why import Reasons
from aixin_cli.locale import _


def verdict_words(verdict: str) -> str:
    """Whether two rows are one person."""
    return {
        "one": _("one person"),
        "two": _("two persons"),
        "listed": _("two persons on the clerical list as long as nobody decides"),
    }[verdict]


def evidence_words(evidence: str) -> str:
    """By what a row's person is known."""
    return {
        "number": _("a valid ID number"),
        "old_number": _("an ID number of 15 places, read as the 18 that it became"),
        "look_alike": _("an ID number in which letters stand for digits"),
        "certificate": _("the ID number inside the disability certificate"),
        "text": _("no number of its own: the same unit, name and text of a number"),
        "own_number": _("no number of its own: the same unit, name and number in the unit's list"),
        "likeness": _("no number: the same unit, name, birth date, sex, village and guardian"),
        "phone": _("no number: the same unit, name and telephone"),
        "employer": _("no number: the same unit, name and place of work"),
        "row": _("no number, and nothing but the row itself"),
    }[evidence]


def sentence(reasons: Reasons, limits: Mapping[str, Any]) -> str:
    """The verdict and its ground."""
    ground = reasons.ruling.ground
    words = ground_words()[ground]
    return _("{verdict}: {ground}").format(
        verdict=verdict_words(reasons.ruling.verdict), ground=words.format_map(_facts(reasons, limits))
    )


def ground_words() -> dict[str, str]:
    """By ground, what is said of it: all that sql/explain/compared_pair.sql can give."""
    return _one() | _listed() | _two()


def _one() -> dict[str, str]:
    return {
        "same_number": _("both rows carry the same ID number (A: {evidence_a}; B: {evidence_b})"),
        "same_evidence": _("both rows say the same of somebody without a valid number ({evidence_a})"),
        "decided_one": _("{who} decided so on {when}"),
        "contradicted": _(
            "other links and decisions join them, though {who} decided on {when} that they are two: "
            "one of the decisions must be withdrawn"
        ),
        "kept": _("they were one last month, and what is one stays one"),
        "joined": _("the model's weight of {weight} bits reaches the {auto} bits from which it joins"),
        "through": _("nothing joins them directly, but both are one with {between}"),
    }


def _listed() -> dict[str, str]:
    return {
        "between": _("the model's weight of {weight} bits is between {review} and {auto} bits"),
        "no_name": _("the weight of {weight} bits would do, but a name is missing"),
        "at_odds": _("the weight of {weight} bits would do, but the birth date or the sex speaks against it"),
        "refused": _(
            "the weight of {weight} bits would do, but both rows carry one ID number "
            "and what else they say is not one person's: only whom it fits keeps it"
        ),
        "thin": _("the weight of {weight} bits would do, but nothing besides name and place agrees"),
        "unlike_listed": _("the weight of {weight} bits would do, but their names are not alike"),
        "rival": _(
            "the weight of {weight} bits would do, but another number fits nearly as well "
            "({rival} bits; the lead must be {lead} bits)"
        ),
        "two_names": _("they weigh {weight} bits, but one return names both, differently"),
        "several_numbers": _("joined with others they would be one person with several valid numbers"),
        "several_names": _("joined with others they would be one person with two names in one return"),
        "several_births": _("joined with others they would be one person with several birth dates or sexes"),
        "decided_apart": _("joined with others they would be one though somebody decided that two of them are not"),
    }


def _two() -> dict[str, str]:
    return {
        "decided_two": _("{who} decided so on {when}"),
        "doubted": _("{who} left it in doubt on {when}"),
        "number_kept": _(
            "both rows carry one ID number, but what else they say is not one person's: only whom it fits keeps it"
        ),
        "two_numbers": _("they have two different valid ID numbers, which the machine never joins"),
        "settled": _("each of them was found to be somebody with a valid number"),
        "light": _("the model's weight of {weight} bits is less than the {review} bits from which it asks"),
        "unlike": _("they weigh {weight} bits, but their names are not alike"),
        "old": _("one of them stands in no row of this month or the last"),
        "no_block": _("they were never compared: they have no blocking key in common"),
        "large_block": _("they were never compared: the blocks that they share are too large ({blocks})"),
        "uncompared": _("they were never compared"),
    }


def _facts(reasons: Reasons, limits: Mapping[str, Any]) -> dict[str, str]:
    """What the sentences may ask for."""
    ruling, evidence = reasons.ruling, [evidence_words(side.evidence) for side in reasons.sides]
    return {
        "evidence_a": evidence[0],
        "evidence_b": evidence[1],
        "who": ruling.decided_by or "",
        "when": ruling.decided_on or "",
        "weight": _bits(ruling.centibits),
        "rival": _bits(ruling.rival_centibits),
        "auto": f"{limits['auto_bits']:g}",
        "review": f"{limits['review_bits']:g}",
        "lead": f"{limits['rival_bits']:g}",
        "between": joined([f"@{member}" for member in reasons.between]),
        "blocks": _large_blocks(reasons),
    }


def _bits(centibits: int | None) -> str:
    return "" if centibits is None else f"{centibits / 100:.2f}"


def _large_blocks(reasons: Reasons) -> str:
    titles = rule_titles()
    return joined([f"{titles[rule - 1].chosen}: {size}" for rule, size, is_large in reasons.blocks if is_large])
