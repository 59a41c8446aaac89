"""Files as delivered become Arrow tables of text, each cell with its place."""

from aixin_cli.read.delivery.sources import Source, list_sources
from aixin_cli.read.delivery.unlock import Passwords
from aixin_cli.read.header.decided import ALL_UNITS, Decision, TitleMemory
from aixin_cli.read.header.propose import Proposal, propose
from aixin_cli.read.model import Column, Notice, SheetLayout, SourceFile, SourceTable
from aixin_cli.read.owner.statement import Declared
from aixin_cli.read.read_files import read_listed, read_sources
from aixin_cli.read.text.textlines import lines_of_rows

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
    "read_listed",
    "read_sources",
]
