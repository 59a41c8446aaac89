"""The store: one folder with the register and the statistics file. The only importer of DuckDB."""

from aixin_cli.store.register import Store, own_catalogue

__all__ = ["Store", "own_catalogue"]
