"""Where a printed number comes from: the cell, the rows that it counts, and those that it doesn't."""

from aixin_cli.rollup.traced.basis import read_kept_basis, read_linked_basis
from aixin_cli.rollup.traced.cells import Cell, figure_cell, find_cell
from aixin_cli.rollup.traced.leaves import find_leaves, value_of

__all__ = ["Cell", "figure_cell", "find_cell", "find_leaves", "read_kept_basis", "read_linked_basis", "value_of"]
