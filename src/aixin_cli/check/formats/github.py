"""The findings as GitHub's workflow commands: each is an annotation at its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aixin_cli.check.formats.unanswered import list_broken
from aixin_cli.check.formats.wording import Wording
from aixin_cli.locale import _

LEVELS = {"error": "error", "query": "warning", "note": "notice"}


def github_text(report: dict[str, Any], place: Callable[[str], str]) -> str:
    """One command a line: broken rules, refused files, findings; of a baseline's report the new ones."""
    return "".join(line + "\n" for line in _lines(report, place))


def _lines(report: dict[str, Any], place: Callable[[str], str]) -> Iterator[str]:
    for rule, reason in list_broken(report):
        yield command("error", {"title": _("rule {rule} can't be asked").format(rule=rule)}, reason or rule)
    for file in (file for file in report["files"] if file["status"] == "refused"):
        told = "; ".join(text for text in (file.get("what"), file.get("hint")) if text)
        yield command("error", {"file": place(file["path"]), "title": _("file refused")}, told)
    words = Wording.chosen()
    for item in (item for item in report["findings"] if item.get("is_new", True)):
        where = {"file": place(item["file"]), "line": item.get("line") or item["row"]}
        title = " ".join(part for part in (item["rule"], item.get("title")) if part)
        yield command(LEVELS[item["severity"]], {**where, "title": title}, words.whole(item))


def command(level: str, about: Mapping[str, Any], message: str) -> str:
    """A workflow command; what would end it, or a property of it, is escaped as the runner undoes it."""
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in about.items() if value)
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
