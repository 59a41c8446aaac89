"""Makes the notices of reading, in the words of `forms/reading.toml`."""

from aixin_cli.forms.reading import reading_rules
from aixin_cli.read.model import Notice


def make_notice(
    rule: str, sheet: str | None = None, row: int | None = None, column: str | None = None, **facts: object
) -> Notice:
    """Return a notice of one rule for a place; `facts` fill the places in its texts."""
    entry = reading_rules()[rule]
    return Notice(
        rule=rule,
        severity=entry.severity,
        message=entry.message.format(**facts),
        message_zh=entry.message_zh.format(**facts),
        hint=entry.hint,
        hint_zh=entry.hint_zh,
        sheet=sheet,
        row=row,
        column=column,
    )
