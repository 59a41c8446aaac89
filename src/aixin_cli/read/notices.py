"""Makes the notices of reading, in the words of `forms/reading.toml`."""

from aixin_cli.forms.reading import reading_rules
from aixin_cli.read.model import Notice


def make_notice(
    rule: str, sheet: str | None = None, row: int | None = None, column: str | None = None, **facts: object
) -> Notice:
    """Return a notice of one rule for a place; `facts` fill the places in its texts."""
    entry = reading_rules()[rule]
    message = entry.message.filled(**facts)
    return Notice(
        rule=rule,
        severity=entry.severity,
        message=message.en,
        message_zh=message.zh,
        hint=entry.fix.en,
        hint_zh=entry.fix.zh,
        sheet=sheet,
        row=row,
        column=column,
    )
