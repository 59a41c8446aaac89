"""Why two figures that must be equal are not: the smallest cause that would make them so."""

from aixin_cli.balance.cause import Cause, find_cause
from aixin_cli.balance.words import show_number, suggest, suggestion_words

__all__ = ["Cause", "find_cause", "show_number", "suggest", "suggestion_words"]
