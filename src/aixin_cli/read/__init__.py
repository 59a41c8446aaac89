"""Files as delivered become Arrow tables of text, each cell with its place."""

from aixin_cli.read.containers import Source, list_sources
from aixin_cli.read.model import Notice, SourceFile, SourceTable
from aixin_cli.read.sources import read_sources
from aixin_cli.read.statement import Declared

__all__ = ["Declared", "Notice", "Source", "SourceFile", "SourceTable", "list_sources", "read_sources"]
