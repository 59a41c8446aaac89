"""How a job says what it does: lines, bars, a hidden question. Who wants none of it passes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Talk(Protocol):
    """What a job needs of whoever watches it; `screen.console` is one."""

    def say(self, text: str = "") -> None:
        """Tell one line."""

    def say_refused(self, path: str, what: str | None, hint: str | None) -> None:
        """Tell of a refused file among others."""

    def progress(self, label: str, total: int | None = None) -> AbstractContextManager[Callable[[], None]]:
        """Show that something is being done; what it gives is called once for each step."""

    def track(self, items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
        """Hand the same items on, and show how far they are."""

    def ask_hidden(self, question: str) -> str | None:
        """Ask for a secret; None where nobody answers."""


class Silence:
    """Nobody watches."""

    def say(self, text: str = "") -> None:
        """Tell nobody."""

    def say_refused(self, path: str, what: str | None, hint: str | None) -> None:
        """Tell nobody."""

    def progress(self, label: str, total: int | None = None) -> AbstractContextManager[Callable[[], None]]:
        """Show nothing."""
        return nullcontext(lambda: None)

    def track(self, items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
        """Hand the same items on."""
        return iter(items)

    def ask_hidden(self, question: str) -> str | None:
        """Know no answer."""
        return None


SILENT = Silence()
