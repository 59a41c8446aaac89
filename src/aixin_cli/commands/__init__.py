"""The verbs. A verb's body parses, calls the stages, and shows: no logic."""

from aixin_cli.commands.month import check, load, rollup, run, status
from aixin_cli.commands.people import duplicates, link, review
from aixin_cli.commands.results import publish, query
from aixin_cli.commands.returns import layout, returns, store, template
from aixin_cli.commands.rules import forms, rules, sample

VERBS = (
    *(run, load, check, status, rollup, publish, query, returns, link, review, duplicates),
    *(layout, rules, template, store, sample, forms),
)
"""In the order of `aixin --help`; each module has `add_to(app)` and imports nothing heavy."""
