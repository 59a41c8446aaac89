"""Letters, not returns: what stands in a .docx, .md or .txt, and what may be shown of it."""

from aixin_cli.read.document.blocks import Block
from aixin_cli.read.document.passages import read_document
from aixin_cli.read.document.prose import Prose, name_candidates

__all__ = ["Block", "Prose", "name_candidates", "read_document"]
