"""What a rule is, wherever it is written: compiled from a form's fields, asked while reading, or in `sql/check`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _, pick

LAUNCH = "2023-05"
"""The programme's first month: rules that name no other are in force from then on."""

Severity = Literal["error", "query", "note"]
"""强制, 核实, 提示: an error must be corrected, a query explained or corrected, a note be known."""
Category = Literal["existence", "format", "accuracy", "consistency", "completeness", "history"]
Effect = Literal["none", "blanked", "quarantined", "refused", "held", "left out"]
"""What becomes of the value, the row or the return: nothing; the value is not used; the row counts
nowhere; the number is not used, the person counts; the return counts as not sent; it is not read."""


class Text(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str

    @property
    def chosen(self) -> str:
        """The one in the chosen language."""
        return pick(self.en, self.zh)

    def filled(self, **words: object) -> Text:
        """Both with their places filled; KeyError for a place that no word is given for."""
        return Text(self.en.format_map(words), self.zh.format_map(words))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its permanent code, how grave it is, and all that is said of it.

    `message` may name facts in {braces}; `null` says what a blank means to it; `origin` is the file
    that defines it. An expected value never derives from a person's number.
    """

    code: str
    severity: Severity
    category: Category
    title: Text
    message: Text
    fix: Text
    null: Text
    source: str
    origin: str
    effect: Effect = "none"
    expected: Text | None = None
    why: Text | None = None
    since: str = LAUNCH
    until: str | None = None
    forms: tuple[str, ...] = ()
    field: str | None = None
    """The field of a form that it is about, as `<layout>.<name>`."""
    rank: int = 9
    """Where a list begins: findings of lower ranks stand first."""


_CHOICES = {"severity": get_args(Severity), "category": get_args(Category), "effect": get_args(Effect)}
TEXTS = ("title", "message", "fix", "null", "expected", "why")


def rule_of(entry: Mapping[str, Any], origin: str) -> Rule:
    """A rule out of a TOML table; DefinitionError names what is missing or can't be meant."""
    known = set(Rule.__dataclass_fields__) - {"origin"}
    given = {key: value for key, value in entry.items() if key in known}
    for key, choices in _CHOICES.items():
        if key in given and given[key] not in choices:
            what = _("{key} must be one of {choices}").format(key=key, choices=", ".join(choices))
            raise DefinitionError(what, origin)
    for key in TEXTS:
        if key in given:
            given[key] = text_of(given[key], key, origin)
    missing = [key for key in ("code", "severity", "category", "title", "message", "fix", "null", "source")
               if not given.get(key)]  # fmt: skip
    if missing:
        raise DefinitionError(_("a rule needs {key}").format(key=missing[0]), origin)
    return Rule(**{**given, "forms": tuple(given.get("forms", ())), "origin": origin})


def text_of(entry: object, name: str, where: str) -> Text:
    """A `{ en, zh }` table; DefinitionError where one is missing."""
    if not isinstance(entry, Mapping) or set(entry) != {"en", "zh"} or not all(entry.values()):
        raise DefinitionError(_("{name} needs a text in both languages: en and zh").format(name=name), where)
    return Text(str(entry["en"]), str(entry["zh"]))
