"""The findings as SARIF 2.1.0, which code hosts and editors show at their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from aixin_cli import __version__
from aixin_cli.check.formats.json_text import json_text
from aixin_cli.check.formats.unanswered import list_broken
from aixin_cli.check.formats.wording import Wording, line_of
from aixin_cli.forms.rules import Rule, Text
from aixin_cli.locale import _, pick

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "query": "warning", "note": "note"}
FACTS = ("unit", "form", "period", "cell", "key", "value", "expected", "difference", "suggestion")


def sarif_text(report: dict[str, Any], rules: Mapping[str, Rule], place: Callable[[str], str]) -> str:
    """One run: the rules involved, what couldn't be read or asked, and a result for each finding."""
    uris = {file["path"]: uri(place(file["path"])) for file in report["files"]}
    words = Wording.chosen()
    failed = {code for code, _reason in list_broken(report)}
    codes = sorted({item["rule"] for item in report["findings"]} | failed & rules.keys())
    driver = {"name": "aixin", "version": __version__, "rules": [_rule(rules[code]) for code in codes]}
    notifications = list(_notifications(report, rules, uris))
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "language": pick("en", "zh-CN"),
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "results": [{"ruleIndex": index[item["rule"]], **_result(item, words, uris)} for item in report["findings"]],
    }
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [\n{json_text(run)}]}}\n'


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule in both languages, the chosen one first."""
    return {
        "id": rule.code,
        "name": rule.title.en,
        "shortDescription": {"text": _both(rule.title)},
        "fullDescription": {"text": _both(rule.why or rule.title)},
        "help": {"text": _both(rule.fix)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "source": rule.source},
    }


def _both(text: Text) -> str:
    first, second = pick(*text), pick(text.zh, text.en)
    return first if first == second else f"{first} / {second}"


def _notifications(
    report: dict[str, Any], rules: Mapping[str, Rule], uris: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for rule, reason in list_broken(report):
        text = _("rule {rule} can't be asked").format(rule=rule) + (f": {reason}" if reason else "")
        about = {"associatedRule": {"id": rule}} if rule in rules else {}
        yield {"level": "error", "message": {"text": text}, **about}
    for file in (file for file in report["files"] if file["status"] == "refused"):
        text = "; ".join(part for part in (file.get("what"), file.get("hint")) if part)
        location = {"physicalLocation": {"artifactLocation": {"uri": uris[file["path"]]}}}
        yield {"level": "error", "message": {"text": text or _("file refused")}, "locations": [location]}


def _result(item: dict[str, Any], words: Wording, uris: Mapping[str, str]) -> dict[str, Any]:
    result = {
        "ruleId": item["rule"],
        "level": LEVELS[item["severity"]],
        "message": {"text": words.sentence(item)},
        "locations": [_location(item, uris)],
        "partialFingerprints": {"aixin/v1": item["fingerprint"]},
        "properties": {name: item[name] for name in FACTS if item.get(name) not in (None, "")},
    }
    if "is_new" in item:
        result["baselineState"] = "new" if item["is_new"] else "unchanged"
    return result


def _location(item: dict[str, Any], uris: Mapping[str, str]) -> dict[str, Any]:
    """A line of a text file, or a sheet's cell as Excel writes it: a workbook has no lines."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uris[item["file"]]}}
    if line := line_of(item):
        physical["region"] = {"startLine": line}
    within = item.get("cell") or (f"{item['row']}:{item['row']}" if item["row"] else None)
    parts = [part for part in (item["sheet"], within) if part]
    logical = [{"name": parts[-1], "fullyQualifiedName": "!".join(parts)}] if item["sheet"] else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def uri(path: str) -> str:
    """A relative path as a URI: a `:` in the first part would be taken for a scheme, so it is escaped too."""
    return quote(path, safe="/")
