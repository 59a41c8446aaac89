"""Categories of recipients by key: SQL asks for a key, people read the label that stands in the form."""

import re
from functools import cache

from aixin_cli.forms import layouts
from aixin_cli.forms.province import fill_province


@cache
def load_categories() -> dict[str, str]:
    """The labels by key, in the order of the form."""
    fields = {field.name: field for field in layouts()["pairing"].fields}
    return {code.key: code.value for code in fields["recipient_category"].codes if code.key}


def fill_labels(text: str) -> str:
    """A statement's header with labels in place of `{category.KEY}`, and the province's texts."""
    filled = fill_province(text)
    if "{category." not in filled:
        return filled
    return re.sub(r"\{category\.(\w+)\}", lambda found: load_categories()[found[1]], filled)


def category_params() -> dict[str, str]:
    """What a statement may ask of categories: `$category_orphan`."""
    return {f"category_{key}": label for key, label in load_categories().items()}
