"""The clerical review workbook: pairs and claims on which a person has to decide, sent out to be filled in."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from aixin_cli.errors import UsageError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.locale import _
from aixin_cli.review.guide import write_guide
from aixin_cli.review.keys import FileMark, review_words
from aixin_cli.review.kinds import load_questions
from aixin_cli.review.model import View, read_claims, read_pairs, review_texts
from aixin_cli.review.sheet import ReviewStyles, write_claims, write_pairs
from aixin_cli.sheets.output import placing
from aixin_cli.sheets.words import period_text
from aixin_cli.store import Store
from aixin_cli.store.database import private_files
from aixin_cli.store.files.mark import store_mark

__all__ = ["View", "Written", "plan_lists", "require_place", "write_lists", "write_review"]


@dataclass(frozen=True)
class Written:
    """What a workbook holds: pairs, and persons that several units claim, each in several lines."""

    pair_count: int
    person_count: int


def require_place(path: Path, *, has_folder: bool = True) -> None:
    """Raise UsageError where the folder is missing, or a file of that name is there: somebody may have filled it in."""
    if has_folder and not path.parent.is_dir():
        hint = _("the workbook holds names and numbers: look at the path's spelling, or make the folder first")
        raise UsageError(_("there is no such folder"), str(path.parent), hint)
    if path.exists():
        hint = _("it may hold decisions: import it, move it away, or name another file with --out")
        raise UsageError(_("there is a file of that name already"), str(path), hint)


def plan_lists(out: Path | None, period: str, views: Sequence[View], *, is_folder: bool) -> dict[Path, View]:
    """Where each list goes; of several each into a folder of its unit: 620102_城关/review_2024-12_620102.xlsx.

    Raises UsageError for a name that no workbook has, for a missing folder, and where a file of that name is.
    """
    known = load_divisions().by_code
    names = {view: f"review_{period}_{view.unit}.xlsx" if view.unit else f"review_{period}.xlsx" for view in views}
    if is_folder:
        if out is None:
            raise UsageError(_("the folder for the units' lists is missing"), None, _("name it with --out DIR"))
        plan = {out / f"{view.unit}_{known[str(view.unit)].short_name}" / name: view for view, name in names.items()}
    else:
        plan = {out or Path(name): view for view, name in names.items()}
    for path in plan:
        if path.suffix.lower() != ".xlsx":
            raise UsageError(_("the review list is an .xlsx workbook"), str(path), _("name a file that ends in .xlsx"))
        require_place(path, has_folder=not is_folder)
    return plan


def write_lists(store: Store, period: str, plan: Mapping[Path, View], *, with_empty: bool) -> dict[Path, Written]:
    """Write the lists of a month that was linked and listed; without `with_empty` only those that ask anything."""
    found: dict[Path, Written] = {}
    for path, view in plan.items():
        if with_empty or _asks(store, period, view):
            with private_files():
                path.parent.mkdir(parents=True, exist_ok=True)
            found[path] = write_review(store, period, path, view)
    return found


def _asks(store: Store, period: str, view: View) -> bool:
    bare = FileMark(period, store_mark(store), view.unit)
    return bool(read_pairs(store, bare, view) or any(claim.key for claim in read_claims(store, bare, view)))


def write_review(store: Store, period: str, path: Path, view: View) -> Written:
    """Write the workbook of a month that was linked and listed, for its owner's eyes alone, and return what it holds.

    Raises UsageError where the folder is missing, or a file of that name is there.
    """
    require_place(path)
    bare = FileMark(period, store_mark(store), view.unit)
    pairs, claims = read_pairs(store, bare, view), read_claims(store, bare, view)
    answerable = sum(claim.key is not None for claim in claims)
    mark = FileMark(period, bare.store, view.unit, len(pairs), answerable)
    # What is written on the way is as private as the workbook.
    with private_files(), placing(path) as fresh, _open(fresh, store, period) as book:
        styles = ReviewStyles(book)
        about = {"period": period_text(period), "unit": _unit_name(view)}
        sheets = {name: book.add_worksheet(question.sheet) for name, question in load_questions().items()}
        write_pairs(sheets["person"], pairs, view, styles, about)
        person_count = write_claims(sheets["home"], claims, styles, about)
        write_guide(book.add_worksheet(review_words()["guide_sheet"]), mark, view, styles)
    return Written(len(pairs), person_count)


@contextmanager
def _open(path: Path, store: Store, period: str) -> Iterator[Any]:
    """A workbook that only its owner may read; its date is the data's, so that the same list gives the same bytes."""
    import xlsxwriter

    # In memory, and written in one piece: no part of it lies about, and a full disk is the system's own error.
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    created = datetime.combine(store.settings.as_of(period), time())
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": review_texts()["title"], "author": "aixin", "created": created})
        yield book
    path.touch(stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(content.getvalue())


def _unit_name(view: View) -> str:
    return str(review_texts()["whole"]) if view.unit is None else load_divisions().by_code[view.unit].name
