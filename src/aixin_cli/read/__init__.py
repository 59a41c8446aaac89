"""Files as delivered become Arrow tables of text, each cell with its place."""

from aixin_cli.read.containers import Source, list_sources
from aixin_cli.read.model import Notice, SourceFile, SourceTable
from aixin_cli.read.sources import read_listed, read_sources
from aixin_cli.read.statement import Declared
from aixin_cli.read.unlock import Passwords

__all__ = [
    "Declared",
    "Notice",
    "Passwords",
    "Source",
    "SourceFile",
    "SourceTable",
    "list_sources",
    "read_listed",
    "read_sources",
]
