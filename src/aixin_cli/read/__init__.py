"""Files as delivered become Arrow tables of text, each cell with its place."""

from aixin_cli.read.containers import Source, list_sources
from aixin_cli.read.memory import ALL_UNITS, Decision, TitleMemory
from aixin_cli.read.model import Column, Notice, SheetLayout, SourceFile, SourceTable
from aixin_cli.read.propose import Proposal, propose
from aixin_cli.read.sources import read_listed, read_sources
from aixin_cli.read.statement import Declared
from aixin_cli.read.textlines import lines_of_rows
from aixin_cli.read.unlock import Passwords
from aixin_cli.read.workbooks import read_book

__all__ = [
    "ALL_UNITS",
    "Column",
    "Decision",
    "Declared",
    "Notice",
    "Passwords",
    "Proposal",
    "SheetLayout",
    "Source",
    "SourceFile",
    "SourceTable",
    "TitleMemory",
    "lines_of_rows",
    "list_sources",
    "propose",
    "read_book",
    "read_listed",
    "read_sources",
]
