"""The files of returns themselves, kept beside the register."""

from __future__ import annotations

from aixin_cli.store.files.shelf import Shelf
from aixin_cli.store.register import Store

FOLDER = "originals"


class Originals(Shelf):
    """The files of one load."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, FOLDER, "select original from meta.file where original is not null")
