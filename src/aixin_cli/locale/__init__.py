"""The language a person is spoken to in: English source texts, Chinese through gettext."""

import gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "aixin"
DIRECTORY = Path(__file__).parent


def choose_language() -> str:
    """`zh_CN` or `en`, from AIXIN_LANG, else the locale variables."""
    for name in ("AIXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, DIRECTORY, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _catalogue(choose_language()).gettext(message)
