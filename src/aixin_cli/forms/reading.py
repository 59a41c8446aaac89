"""The rules of reading and loading (R0xx, R1xx, R9xx): what may be said of a file, a sheet, a column or a return."""

from functools import cache

from aixin_cli.forms.catalogue import DIRECTORY, read_toml
from aixin_cli.forms.rules import Rule, rule_of

FILE = "reading.toml"
COVERED = "R177"
"""The rule under which the cells below a merged number's first are noted: they are 0, neither blank nor usual."""
SHIFTED = "R175"
"""The rule of a row that an unquoted comma has shifted."""
AS_SHOWN = "R178"
"""The rule of amounts that are stored in 元 and were read in the 万元 in which they are shown."""
TOLD_APART = (COVERED, AS_SHOWN)
"""Rules of repairs whose notices are made a column at a time, with more than their number."""
TEMPLATE_MARK = "aixin template"
"""Stands at the top of the instruction sheet in a blank workbook of ours: reading passes over that sheet in silence."""


ANSWER_SHEET = "问题清单"
FEEDBACK_MARK = "aixin feedback"
"""Stands at the top of the sheet on which a unit answers, and in each comment that we put at a cell of its workbook."""


@cache
def reading_rules() -> dict[str, Rule]:
    """Return every reading rule by its code."""
    content = read_toml(DIRECTORY / FILE)
    origin = f"src/aixin_cli/forms/{FILE}"
    rules = [rule_of({**content["default"], **entry}, origin) for entry in content["rule"]]
    return {rule.code: rule for rule in rules}
