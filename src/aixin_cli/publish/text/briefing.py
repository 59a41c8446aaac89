"""A month's briefing as its text: the same values, sections and notes for Markdown and Word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aixin_cli.publish.model import Edition
from aixin_cli.publish.notes import briefing_notes
from aixin_cli.publish.text.sentences import Section, compose, load_sections
from aixin_cli.publish.text.values import Value, name_values
from aixin_cli.sheets.words import load_words


@dataclass(frozen=True)
class Briefing:
    """What a month's briefing says, and what a template may ask for by name."""

    edition: Edition

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every value by its placeholder's name."""
        return name_values(self.edition)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts that have something to say, in their order."""
        return compose(self.edition, self.values)

    @cached_property
    def notes(self) -> list[str]:
        """What is missing or doubtful, a line each."""
        return briefing_notes(self.edition)

    @property
    def texts(self) -> dict[str, str]:
        """All that a template may ask for, as text: values, sections by name, all of them as `body`, and `notes`."""
        mark = str(load_words()["missing_mark"])
        return {
            **{name: mark if value.text is None else value.text for name, value in self.values.items()},
            **{name: "" for name in self._titles()},
            **{section.name: "\n\n".join(section.paragraphs) for section in self.sections},
            "body": "\n\n".join(map(_as_markdown, self.sections)),
            "notes": "\n".join(f"- {line}" for line in self.notes),
        }

    def meanings(self) -> dict[str, str]:
        """Every placeholder's name and what it means."""
        words = load_words()["placeholders"]
        return {
            **{name: value.meaning for name, value in self.values.items()},
            **{name: words["section"].format(title=title) for name, title in self._titles().items()},
            "body": words["body"],
            "notes": words["notes"],
        }

    @staticmethod
    def _titles() -> dict[str, str]:
        """Every section that a month may have, also where this one says nothing in it."""
        headline = load_words()["placeholders"]["headline"]
        return {item["name"]: item["title"] or headline for item in load_sections()}


def _as_markdown(section: Section) -> str:
    head = [f"## {section.title}"] if section.title else []
    return "\n\n".join([*head, *section.paragraphs])
