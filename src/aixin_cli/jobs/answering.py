"""What units answered on workbooks that came back: tied to the findings that were sent out, and kept in the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.feedback.answers import AnswerSheet, Line
    from aixin_cli.feedback.receipt import Receipt
    from aixin_cli.read import SourceFile
    from aixin_cli.store import Store

Key = tuple[str, str, str]
Found = tuple[dict[str, Any], dict[str, Any]]
"""A finding as the register has it, and as it is told."""


@dataclass(frozen=True)
class Returned:
    """A file with a sheet of answers."""

    path: str
    sha256: str
    keys: frozenset[Key]
    """The returns in it; none in a list alone."""
    sheet: AnswerSheet


@dataclass
class Desk:
    """What came back with a load."""

    files: list[Returned] = field(default_factory=list)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By path: the file that it answers, and how its hash begins."""

    def watch(self, files: Iterator[SourceFile]) -> Iterator[SourceFile]:
        """The same files; sheets of answers are taken from them as they pass."""
        from aixin_cli.feedback.answers import read_answers

        for file in files:
            sheet = read_answers(file.answers) if file.answers else None
            if sheet is not None:
                keys = frozenset((table.unit, table.form, table.period) for table in file.tables)
                self.files.append(Returned(file.path, file.sha256, keys, sheet))
                if sheet.receipt is not None:
                    self.answers[file.path] = (sheet.receipt.file_id, sheet.receipt.proof)
            yield file


@dataclass(frozen=True)
class Taken:
    """What became of the lines of the sheets of one load."""

    verdicts: Mapping[str, int]
    """taken, or why a line settles nothing."""
    asked: int
    """How many wait for the province."""
    lines: Sequence[tuple[str, int, str]]
    """Of each line that settles nothing: file, row of the sheet, why."""


def verdict_words() -> dict[str, str]:
    """Why a line settles nothing."""
    return {
        "another": _("it answers another return, or none that is here"),
        "altered": _("the check code isn't that of this finding"),
        "gone": _("this finding is no longer there"),
        "differing": _("two answers to one finding differ"),
        "unclear": _("the answer is none of the four"),
        "no_note": _("the answer needs a note"),
    }


def take(store: Store, desk: Desk) -> Taken | None:
    """Keep all answers of a load, those that settle nothing too; None where nothing came back."""
    from aixin_cli.check.standing import ledger

    lines = [(file, line) for file in desk.files for line in file.sheet.lines]
    if not lines:
        return None
    codes = _codes(store, [file.sheet.receipt for file in desk.files if file.sheet.receipt])
    items = [item for file, line in lines for item in _items(file, line, codes)]
    for item in _differing(items):
        item["verdict"] = "differing"
    with store.transaction():
        fresh = [items[place] for place in ledger.record_answers(store, [_kept(item) for item in items])]
        _record_steps(store, fresh)
    said = {(item["path"], item["line"]): item["verdict"] for item in fresh}
    open_lines = [(path, line, verdict) for (path, line), verdict in said.items() if verdict != "taken"]
    asked = sum(
        item["verdict"] == "taken"
        and item["answer"] != "corrected"
        and (item["severity"] == "error" or item["answer"] != "confirmed")
        for item in fresh
    )
    return Taken(Counter(said.values()), asked, open_lines)


def _codes(store: Store, receipts: Sequence[Receipt]) -> dict[Receipt, dict[str, list[Found]]]:
    """The findings of each file that is answered, by their check codes; a receipt that is no file's has none."""
    from aixin_cli.check.standing import ledger
    from aixin_cli.feedback.receipt import check_code
    from aixin_cli.store.rules import rule_versions

    known = dict(store.rows("select file_id, sha256 from meta.file where status = 'read'"))
    genuine = {item for item in receipts if known.get(item.file_id, "").startswith(item.proof)}
    by_file: dict[int, list[Found]] = defaultdict(list)
    for row, told in ledger.findings_of_files(store, sorted({item.file_id for item in genuine})):
        by_file[row["file_id"]].append((row, told))
    versions = rule_versions(store.catalogue, store.settings)
    codes: dict[Receipt, dict[str, list[Found]]] = {item: {} for item in genuine}
    for receipt in genuine:
        for row, told in by_file[receipt.file_id]:
            row["rule_version"] = versions.get(told["rule"], "")
            place = (told["sheet"], told["row"], told["column"])
            code = check_code(receipt, told["rule"], row["rule_version"], place)
            codes[receipt].setdefault(code, []).append((row, told))
    return codes


