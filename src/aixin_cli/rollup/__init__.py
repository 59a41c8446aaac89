"""Rolling up: linked entities become the month's tables and figures, proved to reconcile."""

from aixin_cli.rollup.falls import Answer, require_known, write_plain
from aixin_cli.rollup.month import RollupReport, roll_up
from aixin_cli.rollup.stale import change_words, published_months, require_current, stale_months
from aixin_cli.rollup.status import status
from aixin_cli.rollup.without import Excluded, exclude

__all__ = [
    "Answer",
    "Excluded",
    "RollupReport",
    "change_words",
    "exclude",
    "published_months",
    "require_current",
    "require_known",
    "roll_up",
    "published_months",
    "stale_months",
    "status",
    "write_plain",
]
