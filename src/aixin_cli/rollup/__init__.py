"""Rolling up: linked entities become the month's tables and figures, proved to reconcile."""

from aixin_cli.rollup.month import RollupReport, roll_up
from aixin_cli.rollup.status import status

__all__ = ["RollupReport", "roll_up", "status"]