def _items(file: Returned, line: Line, codes: Mapping[Receipt, Mapping[str, list[Found]]]) -> Iterator[dict[str, Any]]:
    """A line as the ledger keeps it, once for each finding that it speaks of."""
    receipt = file.sheet.receipt
    mine = codes.get(receipt) if receipt else None
    found = (mine or {}).get(line.check, [])
    verdict = _verdict(file, line, mine)
    told: Sequence[Found | None] = found if verdict not in ("another", "altered", "gone") else [None]
    for pair in told:
        row, words = pair or ({}, {})
        yield {
            "path": file.path,
            "key": (row.get("unit"), row.get("form"), row.get("period")),
            "file_id": receipt.file_id if receipt and mine is not None else None,
            "answer_sha256": file.sha256,
            "line": line.number,
            "check_code": line.check or None,
            **{name: row.get(name) for name in ("part_id", "form", "period", "rule", "rule_version", "severity")},
            **{name: row.get(name) for name in ("sign", "value_sign")},
            "unit_code": row.get("unit"),
            "row_key": words.get("key"),
            "field": words.get("column"),
            "value": words.get("value"),
            "answer": line.answer,
            "said": line.said or None,
            "note": line.note or None,
            "verdict": verdict,
            "answered_by": row.get("unit"),
        }


def _verdict(file: Returned, line: Line, mine: Mapping[str, list[Found]] | None) -> str:
    """Whether a line is taken: whose it is, which finding it speaks of, what it says."""
    from aixin_cli.check.standing.ledger import NEEDS_NOTE

    if mine is None or (file.keys and not file.keys & _keys(mine)):
        return "another"
    found = mine.get(line.check)
    if found is None:
        told = [words for pairs in mine.values() for _row, words in pairs]
        return "altered" if any(_shows(line, words) for words in told) else "gone"
    if not any(_shows(line, words) for _row, words in found):
        return "altered"
    if line.answer is None:
        return "unclear"
    return "no_note" if line.answer in NEEDS_NOTE and not line.note else "taken"


def _keys(mine: Mapping[str, list[Found]]) -> set[Key]:
    return {(row["unit"], row["form"], row["period"]) for pairs in mine.values() for row, _words in pairs}


def _shows(line: Line, words: Mapping[str, Any]) -> bool:
    """Whether what a line shows is this finding: a column that was sorted alone, or a cell typed over, tells."""
    return (line.code, line.sheet, line.row) == (words["rule"], words["sheet"] or "", str(words["row"] or ""))


def _differing(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those that answer one finding in several ways at once: neither counts."""
    answers: dict[str, set[tuple[Any, Any]]] = defaultdict(set)
    for item in items:
        if item["verdict"] == "taken":
            answers[item["sign"]].add((item["answer"], item["note"]))
    return (item for item in items if item["verdict"] == "taken" and len(answers[item["sign"]]) > 1)


def _kept(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in ("path", "key")}


def _record_steps(store: Store, items: Sequence[Mapping[str, Any]]) -> None:
    """A return of which lines were taken was answered by its unit."""
    from aixin_cli.forms.divisions import load_divisions
    from aixin_cli.stage.returns.correspondence import record_step
    from aixin_cli.stage.returns.decisions import Decision

    counts = Counter(
        (item["key"], item["part_id"]) for item in items if item["verdict"] == "taken" and all(item["key"])
    )
    for (key, part_id), count in counts.items():
        by = load_divisions().by_code[key[0]].name
        record_step(store, "answered", key, part_id, Decision(_("{count} answers").format(count=count), by))
