"""Staging: raw text becomes typed rows, findings, parts and versions."""

from aixin_cli.stage.load import LoadOptions, LoadReport, NothingRead, load_files
from aixin_cli.stage.returns.holds import holds_suspended

__all__ = ["LoadOptions", "LoadReport", "NothingRead", "holds_suspended", "load_files"]
