"""A question: typed in, in a file, or saved under a name by us or by the office; and the values that it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from aixin_cli.errors import InputError, UsageError
from aixin_cli.forms.rules import Text
from aixin_cli.locale import _
from aixin_cli.store.catalogue import load_catalogue

OWN = "queries"
"""The folder of a store that holds an office's own questions, a file each."""
MOST_BYTES = 1_000_000
_NAME = re.compile(r"\s*\w+\s*")
_COMMENT = re.compile(r"\s*(?:--|/\*)\s*(.*?)\s*(?:\*/)?\s*$")


@dataclass(frozen=True)
class Question:
    """One SELECT, the values that are given to it, and what it is called."""

    sql: str
    values: Mapping[str, str | None] = field(default_factory=dict)
    name: str = ""
    title: Text = Text("", "")
    asks: Mapping[str, Text] = field(default_factory=dict)
    """What may be given to a saved one, and what it is without it; else null."""

    def given(self, values: Mapping[str, str | None]) -> Question:
        """The same with these values, and null for what may be left out."""
        return replace(self, values={**dict.fromkeys(self.asks), **values})


def find_question(text: str, directory: Path) -> Question:
    """The question that is meant: SQL, the path of a file that ends with .sql, or a saved one's name.

    Raises UsageError where there is no such file or name, InputError for a file that is no text.
    """
    if text.strip().lower().endswith(".sql") and "\n" not in text.strip():
        path = Path(text.strip())
        if not path.is_file():
            raise UsageError(_("there is no such file"), text.strip(), _("look at the path's spelling"))
        return _read(path)
    if not _NAME.fullmatch(text):
        return Question(text)
    saved, name = saved_questions(directory), text.strip()
    if name not in saved:
        near = get_close_matches(name, saved, 1)
        hint = _("did you mean {name}?").format(name=near[0]) if near else _("`aixin query` lists them")
        raise UsageError(_("no question is saved as `{name}`").format(name=name), None, hint)
    return saved[name]


def saved_questions(directory: Path) -> dict[str, Question]:
    """The saved questions by name: the office's own of the store, and those that come with the program.

    Of two that are called alike ours is asked.
    """
    ours = sorted(load_catalogue().of_kind("query"), key=lambda statement: statement.id)
    own = {path.stem: _read(path) for path in sorted((directory / OWN).glob("*.sql"))}
    return own | {
        item.id: Question(
            item.sql,
            name=item.id,
            title=Text(item.title_en, item.title),
            asks={name: Text(**words) for name, words in item.header.get("params", {}).items()},
        )
        for item in ours
    }


def _read(path: Path) -> Question:
    """A file's question; its first line is its title, where that is a comment."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(_("the file is too large for a question"), str(path), _("a question is one SELECT"))
        # Windows's editors begin a file with a mark.
        sql = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(_("the file is no text in UTF-8"), str(path), _("save it as UTF-8")) from None
    except OSError as error:
        raise InputError(_("the file can't be read"), str(path), error.strerror) from None
    title = _COMMENT.match(sql.partition("\n")[0])
    words = title[1] if title else ""
    return Question(sql, name=path.stem, title=Text(words, words))


def read_values(given: list[str]) -> dict[str, str]:
    """`name=value` of the command line, in the order given; UsageError for one that isn't written so."""
    values: dict[str, str] = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name.strip().isidentifier():
            what = _("`{value}` gives no value to a name").format(value=item)
            raise UsageError(what, None, _("write it as --param unit=620102, and $unit in the question"))
        values[name.strip()] = value
    return values
