"""The tree of verbs is built once a process: a command line is the same with one that others have used."""

from __future__ import annotations

from functools import cache

import typer

from aixin_cli import app

PANELS, BUILD = app.PANELS, app.build
kept = cache(BUILD)


def build() -> typer.Typer:
    """The app that was built first, but for a test with verbs of its own."""
    return kept() if app.PANELS is PANELS else BUILD()


def keep() -> None:
    """Hand out the same app and the same commands ever after."""
    app.build = build
    typer.main.get_command = cache(typer.main.get_command)


def warm() -> None:
    """Have them built."""
    keep()
    typer.main.get_command(app.build())
