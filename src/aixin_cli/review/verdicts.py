"""The verdicts on a pair, however somebody types them."""

from __future__ import annotations

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.review.keys import review_words
from aixin_cli.review.read_back import read_word

ENGLISH = ("same", "different", "unsure")
"""The verdicts on a pair in the order of the drop-down, as somebody types them who has no Chinese keyboard."""


def read_verdict(text: str) -> str:
    """The word of the drop-down that is meant; UsageError when it is none."""
    verdicts = review_words()["person"]["verdicts"]
    found = dict(zip(ENGLISH, verdicts, strict=True)).get(text.strip().lower(), read_word(text))
    if found not in verdicts:
        words = ", ".join(f"{word} ({english})" for word, english in zip(verdicts, ENGLISH, strict=True))
        raise UsageError(_("this is no verdict"), None, _("a verdict is one of: {words}").format(words=words))
    return str(found)
