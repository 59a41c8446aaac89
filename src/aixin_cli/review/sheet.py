"""The sheets of the review workbook on which decisions are made: pairs in two lines, claims in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aixin_cli.review.keys import review_words
from aixin_cli.review.kinds import load_questions
from aixin_cli.review.model import CLAIM, SIDE, Claim, Pair, Side, View, differs, review_texts
from aixin_cli.sheets.measure import LINE, line_count
from aixin_cli.sheets.styles import TABLE

HEAD, FIRST = 2, 3
"""A title, whose it is, the head; then the rows."""
_FROZEN = 6
"""The columns up to the number stay in sight: what is decided, and about whom."""
_WIDTHS = {
    "place": 6,
    "role": 6,
    "sex": 5,
    "name": 11,
    "id_text": 20,
    "unit_name": 16,
    "birth_date": 11,
    "township": 10,
    "guardian_name": 10,
    "start_date": 11,
    "end_date": 11,
    "phone": 13,
    "certificate": 22,
    "category": 10,
    "employer": 16,
    "pair_kind": 9,
    "status": 7,
    "source": 26,
    "words": 50,
    "effect": 16,
    "score": 7,
    "home": 8,
    "decision": 9,
    "note": 16,
    "key": 8,
}
_WIDTH = 12
"""All of them are printed on one page, the decision beside what it rests on: no wider than must be."""
_ROW_HEIGHT = 32
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "line": {"font_name": "宋体", "font_size": 10},
    "head": {**TABLE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"},
    "text": {**TABLE, "num_format": "@", "text_wrap": True},
    "differs": {**TABLE, "num_format": "@", "text_wrap": True, "bg_color": "#FFF2CC"},
    "masked": {**TABLE, "font_color": "#7F7F7F", "italic": True, "text_wrap": True},
    "whole": {**TABLE, "num_format": "0", "align": "center"},
    "score": {**TABLE, "num_format": "0.0", "align": "center"},
    "input": {**TABLE, "num_format": "@", "text_wrap": True, "locked": False, "bg_color": "#E2EFDA"},
    "section": {"font_name": "黑体", "font_size": 12},
    "guide": {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"},
    "mark": {"font_name": "宋体", "font_size": 9, "font_color": "#7F7F7F"},
}


class ReviewStyles:
    """Formats by name, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """A format; the same one for the same question."""
        if name not in self._made:
            self._made[name] = self._book.add_format(_STYLES[name])
        return self._made[name]


@dataclass(frozen=True)
class _Grid:
    """A sheet with its columns by name, written cell by cell."""

    sheet: Any
    columns: Sequence[str]
    styles: ReviewStyles

    def write(self, row: int, name: str, value: Any, style: str, rows: int = 1) -> None:
        """Write a cell, over two rows where both lines of a pair share it."""
        column, cell = self.columns.index(name), self.styles.get(style)
        if rows > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column, "", cell)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, cell)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, cell)
        else:
            self.sheet.write_number(row, column, value, cell)


def write_pairs(sheet: Any, pairs: Sequence[Pair], view: View, styles: ReviewStyles, about: Mapping[str, str]) -> None:
    """Write the pairs, the two of a pair below each other: what differs is seen at once."""
    score = [] if view.is_blind else ["score"]
    columns = ("place", "decision", "note", "role", *SIDE, "source", "words", *score, "effect", "key")
    grid = _Grid(sheet, columns, styles)
    _write_top(grid, review_texts()["title"], review_texts()["line"].format(count=len(pairs), **about))
    for place, pair in enumerate(pairs):
        _write_pair(grid, FIRST + 2 * place, place + 1, pair)
    _finish(grid, "person", FIRST + 2 * len(pairs) - 1)


def _write_pair(grid: _Grid, row: int, place: int, pair: Pair) -> None:
    lines = line_count(pair.words, _WIDTHS["words"] - 1)
    for line, side in enumerate(pair.sides):
        grid.sheet.set_row(row + line, max(_ROW_HEIGHT, LINE * lines / 2 + 4))
        for name in SIDE:
            _write_side(grid, row + line, name, side, pair.differs(name))
        grid.write(row + line, "source", side.source, "text")
    shared: dict[str, tuple[Any, str]] = {
        "place": (place, "whole"),
        "decision": (None, "input"),
        "note": (None, "input"),
        "role": (review_texts()["roles"][pair.role], "text"),
        "words": (pair.words, "text"),
        "score": (pair.score, "score"),
        "effect": (_effects(pair), "text"),
    }
    for name, (value, style) in shared.items():
        if name in grid.columns:
            grid.write(row, name, value, style, rows=2)
    grid.write(row, "key", pair.key, "text")


