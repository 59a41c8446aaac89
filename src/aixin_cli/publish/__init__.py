"""A month's files: workbook, tables, figures and briefing. Formats what SQL decided, computes nothing."""

from aixin_cli.publish.model import Figure, PublishReport
from aixin_cli.publish.publishing import publish

__all__ = ["Figure", "PublishReport", "publish"]
