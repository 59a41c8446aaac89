"""A month's files: workbook, tables, figures and briefing. Formats what SQL decided, computes nothing."""

from aixin_cli.publish.model import Figure, PublishReport
from aixin_cli.publish.order import PRODUCTS, Order
from aixin_cli.publish.publishing import publish, read_placeholders

__all__ = ["PRODUCTS", "Figure", "Order", "PublishReport", "publish", "read_placeholders"]