def _write_side(grid: _Grid, row: int, name: str, side: Side, is_different: bool) -> None:
    style = "masked" if side.is_masked else "differs" if is_different else "text"
    grid.write(row, name, side.text(name), style)


def _effects(pair: Pair) -> str:
    texts = review_texts()["effects"]
    told = [texts[name].format(count=count) for name, count in pair.effects.items() if count]
    return review_texts()["word_gap"].join(told) or str(texts["none"])


def write_claims(sheet: Any, claims: Sequence[Claim], styles: ReviewStyles, about: Mapping[str, str]) -> int:
    """Write the claims, a line for each unit, only its own being a unit's to answer; return how many are claimed."""
    grid = _Grid(sheet, ("place", "decision", "note", "home", *CLAIM, "source", "joined_by", "key"), styles)
    people = len({claim.place for claim in claims})
    _write_top(grid, review_texts()["title_cases"], review_texts()["line_cases"].format(count=people, **about))
    # Counted anew: a county sees some of the persons only.
    places = {place: number for number, place in enumerate(dict.fromkeys(claim.place for claim in claims), start=1)}
    different = _different(claims)
    for row, claim in enumerate(claims, start=FIRST):
        sheet.set_row(row, _ROW_HEIGHT)
        grid.write(row, "place", places[claim.place], "whole")
        for name in ("decision", "note"):
            grid.write(row, name, None, "input" if claim.key else "text")
        grid.write(row, "home", review_texts()["guide"]["yes"] if claim.is_home else None, "text")
        for name in CLAIM:
            _write_side(grid, row, name, claim.side, (claim.place, name) in different)
        grid.write(row, "source", claim.side.source, "text")
        grid.write(row, "joined_by", review_texts()["joined_by"][claim.joined_by], "text")
        grid.write(row, "key", claim.key, "text")
    _finish(grid, "home", FIRST + len(claims) - 1)
    return people


def _different(claims: Sequence[Claim]) -> set[tuple[int, str]]:
    """Of which person the lines differ in what; that each is another unit's goes without saying."""
    sides: dict[int, list[Side]] = {}
    for claim in claims:
        sides.setdefault(claim.place, []).append(claim.side)
    names = [name for name in CLAIM if name != "unit_name"]
    return {(place, name) for place, told in sides.items() for name in names if differs(told, name)}


def _write_top(grid: _Grid, title: str, line: str) -> None:
    titles = {**review_texts()["columns"], **{name: review_words()[name] for name in ("decision", "note", "key")}}
    grid.sheet.set_row(0, 28)
    grid.sheet.write_string(0, 0, title, grid.styles.get("title"))
    grid.sheet.write_string(1, 0, f"{line}    {review_texts()['stamp']}", grid.styles.get("line"))
    grid.sheet.set_row(HEAD, 2 * LINE + 6)
    for place, name in enumerate(grid.columns):
        hidden = {"hidden": True} if name == "key" else {}
        grid.sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH), None, hidden)
        grid.write(HEAD, name, titles[name], "head")


def _finish(grid: _Grid, kind: str, last: int) -> None:
    """The drop-down, what stays in sight, and how it is printed."""
    sheet, words = grid.sheet, review_texts()
    verdicts = list(load_questions()[kind].words)
    told = {"words": "、".join(verdicts)}
    check = {
        "validate": "list",
        "source": verdicts,
        "input_title": words["prompt_title"],
        "input_message": words["prompt"].format(**told),
        "error_title": words["stop_title"],
        "error_message": words["stop"].format(**told),
    }
    column = grid.columns.index("decision")
    if last >= FIRST:
        sheet.data_validation(FIRST, column, last, column, check)
        sheet.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:AZ{last + 1}"})
    sheet.freeze_panes(FIRST, _FROZEN)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(0, _FROZEN - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header(f"&L{words['stamp']}")
    sheet.set_footer(words["footer"])
    sheet.hide_gridlines(2)
