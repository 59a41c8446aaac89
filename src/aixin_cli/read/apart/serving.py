"""The other end of `apart`: a process that reads one file after another and may die of it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from aixin_cli.arrow import load_arrow
from aixin_cli.beside import open_answers
from aixin_cli.read.apart.ceilings import Ceiling, limit_self, resident_bytes
from aixin_cli.read.apart.wire import receive, send
from aixin_cli.read.content import Content, read_content
from aixin_cli.read.model import SourceFile
from aixin_cli.read.owner.statement import Declared

WEARY = 2**29
"""Bytes that a process may hold on to when a file is done; with more it isn't asked again."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to be read; what is declared comes with the first, and when it changes."""

    content: Content
    ceiling: Ceiling | None
    """None for a harmless file."""
    language: str
    declared: Declared | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it, and whether the process ends now."""

    file: SourceFile
    is_last: bool = False


def serve() -> None:
    """Read what is asked for on standard input until nobody asks any more."""
    answers = open_answers()
    load_arrow()
    declared = Declared()
    try:
        while True:
            request: Request = receive(sys.stdin.buffer)
            declared = request.declared or declared
            answer = _answer(request, declared)
            send(answers, answer)
            if answer.is_last:
                return
    except (EOFError, OSError):
        return


def _answer(request: Request, declared: Declared) -> Answer:
    os.environ["AIXIN_LANG"] = request.language
    limit_self(request.ceiling)
    file = read_content(request.content, declared)
    limit_self(None)
    return Answer(file, is_last=resident_bytes() > WEARY)
