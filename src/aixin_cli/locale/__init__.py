"""The language a person is spoken to in: English source texts, Chinese through gettext."""

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DOMAIN = "aixin"
DIRECTORY = Path(__file__).parent


_spoken: list[str] = []
"""The languages that documents are written in just now, the innermost last."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Choose a language for what is said inside: a document's own, whoever has it written."""
    _spoken.append(language)
    try:
        yield
    finally:
        _spoken.pop()


def choose_language() -> str:
    """`zh_CN` or `en`, from AIXIN_LANG, else the locale variables, else (Windows) the system."""
    if _spoken:
        return _spoken[-1]
    for name in ("AIXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    system = (locale.getlocale()[0] or "") if os.name == "nt" else ""
    return "zh_CN" if system.lower().startswith(("zh", "chinese")) else "en"


def set_language() -> None:
    """Make Typer's own words (Usage, Options, Missing command …) come from our catalogue.

    Typer looks some of them up while it is imported, so this has to run before that.
    """
    os.environ["LANGUAGE"] = choose_language()
    gettext.bindtextdomain(DOMAIN, str(DIRECTORY))
    gettext.textdomain(DOMAIN)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, DIRECTORY, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogue(choose_language()).gettext(message)


def pick(english: str, chinese: str) -> str:
    """The one of two texts that is in the chosen language."""
    return chinese if choose_language() == "zh_CN" else english
