"""The verdicts on a pair, however somebody types them."""

from __future__ import annotations

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.review.kinds import load_kinds
from aixin_cli.review.read_back import read_word


def read_verdict(text: str) -> str:
    """The word of the drop-down that is meant; UsageError when it is none."""
    kind = load_kinds()["person"]
    found = dict(zip(kind.english, kind.words, strict=True)).get(text.strip().lower(), read_word(text))
    if found not in kind.words:
        words = ", ".join(f"{word} ({english})" for word, english in zip(kind.words, kind.english, strict=True))
        raise UsageError(_("this is no verdict"), None, _("a verdict is one of: {words}").format(words=words))
    return found
