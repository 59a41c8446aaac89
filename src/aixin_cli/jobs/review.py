"""What only a person can decide: listed with the model's words, decided at once, summed up. Joins review and link."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.errors import InputError, UsageError
from aixin_cli.link import link_for_checks
from aixin_cli.link.explain.comparison_words import write_words
from aixin_cli.link.explain.why import Question, Reasons, find_reasons
from aixin_cli.locale import _
from aixin_cli.review.decisions import Kept, Signature, keep_decisions
from aixin_cli.review.open_questions import ListSize, list_pairs, list_questions
from aixin_cli.review.read_back import Asked, DecisionFile, read_decisions
from aixin_cli.store.files.mark import store_mark

if TYPE_CHECKING:
    from aixin_cli.store import Store


@dataclass(frozen=True)
class Decided:
    """Why the two were or weren't one person until now, and what became of the decision."""

    before: Reasons
    kept: Kept


def list_reviews(store: Store, period: str) -> ListSize:
    """List what a linked month leaves to a person, with the words of the comparisons (ent.review_*)."""
    size = list_questions(store, period)
    write_words(store)
    return size


def read_lists(store: Store, path: Path, period: str | None) -> dict[Path, DecisionFile]:
    """Read a review workbook, or all of a folder, before anything of them is kept.

    Raises InputError for a folder without one, for one that can't be meant, and for workbooks of several months.
    """
    from aixin_cli.read.workbook.workbooks import read_book

    below = (item for item in path.rglob("*.xlsx") if not item.name.startswith(("~$", ".")))
    found = sorted(below) if path.is_dir() else [path]
    if not found:
        raise InputError(_("there is no workbook in this folder"), str(path), _("look at the path's spelling"))
    read = {item: read_decisions(item, read_book(item), store_mark(store), period) for item in found}
    months = {file.mark.period for file in read.values()}
    if len(months) > 1:
        what = _("these workbooks are of several months: {months}").format(months=", ".join(sorted(months)))
        raise InputError(what, str(path), _("name the month with --period, or import them month by month"))
    return read


def summarize(store: Store, period: str) -> list[tuple[Any, ...]]:
    """How many rows of a linked period name how many persons, by what they are known, and what is left to be settled.

    Each line: item, what is counted (row, identity, person, pair, group), recipients, helpers.
    """
    list_pairs(store, period)
    params = store.period_params(period)
    for name in ("mention_evidence", "link_summary"):
        store.run(store.catalogue.get(name, "explain"), params)
    return store.rows("select item, counted, recipient_count, helper_count from ent.link_summary order by line_no")


def decide(store: Store, question: Question, verdict: str, note: str | None, signature: Signature) -> Decided:
    """Keep a decision on the people of two rows, unless it contradicts others.

    Raises UsageError where a text means no row or several, or both rows are one identity.
    """
    link_for_checks(store, signature.period, store.catalogue.of_kind("explain"))
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
