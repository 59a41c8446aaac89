"""Decides at once whether two rows are one person, also where the model joined them and no list asks about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.link.explain.why import Question, Reasons, find_reasons
from aixin_cli.link.period import link_for_checks
from aixin_cli.locale import _
from aixin_cli.review.decisions import Kept, Signature, keep_decisions
from aixin_cli.review.keys import review_words
from aixin_cli.review.read_back import Asked, read_word

if TYPE_CHECKING:
    from aixin_cli.store import Store

ENGLISH = ("same", "different", "unsure")
"""The verdicts on a pair in the order of the drop-down, as somebody types them who has no Chinese keyboard."""


@dataclass(frozen=True)
class Decided:
    """Why the two were or weren't one person until now, and what became of the decision."""

    before: Reasons
    kept: Kept


def read_verdict(text: str) -> str:
    """The word of the drop-down that is meant; UsageError when it is none."""
    verdicts = review_words()["person"]["verdicts"]
    found = dict(zip(ENGLISH, verdicts, strict=True)).get(text.strip().lower(), read_word(text))
    if found not in verdicts:
        words = ", ".join(f"{word} ({english})" for word, english in zip(verdicts, ENGLISH, strict=True))
        raise UsageError(_("this is no verdict"), None, _("a verdict is one of: {words}").format(words=words))
    return str(found)


def decide(store: Store, question: Question, verdict: str, note: str | None, signature: Signature) -> Decided:
    """Keep a decision on the people of two rows, unless it contradicts others.

    Raises UsageError where a text means no row or several, or both rows are one identity.
    """
    link_for_checks(store, signature.period, store.catalogue.of_kind("link_asked"))
    before = find_reasons(store, signature.period, question)
    left, right = sorted(side.identity_id for side in before.sides)
    if left == right:
        raise _undividable(before)
    place = _("the pair {left}, {right}").format(left=f"@{left}", right=f"@{right}")
    asked = Asked(0, place, "person", left, right, verdict, note)
    return Decided(before, keep_decisions(store, [asked], signature))


def _undividable(before: Reasons) -> UsageError:
    """Decisions are about identities: what makes one identity of two rows stands in the rows."""
    if before.ruling.ground == "same_number":
        return UsageError(
            _("both rows carry the same valid ID number: this can't be decided here"),
            None,
            _("if they are two persons, one number is wrong: have it corrected in the return, and load that again"),
        )
    return UsageError(
        _("both rows say the same of somebody without a valid number: this can't be decided here"),
        None,
        _("if they are two persons, have their numbers put into the return, and load that again"),
    )
