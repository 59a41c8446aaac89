"""Delimited text (.csv .tsv .txt) as a grid; encoding and delimiter are told from the content."""

from aixin_cli.read.grid import Grid
from aixin_cli.read.notices import make_notice
from aixin_cli.read.text.delimiter import find_body
from aixin_cli.read.text.encoding import UTF8, find_encoding
from aixin_cli.read.text.records import read_records
from aixin_cli.read.text.textmarks import strip_text_marks


def read_delimited(data: bytes, where: str) -> Grid:
    """Return the records of a text file as one grid, records numbered as a spreadsheet shows them."""
    text = find_encoding(data, where)
    records, counts = read_records(find_body(text, where))
    batch, stripped = strip_text_marks(records, where)
    found = () if text.encoding == UTF8 else (make_notice("R142", encoding=text.encoding),)
    return Grid(None, batch, found=found, stripped=stripped, field_counts=counts)
