"""Which findings count: those of the rules that `--select` and `--ignore` leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from aixin_cli.errors import UsageError
from aixin_cli.locale import _


@dataclass(frozen=True)
class Choice:
    """The beginnings of codes that are selected (none: all are) and ignored; what is ignored is never selected."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, select: Sequence[str], ignore: Sequence[str], known: Collection[str], *, option: str = "--select"
    ) -> Choice:
        """From the command line: codes or beginnings of codes (`P`, `X05`), several in one text with commas.

        UsageError for a word that no rule begins with: a mistyped one would hide what it was meant to show.
        """
        return cls(_words(option, select, known), _words("--ignore", ignore, known))

    def has(self, code: str) -> bool:
        """Whether a rule's findings count."""
        return not code.startswith(self.ignore) and (not self.select or code.startswith(self.select))


def _words(option: str, texts: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    words = tuple(word.strip().upper() for text in texts for word in text.replace("，", ",").split(","))
    for word in words:
        if not word or not any(code.startswith(word) for code in known):
            raise UsageError(
                _("{option}: no rule's code is or begins with `{word}`").format(option=option, word=word),
                hint=_("write codes as findings show them, or their beginnings: {option} P,X05").format(option=option),
            )
    return words


def narrow(report: dict[str, Any], choice: Choice) -> dict[str, Any]:
    """The report with the findings and outcomes of the chosen rules alone; files and broken rules stay."""
    findings = [item for item in report["findings"] if choice.has(item["rule"])]
    outcomes = [item for item in report["outcomes"] if item["outcome"] == "broken" or choice.has(item["rule"])]
    return report | {"findings": findings, "outcomes": outcomes}
