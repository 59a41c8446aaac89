"""How `aixin check` shows its report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aixin_cli.locale import _, pick
from aixin_cli.screen import console

if TYPE_CHECKING:
    from aixin_cli.forms.rules import Rule
    from aixin_cli.read import Source

ReportFormat = Literal["table", "json", "csv", "junit", "sarif", "github"]
RETURN_COUNTS = ("read", "accepted", "unidentified", "quarantined")
NAMED = 8
"""So many rules are named in a line."""


def show(
    report: dict[str, Any],
    form: ReportFormat,
    rules: Mapping[str, Rule],
    paths: Sequence[Path],
    *,
    is_verbose: bool = False,
) -> None:
    """Print the report: as one of the texts that programs read, or as a table for people.

    Ignored files and rules that gave no answer stand in the table only where somebody wants them.
    """
    if form == "table":
        _show_table(report, is_verbose)
    else:
        console.out(_text(report, form, rules, paths))


def add_lines(shown: Sequence[dict[str, Any]], passed: Sequence[tuple[str, Source]]) -> None:
    """Give the findings of texts the line of the file: a row with line breaks inside quotes takes several."""
    from aixin_cli.read import lines_of_rows

    wanted = {item["file"] for item in shown if item["row"] and not item["sheet"]}
    # Two files that are shown alike can't be told apart any more: their findings keep the row.
    alone = {path for path, count in Counter(path for path, _source in passed).items() if count == 1}
    lines = {path: lines_of_rows(source) for path, source in passed if path in wanted & alone}
    for item in shown:
        found = lines.get(item["file"], [])
        if item["row"] and item["row"] <= len(found):
            item["line"] = found[item["row"] - 1]


def _text(report: dict[str, Any], form: ReportFormat, rules: Mapping[str, Rule], paths: Sequence[Path]) -> str:
    from aixin_cli.check import formats

    places = {file["path"]: formats.place_of(file["path"], paths) for file in report["files"]}
    if form == "csv":
        # Excel takes a file without the mark for GBK; a terminal would show it.
        return ("" if sys.stdout.isatty() else "\ufeff") + formats.csv_text(report)
    if form == "junit":
        from aixin_cli.check.formats.junit import junit_text

        return junit_text(report)
    if form == "sarif":
        return formats.sarif_text(report, rules, places.__getitem__)
    if form == "github":
        return formats.github_text(report, places.__getitem__)
    return formats.json_text(report)


def _show_table(report: dict[str, Any], is_verbose: bool) -> None:
    """The returns, below them what each file has wrong, and what couldn't be asked."""
    left_out = () if is_verbose else ("ignored",)
    for file in (file for file in report["files"] if not file["returns"] and file["status"] not in left_out):
        console.out(f"{words()[file['status']]}  {file['path']}  {file.get('what') or ''}".rstrip())
    lines = [line for file in report["files"] for line in _return_lines(file)]
    if lines:
        titles = [_("unit"), _("form"), _("period"), _("status"), _("read"), _("accepted"), _("unidentified")]
        console.out_rows([*titles, _("quarantined"), _("set aside"), _("file")], lines, "table")
    _show_findings([item for item in report["findings"] if item.get("is_new", True)])
    if is_verbose:
        _show_unasked(report)


def _show_findings(shown: list[dict[str, Any]]) -> None:
    """Below its file's name two lines a finding: where and what stands there; what is wrong and what to do."""
    from aixin_cli.check.formats import Wording

    wording, severities, told = Wording.chosen(), words(), _("{severity} {rule}: {told}")
    for path, found in groupby(shown, key=lambda item: item["file"]):
        console.out("")
        console.out(str(path))
        for item in found:
            severity = severities.get(item["severity"], item["severity"])
            if place := wording.place(item):
                console.out("  " + place)
            console.out("    " + told.format(severity=severity, rule=item["rule"], told=wording.sentence(item)))


def words() -> dict[str, str]:
    """Statuses and severities in the chosen language."""
    return {
        "accepted": _("accepted"),
        "held": _("held"),
        "refused": _("refused"),
        "ignored": _("ignored"),
        "error": _("error"),
        "query": _("query"),
        "note": _("note"),
    }


def _return_lines(file: dict[str, Any]) -> list[list[Any]]:
    from aixin_cli.forms import load_forms
    from aixin_cli.forms.divisions import load_divisions

    forms, units = load_forms(), load_divisions().by_code
    lines: list[list[Any]] = []
    for item in file["returns"]:
        unit, form, rows = units[item["unit"]], forms[item["form"]], item["rows"]
        named = [unit.short_name, pick(form.id, form.title), item["period"], words()[file["status"]]]
        counts = [rows[name] for name in RETURN_COUNTS]
        lines.append([*named, *counts, sum(rows["set_aside"].values()), file["path"]])
    return lines


def _show_unasked(report: dict[str, Any]) -> None:
    """A line for each reason for which rules gave no answer."""
    from aixin_cli.check.formats import list_unanswered

    found = list(list_unanswered(report))
    if found:
        console.out("")
        console.out(_("rules that gave no answer:"))
    told = {"broken": _("broken"), "skipped": _("not asked"), "unknown": _("can't be told for {count} rows")}
    for item in found:
        outcome = told[item.outcome].format(count=item.answers) + (f": {item.reason}" if item.reason else "")
        more = _(" and {count} more").format(count=len(item.rules) - NAMED) if len(item.rules) > NAMED else ""
        console.out(f"  {outcome}  ({', '.join(item.rules[:NAMED])}{more})")


def say_unasked(report: dict[str, Any]) -> None:
    """How many rules gave no answer for some rows or at all, and how to see which."""
    from aixin_cli.check.formats import list_unanswered

    rules = {rule for item in list_unanswered(report) for rule in item.rules}
    if rules:
        console.say(
            "  " + _("{count} rules gave no answer, wholly or for some rows; -v lists them").format(count=len(rules))
        )


def say_left_out(report: dict[str, Any], all_count: int, known: frozenset[str] | None) -> None:
    """How many findings don't count, and why: their rules weren't chosen, or the baseline knows them."""
    left_out = all_count - len(report["findings"])
    if left_out:
        console.say("  " + _("not counted, of rules that were not chosen: {count}").format(count=left_out))
    if known is not None:
        old = sum(not item["is_new"] for item in report["findings"])
        console.say("  " + _("not counted, known from the baseline: {count}").format(count=old))
