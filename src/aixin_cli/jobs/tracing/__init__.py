"""A printed number, held beside what it comes from: openings and returns, or rows of them."""

from aixin_cli.jobs.tracing.trace import trace
from aixin_cli.jobs.tracing.traced import COLUMNS, ROW_COLUMNS, Asked, Trace
from aixin_cli.jobs.tracing.writing import as_json, require_ending, write_trace

__all__ = ["COLUMNS", "ROW_COLUMNS", "Asked", "Trace", "as_json", "require_ending", "trace", "write_trace"]
