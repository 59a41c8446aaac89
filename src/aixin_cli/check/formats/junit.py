"""The report as JUnit XML: a suite a file, a case for each rule that was asked of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from aixin_cli.check.formats.unanswered import list_broken
from aixin_cli.check.formats.wording import Wording
from aixin_cli.locale import _

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 can't hold, not even escaped."""
COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}
Outcomes = dict[tuple[str, str], dict[str, dict[str, Any]]]
Findings = dict[str, list[dict[str, Any]]]


def junit_text(report: dict[str, Any]) -> str:
    """One document; findings that a baseline knows are told, but fail nothing."""
    root = ET.Element("testsuites", name="aixin check")
    findings: dict[str, Findings] = defaultdict(lambda: defaultdict(list))
    for item in report["findings"]:
        findings[item["file"]][item["rule"]].append(item)
    outcomes = _by_return(report)
    for path, files in _by_path(report).items():
        root.append(_file_suite(path, files, findings[path], outcomes))
    unasked = _unasked_suite(report)
    if len(unasked):
        root.append(unasked)
    _count(root, root.iter("testcase"))
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + ET.tostring(root, encoding="unicode") + "\n"


def _by_path(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The files that aren't ignored; two PATHs may lead to files that are shown by one name."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in (file for file in report["files"] if file["status"] != "ignored"):
        found[file["path"]].append(file)
    return found


def _by_return(report: dict[str, Any]) -> Outcomes:
    """Outcome to what is known of it, of each rule, for each unit and form."""
    found: Outcomes = defaultdict(dict)
    for item in report["outcomes"]:
        if item.get("unit"):
            found[item["unit"], item["form"]].setdefault(item["rule"], {})[item["outcome"]] = item
    return found


def _file_suite(path: str, files: list[dict[str, Any]], findings: Findings, outcomes: Outcomes) -> ET.Element:
    suite = ET.Element("testsuite", name=clean(path))
    asked: dict[str, dict[str, Any]] = {}
    for file in files:
        told = "; ".join(text for text in (file.get("what"), file.get("hint")) if text)
        _case(suite, path, "read", ("error", told) if file["status"] == "refused" else None)
        for item in file["returns"]:
            asked |= outcomes.get((item["unit"], item["form"]), {})
    for rule in sorted({*asked, *findings}):
        if rule in findings:
            _add_failed(suite, path, findings[rule])
        else:
            _case(suite, path, rule, _skipped(asked[rule]))
    _count(suite, suite)
    return suite


def _skipped(given: dict[str, Any]) -> tuple[str, str] | None:
    """Why a rule without a finding here isn't a pass: it gave no other answer than these."""
    if "pass" in given or "fail" in given:
        return None
    outcome = next(iter(given.values()))
    reasons = {
        "unknown": _("can't be told for {count} rows").format(count=outcome.get("count")),
        "skipped": _("not asked"),
        "broken": _("broken"),
    }
    told = reasons[outcome["outcome"]] + (f": {outcome['reason']}" if outcome.get("reason") else "")
    return ("error" if outcome["outcome"] == "broken" else "skipped", told)


def _add_failed(suite: ET.Element, path: str, found: list[dict[str, Any]]) -> None:
    """A case with the places of its findings: those that count fail it, known ones are only told."""
    fresh = [item for item in found if item.get("is_new", True)]
    case = _case(suite, path, found[0]["rule"], None)
    if fresh:
        title = fresh[0].get("title") or fresh[0]["message"]
        message = clean(_("{title}: {count} findings").format(title=title, count=len(fresh)))
        failure = ET.SubElement(case, "failure", message=message, type=fresh[0]["severity"])
        failure.text = _told(fresh)
    known = [item for item in found if not item.get("is_new", True)]
    if known:
        ET.SubElement(case, "system-out").text = _("known from the baseline:") + "\n" + _told(known)


def _told(found: Iterable[dict[str, Any]]) -> str:
    words = Wording.chosen()
    return clean("\n".join(words.whole(item) for item in found))


def _unasked_suite(report: dict[str, Any]) -> ET.Element:
    """Rules that were skipped or are broken for all files alike."""
    title = _("rules not asked")
    suite = ET.Element("testsuite", name=title)
    reasons = dict(_skipped_everywhere(report))
    failed = dict(list_broken(report))
    for rule in sorted({*reasons, *failed}):
        _case(suite, title, rule, ("error", failed[rule]) if rule in failed else ("skipped", reasons[rule]))
    _count(suite, suite)
    return suite


def _skipped_everywhere(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for item in report["outcomes"]:
        if item["outcome"] == "skipped" and not item.get("unit"):
            yield item["rule"], item.get("reason") or _("not asked")


def _case(suite: ET.Element, of: str, name: str, answer: tuple[str, str] | None) -> ET.Element:
    case = ET.SubElement(suite, "testcase", classname=clean(of), name=clean(name), time="0")
    if answer:
        ET.SubElement(case, answer[0], message=clean(answer[1]), type=answer[0])
    return case


def _count(element: ET.Element, cases: Iterable[ET.Element]) -> None:
    """Write how many cases there are, and of each outcome."""
    every = list(cases)
    found = Counter(child.tag for case in every for child in case)
    element.set("tests", str(len(every)))
    for tag, name in COUNTED.items():
        element.set(name, str(found[tag]))


def clean(text: str) -> str:
    """A text that XML can hold."""
    return ILLEGAL.sub("�", text)
